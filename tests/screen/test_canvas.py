"""What is painted: exactly the frame, sharply, and no more often than needed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pygame
import pytest

from kiosk.core.frame import Bits, Box, Colour, Draw, Glow, Icon, Line, Poly, Square, Squares, Text
from kiosk.core.geometry import Rect, Size
from kiosk.screen.canvas import Canvas
from kiosk.screen.screenshot import render, save
from kiosk.screen.text import SIGNS
from kiosk.ui.typeface import DRAWN, WEIGHTS, Typeface
from tests.screen.paint_samples import (
    CORAL,
    HOUSE,
    INK,
    NIGHT,
    PAPER,
    PATTERNS,
    WHITE,
    city,
    frame,
    question,
    random_draw,
)

FULL_HD, UHD = (1920, 1080), (3840, 2160)


def bytes_of(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


def ink(surface: pygame.Surface, ground: Colour = PAPER) -> pygame.Rect:
    """The rectangle around everything that is not ground."""
    mask = pygame.mask.from_threshold(surface, ground, (1, 1, 1, 255))
    mask.invert()
    rects = mask.get_bounding_rects()
    return rects[0].unionall(rects[1:]) if rects else pygame.Rect(0, 0, 0, 0)


def colours(surface: pygame.Surface, rect: pygame.Rect) -> set[tuple[int, ...]]:
    part = surface.subsurface(rect.clip(surface.get_rect()))
    return {tuple(part.get_at((x, y))[:3]) for x in range(part.get_width()) for y in range(part.get_height())}


@pytest.mark.parametrize("seed", range(12))
def test_repainting_what_changed_gives_the_pixels_of_painting_everything(
    seed: int, typeface: Typeface
) -> None:
    rng = Random(seed)
    size = rng.choice(((640, 360), (481, 853), (1280, 720)))
    canvas = Canvas(size, typeface, budget_bytes=rng.choice((20_000, 4_000_000)))
    draws = [random_draw(rng, typeface) for _ in range(24)]
    for _ in range(12):
        shown = frame(draws)
        changed = canvas.paint(shown)
        assert bytes_of(canvas.surface) == bytes_of(render(shown, size, typeface))
        assert all(canvas.surface.get_rect().contains(r) for r in changed)
        for _ in range(rng.randrange(1, 5)):
            at = rng.randrange(len(draws))
            match rng.randrange(4):
                case 0:
                    draws[at] = random_draw(rng, typeface)
                case 1:
                    draws.pop(at)
                case 2:
                    draws.insert(at, random_draw(rng, typeface))
                case _:
                    rng.shuffle(draws) if rng.random() < 0.3 else draws.append(draws.pop(at))


def test_nothing_outside_the_returned_rectangles_changes(typeface: Typeface) -> None:
    canvas = Canvas(FULL_HD, typeface)
    canvas.paint(question(typeface, 0))
    before = canvas.surface.copy()
    changed = canvas.paint(question(typeface, 2))
    assert 0 < len(changed) <= 8
    after = canvas.surface.copy()
    for rect in changed:
        after.blit(before, rect, rect)
    assert bytes_of(after) == bytes_of(before)


def test_an_equal_frame_paints_nothing(typeface: Typeface) -> None:
    canvas = Canvas(FULL_HD, typeface)
    first = question(typeface)
    assert canvas.paint(first) == [pygame.Rect(0, 0, *FULL_HD)]
    canvas.surface.fill((1, 2, 3))
    untouched = bytes_of(canvas.surface)
    assert canvas.paint(first) == []
    assert canvas.paint(question(typeface)) == []
    relabelled = replace(first, elements=(replace(first.elements[0], label="neu"), *first.elements[1:]))
    assert canvas.paint(relabelled) == []
    assert bytes_of(canvas.surface) == untouched


def test_another_ground_or_stage_paints_everything(typeface: Typeface) -> None:
    canvas = Canvas(FULL_HD, typeface)
    shown = frame([Box(Rect(10, 10, 90, 90), INK)])
    everything = [canvas.surface.get_rect()]
    canvas.paint(shown)
    assert canvas.paint(replace(shown, ground=NIGHT)) == everything
    assert canvas.paint(replace(shown, ground=NIGHT, stage=Size(1920, 1081))) == everything
    canvas.forget()
    assert canvas.paint(replace(shown, ground=NIGHT, stage=Size(1920, 1081))) == everything


def test_draws_that_change_places_are_painted_again(typeface: Typeface) -> None:
    canvas = Canvas((192, 108), typeface)
    below, above = Box(Rect(100, 100, 400, 400), INK), Box(Rect(300, 300, 400, 400), CORAL)
    canvas.paint(frame([below, above]))
    assert canvas.surface.get_at((40, 40))[:3] == CORAL[:3]
    assert canvas.paint(frame([above, below]))
    assert canvas.surface.get_at((40, 40))[:3] == INK[:3]


def test_an_error_halfway_is_healed_by_the_next_frame(typeface: Typeface) -> None:
    canvas = Canvas((192, 108), typeface)
    good = frame([Box(Rect(100, 100, 400, 400), INK)])
    canvas.paint(good)
    with pytest.raises(ValueError, match="NaN"):
        canvas.paint(frame([Box(Rect(float("nan"), 0, 10, 10), CORAL)]))
    assert canvas.paint(good) == [canvas.surface.get_rect()]


def test_one_light_in_the_city_costs_a_small_part_of_it(typeface: Typeface) -> None:
    canvas = Canvas(FULL_HD, typeface)
    lights = city().squares
    canvas.paint(frame([Squares(lights)], NIGHT))
    one = (*lights[:700], lights[700]._replace(colour=WHITE), *lights[701:])
    changed = canvas.paint(frame([Squares(one)], NIGHT))
    assert sum(r.w * r.h for r in changed) < 0.05 * 1920 * 1080


# --- sharpness --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "draw",
    [
        Box(Rect(100, 100, 300, 200), INK, 24),
        Box(Rect(100, 100, 300, 200), None, 24, INK, 5),
        Box(Rect(100, 100, 200, 200), INK, 100),
        Line(((100, 100), (300, 240)), 8, INK),
        Line(((100, 100), (300, 240)), 8, INK, (20, 12)),
        Poly(((100, 100), (300, 160), (180, 300)), INK),
        *(Squares((Square(100, 100, 60, INK, pattern, CORAL),)) for pattern in PATTERNS),
    ],
    ids=lambda d: type(d).__name__,
)
@pytest.mark.parametrize("size", [(1366, 768), FULL_HD, UHD])
def test_corners_and_diagonals_are_antialiased(draw: Draw, size: tuple[int, int], typeface: Typeface) -> None:
    surface = render(frame([draw]), size, typeface)
    found = colours(surface, ink(surface))
    assert len(found - {INK[:3], PAPER[:3], CORAL[:3]}) >= 3
    # An edge holds mixtures only: no darker, brighter or foreign fringe.
    for channel in range(3):
        ends = [c[channel] for c in (INK, PAPER, CORAL)]
        assert min(ends) <= min(c[channel] for c in found)
        assert max(c[channel] for c in found) <= max(ends)


@pytest.mark.parametrize("size", [FULL_HD, UHD])
def test_every_scale_has_edges_of_one_pixel(size: tuple[int, int], typeface: Typeface) -> None:
    """A picture that was scaled up has soft edges: several mixed pixels side by side."""
    scale = size[1] / 1080
    for draw in (
        Box(Rect(100, 100, 300, 200), INK, 24),
        Line(((100, 200), (400, 200)), 120, INK),
        Squares((Square(100, 100, 200, INK),)),
    ):
        surface = render(frame([draw]), size, typeface)
        down = [surface.get_at((round(200 * scale), y))[:3] for y in range(round(420 * scale))]
        assert set(down) == {INK[:3], PAPER[:3]}
    slanted = render(frame([Poly(((100, 100), (140, 400), (400, 400), (400, 100)), INK)]), size, typeface)
    mixed = [
        sum(slanted.get_at((x, y))[:3] not in (INK[:3], PAPER[:3]) for x in range(round(300 * scale)))
        for y in range(round(200 * scale), round(220 * scale))
    ]
    assert 1 <= max(mixed) <= 2


def test_text_at_4k_is_drawn_at_its_real_size(typeface: Typeface) -> None:
    text = Text(100, 300, "Il", 72, 700, INK, typeface.width("Il", 72, 700))
    surface = render(frame([text]), UHD, typeface)
    row = 2 * 300 - 40
    across = [surface.get_at((x, row))[:3] for x in range(190, 300)]
    assert sum(c not in (INK[:3], PAPER[:3]) for c in across) <= 4
    assert INK[:3] in across


def test_strokes_lie_inside_and_opaque_ones_hide_the_fill(typeface: Typeface) -> None:
    red: Colour = (255, 0, 0, 255)
    surface = render(frame([Box(Rect(100, 100, 300, 200), red, 24, INK, 6)]), FULL_HD, typeface)
    assert ink(surface) == pygame.Rect(100, 100, 300, 200)
    outer_edge = {surface.get_at((x, 100 + y))[:3] for x in range(100, 124) for y in range(3)}
    assert all(c[0] <= PAPER[0] and c[1] >= min(INK[1], PAPER[1]) for c in outer_edge)
    assert surface.get_at((250, 103))[:3] == INK[:3]
    assert surface.get_at((250, 106))[:3] == red[:3]


def test_see_through_shapes_cover_each_pixel_once(typeface: Typeface) -> None:
    half: Colour = (0, 0, 0, 128)
    white: Colour = (255, 255, 255, 255)
    for draw in (
        Box(Rect(100, 100, 300, 200), half, 40),
        Box(Rect(100, 100, 300, 200), None, 10, half, 30),
        Line(((100, 100), (300, 240), (120, 260)), 30, half),
        Squares((Square(100, 100, 50, half),)),
    ):
        surface = render(frame([draw], white), FULL_HD, typeface)
        assert min(c[0] for c in colours(surface, ink(surface, white))) in (126, 127, 128)


@pytest.mark.parametrize("size", [(1366, 768), FULL_HD, UHD])
def test_pictograms_and_codes_stand_on_whole_pixels(size: tuple[int, int], typeface: Typeface) -> None:
    for draw in (Icon(Rect(100, 100, 85, 85), HOUSE, INK, CORAL), Bits(Rect(100, 100, 85, 85), HOUSE, INK)):
        surface = render(frame([draw]), size, typeface)
        found = ink(surface)
        assert colours(surface, found) <= {INK[:3], PAPER[:3], CORAL[:3]}
        assert found.w % 8 == 0
        assert found.h % 7 == 0


def test_a_code_never_grows_into_its_quiet_zone(typeface: Typeface) -> None:
    for side in (100.0, 107.0, 140.5):
        surface = render(frame([Bits(Rect(100, 100, side, side), ("###",) * 3, INK)]), FULL_HD, typeface)
        assert pygame.Rect(100, 100, round(side), round(side)).contains(ink(surface))


def test_large_pictograms_show_their_grid(typeface: Typeface) -> None:
    surface = render(frame([Icon(Rect(100, 100, 160, 140), HOUSE, INK, CORAL)]), FULL_HD, typeface)
    row = [surface.get_at((x, 100 + 3 * 20 + 5))[:3] for x in range(100, 258)]
    assert row.count(PAPER[:3]) == 7 * 2


def test_glows_only_add_light_and_fade_to_nothing(typeface: Typeface) -> None:
    surface = render(frame([Glow(500, 500, 100, (255, 203, 61, 120))], NIGHT), FULL_HD, typeface)
    levels = [surface.get_at((500 + x, 500))[0] for x in range(0, 101, 5)]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] > 100
    assert levels[-1] == NIGHT[0]


# --- text -------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", sorted(DRAWN))
@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_drawn_sign_shows_and_stays_in_its_room(sign: str, weight: int, typeface: Typeface) -> None:
    assert sign in SIGNS
    surface = render(frame([Text(300, 400, sign, 100, weight, INK, 95)]), FULL_HD, typeface)
    found = ink(surface)
    assert pygame.Rect(300, 320, 95, 90).contains(found)
    assert found.w > 35
    assert found.h > 35


@pytest.mark.parametrize("size", [(1366, 768), FULL_HD, UHD])
@pytest.mark.parametrize("weight", [400, 900])
def test_lines_stand_where_they_were_put(size: tuple[int, int], weight: int, typeface: Typeface) -> None:
    scale = size[1] / 1080
    text = "Hin und zurück in Mannheim →H"
    for high in (28.0, 44.0, 96.0):
        line = Text(900, 400, text, high, weight, INK, typeface.width(text, high, weight))
        side = {
            align: ink(render(frame([replace(line, align=align)]), size, typeface))
            for align in ("l", "c", "r")
        }
        bearing = 0.12 * high * scale
        assert -1 <= side["l"].left - 900 * scale <= bearing
        assert abs(side["c"].centerx - 900 * scale) <= 2
        assert -bearing <= side["r"].right - 900 * scale <= 1
        plain = replace(line, text="HIH", width=typeface.width("HIH", high, weight))
        assert abs(ink(render(frame([plain]), size, typeface)).bottom - 400 * scale) <= 1


def test_odd_texts_do_no_harm(typeface: Typeface) -> None:
    for text in ("", " ", "\0", "\u00ad", "日本", "W" * 100_000, "→" * 1000, "a\nb", "\ud800"):
        render(frame([Text(100, 400, text, 90, 700, INK, 100)]), (640, 360), typeface)


# --- limits -----------------------------------------------------------------------------


def test_sprites_never_exceed_their_budget(typeface: Typeface) -> None:
    rng = Random(7)
    budget = 300_000
    canvas = Canvas((1280, 720), typeface, budget)
    for _ in range(40):
        canvas.paint(frame([random_draw(rng, typeface) for _ in range(10)]))
        assert canvas.sprites.bytes <= budget
    assert len(canvas.sprites) > 0


def test_a_slip_of_a_view_does_not_fill_the_memory(typeface: Typeface) -> None:
    far = 1e6
    draws: list[Draw] = [
        Poly(((-50.0, 0.0), (far, 0.0), (far, 300.0)), INK),
        Line(((0, 0), (far, 10)), 5, INK),
        Glow(500, 500, far, CORAL),
        Box(Rect(-far, -far, 2 * far, 2 * far), (1, 2, 3, 9), 5000),
        Squares((Square(-9, -9, 3000, INK, "hatch", CORAL),)),
        Text(0, 500, "Groß", 50_000, 700, INK, far),
        Box(Rect(5, 5, 0, 0), INK),
        Poly(((1, 1), (2, 2)), INK),
        Line((), 5, INK),
        Squares(()),
        Icon(Rect(1, 1, 5, 5), (), INK, INK),
    ]
    render(frame(draws), (640, 360), typeface)


def test_a_screenshot_is_a_file_with_the_pixels_painted(tmp_path: Path, typeface: Typeface) -> None:
    surface = render(question(typeface), (640, 360), typeface)
    save(surface, tmp_path / "new" / "shot.png")
    assert bytes_of(pygame.image.load(str(tmp_path / "new" / "shot.png"))) == bytes_of(surface)
    with pytest.raises(OSError, match="cannot be written"):
        (tmp_path / "folder.png").mkdir()
        save(surface, tmp_path / "folder.png")
