"""The page can be read by everyone: headings, descriptions, tables, both languages, no address."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kiosk.cli.report import colours
from kiosk.ui.theme import contrast, rgba
from telemetry.metrics import METRICS
from telemetry.metrics.metric import Language, Text
from telemetry.report.figures import BUILDERS, PARTS
from tests.house import themes
from tests.report.conftest import Made
from tests.report.reading import Node, read

BOTH = pytest.mark.parametrize("language", ["de", "en"])


def figures(page: Node) -> list[Node]:
    return [node for node in page.all("article") if "figure" in node.classes]


@BOTH
def test_headings_go_down_one_step_at_a_time(made: Made, language: Language) -> None:
    levels = [int(node.name[1]) for node in read(made.pages[language]).all("h1", "h2", "h3", "h4")]

    assert 1 == levels[0] and 1 == levels.count(1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


@BOTH
def test_the_page_says_its_language_and_has_landmarks_and_a_way_past_the_start(
    made: Made, language: Language
) -> None:
    page = read(made.pages[language])

    assert [language] == [node.attributes["lang"] for node in page.all("html")]
    assert ["header", "main", "nav", "footer"] == [
        n.name for n in page.all("header", "nav", "main", "footer")
    ]
    skip = page.all("a")[0]
    assert skip.attributes["href"] == "#" + page.all("main")[0].attributes["id"]
    there = {node.attributes["id"] for node in page.having("id")}
    assert {a.attributes["href"][1:] for a in page.all("a")} <= there


def test_no_name_is_given_twice(made: Made) -> None:
    names = [node.attributes["id"] for node in read(made.pages["de"]).having("id")]

    assert sorted(set(names)) == sorted(names)


@BOTH
def test_every_chart_says_what_it_shows_and_has_its_table(made: Made, language: Language) -> None:
    shown = figures(read(made.pages[language]))

    assert len(shown) > 20
    for figure in shown:
        assert figure.all("h3")[0].text.endswith((".", "!", "?")), "a headline is a sentence"
        assert figure.all("details") and figure.all("table")
        for chart in figure.having("role", "img"):
            assert re.search(r"\d", chart.attributes["aria-label"]), figure.all("h3")[0].text
            assert all(svg.attributes["aria-hidden"] == "true" for svg in chart.all("svg"))
    pictures = [svg for figure in shown for svg in figure.all("svg")]
    assert len(pictures) > 40
    assert all([above for above in shown if svg in above.all("svg")] for svg in pictures)


def test_tables_have_captions_and_say_what_their_heads_belong_to(made: Made) -> None:
    tables = read(made.pages["de"]).all("table")

    assert len(tables) > 60
    for table in tables:
        assert table.all("caption")[0].text
        assert {"col"} <= {head.attributes["scope"] for head in table.all("th")} <= {"col", "row"}


def test_nothing_is_asked_of_anybody(made: Made) -> None:
    """No address is loaded: all that is embedded comes along, no script runs."""
    for page in made.pages.values():
        found = read(page)
        assert [] == found.all("script", "iframe", "object", "img")
        assert all(node.attributes["href"].startswith("data:") for node in found.all("link"))
        assert [] == re.findall(r"url\((?!data:|#)", page)
        assert [] == found.having("src")


def test_all_that_is_measured_is_defined_in_both_languages(made: Made) -> None:
    for language, page in made.pages.items():
        methods = {
            node.attributes["id"]: node.text for node in read(page).all("div") if "method" in node.classes
        }
        assert {f"m-{metric.id}" for metric in METRICS} == set(methods)
        for metric in METRICS:
            said = methods[f"m-{metric.id}"]
            for text in (metric.question, metric.formula, metric.excludes, metric.uncertainty):
                assert " ".join(text.in_(language).split()) in said


def test_all_that_is_measured_has_its_place_and_its_picture() -> None:
    placed = [id for part in PARTS for id in part.metrics]

    assert sorted(set(placed)) == sorted(placed) and set(placed) == set(BUILDERS)
    assert {metric.id for metric in METRICS} - set(placed) <= {"visits", "visits_by_day"}, "on the first page"


GERMAN = {"und", "der", "die", "das", "nicht", "Nutzungen", "Anteil", "wird", "von", "nach", "sind", "ist"}


def test_no_german_is_left_in_the_english_report(made: Made) -> None:
    words = set(re.findall(r"\w+", read(made.pages["en"]).all("body")[0].text))
    told = " ".join(n.attributes["aria-label"] for n in read(made.pages["en"]).having("aria-label"))

    assert set() == GERMAN & (words | set(re.findall(r"\w+", told)))
    assert GERMAN <= set(re.findall(r"\w+", read(made.pages["de"]).all("body")[0].text)), (
        "the list means something"
    )


def texts() -> list[Text]:
    """Every sentence of the report's modules."""
    import importlib
    import pkgutil

    import telemetry.report

    found: list[Text] = []
    for info in pkgutil.walk_packages(telemetry.report.__path__, "telemetry.report."):
        for value in vars(importlib.import_module(info.name)).values():
            found += _texts(value)
    return found


def _texts(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, dict):
        value = tuple(value.values())
    return [text for one in value for text in _texts(one)] if isinstance(value, tuple | list) else []


def test_both_languages_say_the_same_numbers() -> None:
    """A sentence has the same gaps to fill in German and in English."""
    found = texts()

    assert len(found) > 150
    for text in found:
        assert set(re.findall(r"{\w+}", text.de)) == set(re.findall(r"{\w+}", text.en)), text
        assert bool(text.de) == bool(text.en)


def test_every_pair_of_colours_can_be_told_apart() -> None:
    look = colours(themes()[0], None)
    text = [(look.ink, ground) for ground in (look.paper, look.card, look.accent, look.tint("mobil"))]
    text += [(look.muted, ground) for ground in (look.paper, look.card, look.band)]
    text += [(look.night_ink, look.night), (look.night_muted, look.night), (look.deep("mobil"), look.paper)]
    graphics = [(tones.deep, ground) for tones in look.tones.values() for ground in (look.card, look.empty)]
    graphics += [(look.accent, look.night)]

    assert [] == [pair for pair in text if contrast(rgba(pair[0]), rgba(pair[1])) < 4.5]
    assert [] == [pair for pair in graphics if contrast(rgba(pair[0]), rgba(pair[1])) < 3.0]
