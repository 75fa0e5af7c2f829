"""The picture of a play: heading, the kind's own part, "don't know", the live tower, the band."""

from __future__ import annotations

from kiosk.core.frame import Action, Box, Element, Frame
from kiosk.core.geometry import Rect
from kiosk.ui.charts import square_list
from kiosk.ui.city import sky
from kiosk.ui.facts import rounded
from kiosk.ui.karo import Mood, next_blink
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, cut_bottom, cut_top, fit
from kiosk.ui.look import MARGIN
from kiosk.ui.parts import Button, Progress, icon, progress
from kiosk.ui.scene import Band, Paint
from kiosk.ui.tower import strip
from scenes.bar import Bar, Hint, above, bar
from scenes.play import together
from scenes.play.beside import beside, counter, next_change, regions
from scenes.play.group import counts, turn_of
from scenes.play.journey import RESULT, option_of
from scenes.play.opening import opening
from scenes.play.rules import can_finish
from scenes.play.scene import Scene
from scenes.play.unknown import dont_know


def view(scene: Scene) -> Frame:
    """The whole frame of a play."""
    journey, look = scene.journey, scene.look
    paint = scene.paint
    question = journey.kind.view.STAGE == "question"
    elements = _question(scene, paint) if question else _full(scene, paint)
    elements += bar(look, scene.world, _bar(scene, paint), scene.shot.now)
    ground = look.theme.day.ground
    if scene.night and not look.theme.bold:
        elements = (Element("sky", "decor", look.full, draws=(SKY(look.theme, look.stage),)), *elements)
    elif journey.step.kind == RESULT and not look.theme.bold:
        ground = scene.domain.tint
    return Frame(
        look.stage, ground, elements, _next_change(scene, paint),
        screen=f"{journey.run.scenario}/{journey.run.here}", language=look.language,
        typing=journey.run.group == "host" and counts(journey),
    )  # fmt: skip


def _next_change(scene: Scene, paint: Paint) -> float | None:
    """Squares that fall, the kind's own motion, Karo's blink."""
    own = scene.journey.kind.view.next_change(scene.journey.step, scene.journey.state, paint)
    asked = scene.journey.kind.view.STAGE == "question"
    changes = [change for change in (own, next_change(scene, paint) if asked else None) if change is not None]
    if not scene.look.calm:
        hint = _bar(scene, paint).hint
        if hint is not None and hint.mood is not None:
            changes.append(next_blink(scene.shot.now))
    return min(changes, default=None)


SKY = latest(sky)
TOKEN = 300.0
"""Width of the place for the token of whose turn it is."""

# --- layout -----------------------------------------------------------------------------


def _header(scene: Scene, rect: Rect) -> tuple[Element, ...]:
    look, world, journey = scene.look, scene.world, scene.journey
    day, domain = look.theme.day, look.theme.domain(journey.scenario.colour)
    side = min(64.0, rect.h)
    at = Rect(rect.x, rect.cy - side / 2, side, side)
    ground = day.card if look.theme.bold else domain.bright
    mark = (Box(at, ground, 14), *icon(world.icon(journey.scenario.icon), at.inset(11), domain.deep))
    title = scene.paint.text(journey.scenario.title)
    without_squares = look.text >= 200 and not look.portrait and scene.facts.tower is not None
    half = (rect.w - side - 40) * (0.3 if without_squares else 0.5)
    turns = turn_of(journey) is not None
    if turns and not without_squares:
        half = (rect.w - TOKEN) / 2 - side - 40
    line = fit(
        look,
        title,
        Rect(at.right + 20, rect.y, half, rect.h),
        Style("small", day.ink, weight=700),
        middle=True,
    )
    out = [
        Element(
            "title", "heading", Rect(rect.x, rect.y, half + side + 20, rect.h), title, (*mark, *line.draws)
        )
    ]
    if without_squares and scene.facts.tower is not None and journey.kind.view.STAGE == "question":
        place = Rect(rect.x + half + side + 60, rect.y, rect.w * 0.36, rect.h)
        out.append(strip(look, scene.facts.tower, place))
    where = _place(scene)
    if where is not None:
        label = world.say("step_of", step=float(where[0]), steps=float(where[1]))
        taken = TOKEN + 20 if turns and without_squares else 0.0
        right = Rect(rect.right - half + taken, rect.y, half - taken, rect.h)
        out.append(progress(look, Progress(*where, label), right, domain))
    left = rect.right - half if without_squares else rect.cx - TOKEN / 2
    mine = together.token(look, world, journey, Rect(left, rect.y, TOKEN, rect.h))
    if mine is not None:
        out.append(mine)
    return tuple(out)


