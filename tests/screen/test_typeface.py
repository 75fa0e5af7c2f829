"""The typeface: cut once, measured truly, and never a reason to stay closed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from kiosk.screen.text import BUILT_IN
from kiosk.ui import typeface as module
from kiosk.ui.typeface import DRAWN, DRAWN_EM, WEIGHTS, Typeface, ensure

SENTENCES = (
    "Wie viele Stunden warst du in den letzten zwölf Monaten in der Luft?",
    "Wir nehmen den Durchschnitt: 3 Stunden",
    "Außengastronomie – Genehmigung in 1.234,5 Tagen, 26 %",
    "Tonnen CO₂e je Jahr",
    "Дім і тепло в місті Мангайм",
    "Türkçe: İyi günler, Şehir Gökyüzü",
)


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("size", [28, 44, 96])
def test_measured_widths_are_those_of_the_renderer(weight: int, size: int, typeface: Typeface) -> None:
    pygame.font.init()
    font = pygame.font.Font(str(typeface.file(weight)), size)
    for text in SENTENCES:
        assert typeface.width(text, size, weight) == pytest.approx(font.size(text)[0], rel=0.03)


def test_width_grows_with_size_and_weight_and_knows_drawn_signs(typeface: Typeface) -> None:
    assert typeface.width("Weiter", 72, 400) == pytest.approx(2 * typeface.width("Weiter", 36, 400))
    assert typeface.width("Weiter", 36, 900) > typeface.width("Weiter", 36, 400)
    assert typeface.width(DRAWN, 100, 700) == pytest.approx(len(DRAWN) * DRAWN_EM * 100)
    assert typeface.width("", 36, 400) == 0
    assert typeface.width("a\u00adb", 36, 400) == typeface.width("ab", 36, 400)
    assert typeface.width("ab", 36, 450) in (typeface.width("ab", 36, 400), typeface.width("ab", 36, 500))


def test_soft_hyphens_take_no_room_on_the_screen_either(typeface: Typeface) -> None:
    pygame.font.init()
    font = pygame.font.Font(str(typeface.file(400)), 40)
    assert font.size("Ener\u00adgie\u200b") == font.size("Energie")


def test_our_left_to_right_languages_miss_no_letter(typeface: Typeface) -> None:
    letters = (
        "ÄÖÜäöüßẞ„“‚‘–—…·•€§°²³₂½×÷−≈≤≥±‰№ ĞğİıŞşÇç ĄąĆćĘęŁłŃńÓóŚśŹźŻż ÀàÈèÉéÌìÒòÙù "
        "АБВГҐДЕЄЁЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя ₴"
        "\u00a0\u202f\u2009\u2011"
    )
    assert typeface.missing(letters + DRAWN) == []
    assert typeface.missing("日a日本\n") == ["日", "本"]
    assert typeface.has("→")
    assert not typeface.has("日")


def test_figures_of_the_font_itself_are_kept(typeface: Typeface) -> None:
    assert typeface.problem is None
    assert typeface.ascent == pytest.approx(0.935)
    assert typeface.cap == pytest.approx(0.7)


def test_a_warm_start_loads_neither_fonttools_nor_pygame(cut: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from kiosk.ui.typeface import ensure\n"
        f"assert ensure(pathlib.Path({str(cut)!r})).problem is None\n"
        "assert not {'fontTools', 'pygame', 'fontpkg_rubik'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("harm", ["font cut short", "font gone", "measures cut short", "measures of nothing"])
def test_a_damaged_cache_is_noticed(harm: str, cut: Path, tmp_path: Path) -> None:
    current = next(p for p in cut.iterdir() if p.name.endswith(f"-{module.RECIPE}"))
    folder = Path(shutil.copytree(current, tmp_path / current.name))
    assert module._load(folder, None) is not None
    font, measures = folder / "rubik-700.ttf", folder / "metrics.json"
    match harm:
        case "font cut short":
            font.write_bytes(font.read_bytes()[:5000])
        case "font gone":
            font.unlink()
        case "measures cut short":
            measures.write_bytes(measures.read_bytes()[:500])
        case _:
            measures.write_text(json.dumps({"weights": {}}))
    assert module._load(folder, None) is None


def test_the_first_start_cuts_and_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WEIGHTS", (400, 900))
    told: list[tuple[int, int]] = []
    fresh = ensure(tmp_path, lambda done, of: told.append((done, of)))
    assert fresh.problem is None
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert {p.name for p in next(tmp_path.iterdir()).iterdir()} == {
        "rubik-400.ttf",
        "rubik-900.ttf",
        "metrics.json",
    }
    assert fresh.file(700) == fresh.file(900)


def test_an_unwritable_cache_costs_nothing_but_a_note(
    cut: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    refuge = tmp_path / "refuge"
    refuge.mkdir()
    shutil.copytree(cut, refuge, dirs_exist_ok=True)
    monkeypatch.setattr(module, "_private_temp", lambda: refuge)
    found = ensure(blocked)
    assert found.file(400) is not None
    assert found.problem is not None
    assert "cannot be written" in found.problem
    monkeypatch.setattr(module, "_private_temp", lambda: blocked)
    lost = ensure(blocked)
    assert lost.file(400) is None
    assert lost.problem is not None


def test_without_the_font_package_the_kiosk_still_measures_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    substitute = ensure(tmp_path)
    assert substitute.file(700) is None
    assert substitute.problem is not None
    assert "fontpkg-rubik" in substitute.problem
    pygame.font.init()
    font = pygame.font.Font(None, round(40 / BUILT_IN))
    for text in SENTENCES[:4]:
        assert substitute.width(text, 40, 700) == pytest.approx(font.size(text)[0], rel=0.25)


def test_remembering_widths_is_bounded(typeface: Typeface) -> None:
    for i in range(module.REMEMBERED + 100):
        typeface.width(f"{i}", 10, 400)
    assert typeface._em.cache_info().currsize <= module.REMEMBERED
