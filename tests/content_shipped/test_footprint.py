"""Promises of „Quadrat für Quadrat“: the sums are the published ones and move the way people expect."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.answers import options_of
from kiosk.content.model import Part

from .footprint import PERSONAS, Answers, Footprint

# kg a year with the sourced figures. The design's first draft balanced the game with invented factors and
# had 6.4, 12.2, 21.2, 14.0 and 4.4 t; where they differ, the figures win. What moved: district heat 0.28
# instead of 0.20 kg per kWh, and a part for the building itself; measured 120 instead of 150 kWh per square
# metre; 190 instead of 200 kg per hour of flight, and 24 hours as the most one can answer; power of a person
# living alone 1,500 instead of 2,000 kWh; the part that belongs to everybody 763 instead of 1,200 kg.
TABLE = {"wg": 7133, "familie": 10903, "vielflieger": 17938, "oelheizung": 13587, "sparsam": 4456}

# UBA's split of the 10.8 t version times 10.3 / 10.8, with what this game puts into each part.
PUBLISHED = {
    "wohnen": 2.2, "strom_kg": 0.5, "wege": 2.16, "ernaehrung": 1.7, "konsum+digitales": 3.4,
    "gemeinsam": 0.8,
}  # fmt: skip

# From the lightest to the heaviest answer.
ORDER = {
    "personen": ("4", "3", "2", "1"),
    "heizung": ("holz", "pumpe", "gas", "fern", "oel"),
    "bau": ("neu", "mittel", "alt"),
    "strom": ("oeko", "normal"),
    "antrieb": ("elektro", "hybrid", "benzin"),
    "bahn": ("0", "30", "120"),
    "fliegen": ("0", "4", "12", "24"),
    "essen": ("vegan", "veggie", "wenig", "mix", "viel"),
    "kaufen": ("selten", "mittel", "viel"),
    "digital": ("lang", "mittel", "kurz"),
}

# What a lever takes from; a lever that saves more than this would promise the impossible.
TAKES_FROM = {
    "fern": "flug_kg", "flug": "flug_kg", "halb": "auto_kg", "pumpe": "heizen_kg", "daemmen": "heizen_kg",
    "grad": "heizen_kg", "oeko": "strom_kg", "teller": "ernaehrung", "gemuese": "ernaehrung",
    "laenger": "konsum", "geraete": "digitales",
}  # fmt: skip


def test_dont_know_to_everything_is_the_published_average(footprint: Footprint) -> None:
    everything: Answers = {step.id: None for step in footprint.questions}
    average = footprint.figures["schnitt"].value
    assert footprint.kg("total", everything) == pytest.approx(average, rel=0.01)
    assert footprint.kg("total", everything) == pytest.approx(10252, abs=0.5)


def test_a_game_left_at_once_shows_the_same_average(footprint: Footprint) -> None:
    everything: Answers = {step.id: None for step in footprint.questions}
    assert footprint.kg("total", {}) == pytest.approx(footprint.kg("total", everything))


@pytest.mark.parametrize(("parts", "tonnes"), PUBLISHED.items())
def test_the_average_splits_like_the_published_one(footprint: Footprint, parts: str, tonnes: float) -> None:
    mine = sum(footprint.kg(part, {}) for part in parts.split("+"))
    assert mine == pytest.approx(tonnes * 1000 * 10.3 / 10.8, abs=35)


@pytest.mark.parametrize(("persona", "kg"), TABLE.items())
def test_the_people_we_know_keep_their_footprint(footprint: Footprint, persona: str, kg: int) -> None:
    assert footprint.kg("total", PERSONAS[persona]) == pytest.approx(kg, abs=0.5)


def test_every_persona_is_also_a_check_of_the_curator(footprint: Footprint) -> None:
    expected = {f"round(total) == {kg}" for kg in TABLE.values()}
    assert expected <= {check.expect.source for check in footprint.scenario.checks}


def test_the_personas_span_the_measured_tenths(footprint: Footprint) -> None:
    """UBA's survey: the lowest tenth below 7.0 t, the highest above 17.7 t."""
    totals = [footprint.kg("total", answers) for answers in PERSONAS.values()]
    assert min(totals) < 7000 < 17700 < max(totals)


