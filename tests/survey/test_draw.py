"""Promises of the draw: shares as they are written, nothing that was set to zero, one seed one draw."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from kiosk.content.questionnaire import ITEMS, Questionnaire, Split
from kiosk.runtime import parting
from kiosk.runtime.stage import Stage
from kiosk.visit.world import Visit
from telemetry.dictionary import INSTRUMENTS
from telemetry.events import GroupPlayed, Resulted, TaskStarted, TaskStep
from tests.house import library

SEEDS = range(6_000)


def shipped() -> Questionnaire:
    survey = library().german.survey
    assert survey is not None
    return survey


def with_split(asked: int, **shares: int) -> Questionnaire:
    split = Split.model_validate({name.replace("_", "-"): share for name, share in shares.items()})
    return shipped().model_copy(update={"asked": asked, "split": split})


def within(count: int, percent: float) -> bool:
    """Whether a count of SEEDS is what chance makes of this share, but for one time in a million."""
    expected, share = len(SEEDS) * percent / 100, percent / 100
    return abs(count - expected) <= 4.9 * math.sqrt(expected * (1 - share))


@pytest.mark.parametrize(
    ("survey", "expected"),
    [
        (shipped(), {"smiley": 60, "seq": 20, "ueq-s": 15, "": 5}),
        (
            with_split(40, smiley=50, seq=30, ueq_s=20, nobody=0),
            {"smiley": 20, "seq": 12, "ueq-s": 8, "": 60},
        ),
    ],
    ids=["as shipped", "two in five"],
)
def test_instruments_come_as_often_as_the_file_says(survey: Questionnaire, expected: dict[str, int]) -> None:
    counted = Counter(survey.drawn(seed) for seed in SEEDS)

    assert set(expected) == set(counted)
    assert [] == [name for name, percent in expected.items() if not within(counted[name], percent)]


@pytest.mark.parametrize("missing", ["smiley", "seq", "ueq_s", "nobody"])
def test_what_has_no_share_never_comes(missing: str) -> None:
    shares = dict.fromkeys(("smiley", "seq", "ueq_s", "nobody"), 33) | {missing: 0}
    shares[next(name for name in shares if name != missing)] += 1

    drawn = {with_split(100, **shares).drawn(seed) for seed in SEEDS}

    assert {"smiley", "seq", "ueq-s", ""} - {missing.replace("_", "-").replace("nobody", "")} == drawn


def test_nobody_is_asked_where_nobody_shall_be() -> None:
    assert {""} == {with_split(0, smiley=100, seq=0, ueq_s=0, nobody=0).drawn(seed) for seed in SEEDS}


def test_the_same_seed_draws_the_same() -> None:
    assert [shipped().drawn(seed) for seed in range(200)] == [shipped().drawn(seed) for seed in range(200)]


def test_the_names_are_those_of_telemetry() -> None:
    assert dict(INSTRUMENTS) == dict(ITEMS)


def stage(*events: object, screens: tuple[str, ...] = ("attract", "menu")) -> Stage:
    bare = Stage(Visit(1), tuple((name, None) for name in screens), running=True)
    return parting.noted(bare, events)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "due"),
    [
        (stage(), ""),
        (stage(TaskStarted("strom")), ""),
        (stage(TaskStep("strom/tag", 0)), "seq"),
        (stage(Resulted("strom", 3.0, 0)), "seq"),
        (stage(GroupPlayed("strom", 1), TaskStep("strom/tag", 0)), "seq"),
        (stage(GroupPlayed("strom", 3), TaskStep("strom/tag", 0)), ""),
        (stage(TaskStep("strom/tag", 0), screens=("attract", "menu", "survey")), ""),
    ],
    ids=["nothing", "only opened", "a step", "a result", "in turns", "a class", "asked already"],
)
def test_asked_is_who_did_something_once_and_no_class(before: Stage, due: str) -> None:
    assert due == parting.instrument(before, shipped().only("seq"))
    assert "" == parting.instrument(before, None)
