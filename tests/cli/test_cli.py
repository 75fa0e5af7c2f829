"""The commands as a person runs them: exit codes, one line on stderr, an example in every help."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.cli import COMMANDS, main
from kiosk.cli.doctor import quick_check
from kiosk.cli.folders import ROOT, content_folder

DOOR = [sys.executable, str(ROOT / "run_kiosk.py")]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped content that may be broken."""
    return Path(shutil.copytree(content_folder(), tmp_path / "content"))


@pytest.fixture
def no_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without a screen."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return dict(os.environ)


def door(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*DOOR, *words], capture_output=True, text=True, env=env, timeout=120, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main([command, "--help"])
    assert f"python run_kiosk.py {command}" in capsys.readouterr().out


def test_an_unknown_command_is_one_line_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["fly"])

    said = capsys.readouterr()
    assert "" == said.out
    assert 1 == len(said.err.strip().splitlines()) and "fly" in said.err


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    told = door("rehearse", "--visits", "1", "--data", str(tmp_path / "file" / "data"))

    assert 1 == told.returncode
    assert "Traceback" not in told.stderr
    assert told.stderr.strip().splitlines()[-1].startswith("Error: ")


def test_an_unexpected_error_is_one_line_and_with_debug_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(folder: Path, opening: bool) -> list[object]:
        raise RuntimeError("something\nnobody thought of")

    monkeypatch.setattr("kiosk.cli.check.found", broken)

    assert 1 == main(["check"])
    assert (
        "Error: RuntimeError: something nobody thought of (--debug shows where)\n" == capsys.readouterr().err
    )
    with pytest.raises(RuntimeError):
        main(["--debug", "check"])


def test_run_without_a_screen_says_so_and_ends_with_75(no_screen: dict[str, str]) -> None:
    told = door("run", env=no_screen)

    assert 75 == told.returncode
    assert "there is no screen" in told.stderr and "Traceback" not in told.stderr


def test_the_door_alone_always_shows_something_real(no_screen: dict[str, str], tmp_path: Path) -> None:
    told = door(env=no_screen)

    assert 0 == told.returncode, told.stderr
    assert "There is no screen here" in told.stdout
    assert "visits      5" in told.stdout
    assert not (tmp_path / "data" / "dig-itma2" / "telemetry").exists()


def test_content_that_cannot_be_shown_is_said_and_ends_with_1(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "exhibition.yaml").write_text("title: [", encoding="utf-8")

    assert 1 == main(["run", "--content", str(content)])
    assert "exhibition.yaml:2:1: E" in capsys.readouterr().err