def test_the_tower_adds_up_to_the_total(footprint: Footprint) -> None:
    live = footprint.scenario.live
    assert live is not None
    for visit in footprint.visits(50):
        scope = footprint.scope(visit)
        assert sum(scope.number(part) for part in live.parts) == pytest.approx(scope.number("total"))


def reveal_of(footprint: Footprint) -> dict[str, Part]:
    parts = getattr(footprint.scenario.step("turm"), "parts", None)
    assert isinstance(parts, dict)
    return parts


def test_the_tower_of_the_reveal_adds_up_to_the_total(footprint: Footprint) -> None:
    parts = reveal_of(footprint)
    for visit in footprint.visits(200):
        scope = footprint.scope(visit)
        assert sum(scope.number(part) for part in parts) == pytest.approx(scope.number("total"))


def test_the_reveal_shows_what_one_could_guess_and_what_is_shared(footprint: Footprint) -> None:
    guesses = options_of(footprint.scenario.step("tipp"))
    parts = reveal_of(footprint)
    assert [name for name, part in parts.items() if part.shared] == ["gemeinsam"]
    assert [name for name, part in parts.items() if not part.shared] == list(guesses)
    for name, guess in guesses.items():
        assert parts[name].text.source == guess.text.source
        assert parts[name].colour == f"{guess.colour}-deep"


def test_the_profile_names_the_part_that_the_reveal_shows_largest(footprint: Footprint) -> None:
    badges = {"zuhause": "nestwaerme", "wege": "fernweh", "dinge": "schatzkammer"}
    groups = (*badges, "ernaehrung")
    profiles = getattr(footprint.scenario.steps[-1], "profiles", ())
    assert {profile.badge for profile in profiles} == set(badges.values())
    for visit in footprint.visits(200, seed=11):
        scope = footprint.scope(visit)
        largest = max(groups, key=scope.number)
        found = next(p for p in profiles if p.when is None or p.when.holds(scope))
        assert found.badge == badges[largest], visit


def test_a_square_of_the_chart_is_the_square_of_the_sentences(footprint: Footprint) -> None:
    live = footprint.scenario.live
    assert live is not None
    assert live.unit.value == footprint.figures["quadrat"].value


def test_two_thousand_random_visits_are_finite_and_never_negative(footprint: Footprint) -> None:
    live = footprint.scenario.live
    assert live is not None
    for visit in footprint.visits(2000):
        scope = footprint.scope(visit)
        parts = [scope.number(part) for part in live.parts]
        assert all(math.isfinite(part) and part >= 0 for part in parts), visit
        assert 1_000 < scope.number("total") < 70_000, visit
        assert 0 < scope.number("spanne") < 0.4 * scope.number("total"), visit


def test_leaving_after_any_question_gives_a_valid_result(footprint: Footprint) -> None:
    for persona in PERSONAS.values():
        for answered in range(len(persona) + 1):
            visit = dict(list(persona.items())[:answered])
            assert 1_000 < footprint.kg("total", visit) < 70_000


@settings(max_examples=60, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("question", sorted(ORDER))
def test_a_heavier_answer_never_lowers_the_total(
    footprint: Footprint, question: str, data: st.DataObject
) -> None:
    visit = data.draw(visits_of(footprint))
    totals = [footprint.kg("total", {**visit, question: answer}) for answer in ORDER[question]]
    assert totals == sorted(totals)


@pytest.mark.parametrize("question", sorted(ORDER))
def test_the_order_of_answers_names_them_all(footprint: Footprint, question: str) -> None:
    assert set(ORDER[question]) == set(options_of(footprint.scenario.step(question)))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("slider", "highest"), [("auto", 600), ("flaeche", 200)])
def test_more_kilometres_or_metres_never_lower_the_total(
    footprint: Footprint, slider: str, highest: int, data: st.DataObject
) -> None:
    visit = data.draw(visits_of(footprint))
    less, more = sorted(data.draw(st.tuples(*[st.floats(0, highest)] * 2)))
    lower, upper = (footprint.kg("total", {**visit, slider: amount}) for amount in (less, more))
    assert lower <= upper + 1e-6


def visits_of(footprint: Footprint) -> st.SearchStrategy[Answers]:
    """Any answers to any of the questions."""
    answers = {step.id: st.sampled_from(footprint.answers_to(step)) for step in footprint.questions}
    return st.fixed_dictionaries({}, optional=answers)