def _place(scene: Scene) -> tuple[int, int] | None:
    """Where one is: in the step's own row if it has one, else among the scenario's questions."""
    journey = scene.journey
    own = scene.band
    if own is not None and own.place is not None:
        return own.place
    questions = [s for s in journey.questions() if journey.fits(s)]
    return (questions.index(journey.step) + 1, len(questions)) if journey.step in questions else None


def _question(scene: Scene, paint: Paint) -> tuple[Element, ...]:
    header, live, room = regions(scene)
    look = scene.look
    out = list(_header(scene, header))
    if look.low and not look.portrait:
        return tuple(out) + _low(scene, paint, (live, room))
    if live is not None:
        out += beside(scene, live, paint)
    asked = _asked(scene, paint, room, room.h)
    if live is None and (above_it := opening(scene, room, asked)) is not None:
        top = above_it.rect.bottom + 28
        lower = _asked(scene, paint, Rect(room.x, top, room.w, room.bottom - top), room.h)
        asked = (above_it, *(e for e in lower if e.id != "question.icon"))  # it is there already, large
    return (*out, *asked)


def _asked(scene: Scene, paint: Paint, room: Rect, whole: float) -> tuple[Element, ...]:
    """Heading and answers. whole: the height that the heading takes its share of."""
    head, below = _heading(scene, paint, room, whole)
    number, below = counter(scene, paint, below)
    return (*head, *number, *_controls(scene, paint, below))


def _low(scene: Scene, paint: Paint, regions: tuple[Rect | None, Rect]) -> tuple[Element, ...]:
    """Landscape within low reach: everything one touches lies in the lowest part, full width."""
    look = scene.look
    live, room = regions
    whole = Rect(MARGIN, room.y, look.stage.w - 2 * MARGIN, room.h)
    height = whole.h * (0.46 if look.text < 150 else 0.6)
    controls, upper = cut_bottom(whole, height, 20)
    out: list[Element] = []
    words_room = Rect(upper.x, upper.y, upper.w - (live.w + 44 if live else 0), upper.h)
    if live is not None:
        out += beside(scene, Rect(live.x, upper.y, live.w, upper.h), paint)
    head, below = _heading(scene, paint, words_room, words_room.h)
    number, _ = counter(scene, paint, below)
    return (*out, *head, *number, *_controls(scene, paint, controls))


def _heading(scene: Scene, paint: Paint, room: Rect, whole: float) -> tuple[tuple[Element, ...], Rect]:
    look, step = scene.look, scene.journey.step
    day = look.theme.day
    out: list[Element] = []
    if step.ask is not None:
        text = paint.text(step.ask)
        share = 0.30 if look.text < 150 else 0.36
        place = Rect(room.x, room.y, room.w, whole * share)
        if step.icon and not look.large:
            side = 84.0
            mark = icon(
                scene.world.icon(step.icon),
                Rect(room.right - side, room.y + 6, side, side),
                scene.domain.mark,
            )
            out.append(
                Element("question.icon", "decor", Rect(room.right - side, room.y, side, side), draws=mark)
            )
            place = Rect(room.x, room.y, room.w - side - 24, place.h)
        block = fit(look, text, place, Style("question", day.ink))
        out.append(
            Element("question", "heading", Rect(place.x, place.y, place.w, block.height), text, block.draws)
        )
        room = cut_top(room, block.height, 10)[1]
    if step.more is not None:
        text = paint.text(step.more)
        most = 0.6 if look.low and not look.portrait else 0.24  # within low reach no answers stand below
        block = fit(look, text, Rect(room.x, room.y, room.w, whole * most), Style("body", day.ink))
        out.append(Element("more", "text", Rect(room.x, room.y, room.w, block.height), text, block.draws))
        room = cut_top(room, block.height, 10)[1]
    return tuple(out), cut_top(room, 0, 22)[1]


