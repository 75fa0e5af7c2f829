"""What stands beside the questions: the tower, the radar, or the picture that visits lay together."""

from __future__ import annotations

from kiosk.core.frame import Element
from kiosk.core.geometry import Rect
from kiosk.ui import mosaic
from kiosk.ui.charts import Fall, burst_s, square_list
from kiosk.ui.latest import latest
from kiosk.ui.layout import cut_left, cut_right, cut_top
from kiosk.ui.look import MARGIN
from kiosk.ui.radar import panel as radar_panel
from kiosk.ui.scene import Paint
from kiosk.ui.tower import panel
from scenes.bar import above
from scenes.play.scene import Scene

LONG_AGO = 1e9
PANEL = latest(panel)
RADAR = latest(radar_panel)


def regions(scene: Scene) -> tuple[Rect, Rect | None, Rect]:
    """Header, what stands beside (None where text is too large for it) and the part for the question."""
    look = scene.look
    room = above(look)
    top = 30.0 if look.text < 200 else 14.0
    header = Rect(MARGIN, top, look.stage.w - 2 * MARGIN, max(64.0, look.size("small") * 1.15))
    gap = 28.0 if look.text < 200 else 10.0
    body = Rect(MARGIN, header.bottom + gap, header.w, room.bottom - header.bottom - gap - 22)
    facts = scene.facts
    if facts.tower is None and not _radar_beside(scene) and facts.laid is None:
        return header, None, body
    if look.portrait:
        share = {100: 0.5, 150: 0.36}.get(look.text, 0.16)
        live, question = cut_top(body, body.h * share, 28)
        return header, live, question
    if look.text >= 200:
        return header, None, body
    width = 684.0 if look.text < 150 else 430.0
    if facts.laid is not None and not look.low:  # a picture, unlike a number, is looked at first
        live, question = cut_left(body, min(body.h, 780.0 if look.text < 150 else 560.0), 64)
    else:
        live, question = cut_right(body, width, 44)
    return header, live, question


def _radar_beside(scene: Scene) -> bool:
    """Whether the radar stands where else the tower does; it makes room for large text."""
    return scene.facts.radar is not None and scene.facts.tower is None and not scene.look.large


def beside(scene: Scene, rect: Rect, paint: Paint) -> tuple[Element, ...]:
    """It, in its part of the stage."""
    facts, look = scene.facts, scene.look
    if facts.tower is not None:
        run = scene.journey.run
        fall = Fall(run.squares, paint.changed) if paint.changed < burst(scene) + 0.1 else None
        words = rect.w > 560 and (look.text < 200 or rect.h > 420)
        return (PANEL(look.untouched(), rect, facts.tower, fall, words),)
    if facts.laid is not None:
        laid = mosaic.picture(look.untouched(), rect, facts.laid, scene.world)
        own = mosaic.own(look, rect, facts.laid, _elapsed(scene, paint))
        return (laid,) if own is None else (laid, own)
    assert facts.radar is not None
    return (RADAR(look.untouched(), rect, facts.radar, scene.domain),)


def _lays(scene: Scene) -> bool:
    """Whether this is the question at which squares are given."""
    laying = scene.journey.scenario.mosaic
    return laying is not None and scene.journey.step.id == laying.of


def _elapsed(scene: Scene, paint: Paint) -> float:
    """Seconds since the visitor's square began to call or to fall; elsewhere it rests."""
    if not _lays(scene) or scene.facts.laid is None:
        return LONG_AGO
    return paint.changed if scene.facts.laid.own else paint.since


def counter(scene: Scene, paint: Paint, room: Rect) -> tuple[tuple[Element, ...], Rect]:
    """How many squares lie, above the answers that may lay one more; and the room below it."""
    look, found = scene.look, scene.facts.laid
    if found is None or not _lays(scene) or look.text >= 200:
        return (), room
    elapsed = _elapsed(scene, paint)
    alone = look.low and not look.portrait  # within low reach the answers stand elsewhere
    strip, below = cut_top(
        room, min(124.0 * (1 + (look.grow - 1) * 0.3), room.h * (0.5 if alone else 0.28)), 18
    )
    number = mosaic.counter(look, strip, found, scene.world, elapsed)
    if look.large and not look.portrait:
        return (number,), below
    line, below = cut_top(below, min(look.size("body") * 1.7, below.h * (1.0 if alone else 0.24)), 26)
    return (number, mosaic.mine(look, line, found, scene.world, elapsed)), below


def burst(scene: Scene) -> float:
    """How long the squares of the last answer fall."""
    tower = scene.facts.tower
    return burst_s(len(square_list(tower.slices)) - scene.journey.run.squares) if tower else 0.0


def next_change(scene: Scene, paint: Paint) -> float | None:
    """Seconds until what stands beside looks otherwise by itself."""
    if scene.facts.laid is not None:
        return mosaic.next_change(scene.look, scene.facts.laid, _elapsed(scene, paint))
    return 0.0 if burst(scene) > paint.changed and not scene.look.calm else None
