"""`merge`, `forward` and `lake` as a person runs them."""

from __future__ import annotations

import importlib.util
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.cli import main
from tests.fleet.stores import Book, written


@pytest.fixture
def terminals(tmp_path: Path) -> Path:
    """A folder with two good stores and a bad one."""
    for number in (1, 2):
        written(tmp_path / "terminals" / str(number) / "store.db", Book(number, number), 30)
    (tmp_path / "terminals" / "3").mkdir()
    (tmp_path / "terminals" / "3" / "store.db").write_bytes(b"")
    return tmp_path / "terminals"


def test_merge_writes_one_file_and_names_what_it_left_out(
    terminals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    year = tmp_path / "year.db"
    assert 0 == main(["merge", str(terminals), "--into", str(year)])
    said = capsys.readouterr()
    assert 0 == main(["merge", str(terminals), str(terminals), "--into", str(year)])
    again = capsys.readouterr()

    assert "60 visits from 2 stores" in said.out and "60 visits from 2 stores, 0 rows" in again.out
    assert any("left out" in line and "3/store.db: is empty" in line for line in said.err.splitlines())
    with closing(sqlite3.connect(year)) as db:
        assert (60,) == db.execute("SELECT count(*) FROM visit_fact").fetchone()
        assert (0,) == db.execute("SELECT count(*) FROM path").fetchone()


def test_lake_writes_folders(terminals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["lake", str(terminals), "--out", str(tmp_path / "lake")])

    assert "0 stores without news" in capsys.readouterr().out
    assert (tmp_path / "lake" / "table=visit_fact" / "terminal=1").is_dir()


@pytest.mark.parametrize(
    "words",
    [
        ["merge", "--into", "x.db"],
        ["forward", "--to", "postgresql://a@127.0.0.1:1/x"],
        ["lake", "--out", "x"],
    ],
)
def test_where_nothing_can_be_read_it_says_so_and_ends_with_1(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert 1 == main([words[0], "nowhere", *words[1:]])

    said = capsys.readouterr().err
    assert "nowhere: is not there; check the path" in said and "Traceback" not in said
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(("command", "package"), [("forward", "psycopg"), ("lake", "duckdb")])
def test_without_the_evaluators_packages_it_names_them(
    command: str, package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == package else found(name))

    assert 1 == main([command, "store.db", {"forward": "--to", "lake": "--out"}[command], "x"])

    assert f"{package} is missing; `make evaluation` installs it" in capsys.readouterr().err