def test_check_is_silent_about_nothing_and_fails_on_errors(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(content / "locale")
    game = content / "scenarios" / "fussabdruck.yaml"
    game.write_text(game.read_text(encoding="utf-8").replace("kg: erdgas", "kg: erdgass"), encoding="utf-8")

    assert 1 == main(["check", str(content)])

    out = capsys.readouterr().out
    (line,) = [line for line in out.splitlines() if "erdgass" in line]
    place, _, rest = line.partition(": ")
    assert place.endswith(tuple("0123456789")) and "fussabdruck.yaml" in place
    assert rest[0] == "E" and rest[1:4].isdecimal()


def test_check_of_one_file_is_about_that_file(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "services.yaml").write_text("kaputt: {}\n", encoding="utf-8")

    main(["check", str(content / "figures.yaml")])

    assert "services.yaml" not in capsys.readouterr().out


def test_check_speaks_json(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "services.yaml").write_text("kaputt: {}\n", encoding="utf-8")

    assert 1 == main(["check", str(content), "--json"])
    problems = json.loads(capsys.readouterr().out)
    assert {"file", "line", "column", "code", "severity", "message", "remedy"} <= set(problems[0])


def test_rehearse_writes_a_summary_and_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["rehearse", "--visits", "2", "--data", str(tmp_path / "d"), "--out", str(tmp_path / "o")]

    assert 0 == main(words)
    assert "visits      2" in capsys.readouterr().out
    assert 2 == json.loads((tmp_path / "o" / "summary.json").read_text(encoding="utf-8"))["visits"]
    assert (tmp_path / "d" / "telemetry" / "store.db").is_file()
    with closing(sqlite3.connect(tmp_path / "d" / "telemetry" / "store.db")) as db:
        assert [("digitma2.rehearsal",)] == db.execute("SELECT name FROM exhibition").fetchall(), (
            "nothing may merge simulated visits with real ones"
        )


def test_a_broken_scenario_is_left_out_and_said(content: Path, tmp_path: Path) -> None:
    (content / "scenarios" / "kaputt.yaml").write_text("id: kaputt\n", encoding="utf-8")

    told = door("rehearse", "--visits", "1", "--data", str(tmp_path), "--content", str(content))

    assert 0 == told.returncode
    assert "kaputt.yaml" in told.stderr


def test_a_storyboard_of_an_unknown_language_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == main(["storyboard", "--out", str(tmp_path), "--languages", "xx"])
    assert "there are de" in capsys.readouterr().err


def test_a_small_storyboard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["storyboard", "--out", str(tmp_path), "--languages", "de", "--size", "320x180"]

    assert 0 == main([*words, "--scenario", "budget"])
    assert str(tmp_path / "index.html") == capsys.readouterr().out.strip()


def test_a_storyboard_names_a_scenario_it_could_not_show(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "scenarios" / "strom.yaml").write_text("id: strom\n", encoding="utf-8")
    home = content / "exhibition.yaml"
    text = home.read_text(encoding="utf-8")
    home.write_text(re.sub(r"^scenarios: .*$", "scenarios: [strom, budget]", text, flags=re.M), "utf-8")
    words = ["--languages", "de", "--size", "320x180", "--content", str(content)]

    assert 1 == main(["storyboard", "--out", str(tmp_path / "board"), *words])
    assert "scenarios/strom.yaml: not shown" in capsys.readouterr().err
    assert list((tmp_path / "board").rglob("*-budget-result.png"))


def test_a_command_imports_no_more_than_it_needs() -> None:
    heavy = "{'pygame', 'sqlite_utils', 'pydantic', 'babel', 'fontTools'}"
    code = (
        "import sys; from kiosk.cli import main; main(['run', '--help']);"
        f"print('HEAVY', *sorted({{m.partition('.')[0] for m in sys.modules}} & {heavy}))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)

    assert "HEAVY" == told.stdout.strip().splitlines()[-1]


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs a virtual X server")
def test_on_a_screen_it_runs_until_the_service_ends_it(tmp_path: Path) -> None:
    """SIGTERM is how a service ends it: a clean end with 75, and the store is sound."""
    server = ["Xvfb", "-displayfd", "1", "-screen", "0", "960x540x24"]
    with subprocess.Popen(server, stdout=subprocess.PIPE, text=True) as screen:
        assert screen.stdout is not None
        display = f":{screen.stdout.readline().strip()}"
        env = {**os.environ, "DISPLAY": display, "SDL_AUDIODRIVER": "dummy", "XDG_DATA_HOME": str(tmp_path)}
        env.pop("SDL_VIDEODRIVER", None)
        try:
            code, errors = _run_until_terminated(env, tmp_path / "data")
        finally:
            screen.terminate()

    assert 75 == code, errors
    assert "Traceback" not in errors
    assert "ok" == quick_check(tmp_path / "data" / "telemetry" / "store.db")


def _run_until_terminated(env: dict[str, str], data: Path) -> tuple[int, str]:
    """Start it, wait until its store is there and a picture may be, end it as a service would."""
    words = [*DOOR, "run", "--data", str(data)]
    with subprocess.Popen(words, env=env, stderr=subprocess.PIPE, text=True) as program:
        try:
            for _ in range(600):
                if (data / "telemetry" / "store.db").exists() or program.poll() is not None:
                    break
                time.sleep(0.1)
            time.sleep(1.0)
            program.send_signal(signal.SIGTERM)
            _, errors = program.communicate(timeout=30)
        finally:
            program.kill()
        return program.returncode, errors
