"""The doctor on sick and healthy terminals."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.cli.doctor import Finding, Patient, findings, measured, quick_check, touch_devices
from kiosk.cli.folders import content_folder, data_folder
from tests.houses import library

DEVICES = """I: Bus=0003 Vendor=046d Product=c077 Version=0111
N: Name="Logitech USB Optical Mouse"
H: Handlers=mouse0 event3
B: PROP=0
B: EV=17

I: Bus=0003 Vendor=0eef Product=c000 Version=0111
N: Name="eGalax Inc. Touch"
H: Handlers=mouse1 event4
B: PROP=2
B: EV=b

"""


def told(patient: Patient) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings(patient):
        found.setdefault(finding.what, []).append(finding)
    return found


@pytest.fixture
def sick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Finding]]:
    """No screen, no touch, a damaged database, a clock at the epoch."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "telemetry").mkdir()
    (tmp_path / "telemetry" / "store.db").write_bytes(b"no database at all" * 100)
    devices = tmp_path / "none"
    return told(Patient(content_folder(), tmp_path, lambda: datetime(1970, 1, 1), devices))


@pytest.mark.parametrize(
    ("what", "status"),
    [("display", "fail"), ("touch", "warn"), ("database", "fail"), ("clock", "fail"), ("disk", "ok")],
)
def test_each_fault_is_found(sick: dict[str, list[Finding]], what: str, status: str) -> None:
    assert status == sick[what][0].status


def test_every_fault_comes_with_what_to_do(sick: dict[str, list[Finding]]) -> None:
    assert all(finding.remedy for each in sick.values() for finding in each if finding.status != "ok")


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert "fail" == told(Patient(content_folder(), tmp_path / "file"))["disk"][0].status


def test_content_that_cannot_be_shown_is_a_fault(tmp_path: Path) -> None:
    assert "fail" == told(Patient(tmp_path, tmp_path))["content"][0].status


def test_a_touch_screen_is_told_from_a_mouse(tmp_path: Path) -> None:
    listing = tmp_path / "devices"
    listing.write_text(DEVICES, encoding="utf-8")

    assert ["eGalax Inc. Touch"] == touch_devices(listing)


def test_millimetres_that_fit_another_screen_are_noticed() -> None:
    content = library().german

    assert "ok" == measured((1920, 1080), content).status
    assert "warn" == measured((1080, 1920), content).status


def test_a_sound_database_and_a_damaged_one(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "good.db")) as db:
        db.execute("CREATE TABLE t (n INTEGER)")
    (tmp_path / "bad.db").write_bytes(b"x" * 5000)

    assert "ok" == quick_check(tmp_path / "good.db")
    assert "not a database" in quick_check(tmp_path / "bad.db")


def test_a_service_says_where_its_data_belongs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/dig-itma2")
    assert Path("/var/lib/dig-itma2") == data_folder()

    monkeypatch.delenv("STATE_DIRECTORY")
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert data_folder().name == "dig-itma2"
