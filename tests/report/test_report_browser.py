"""A real browser shows the report at every width and prints it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from telemetry.report.say import NBSP
from tests.chromium import Browser, Tab, browsing, chromium
from tests.report.conftest import Made

pytestmark = pytest.mark.skipif(chromium() is None, reason="no browser here")

WITHIN = "s.getBoundingClientRect().right <= innerWidth"
SEEN = "c.getBoundingClientRect().height > 20"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = chromium()
    assert program is not None
    with browsing(program) as found:
        yield found


@pytest.fixture
def file(made: Made, tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(made.pages["de"], encoding="utf-8")
    return path


def test_it_fits_every_width_and_complains_about_nothing(browser: Browser, file: Path) -> None:
    for size, zoom in (((1280, 900), 1.0), ((768, 1024), 1.0), ((390, 844), 1.0), ((780, 900), 2.0)):
        tab = Tab(browser, size)
        tab.size(*size, zoom)
        tab.open(file.as_uri())

        assert [] == tab.complaints
        assert [file.as_uri()] == tab.requests
        assert tab.run("document.documentElement.scrollWidth <= innerWidth"), size
        assert tab.run(f"[...document.querySelectorAll('svg')].every(s => {WITHIN})")
        assert tab.run(f"[...document.querySelectorAll('.figure [role=img]')].every(c => {SEEN})"), (
            "of the two drawings of a chart one is seen"
        )
        tab.close()


def test_tables_open_with_the_keyboard(browser: Browser, file: Path) -> None:
    tab = Tab(browser, (1280, 900))
    tab.open(file.as_uri())

    tab.run("document.querySelector('.figure summary').focus()")
    for kind in ("keyDown", "keyUp"):
        tab.ask(
            "Input.dispatchKeyEvent",
            type=kind,
            key="Enter",
            code="Enter",
            text="\r",
            windowsVirtualKeyCode=13,
        )

    assert tab.run("document.querySelector('.figure details').open")
    assert tab.run("document.querySelector('.figure table').getBoundingClientRect().height > 20")
    tab.close()


def test_it_prints_with_a_running_title_and_all_tables(browser: Browser, file: Path, tmp_path: Path) -> None:
    tab = Tab(browser, (1280, 900))
    tab.open(file.as_uri())
    printed = tmp_path / "report.pdf"
    printed.write_bytes(tab.printed())
    tab.close()

    told = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True)
    pages = [" ".join(page.replace(NBSP, " ").split()) for page in told.stdout.split("\f") if page.strip()]

    assert 15 < len(pages) < 80
    assert "Wird das Angebot genutzt?" in pages[0] and "Läuft es zuverlässig?" in pages[0], (
        "answers on one page"
    )
    assert all("dig itMA²: was ein Jahr zeigt" in page for page in pages[1:])
    assert pages[4].endswith(f"5 / {len(pages)}")
    whole = " ".join(pages)
    for heading in ("Wann kommt jemand?", "Methoden und Definitionen", "Datenquellen", "Tabellen"):
        assert heading in whole
    assert "Springe" not in whole and "Zum Inhalt springen" not in whole
