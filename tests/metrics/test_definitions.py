"""Every metric is defined once, whole, and the page says just that."""

from __future__ import annotations

import ast
import re

import pytest

from telemetry.metrics import METRICS, metric
from telemetry.metrics.metric import Column, Context, Metric, Text
from telemetry.metrics.page import page
from tests.house import ROOT
from tests.metrics.made import asks, empty

PROMISED = {
    "visits_by_week", "visits_by_hour", "visits_by_day", "dwell", "stay_curve", "engagement", "first_deed",
    "funnel", "scenario_use", "step_funnel", "breadth", "exits", "end_reasons", "dead_taps", "heat_map",
    "rage", "back_steps", "hand_overs", "languages", "accessibility", "group_play", "guesses", "learning",
    "pledges", "mode_mix", "crowd_polls", "results", "survey_uptake", "smiley", "ease", "ueq_s", "versions",
    "health", "downtime", "data_quality",
}  # fmt: skip
each = pytest.mark.parametrize("one", METRICS, ids=lambda one: one.id)


def texts(one: Metric) -> dict[str, Text]:
    """All it says, by where."""
    said = {
        "title": one.title, "question": one.question, "formula": one.formula, "unit": one.unit,
        "excludes": one.excludes, "uncertainty": one.uncertainty,
    }  # fmt: skip
    for column in one.columns:
        said |= {f"{column.name}.head": column.head, f"{column.name}.tip": column.tip}
        said |= {f"{column.name}.{id}": word for id, word in column.words.items()}
    return said


def test_everything_that_was_asked_for_has_one_definition() -> None:
    ids = [one.id for one in METRICS]

    assert PROMISED <= set(ids)
    assert len(set(ids)) == len(ids) == len({one.title.de for one in METRICS})
    assert all(metric(id).id == id for id in ids)


def test_what_is_no_metric_is_not_given() -> None:
    with pytest.raises(KeyError):
        metric("visitors")


@each
def test_a_definition_says_all_in_both_languages(one: Metric) -> None:
    empty_ones = [where for where, text in texts(one).items() if not (text.de.strip() and text.en.strip())]
    same = [where for where, text in texts(one).items() if text.de == text.en and len(text.de.split()) > 3]

    assert [] == empty_ones + same


@each
def test_nobody_is_called_a_visitor(one: Metric) -> None:
    said = " ".join(f"{text.de} {text.en}" for text in texts(one).values())

    assert not re.search(r"[Bb]esucher|[Vv]isitor", said)


@each
def test_columns_have_names_of_their_own_and_sentences_as_tips(one: Metric) -> None:
    assert len({column.name for column in one.columns}) == len(one.columns)
    assert [] == [c.name for c in one.columns if c.tip.de[-1] not in ".?!" and "/" not in c.tip.de]


@each
def test_the_sql_gives_the_columns_it_promises(one: Metric) -> None:
    db = empty()
    got = [head[0] for head in db.execute(one.sql).description]

    assert len(one.raw) == len(got) == len(set(one.raw))


@each
def test_the_sql_keeps_to_what_all_engines_share_and_round_alike(one: Metric) -> None:
    """No division, no floats, no dates, no booleans summed, always in order; sums are 64-bit everywhere."""
    sql = re.sub(r"'[^']*'", "''", one.sql)

    assert "ORDER BY" in sql
    assert not re.search(r"/|\bavg\(|\bround\(|\bREAL\b|\bDOUBLE\b|date|::|\|\||%|\d\.\d", sql, re.IGNORECASE)
    assert not re.search(r"\bpath\b|live_", sql)
    outside = re.sub(r"CAST\(sum\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\) AS BIGINT\)", "", sql)
    assert not re.search(r"(?<!HAVING )\bsum\((?!CASE WHEN i\.name)", outside)


@each
def test_nobody_at_all_gives_a_table_and_no_error(one: Metric) -> None:
    table = one.derive(asks(empty())(one.sql), Context())

    assert table.columns == one.columns
    assert all(len(row) == len(one.columns) for row in table.rows)


def test_a_cell_speaks_its_own_words_before_those_of_the_content() -> None:
    column = Column("reason", Text("Ende", "End"), Text("Wie.", "How."), "key", {"3": Text("weg", "gone")})

    assert "gone" == column.said(3, {"3": Text("x", "x")}, "en")
    assert "Heizen" == column.said("heat", {"heat": Text("Heizen", "Heating")}, "de")
    assert ("anything", "") == (column.said("anything", {}, "de"), column.said(None, {}, "de"))


def test_the_page_is_the_one_the_definitions_give() -> None:
    """`make metrics` writes it."""
    assert page() == (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")


def test_the_page_has_every_metric_with_its_sql_and_names_no_metric_that_is_none() -> None:
    text = page()

    assert [one.id for one in METRICS] == re.findall(r"^## (\w+)$", text, re.MULTILINE)[-len(METRICS) :]
    assert all(one.sql in text and one.question.de in text and one.title.en in text for one in METRICS)
    assert not re.search(r"\{\w+\}", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def test_no_driver_of_a_database_is_imported_by_the_definitions() -> None:
    for file in (ROOT / "telemetry" / "metrics").glob("*.py"):
        names = {
            name.split(".")[0]
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            )
        }  # fmt: skip
        assert not names & {"sqlite3", "duckdb", "psycopg", "sqlite_utils"}, file.name


def test_the_evaluators_packages_wait_until_they_are_needed() -> None:
    """A terminal has no numpy: importing the definitions must not ask for it."""
    for file in (ROOT / "telemetry" / "metrics").glob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert not re.search(r"numpy|scipy", ast.unparse(node)), file.name
