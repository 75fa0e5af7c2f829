"""Promises of the shipped content as a whole: it loads clean, reads warmly, is whole in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kiosk.content.answers import options_of
from kiosk.content.catalog import messages
from kiosk.content.housetexts import FORMAL
from kiosk.content.load import Library
from kiosk.content.model import COLOURS, Step
from kiosk.content.sums import recomputed
from kiosk.content.template import Template
from kiosk.content.walk import leaves
from kiosk.content.whole import Content
from telemetry.events import EVENTS

from .conftest import FOLDER
from .footprint import PERSONAS, Answers, Footprint

# Words that judge a person or a way of life: feedback informs, it never grades.
BANNED = {
    "de": r"falsch|schlecht|schlimm|schuld|sünde|verschwend|blamier|peinlich|versag|leider|klimakiller",
    "en": r"wrong|bad\b|guilt|shame|sinner|waste|fail|unfortunately|terrible|worse",
}
SHADES = ("", "-deep", "-mid", "-bright")
TAP_SECONDS, WORDS_A_MINUTE = 4, 130
VISIT_SECONDS = {"de": 180, "en": 190}
COMPLETED = ("race_mine_", "group_", "badge_", "panel_", "record_kind_", "record_column_", "sources_mark_")
PLURALS = {"squares_plus", "squares_minus", "idle_count"}
KEPT = {
    "slide_here", "skip", "result_early", "fault_title", "fault_text", "fault_nothing", "result_city_full",
    "pledge_full", "menu_more",
}  # fmt: skip
"""Texts of states that views show soon or seldom."""
KARO = 60
"""Characters of one line at large text."""
RECORD_WORD = 20
"""Characters in a cell of the record's first column."""


def texts(content: Content) -> Iterator[tuple[str, str]]:
    for message in messages(content):
        yield message.context, message.text.source


def steps(content: Content) -> Iterator[Step]:
    """All steps of all scenarios."""
    for scenario in content.scenarios.values():
        yield from scenario.steps


def words(text: str) -> list[str]:
    return re.findall(r"[^\s–·]+", re.sub(r"\{[^}]*\}", "7", text))


def test_the_shipped_content_loads_without_a_single_problem(library: Library) -> None:
    assert [str(problem) for problem in library.problems] == []
    assert set(library.german.exhibition.scenarios) == set(library.german.scenarios)


def test_the_sums_of_the_curator_hold(library: Library, footprint: Footprint) -> None:
    document = library.documents["fussabdruck"]
    assert recomputed(footprint.scenario, document, footprint.figures) == []
    assert len(footprint.scenario.checks) >= 2 + len(PERSONAS)


def test_every_text_is_translated_with_the_same_placeholders(library: Library) -> None:
    catalog = library.catalogs["en"]
    german = {message.context: message.text.source for message in messages(library.german)}
    assert set(catalog.entries) == set(german)
    for context, entry in catalog.entries.items():
        assert entry.text and not entry.fuzzy and entry.german == german[context], context
        assert placeholders(entry.text) == placeholders(entry.german), context


def test_the_catalog_keeps_no_text_of_the_house_that_is_gone(library: Library) -> None:
    prefix = "exhibition/texts."
    catalog = library.catalogs["en"].entries
    translated = {context.removeprefix(prefix) for context in catalog if context.startswith(prefix)}
    assert translated == set(library.german.exhibition.texts)
    assert "#~" not in (FOLDER / "locale" / "en.po").read_text("utf-8")


def test_every_text_of_the_house_is_said_somewhere(german: Content) -> None:
    """By its whole key in the code or on the page, or by the stem that a kind, name or number completes."""
    places = ("kiosk/**/*.py", "scenes/**/*.py", "assets/takehome/*.js")
    code = "\n".join(path.read_text("utf-8") for place in places for path in FOLDER.parent.glob(place))
    for key in {key.removesuffix(FORMAL) for key in german.exhibition.texts} - KEPT:
        stem = key.startswith(COMPLETED) or key.removesuffix("_one") in PLURALS
        assert stem or re.search(rf"[\"']{key}[\"']", code), key


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^}]*\}", text))


def test_english_is_english(german: Content, english: Content) -> None:
    """Only names, units and words that both languages share are the same."""
    pairs = zip(texts(german), texts(english), strict=True)
    same = {text for (_, text), (_, other) in pairs if text == other}
    assert len(same) < 60
    assert english.scenarios["fussabdruck"].title.source == "Square by Square"


def test_a_question_has_at_most_twelve_words(german: Content) -> None:
    for step in steps(german):
        for text in (step.ask, step.more):
            assert text is None or len(words(text.source)) <= 12, text