def _controls(scene: Scene, paint: Paint, room: Rect) -> tuple[Element, ...]:
    journey = scene.journey
    below: tuple[Element, ...] = ()
    if journey.step.unknown is not None:
        height = max(scene.look.target, 88.0 * (1 + (scene.look.grow - 1) * 0.3))
        strip, room = cut_bottom(room, height, 22)
    own = journey.kind.view.view(journey.step, journey.state, room, paint)
    own = together.with_votes(scene.look, scene.world, journey, own)
    if journey.step.unknown is not None:
        end = max((e.rect.bottom for e in own if e.role != "decor"), default=room.bottom)
        lower = scene.look.low or any(e.role == "slider" for e in own[-1:])
        below = (dont_know(scene, paint, strip if lower else strip.moved(0, min(end - room.bottom, 0))),)
    return (*own, *below)


def _full(scene: Scene, paint: Paint) -> tuple[Element, ...]:
    look, journey, room = scene.look, scene.journey, above(scene.look)
    if journey.step.kind == RESULT:
        room = Rect(MARGIN, 48, look.stage.w - 2 * MARGIN, room.h - 82)
    if journey.step.kind == RESULT or journey.kind.view.STAGE == "bare":
        return journey.kind.view.view(journey.step, journey.state, room, paint)
    header = Rect(MARGIN, 30, look.stage.w - 2 * MARGIN, max(64.0, look.size("small") * 1.3))
    area = Rect(MARGIN, header.bottom + 24, header.w, room.bottom - header.bottom - 48)
    return (*_header(scene, header), *journey.kind.view.view(journey.step, journey.state, area, paint))


# --- band -------------------------------------------------------------------------------


def _bar(scene: Scene, paint: Paint) -> Bar:
    journey, world = scene.journey, scene.world
    if journey.step.kind == RESULT:
        return Bar(
            back=Button("back", "← " + world.say("back"), Action("back")),
            finish=Button("leave", world.say("done"), Action("leave")),
            hint=_result_hint(scene),
            primary=Button("next", world.say("again") + " →", Action("again"), "accent", state=("primary",)),
        )
    finish = Button("finish", world.say("finish_early"), Action("finish")) if can_finish(journey) else None
    own = (
        scene.band
        or together.band(world, journey)
        or Band(world.say("next"), Action("next") if journey.ready else None)
    )
    return Bar(
        back=Button("back", "← " + world.say("back"), Action("back")),
        finish=finish,
        hint=_said(scene, paint, own),
        primary=Button("next", own.text + " →", own.action, "primary", state=("primary",)),
        domain=scene.domain,
    )


def _said(scene: Scene, paint: Paint, own: Band) -> Hint | None:
    if own.hint:
        return Hint(own.hint, own.mood)
    if scene.band is not None:
        return None
    return together.hint(scene.world, scene.journey) or _hint(scene, paint)


def _hint(scene: Scene, paint: Paint) -> Hint | None:
    """Karo's line: a reaction to the answer, else how many squares it made."""
    journey, world = scene.journey, scene.world
    chosen = option_of(journey.step, journey.run)
    if chosen is not None and chosen.say is not None:
        return Hint(paint.text(chosen.say), "amazed")
    answered = journey.run.here in journey.run.states or paint.unknown
    if not answered and journey.step.say is not None:
        return Hint(paint.text(journey.step.say), "glad")
    if not answered and hasattr(journey.step, "range"):
        return Hint(world.say("slide_here"), "glad")
    tower = scene.facts.tower
    asked = journey.kind.view.STAGE == "question"
    if answered and tower is not None and journey.run.changed > -1e8 and asked:
        if journey.step.kind == "pick":
            return _saved(scene)
        more = len(square_list(tower.slices)) - journey.run.squares
        signed = "squares_plus" if more > 0 else "squares_minus"
        key: tuple[str, Mood] = (signed, "amazed") if more else ("squares_same", "glad")
        if more or journey.step in journey.questions():
            name = f"{key[0]}_one" if abs(more) == 1 else key[0]
            return Hint(world.say(name, squares=float(abs(more))), key[1])
    if journey.step.say is not None:
        return Hint(paint.text(journey.step.say), "glad")
    return None


def _saved(scene: Scene) -> Hint | None:
    if (kg := scene.facts.saved_kg) <= 0:
        return None
    key = "pledge_one" if len(scene.facts.pledges) == 1 else "pledge_two"
    return Hint(scene.world.say(key, kg=rounded(kg)), "cheers")


def _result_hint(scene: Scene) -> Hint | None:
    if (talk := getattr(scene.journey.step, "talk", None)) is not None:
        return Hint(scene.paint.text(talk), "cheers", scene.journey.scenario.colour)
    return _saved(scene)
