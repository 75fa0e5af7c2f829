"""The command: one line for what goes wrong, and never half a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli import main
from telemetry.report.write import put
from tests.report.conftest import Made


def stores(made: Made) -> list[str]:
    return [str(path) for path in made.stores]


def test_it_writes_one_file_from_many_stores(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"SQLite format 3\0" + bytes(4000))
    out = tmp_path / "report.html"
    before = [path.read_bytes() for path in made.stores]

    assert 0 == main(
        ["report", *stores(made), str(bad), "--out", str(out), "--language", "en", "--title", "A <year>"]
    )

    said = capsys.readouterr()
    page = out.read_text(encoding="utf-8")
    assert f"{out}\n" == said.out
    assert "left out: " in said.err and "bad.db" in said.err and "Traceback" not in said.err
    assert "bad.db" in page and "A &lt;year&gt;" in page and 'lang="en"' in page
    assert before == [path.read_bytes() for path in made.stores], "sources are only read"
    assert [out, bad] == sorted(tmp_path.iterdir(), key=lambda path: path.suffix, reverse=True)


def test_where_nothing_can_be_read_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.html"

    assert 1 == main(["report", str(tmp_path / "none.db"), "--out", str(out)])

    assert 1 == len(capsys.readouterr().err.strip().splitlines())
    assert not out.exists()


@pytest.mark.parametrize("out", ["nowhere/report.html", "file/report.html"])
def test_a_folder_that_is_not_there_is_one_line(
    made: Made, tmp_path: Path, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert 1 == main(["report", *stores(made), "--out", str(tmp_path / out)])

    said = capsys.readouterr().err.strip().splitlines()
    assert 1 == len(said) and said[0].startswith("Error: ")


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.write_text("old", encoding="utf-8")

    with pytest.raises(UnicodeEncodeError):
        put("new \ud800", out)

    assert "old" == out.read_text(encoding="utf-8")
    assert [out] == list(tmp_path.iterdir())


def test_without_content_ids_are_shown(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given: list[object] = []
    monkeypatch.setattr("telemetry.report.write.written", lambda *made: given.append(made[2]) or "page")
    out = tmp_path / "report.html"

    assert 0 == main(["report", stores(made)[0], "--out", str(out), "--content", str(tmp_path / "none")])

    assert "ids instead of names" in capsys.readouterr().err
    assert [{}] == given and "page" == out.read_text(encoding="utf-8")


def test_what_is_missing_is_named(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kiosk.cli.report.NEEDED", ("no_such_package",))

    assert 1 == main(["report", *stores(made), "--out", str(tmp_path / "report.html")])

    assert "no_such_package is missing" in capsys.readouterr().err
