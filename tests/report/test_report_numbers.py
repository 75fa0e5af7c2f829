"""What the report says is what the tables say, and what is hidden is nowhere in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from telemetry.metrics import METRICS, metric
from telemetry.metrics.metric import Estimate, Table
from telemetry.metrics.statistics import wilson
from telemetry.report.about import About, Source
from telemetry.report.hide import protected
from telemetry.report.look import Look
from telemetry.report.say import HIDDEN, NBSP, Say
from telemetry.report.write import gather, written
from tests.report.conftest import TITLES, Made
from tests.report.reading import read
from tests.telemetry.plays import play, quiet

DE, EN = Say("de"), Say("en")


def part(k: int, n: int) -> Estimate:
    return Estimate(k / n, *wilson(k, n), n)


def answers(page: str) -> dict[str, str]:
    """What each answer of the first page says, by its question."""
    found = [node for node in read(page).all("li") if "answer" in node.classes]
    return {node.all("h3")[0].text: node.text for node in found}


def test_the_first_page_says_the_numbers_of_the_tables(made: Made) -> None:
    said = answers(made.pages["de"])
    (visits, _, days, _) = made.tables["visits"].rows[0]
    shares = {row[0]: row[2] for row in made.tables["funnel"].rows}
    result = shares[3]
    median = next(row[1] for row in made.tables["dwell"].rows if row[0] == "p50")

    assert isinstance(result, Estimate) and result.value is not None and isinstance(median, Estimate)
    assert f"{visits} So viele Nutzungen gab es an {days} Tagen" in said["Wird das Angebot genutzt?"]
    many, _ = DE.of_ten(result.value)
    assert f"{many.capitalize()} Nutzungen ({DE.interval(result)})".replace(NBSP, " ") in said[
        "Kommen sie zu einem Ergebnis?"
    ].replace(NBSP, " ")
    assert DE.seconds(median.value or 0).replace(NBSP, " ") in said["Bleiben die Menschen?"]


def test_both_languages_show_the_same_pictures(made: Made) -> None:
    german, english = (read(made.pages[lang]).all("article") for lang in ("de", "en"))

    assert [a.attributes["id"] for a in german] == [a.attributes["id"] for a in english]
    count = [len(re.findall(r"<(?:path|line|rect)", made.pages[lang])) for lang in ("de", "en")]
    assert count[0] == count[1]


def test_descriptions_say_what_is_drawn(made: Made) -> None:
    """Every share of the engagement's table is in its picture, its description and its table."""
    figure = next(a for a in read(made.pages["en"]).all("article") if a.attributes["id"] == "f-engagement")
    alt = figure.having("role", "img")[0].attributes["aria-label"]
    drawn = " ".join(t.text for t in figure.all("text"))
    known = [row[2] for row in made.tables["engagement"].rows if isinstance(row[2], Estimate)]

    assert known
    for estimate in known:
        shown = EN.estimate(estimate)
        assert shown in alt and shown in drawn.replace("  ", " ") and shown in figure.all("table")[0].text


def rows(*uses: tuple[str, int], n: int = 300) -> Table:
    return Table(metric("accessibility").columns, tuple((name, k, part(k, n)) for name, k in uses))


def about(*visits: int) -> About:
    """Sources with so many visits, each on a day of its own."""
    return About(
        tuple(
            Source(Path(f"{n}.db"), n, 20270501 + n, 20270501 + n, count) for n, count in enumerate(visits)
        ),
        made=20270514,
    )


@pytest.mark.parametrize(("one", "other"), [((3, 2), (2, 3)), ((1, 4), (4, 1))])
def test_what_is_hidden_changes_nothing_in_the_page(
    plain: Look, one: Sequence[int], other: Sequence[int]
) -> None:
    """Two data sets that differ in hidden numbers alone give the same file, byte for byte."""

    def page(few: Sequence[int]) -> str:
        table = rows(("sound", 90), ("text150", 40), ("calm", few[0]), ("keys", few[1]))
        return written(about(300), protected({"accessibility": table}), {}, plain, "de")

    assert page(one) == page(other)
    assert page(one) != page((30, 20)), "numbers that may be shown are"


def test_small_numbers_are_dots_in_tables_and_names_below_pictures(plain: Look) -> None:
    table = rows(("sound", 90), ("text150", 40), ("calm", 3), ("keys", 2))

    page = read(written(about(300), protected({"accessibility": table}), {}, plain, "de"))

    figure = next(a for a in page.all("article") if a.attributes["id"] == "f-accessibility")
    lines = {row.all("th")[0].text: [d.text for d in row.all("td")] for row in figure.all("tr")[1:]}
    assert [HIDDEN, HIDDEN] == lines["wenig Bewegung"] == lines["Tasten"]
    assert "Verborgen, weil zu klein: wenig Bewegung; Tasten" in figure.text
    assert "90" == lines["Ton"][0]


def test_kilograms_do_not_give_hidden_pledges_away(plain: Look) -> None:
    columns = metric("pledges").columns
    pledges = Table(columns, (("a/b/c", 60, 7260, part(60, 300)), ("a/b/d", 3, 363, part(3, 300))))

    shown = protected({"pledges": pledges})

    assert (None, None, None) == shown["pledges"].rows[1][1:]
    assert "363" not in written(about(300), shown, {}, plain, "de")


def test_places_on_a_screen_stay_where_their_numbers_are_hidden() -> None:
    columns = metric("heat_map").columns
    cells = Table(columns, tuple(("home", cell, cell, 0, 9, 3 + cell, 0) for cell in range(5)))

    shown = protected({"heat_map": cells})["heat_map"]

    assert [(cell, 0) for cell in range(5)] == [row[2:4] for row in shown.rows]
    assert any(row[5] is None for row in shown.rows)


def test_a_report_of_one_visit_says_nothing_about_it(tmp_path: Path, plain: Look) -> None:
    with closing(quiet(tmp_path)) as store:
        play(store)
    stores, tables = gather([tmp_path / "store.db"], TITLES, About((), made=20270601))

    page = read(written(stores, tables, TITLES, plain, "de")).all("body")[0]

    assert 1 == sum(source.visits for source in stores.sources)
    assert "so wenige Nutzungen, dass keine Zahl gezeigt werden darf" in page.text
    assert "Mai" not in page.text and "14." not in page.text, "nobody learns on which day it was"
    assert "Die Heizung" not in page.text, "nor what was played"
    assert [HIDDEN] == [row.all("td")[-1].text for row in page.all("tbody")[0].all("tr")]


def test_an_empty_year_says_so(plain: Look) -> None:
    tables = {one.id: Table(one.columns, ()) for one in METRICS}

    for sources in (about(), about(0)):
        page = read(written(sources, tables, {}, plain, "de"))
        assert "keine einzige Nutzung" in page.text
        assert [] == page.all("article")
        assert len([node for node in page.all("div") if "method" in node.classes]) == len(METRICS)


def test_a_small_sample_says_so(plain: Look) -> None:
    few = Table(metric("accessibility").columns, (("sound", 12, part(12, 24)), ("calm", 12, part(12, 24))))

    page = read(written(about(24), {"accessibility": few}, {}, plain, "en"))

    assert "Small sample (n below 30)" in page.text
    assert "50% (31–69%) °" in page.text


def test_who_is_left_out_is_named(plain: Look) -> None:
    known = replace(about(300), refused=("old.db: is damaged; copy it again",))

    assert "old.db: is damaged; copy it again" in read(written(known, {}, {}, plain, "de")).text
