"""Promises to whoever writes survey.yaml: mistakes are named where they stand, and no game stops for one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kiosk.content.check import Conditions, check
from kiosk.content.diagnostics import Problem
from kiosk.content.load import Library, load
from kiosk.content.questionnaire import ITEMS, OFFICIAL
from scenes.kinds import schemas
from tests.house import ROOT, library, only

SHIPPED = (ROOT / "content" / "survey.yaml").read_text(encoding="utf-8")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Library]:
    """The shipped content with one game and this survey.yaml."""
    content = only(shutil.copytree(ROOT / "content", tmp_path / "content"), "heizungsgeschichte")
    shutil.copy(ROOT / "content" / "scenarios" / "heizungsgeschichte.yaml", content / "scenarios")

    def write(text: str) -> Library:
        (content / "survey.yaml").write_text(text, encoding="utf-8")
        return load(content, schemas())

    return write


def of_survey(found: Library) -> list[Problem]:
    return [p for p in found.problems if p.file == "survey.yaml"]


MISTAKES = [
    ("nobody: 5}", "nobody: 4}", "E355", "{smiley: 60", "99 statt 100"),
    ("smiley: 60", "smiley: 160", "E204", "160", "höchstens 100"),
    ("smiley: 60", "smily: 60", "E201", "smily", "smiley"),
    ("asked: 100", "asked: viele", "E203", "viele", "ganze Zahl"),
    ("  low: sehr schwer\n", "", "E202", "", "low"),
    (", Sehr gut]", "]", "E204", "[Gar nicht", "mindestens 4"),
    (", Sehr gut]", ", Sehr gut, Super]", "E204", "[Gar nicht", "höchstens 4"),
    ("[langweilig, spannend]", "[langweilig]", "E204", "[langweilig]", "zwei Wörter"),
    ("    ueq-s.3: [ineffizient, effizient]\n", "", "E356", "pairs", "ueq-s.3"),
    ("ueq-s.8:", "ueq-s.9:", "E356", "ueq-s.9", "nicht"),
    ("ueq-s.1: [behindernd, unterstützend]\n    ueq-s.2: [kompliziert, einfach]",
     "ueq-s.2: [kompliziert, einfach]\n    ueq-s.1: [behindernd, unterstützend]", "E356", "ueq-s.2", "Platz"),
    ("thanks:", "dank:", "E201", "dank", "kennt"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "code", "place", "said"), MISTAKES, ids=lambda v: str(v)[:20])
def test_every_mistake_is_named_at_its_place(
    good: str, bad: str, code: str, place: str, said: str, written: Callable[[str], Library]
) -> None:
    assert good in SHIPPED

    found = written(SHIPPED.replace(good, bad, 1))

    there = [p for p in of_survey(found) if p.excerpt[p.column - 1 :].startswith(place) and p.line]
    assert [code] == [p.code for p in there if said in f"{p.message} {p.remedy}"]
    assert found.german.survey is None
    assert {"heizungsgeschichte"} == set(found.german.scenarios)


@pytest.mark.parametrize("text", ["", "nichts", "- a\n- b", "asked: [", "a: &a [*a]", "\x00"])
def test_a_file_that_is_no_survey_is_an_error_and_no_survey(
    text: str, written: Callable[[str], Library]
) -> None:
    found = written(text)

    assert found.german.survey is None
    assert ["error"] == list({p.severity for p in of_survey(found)})


def test_without_the_file_nobody_is_asked_and_nothing_is_wrong(
    written: Callable[[str], Library], tmp_path: Path
) -> None:
    written(SHIPPED)
    (tmp_path / "content" / "survey.yaml").unlink()

    found = load(tmp_path / "content", schemas())

    assert found.german.survey is None and found.content("en").survey is None
    assert [] == of_survey(found)


def test_other_words_in_the_ueq_s_are_a_hint_and_still_a_survey(written: Callable[[str], Library]) -> None:
    found = written(SHIPPED.replace("[langweilig, spannend]", "[öde, spannend]"))

    assert ["W356"] == [p.code for p in of_survey(found)]
    hint = of_survey(found)[0]
    assert hint.excerpt[hint.column - 1 :].startswith("[öde")
    assert "langweilig – spannend" in hint.message and "Benchmark" in hint.remedy
    assert found.german.survey is not None


def test_other_words_in_a_translation_are_a_hint_in_the_catalog(
    written: Callable[[str], Library], tmp_path: Path
) -> None:
    catalog = tmp_path / "content" / "locale" / "en.po"
    catalog.write_text(catalog.read_text("utf-8").replace('"leading edge"', '"new"'), "utf-8")

    found = check(written(SHIPPED), Conditions(date(2026, 11, 25))).problems

    hints = [p for p in found if p.code == "W356"]
    assert [("locale/en.po", "warning")] == [(p.file, p.severity) for p in hints]
    lines = catalog.read_text("utf-8").splitlines()
    assert "herkömmlich" not in lines[hints[0].line - 1] and "usual – leading edge" in hints[0].message
    assert any('"new"' in line for line in lines[hints[0].line - 1 : hints[0].line + 4])


def test_a_question_nobody_reads_standing_is_a_hint(written: Callable[[str], Library]) -> None:
    long = "Wie hat es dir hier " + "und dort " * 6 + "gefallen?"
    library = written(SHIPPED.replace("Wie hat es dir hier gefallen?", long))

    found = check(library, Conditions(date(2026, 11, 25))).problems

    hint = next(p for p in found if p.code == "W502")
    assert "survey.yaml" == hint.file and "18 Wörter" in hint.message
    assert hint.excerpt[hint.column - 1 :].startswith("Wie hat es dir hier und dort")


def test_what_is_shipped_has_the_official_pairs_in_both_languages() -> None:
    for tag, pairs in OFFICIAL.items():
        survey = library().content(tag).survey
        assert survey is not None
        given = [tuple(text.source for text in pair) for pair in survey.ueq_s.pairs.values()]
        assert list(pairs) == given
        assert ITEMS["ueq-s"] == tuple(survey.ueq_s.pairs)


def test_a_changed_survey_is_another_version_of_the_content(written: Callable[[str], Library]) -> None:
    before = written(SHIPPED).german.hash

    assert before != written(SHIPPED.replace("smiley: 60, seq: 20", "smiley: 50, seq: 30")).german.hash
