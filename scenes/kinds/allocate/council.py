"""What the people of a spread come to, moment by moment: who nods, who asks, what is lit."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Action, Element
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood
from kiosk.ui.layout import Style, fit
from kiosk.ui.look import Look
from kiosk.ui.scene import AIM, Paint
from kiosk.ui.theme import Domain
from scenes.kinds.allocate.people import (
    Goal,
    Panel,
    Voter,
    lamp_draws,
    name_size,
    panel,
    sheet_draws,
    voter_draws,
)
from scenes.kinds.allocate.rules import State, council_of, stands
from scenes.kinds.allocate.schema import COLOURS_OF_PEOPLE, Allocate, Person

BESIDE = 18.0
"""Units between two faces one can touch."""
COUNT_S = 0.25
"""Seconds from one voice to the next while they are counted."""


@dataclass(frozen=True)
class Round:
    """The people at one moment. near: of each, as a share of what a Yes needs. counted: how many voices."""

    step: Allocate
    state: State
    paint: Paint
    near: tuple[float, ...]
    yes: tuple[bool, ...]
    counted: int

    @property
    def votes(self) -> int:
        return sum(self.yes)

    @property
    def nearly(self) -> float:
        """How near all the others are to a Yes, below 1."""
        near = (min(max(share, 0.0), 1.0) for share, yes in zip(self.near, self.yes, strict=True) if not yes)
        return sum(near) / (len(self.yes) + 1)

    @property
    def counting(self) -> bool:
        """Whether the voices of a vote are still being counted."""
        return self.counted < len(self.yes)

    @property
    def voted(self) -> bool:
        """Whether a vote stands and all voices are counted."""
        return stands(self.step, self.state) and not self.counting


def round_of(step: Allocate, state: State, paint: Paint) -> Round:
    """With keys and without motion all voices are counted at once; so after any other deed than the vote."""
    council = council_of(step, paint.turn)
    many, look = len(step.people), paint.look
    fresh = stands(step, state) and state.said is None and not (state.held or state.heard)
    shown = int(max(paint.changed, 0.0) / COUNT_S) if fresh and not (look.calm or look.keys) else many
    approvals = council.approvals(state.laid)
    return Round(step, state, paint, approvals, council.agree(state.laid), min(shown, many))


def next_voice(now: Round) -> float | None:
    """Seconds until the next voice is counted."""
    return max((now.counted + 1) * COUNT_S - now.paint.changed, 0.01) if now.counting else None


def elements(now: Round, rect: Rect, look: Look) -> tuple[Element, ...]:
    """The card, the lamps, the faces, and what one of them says."""
    at = panel(look, rect, len(now.yes))
    return (_sheet(now, at, look), _lamps(now, at, look), *_faces(now, at, look), *_line(now, at, look))


def _sheet(now: Round, at: Panel, look: Look) -> Element:
    world, step = now.paint.world, now.step
    title = now.paint.text(step.council) if step.council is not None else world.say("allocate_people")
    votes, many = sum(now.yes[: now.counted]), float(len(now.yes))
    status = world.say(
        "allocate_votes" if stands(step, now.state) else "allocate_nods", yes=float(votes), all=many
    )
    reached = [goal for goal in _goals(now) if goal.lit]
    if reached:
        status = f"{status}: {reached[-1].word}"
    draws = sheet_draws(look, at, (title, world.say("allocate_model"), status), now.paint.domain)
    return Element(AIM, "status", at.sheet, f"{title}: {status}", draws, value=now.votes + now.nearly)


def _goals(now: Round) -> tuple[Goal, ...]:
    """The goals; lit once a vote that stands reached them."""
    return tuple(
        Goal(int(votes), now.paint.text(word), now.voted and now.votes >= int(votes))
        for votes, word in now.step.goals.items()
    )


def _lamps(now: Round, at: Panel, look: Look) -> Element:
    goals, world = _goals(now), now.paint.world
    said = [
        world.say("allocate_goal_on" if g.lit else "allocate_goal_off", goal=g.word, votes=float(g.votes))
        for g in goals
    ]
    draws = lamp_draws(look, at.lamps, goals, world.icon("idee"))
    return Element(
        "lamps", "status", at.lamps, ", ".join(said), draws, value=float(sum(g.lit for g in goals))
    )


def _faces(now: Round, at: Panel, look: Look) -> list[Element]:
    """Each person; a tap lets it speak, where a face is large enough to be touched."""
    out = []
    names = tuple(now.paint.text(person.text) for person in now.step.people.values())
    size = name_size(look, names, at.faces[0].w) if at.faces else 0.0
    for index, ((id, person), rect) in enumerate(zip(now.step.people.items(), at.faces, strict=False)):
        name = names[index]
        yes: bool | None = now.yes[index] if index < now.counted else None
        mood: Mood = "glad" if yes else "asks"
        if yes and now.voted and now.votes == len(now.yes):
            mood = "cheers"
        who = Voter(name, yes, min(max(now.near[index], 0.0), 1.0), mood, now.state.heard == id, size)
        mark = now.paint.world.icon("hilfe")
        draws = voter_draws(look, rect, who, mark, _domain(now, look, index, person))
        label = name if yes is None else _said(now, index, person)
        if not _speaks(look, rect):
            out.append(Element(f"person.{id}", "image", rect, label, draws))
            continue
        touch = rect.inset(BESIDE / 2, 0)
        state = ("selected",) if who.heard else ()
        out.append(
            Element(f"person.{id}", "button", rect, label, draws, Action("hear", id), touch, state=state)
        )
    return out


def _speaks(look: Look, face: Rect) -> bool:
    """Whether a face is large enough to be touched, with room to the next."""
    return face.w >= look.target + BESIDE and face.h >= look.target


def _domain(now: Round, look: Look, index: int, person: Person) -> Domain:
    return look.theme.domain(person.colour or COLOURS_OF_PEOPLE[index % len(COLOURS_OF_PEOPLE)])


def _said(now: Round, index: int, person: Person) -> str:
    """What somebody says: Yes, or a question."""
    name = now.paint.text(person.text)
    if now.yes[index]:
        return now.paint.world.say("allocate_yes", name=name)
    return now.paint.world.say("allocate_asks", name=name, text=now.paint.text(person.asks))


def _line(now: Round, at: Panel, look: Look) -> tuple[Element, ...]:
    text = _words(now, any(_speaks(look, face) for face in at.faces))
    if not text:
        return ()
    style = Style("small", look.theme.day.muted, "c" if at.faces else "l", weight=600)
    if look.theme.bold or not at.faces:
        style = Style("small", look.theme.day.ink, style.align, weight=600)
    return (Element("said", "status", at.line, text, fit(look, text, at.line, style, True).draws),)


def _words(now: Round, speak: bool) -> str:
    """Whom one listens to: the person asked, else the one nearest to a Yes; afterwards all the others.

    speak: whether a tap lets people speak.
    """
    world, people = now.paint.world, list(now.step.people.items())
    if now.state.said is not None and stands(now.step, now.state):
        return world.say("allocate_crowd")
    heard = next((i for i, (id, _) in enumerate(people) if id == now.state.heard), None)
    if heard is not None:
        return _said(now, heard, people[heard][1])
    if now.counting:
        return ""
    if not any(now.state.laid):
        return world.say("allocate_hear") if speak else ""
    asking = [index for index, yes in enumerate(now.yes) if not yes]
    if not asking:
        return ""
    nearest = max(asking, key=lambda index: now.near[index])
    return _said(now, nearest, people[nearest][1])
