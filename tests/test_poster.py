"""A full city of lights becomes a poster, twice the same: as pixels and as lines."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import cli
from kiosk.cli.poster import PIXELS, Posters, written
from kiosk.runtime.memory import Memory
from kiosk.ui.city import Plan, blocks
from kiosk.visit.world import LIGHTS, Lights
from scenes.poster import SHEET, poster
from telemetry.city import WINDOWS
from telemetry.events import LightLit, VisitEnded, VisitStarted
from telemetry.store import Store
from tests.house import library, themes, typeface
from tests.houses import Visitor

pygame = pytest.importorskip("pygame")
COLOURS = ("klima", "energie", "mobil", "amt")
SVG = "{http://www.w3.org/2000/svg}"


def full(number: int = 2) -> Lights:
    return Lights(number, tuple(COLOURS[place % 4] for place in range(LIGHTS)))


def lit(folder: Path, count: int) -> None:
    """A store in which `count` real lights were lit, ten a visit."""
    store = Store(folder / "telemetry", 1, threaded=False)
    memory = Memory(store)
    for place in range(count):
        if place % 10 == 0:
            memory.emit(VisitStarted("de"), 0.0)
        memory.emit(LightLit(COLOURS[place % 4], *divmod(place % LIGHTS, WINDOWS)), 1.0)
        if place % 10 == 9 or place == count - 1:
            memory.emit(VisitEnded(1), 2.0)
    store.close()


def test_the_png_shows_every_light_in_its_colour_and_the_svg_the_same(tmp_path: Path) -> None:
    svg_file, png_file = written(library().german, full(), typeface(), tmp_path)
    picture = pygame.image.load(png_file)
    assert picture.get_size() == PIXELS

    theme = themes()[0]
    frame = poster(library().german, full(), theme, typeface())
    first = frame.elements[0]
    windows = [
        s for d in first.draws if hasattr(d, "squares") and len(d.squares) == LIGHTS for s in d.squares
    ]
    assert len(windows) == LIGHTS
    scale = PIXELS[0] / SHEET.w
    for place, square in enumerate(windows):
        at = (round((square.x + square.side / 2) * scale), round((square.y + square.side / 2) * scale))
        assert picture.get_at(at)[:3] == theme.domain(COLOURS[place % 4]).bright[:3], blocks()[
            place // 9
        ].name

    tree = ET.parse(svg_file)
    drawn = Counter(r.get("fill") for r in tree.iter(f"{SVG}rect"))
    for colour in COLOURS:
        r, g, b, _ = theme.domain(colour).bright
        assert drawn[f"#{r:02x}{g:02x}{b:02x}"] >= LIGHTS // 4
    assert tree.getroot().find(f"{SVG}title").text == "dig itMA²: Stadt 2: Wasserturm"  # type: ignore[union-attr]
    said = " ".join(t.text or "" for t in tree.iter(f"{SVG}text"))
    assert "1.296 von 1.296 Lichtern" in said and "24 Stunden Strom" in said


def test_the_svg_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    text = written(library().german, full(), typeface(), tmp_path)[0].read_text("utf-8")
    addresses = set(re.findall(r"https?://[^\"' >]+", text))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert "href" not in text and "<script" not in text and "<image" not in text


def test_everything_on_the_poster_lies_on_the_sheet() -> None:
    frame = poster(library().german, full(), themes()[0], typeface())
    for element in frame.elements:
        for draw in element.draws:
            if hasattr(draw, "text"):
                bounds = draw.bounds
                assert bounds.x >= 0 and bounds.right <= SHEET.w and bounds.bottom <= SHEET.h, draw.text


def test_the_command_prints_full_cities_and_any_city_one_asks_for(tmp_path: Path) -> None:
    lit(tmp_path, LIGHTS + 12)
    runner, out = CliRunner(), tmp_path / "posters"
    done = runner.invoke(cli, ["poster", "--data", str(tmp_path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in out.iterdir()) == ["stadt-001.png", "stadt-001.svg"]
    done = runner.invoke(cli, ["poster", "--data", str(tmp_path), "--out", str(out), "--city", "2"])
    assert done.exit_code == 0 and (out / "stadt-002.png").exists()
    assert "12 von 1.296" in " ".join(
        re.findall(r">([^<]+)</text>", (out / "stadt-002.svg").read_text("utf-8"))
    )


@pytest.mark.parametrize("lights, said", [(0, "no light yet"), (7, "city 1 has 7 lights")])
def test_without_a_full_city_the_command_says_how_far_it_is(tmp_path: Path, lights: int, said: str) -> None:
    if lights:
        lit(tmp_path, lights)
    done = CliRunner().invoke(cli, ["poster", "--data", str(tmp_path), "--out", str(tmp_path / "posters")])
    assert done.exit_code == 1 and said in done.output
    assert not (tmp_path / "posters").exists()


def test_a_terminal_writes_the_poster_by_itself_between_two_visits_and_once(tmp_path: Path) -> None:
    lit(tmp_path, LIGHTS)
    visitor = Visitor()
    director = visitor.console.guard.director
    assert director is not None
    director.lights = full(1)
    posters = Posters(visitor.console, typeface(), tmp_path)
    visitor.menu()
    posters.beat()
    assert not (tmp_path / "posters").exists(), "nobody waits for a poster"

    visitor = Visitor()
    assert visitor.console.guard.director is not None
    visitor.console.guard.director.lights = full(1)
    posters = Posters(visitor.console, typeface(), tmp_path)
    posters.beat()
    png = tmp_path / "posters" / "stadt-001.png"
    first = png.stat().st_mtime_ns
    posters.beat()
    Posters(visitor.console, typeface(), tmp_path).beat()
    assert png.stat().st_mtime_ns == first


def test_a_poster_that_cannot_be_written_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lit(tmp_path, LIGHTS)
    (tmp_path / "posters").write_text("a file where the folder should be", "utf-8")
    visitor = Visitor()
    assert visitor.console.guard.director is not None
    visitor.console.guard.director.lights = full(1)
    Posters(visitor.console, typeface(), tmp_path).beat()
    assert "poster of city 1" in caplog.text


def test_the_plan_of_the_poster_is_as_wide_as_the_sheet_allows() -> None:
    plan = Plan(SHEET.w / 2, 1092.0, (SHEET.w - 144) / 16.9)
    assert plan.left > 0 and plan.right < SHEET.w
