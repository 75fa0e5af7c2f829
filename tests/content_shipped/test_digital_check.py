"""Promises of the Digital-Check: four seats in one file, honest hours, steps that say who helps."""

from __future__ import annotations

import math
import os
from collections import Counter
from itertools import product

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.content.answers import options_of
from kiosk.content.scope import Scope
from kiosk.content.template import Template
from kiosk.content.walk import leaves
from kiosk.core.frame import Element, Frame
from kiosk.core.geometry import stage_for
from kiosk.screen.screenshot import render
from kiosk.visit.takehome import mark, read
from tests.frames import complaints
from tests.house import PORTRAIT, TODAY, library, typeface

from .seats import BAKER, SENTENCES, SHOP, TOWN, Sitting, card_on
from .test_content import TAP_SECONDS, WORDS_A_MINUTE, words

GERMAN = library().german
CHECK = GERMAN.scenarios["check"]
STEPS = options_of(CHECK.step("schritte"))
TASKS = list(CHECK.step("woche").items)  # type: ignore[attr-defined]
CAPS = {"handy": ("rechnung", 3), "buchung": ("termine", 2), "ablage": ("suchen", 3), "belege": ("papier", 4),
        "vorlagen": ("mails", 2)}  # fmt: skip
EVERY = [Sitting(role, language=tag) for role, tag in product(SENTENCES, library().languages)]


def named(sitting: Sitting) -> str:
    return f"{sitting.role} {sitting.language}"


def offered(frame: Frame) -> list[str]:
    """The steps that are offered, the most useful first."""
    return [e.id.removeprefix("option.") for e in frame.elements if e.id.startswith("option.")]


def steps_on(frame: Frame) -> list[Element]:
    return [e for e in frame.elements if e.id.startswith("pledge.")]


# --- four seats, one file -------------------------------------------------------------------------


def test_there_are_four_seats() -> None:
    assert list(SENTENCES) == list(options_of(CHECK.step("rolle")))


@pytest.mark.parametrize("role", SENTENCES)
def test_every_seat_has_its_week_its_six_sentences_its_radar_and_its_steps(role: str) -> None:
    frames = Sitting(role).play()
    path = [frame.screen.partition("/")[2] for frame in frames]

    assert ["rolle", "woche", *SENTENCES[role], "netz", "schritte", "result"] == path
    foreign = {id for id, step in STEPS.items() if (role == "leitung") != ("==" in step.when.source)}
    assert 3 <= len(offered(frames[-2])) <= 4 and not foreign & set(offered(frames[-2]))
    assert [] == [f"{frame.screen}: {c}" for frame in frames for c in complaints(frame)]


@pytest.mark.parametrize("role", SENTENCES)
@pytest.mark.parametrize("answer", [1, 3, 5])
def test_nobody_is_left_without_a_way_on(role: str, answer: int) -> None:
    """Also who has everything already is offered something, or told that nothing is missing."""
    frame = Sitting(role, (answer,) * 6).play(PORTRAIT)[-2]

    assert offered(frame) or GERMAN.exhibition.texts["budget_enough"].source in " ".join(
        e.label for e in frame.elements
    )
    assert [] == complaints(frame)


def test_who_has_no_appointments_is_not_sold_a_calendar() -> None:
    shop = Sitting("kmu", (5, 1, 5, 5, 5, 5))

    assert "buchung" in offered(shop.play()[-2])
    assert "buchung" not in offered(shop.but(week={"kern": 36, "papier": 4}).play()[-2])


# --- honest hours ---------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(laid=st.lists(st.sampled_from(TASKS), max_size=40))
def test_a_step_wins_half_of_its_task_and_never_more_than_its_cap(laid: list[str]) -> None:
    """laid: the task every hour was laid on."""
    spent = Counter(laid)
    scope = Scope(CHECK, GERMAN.figures, {"woche": 1.0, **{f"woche.{t}": float(spent[t]) for t in TASKS}})
    for id, (task, cap) in CAPS.items():
        won = float(STEPS[id].hours.evaluate(scope))  # type: ignore[attr-defined]
        assert math.isclose(won, min(spent[task] / 2, cap))


PROFILES = {
    0: BAKER.but(steps=()),
    1: BAKER.but(steps=("kopie",)),
    2: Sitting("kmu", steps=("buchung",), week={"termine": 2, "kern": 38}),
    3: Sitting("startup", steps=("handy", "ablage", "belege"), answers=(5, 5, 5, 5, 2, 2)),
    4: Sitting("leitung", steps=("ablauf",)),
    5: BAKER,
}
"""Somebody for every sentence the end card can begin with."""