def test_answers_narrow_the_range(footprint: Footprint) -> None:
    """Half of the range in which a total is meant: about a sixth when nothing is known, less with answers."""
    nothing = footprint.kg("spanne", {}) / footprint.kg("total", {})
    assert 0.14 < nothing < 0.18
    for persona in PERSONAS.values():
        known = footprint.kg("spanne", persona) / footprint.kg("total", persona)
        assert 0.05 < known < 0.10


def test_each_answer_to_the_average_value_narrows_the_range(footprint: Footprint) -> None:
    average: dict[str, str | float | None] = {
        "personen": "2", "flaeche": 95, "bau": "mittel", "strom": "normal", "auto": 160, "antrieb": "benzin",
        "essen": "mix", "kaufen": "mittel", "digital": "mittel",
    }  # fmt: skip
    so_far: dict[str, str | float | None] = {}
    for id, answer in average.items():
        before = footprint.kg("spanne", so_far)
        so_far[id] = answer
        assert footprint.kg("spanne", so_far) < before
    assert footprint.kg("total", so_far) == pytest.approx(footprint.kg("total", {}))


def test_every_lever_saves_something_and_never_more_than_there_is(footprint: Footprint) -> None:
    for visit in footprint.visits(2000, seed=7):
        scope = footprint.scope(visit)
        for lever, kg in footprint.levers(visit).items():
            assert 0 < kg <= scope.number(TAKES_FROM[lever]) + 1e-6, (lever, visit)


def test_any_two_levers_together_never_promise_more_than_there_is(footprint: Footprint) -> None:
    for visit in footprint.visits(300, seed=8):
        levers = footprint.levers(visit)
        for part in set(TAKES_FROM.values()):
            largest = sorted(kg for lever, kg in levers.items() if TAKES_FROM[lever] == part)[-2:]
            assert sum(largest) <= footprint.kg(part, visit) + 1e-6, (part, visit)


def test_everybody_is_offered_a_lever_and_a_handprint(footprint: Footprint) -> None:
    for visit in (*PERSONAS.values(), *footprint.visits(500, seed=9)):
        fitting = footprint.fitting(visit)
        assert any(option.handprint for option in fitting.values())
        assert any(kg >= 100 for kg in footprint.levers(visit).values()), visit


def test_levers_fit_the_visitor(footprint: Footprint) -> None:
    frugal = set(footprint.fitting(PERSONAS["sparsam"]))
    assert not frugal & {"fern", "flug", "halb", "pumpe", "daemmen", "oeko", "teller", "gemuese", "geraete"}
    assert "pumpe" in footprint.fitting(PERSONAS["oelheizung"])
    assert max(footprint.levers(PERSONAS["vielflieger"]).items(), key=lambda x: x[1])[0] == "fern"


@pytest.mark.parametrize(
    ("persona", "lever", "instead"),
    [
        ("familie", "pumpe", {"heizung": "pumpe"}),
        ("oelheizung", "pumpe", {"heizung": "pumpe"}),
        ("familie", "oeko", {"strom": "oeko"}),
        ("familie", "teller", {"essen": "wenig"}),
        ("vielflieger", "teller", {"essen": "wenig"}),
        ("wg", "gemuese", {"essen": "veggie"}),
        ("familie", "halb", {"auto": 150, "bahn": 150.0}),
    ],
)
def test_a_lever_saves_what_the_changed_answer_would(
    footprint: Footprint, persona: str, lever: str, instead: Answers
) -> None:
    before = PERSONAS[persona]
    saved = footprint.kg("total", before) - footprint.kg("total", {**before, **instead})
    assert footprint.levers(before)[lever] == pytest.approx(saved)


def test_the_train_instead_of_the_plane_is_not_for_free(footprint: Footprint) -> None:
    hour = footprint.figures["flugstunde"].value
    assert 0.8 * 4 * hour < footprint.levers(PERSONAS["familie"])["flug"] < 0.95 * 4 * hour


def test_a_year_of_streaming_weighs_less_than_two_minutes_in_the_air(footprint: Footprint) -> None:
    assert footprint.kg("streaming_jahr", {}) < footprint.figures["flugstunde"].value / 30