@pytest.mark.parametrize("language", ["de", "en"])
def test_sentences_are_short_and_judge_nobody(library: Library, language: str) -> None:
    for context, text in texts(library.content(language)):
        assert not re.search(rf"\b({BANNED[language]})", text, re.IGNORECASE), (context, text)
        for sentence in re.split(r"(?<=[.!?:])\s", text):
            assert len(words(sentence)) <= 15, (context, sentence)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_screen_holds_at_most_fifty_words(library: Library, language: str) -> None:
    for step in steps(library.content(language)):
        if step.kind == "pick":
            continue  # offers five of its options
        shown = [step.ask, step.more, step.unknown.text if step.unknown else None]
        shown += [text for option in options_of(step).values() for text in (option.text, option.note)]
        assert sum(len(words(text.source)) for text in shown if text) <= 50, step.id


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_visit_fits_the_three_minutes_it_promises(library: Library, language: str) -> None:
    """Everything read at an exhibition's pace, and one tap for each step."""
    steps = library.content(language).scenarios["fussabdruck"].steps
    read = 0
    for step in steps:
        shown = [step.ask, step.more, step.say]
        for option in list(options_of(step).values())[:5]:
            shown += [option.text, option.note]
        read += sum(len(words(text.source)) for text in shown if text)
    read += sum(len(words(text.source)) for name, text in leaves(steps[-1], Template) if len(name) == 1)
    assert read / WORDS_A_MINUTE * 60 + len(steps) * TAP_SECONDS <= VISIT_SECONDS[language]


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_karo_says_and_hints_fit_one_line(library: Library, language: str) -> None:
    content = library.content(language)
    footprint = Footprint(content.scenarios["fussabdruck"], content.figures)
    visits: tuple[Answers, ...] = ({}, *PERSONAS.values(), *footprint.visits(50))
    for visit in visits:
        scope = footprint.scope(visit)
        for step in footprint.scenario.steps:
            lines = [step.more, step.say, getattr(step, "talk", None)]
            lines += [text for option in options_of(step).values() for text in (option.say, option.note)]
            for shown in (line.render(scope, language) for line in lines if line is not None):
                assert len(shown) <= KARO, shown


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_record_has_a_short_word_for_every_kind_of_event(library: Library, language: str) -> None:
    said = library.content(language).exhibition.texts
    kinds = {f"record_kind_{event.kind}" for event in EVENTS}
    assert {key for key in said if key.startswith("record_kind_")} == kinds
    words_of_kinds = [said[key].source for key in kinds]
    assert len(set(words_of_kinds)) == len(kinds)
    columns = [said[f"record_column_{name}"].source for name in ("kind", "target", "value", "pause")]
    assert all(len(word) <= RECORD_WORD for word in words_of_kinds + columns)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_record_says_how_rough_a_pause_is(library: Library, language: str) -> None:
    said = library.content(language).exhibition.texts
    between = said["record_pause"].render({"low": 0.25, "high": 0.5}, language)
    assert between == {"de": "Pause 0,25–0,5 s", "en": "Pause 0.25–0.5 s"}[language]
    assert "4 s" in said["record_pause_open"].render({"low": 4.0}, language)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("key", ["record_intro", "record_gone"])
def test_what_is_kept_is_told_in_two_sentences(library: Library, language: str, key: str) -> None:
    text = library.content(language).exhibition.texts[key].source
    assert len(re.findall(r"[.!?](?:\s|$)", text)) <= 2


def test_every_answer_has_a_pictogram_or_a_plate(german: Content) -> None:
    for step in steps(german):
        for id, option in options_of(step).items():
            assert option.plate or option.icon in german.icons, (step.id, id)


def test_a_question_has_at_most_five_answers_beside_dont_know(german: Content) -> None:
    for step in steps(german):
        if step.kind == "choice":
            assert 2 <= len(options_of(step)) <= 5, step.id


def test_every_question_knows_dont_know_and_says_its_average(german: Content) -> None:
    for step in german.scenarios["fussabdruck"].steps:
        if step.asks and step.guess is None and step.kind != "pick":
            assert step.unknown is not None and step.unknown.text is not None, step.id


def test_no_comparison_is_a_typed_number(german: Content) -> None:
    """Karo's lines and the result speak in formulas, so that they survive a changed factor."""
    for context, text in texts(german):
        if re.match(r"\w+/(result\.(?!bars)|.*\.say$)", context) and "/" in context:
            assert not re.search(r"\d", re.sub(r"\{[^}]*\}", "", text)), context


def test_the_parts_of_the_tower_have_colours_of_their_own(footprint: Footprint) -> None:
    live = footprint.scenario.live
    assert live is not None
    colours = [part.colour for part in live.parts.values()]
    allowed = {"", "grey"} | {domain + shade for domain in COLOURS for shade in SHADES}
    assert set(colours) <= allowed and len(set(colours)) == len(colours)
    assert [name for name, part in live.parts.items() if part.shared] == ["gemeinsam"]


def test_pictograms_are_twelve_by_twelve_and_all_different(german: Content) -> None:
    for name, rows in german.icons.items():
        assert len(rows) == 12 and all(len(row) == 12 and set(row) <= set("#o.") for row in rows), name
    assert len(set(german.icons.values())) == len(german.icons) >= 44


def test_services_are_real_addresses_and_the_result_names_some(german: Content) -> None:
    for scenario in german.scenarios.values():
        named = getattr(scenario.steps[-1], "services", ())
        assert len(named) >= 3 and set(named) <= set(german.services), scenario.id
    for service in german.services.values():
        assert service.url.startswith("https://") and "example" not in service.url


def test_the_longest_take_home_address_still_fits_a_small_code(german: Content) -> None:
    assert len(german.exhibition.take_home.address) <= 40