def test_there_is_somebody_for_every_sentence() -> None:
    profiles = CHECK.steps[-1].profiles  # type: ignore[attr-defined]

    assert list(PROFILES) == list(range(len(profiles)))


@pytest.mark.parametrize("number", PROFILES)
@pytest.mark.parametrize("language", library().languages)
def test_every_end_is_reached_and_says_its_hours(number: int, language: str) -> None:
    frame = PROFILES[number].but(language=language).play()[-1]

    card = card_on(frame)
    assert number + 1 == card.profile
    said = frame.find("shared").label  # type: ignore[union-attr]
    scope = {"stunden": {3: 10.0, 4: 4.0, 5: 2.5}.get(number, 0.0)}
    text = library().content(language).scenarios["check"].steps[-1].profiles[number].text  # type: ignore[attr-defined]
    assert said.startswith(text.render(scope, language))


# --- who helps ------------------------------------------------------------------------------------


def test_every_step_names_a_service_that_is_offered_long_after_today() -> None:
    for id, step in STEPS.items():
        service = GERMAN.services[step.service]  # type: ignore[attr-defined]
        assert service.active and service.offered(TODAY), id
        assert service.expires is None or (service.expires - TODAY).days > 365, id


@pytest.mark.parametrize("sitting", EVERY, ids=named)
def test_three_steps_say_when_what_they_cost_and_who_helps(sitting: Sitting) -> None:
    best = offered(sitting.play()[-2])[:3]
    content = library().content(sitting.language)
    texts = content.exhibition.texts

    cards = steps_on(sitting.but(steps=tuple(best)).play()[-1])

    assert 3 == len(cards) == len(best)
    for id, card, when in zip(best, cards, ("first", "second", "third"), strict=True):
        service = content.services[STEPS[id].service].text.source  # type: ignore[attr-defined]
        assert texts["budget_help"].render({"service": service}, sitting.language) in card.label
        assert texts[f"budget_{when}"].source in card.label and "€" in card.label


# --- time, and the code ---------------------------------------------------------------------------


@pytest.mark.parametrize("sitting", EVERY, ids=named)
def test_a_visit_fits_the_minutes_it_promises(sitting: Sitting) -> None:
    """Everything read at an exhibition's pace; a tap for each step, and one for each of seven tasks."""
    content = library().content(sitting.language).scenarios["check"]
    mine = {"rolle", "woche", *SENTENCES[sitting.role], "netz", "schritte"}
    read_, taps = 0, len(TASKS) + 3
    for step in content.steps:
        if step.id not in mine:
            continue
        taps += 1
        shown = [step.ask, step.more, step.say]
        shown += [option.text for option in list(options_of(step).values())[:4]]
        shown += [item.text for item in getattr(step, "items", {}).values()]
        read_ += sum(len(words(text.source)) for text in shown if text)
    read_ += sum(
        len(words(text.source)) for name, text in leaves(content.steps[-1], Template) if len(name) == 1
    )

    assert read_ / WORDS_A_MINUTE * 60 + taps * TAP_SECONDS <= content.minutes * 60


@pytest.mark.parametrize("sentence", range(6))
@pytest.mark.parametrize("role", ["startup", "leitung"])
def test_another_answer_is_another_radar(role: str, sentence: int) -> None:
    before = Sitting(role, (2,) * 6)
    answers = tuple(4 if i == sentence else 2 for i in range(6))
    axes = list(CHECK.step("netz").parts)  # type: ignore[attr-defined]

    old, new = before.card().axes, before.but(answers=answers).card().axes

    assert {axes.index(SENTENCES[role][sentence])} == {i for i, pair in enumerate(zip(old, new, strict=True))
                                                       if len(set(pair)) > 1}  # fmt: skip


@pytest.mark.parametrize("sitting", [PROFILES[5], PROFILES[4], *EVERY[:2]], ids=named)
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_the_code_on_the_picture_holds_the_radar_and_the_steps(
    sitting: Sitting, size: tuple[int, int]
) -> None:
    frame = sitting.play(stage_for(size))[-1]
    picture = pygame.image.tobytes(render(frame, size, typeface()), "RGB")
    (code,) = zxingcpp.read_barcodes(Image.frombytes("RGB", size, picture))

    address, _, behind = code.text.partition("#")
    card = read(behind)
    assert card == card_on(frame) and GERMAN.exhibition.take_home.address == address
    answered = dict(zip(SENTENCES[sitting.role], sitting.answers, strict=True))
    parts = CHECK.step("netz").parts  # type: ignore[attr-defined]
    assert tuple(answered[name] * 10 if name in answered else None for name in parts) == card.axes
    assert [mark(f"schritte.{id}") for id in sitting.steps] == [pledge.mark for pledge in card.pledges]
    assert set(SHOP) | set(TOWN) == set(parts)
