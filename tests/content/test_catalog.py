"""Translations: found by their place, dropped when the German text moved on."""

from __future__ import annotations

import pytest

from kiosk.content.catalog import Catalog, messages, read_catalog, refreshed
from kiosk.content.check import Conditions, check
from scenes.kinds.result.schema import Result
from tests.content.house import TODAY, House

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
PLANT = 'msgctxt "garten/pflanze.ask"\nmsgid "Was pflanzt du?"\nmsgstr "What do you plant?"\n'
HEADLINE = (
    'msgctxt "garten/result.headline"\n'
    'msgid "Ernte: {ernte | 1} Kilo, {verbrauch | 0} Liter, {arbeit | 0} Stunden"\nmsgstr "%s"\n'
)


def po(house: House, *entries: str) -> House:
    return house.write("locale/en.po", "\n".join((HEAD, *entries)))


def told(house: House) -> set[str]:
    """Codes of the check about translations that are there."""
    problems = check(house.load(), Conditions(TODAY)).problems
    return {p.code for p in problems if p.code[1] == "6" and p.code != "W601"}


def english(house: House) -> str:
    ask = house.load().content("en").scenarios["garten"].step("pflanze").ask
    assert ask is not None
    return ask.source


def test_contexts_say_where_a_text_stands(house: House) -> None:
    contexts = {message.context for message in messages(house.load().german)}
    assert contexts >= {
        "garten/title", "garten/pflanze.options.gras.text", "garten/result.profiles.0.text",
        "garten/wasser.unit", "exhibition/texts.next", "exhibition/subtitle", "services/gartenamt.what",
    }  # fmt: skip


def test_a_translation_is_shown_and_the_rest_stays_german(house: House) -> None:
    library = po(house, PLANT).load()
    assert english(house) == "What do you plant?"
    assert library.content("en").scenarios["garten"].title.source == "Der Garten"
    assert library.content("en").language == "en"
    assert library.content("de") is library.german
    assert library.content("xx") is library.german


@pytest.mark.parametrize(
    "entry",
    [
        "#, fuzzy\n" + PLANT,
        PLANT.replace("Was pflanzt du?", "Was wächst?"),
        PLANT.replace("What do you plant?", ""),
    ],
    ids=["fuzzy", "older German", "empty"],
)
def test_a_translation_that_is_not_sure_falls_back_to_german(house: House, entry: str) -> None:
    assert english(po(house, entry)) == "Was pflanzt du?"


def test_what_is_wrong_with_a_translation_is_told(house: House) -> None:
    assert told(po(house, PLANT)) == set()
    assert told(po(house, "#, fuzzy\n" + PLANT)) == {"W602"}
    assert told(po(house, PLANT.replace("Was pflanzt du?", "Was wächst?"))) == {"W602"}
    assert told(po(house, PLANT.replace("pflanze.ask", "pflnze.ask"))) == {"W604"}


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("{arbeit | 0} hours, {ernte | 0} kilos, {verbrauch} litres", True),
        ("{arbeit | 0} hours, {ernte | 0} kilos", False),
        ("{arbeit | 0} hours, {ernte | 0} kilos, {verbrauch} {mut}", False),
        ("{arbeit | 0} hours, {ernte | 0 kilos, {verbrauch}", False),
    ],
)
def test_placeholders_must_be_the_same_in_every_language(house: House, text: str, good: bool) -> None:
    po(house, HEADLINE % text)
    assert told(house) == (set() if good else {"E603"})
    result = house.load().content("en").scenarios["garten"].step("result")
    assert isinstance(result, Result)
    assert (result.headline.source == text) is good


def test_every_missing_translation_is_listed_at_its_german_text(house: House) -> None:
    problems = [p for p in check(house.load(), Conditions(TODAY)).problems if p.code == "W601"]
    assert len(problems) == len(list(messages(house.load().german)))
    assert house.line_of("Was pflanzt du?") in {p.line for p in problems if p.file == "scenarios/garten.yaml"}


@pytest.mark.parametrize("raw", [b"\xff\xfe", "msgid ü".encode("latin-1"), b'msgid "', b"rubbish", b"\x00"])
def test_a_broken_catalog_is_told_and_german_is_shown(house: House, raw: bytes) -> None:
    house.write("locale/en.po", raw)
    assert [p.file for p in house.problems()] == ["locale/en.po"]
    assert english(house) == "Was pflanzt du?"


def test_a_missing_catalog_is_told(house: House) -> None:
    (house.folder / "locale/en.po").unlink()
    assert [(p.file, p.code) for p in house.problems()] == [("locale/en.po", "E101")]


def test_a_refreshed_catalog_has_every_text_once_and_keeps_translations(house: House) -> None:
    library = po(house, PLANT, HEADLINE % "{arbeit} {ernte} {verbrauch}").load()
    text = refreshed(library.german, library.catalogs["en"], TODAY)
    again, problems = read_catalog(text, "en", "locale/en.po")
    assert problems == []
    assert set(again.entries) == {message.context for message in messages(library.german)}
    assert again.entries["garten/pflanze.ask"].text == "What do you plant?"
    assert refreshed(library.german, again, TODAY) == text


def test_a_changed_german_text_makes_its_translation_fuzzy_instead_of_stale(house: House) -> None:
    library = po(house, PLANT).change("Was pflanzt du?", "Was setzt du ein?").load()
    text = refreshed(library.german, library.catalogs["en"], TODAY)
    assert '#| msgid "Was pflanzt du?"' in text
    entry = read_catalog(text, "en", "x")[0].entries["garten/pflanze.ask"]
    assert entry.fuzzy and entry.text == "What do you plant?" and entry.german == "Was setzt du ein?"


def test_translations_of_texts_that_are_gone_are_kept_as_comments(house: House) -> None:
    library = po(house, PLANT.replace("pflanze.ask", "weg.ask")).load()
    assert '#~ msgstr "What do you plant?"' in refreshed(library.german, library.catalogs["en"], TODAY)


def test_a_new_language_starts_with_every_text(house: House) -> None:
    library = house.load()
    for tag in ("tr", "de-leicht", "zz"):
        made, problems = read_catalog(refreshed(library.german, Catalog(tag, "x"), TODAY), tag, "x")
        assert problems == [] and len(made.entries) == len(list(messages(library.german)))


def test_an_easy_edition_rests_on_its_language(house: House) -> None:
    po(house, PLANT).change("en: English", "en: English, en-easy: Easy", "exhibition.yaml")
    house.write("locale/en-easy.po", HEAD)
    ask = house.load().content("en-easy").scenarios["garten"].step("pflanze").ask
    assert ask is not None and ask.source == "What do you plant?"


def test_a_catalog_that_cannot_be_read_says_from_which_line_on() -> None:
    broken = 'msgctxt "a"\nmsgid "Haus"\nmsgstr "House"\n\nmurks\n'
    for text, line in ((broken, 5), ('msgctxt "a"\nmsgid "Haus\n', 2), ('"Language: xx\\n"', 1), ('"', 1)):
        _, (problem,) = read_catalog(text, "en", "locale/en.po")

        assert (problem.code, problem.line, problem.column) == ("E601", line, 1)
        assert problem.excerpt == text.splitlines()[line - 1]
