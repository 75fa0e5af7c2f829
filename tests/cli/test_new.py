"""`new`: what it writes plays at once, and nothing that was there is lost."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.cli.folders import content_folder
from kiosk.content.check import Conditions, check
from kiosk.content.load import load
from scenes.kinds import examiners, names, schemas
from tests.house import Stay, only, walk

UNTRANSLATED = ("W601",)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(content_folder(), tmp_path / "content"))


@pytest.mark.parametrize("kind", names())
def test_a_new_scenario_of_every_kind_is_faultless_and_plays_to_its_end(kind: str, content: Path) -> None:
    only(content, "heizungsgeschichte")
    assert 0 == main(["new", "mein_spiel", "--kind", kind, "--content", str(content)])

    library = load(content, schemas())
    found = check(library, Conditions(date(2026, 11, 25), examiners=examiners())).problems
    own = [str(p) for p in found if p.file == "scenarios/mein_spiel.yaml" and p.code not in UNTRANSLATED]
    assert [] == own
    assert "mein_spiel" == library.german.exhibition.scenarios[-1]
    assert kind in {step.kind for step in library.german.scenarios["mein_spiel"].steps}
    stay = Stay(library)
    stay.open("mein_spiel")
    *_, last = walk(stay)
    assert "mein_spiel/result" == last.screen


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", "Mein Spiel"], "a-z"),
        (["new", "fussabdruck"], "gibt es schon"),
        (["new", "figures"], "So heißt schon"),
        (["new", "spiel", "--kind", "choise"], "Meinst du „choice“?"),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_changes_nothing(
    words: list[str], said: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}

    assert 0 != main([*words, "--content", str(content)])

    told = capsys.readouterr().err
    assert said in told and 1 == len(told.strip().splitlines())
    assert before == {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}


def test_the_list_keeps_its_line_ends_and_a_comma_too_many_does_no_harm(content: Path) -> None:
    home = content / "exhibition.yaml"
    text = home.read_text("utf-8").replace("\n", "\r\n")
    line = next(line for line in text.splitlines() if line.startswith("scenarios:"))
    home.write_bytes(text.replace(line, "scenarios: [fussabdruck, ]").encode())

    assert 0 == main(["new", "mein_spiel", "--content", str(content)])

    after = home.read_bytes()
    assert b"scenarios: [fussabdruck, mein_spiel]\r\n" in after and after.count(b"\n") == after.count(b"\r\n")
    assert ["fussabdruck", "mein_spiel"] == list(load(content, schemas()).german.exhibition.scenarios)


def test_a_list_that_is_not_in_one_line_is_left_to_the_curator(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = content / "exhibition.yaml"
    text = home.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("scenarios:"))
    home.write_text(text.replace(line, "scenarios:\n  - fussabdruck"), "utf-8")

    assert 0 == main(["new", "mein_spiel", "--content", str(content)])

    assert "unter scenarios:" in capsys.readouterr().err
    assert (content / "scenarios" / "mein_spiel.yaml").exists()
