"""Steps that cost chips: nobody spends what is not there, and what a step wins is told as an estimate."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.load import Library
from kiosk.content.scope import Scope
from kiosk.core.frame import Action, Element, Frame
from kiosk.ui.scene import AIM, LEFT, Turn
from kiosk.visit.takehome import Card, Pledge, mark, read
from kiosk.visit.world import Lights
from scenes.kinds.pick.rules import State, act, left, offered, spent, values, weeks, won
from scenes.kinds.pick.schema import Pick
from telemetry.events import Pledged
from tests.frames import complaints
from tests.house import VARIANTS, Stay, library_with, onward

SCENARIO = """
id: schritte_probe
title: Drei Schritte
tagline: Aus einem kleinen Topf
colour: digital
icon: radar
minutes: 1
start: {rechnung: 6, termine: 4, suchen: 9}
steps:
  - slider: geld
    ask: Eine Rechnung schreibe ich in fünf Minuten.
    range: [1, 5, 1]
  - slider: daten
    ask: Meine Daten sind sicher.
    range: [1, 5, 1]
  - pick: schritte
    ask: Was holt Zeit zurück?
    max: 3
    budget: {chips: 20, euro: 100, hour: 40}
    sort: hours
    options:
      gross: {text: Ein großes System, icon: pumpe, chips: 18, hours: "min(suchen * 0.5, 4)"}
      handy: {text: Vom Handy, icon: euro, chips: 2, hours: "min(rechnung * 0.5, 3)", lifts: {geld: 2},
              service: vrn}
      termin: {text: Termine online, icon: uhr, chips: 1, hours: "min(termine * 0.5, 2)"}
      kopie: {text: Sicherung am Freitag, icon: akku, chips: 3, hours: 0, lifts: {daten: 2}, when: daten <= 3}
      ablage: {text: Eine Ablage, icon: suche, chips: 4, hours: 1}
formulas: {stunden: sum(schritte.hours), chips: sum(schritte.chips), mehr: sum(schritte.geld)}
result:
  headline: "{stunden} Stunden, {chips} Chips, {mehr} Stufen"
  number: stunden
  services: [vrn, nextbike]
  light: digital
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("budget")
    file = folder / "schritte_probe.yaml"
    file.write_text(SCENARIO, "utf-8")
    found = library_with(file, folder)
    assert [] == [str(p) for p in found.problems if p.severity == "error"]
    return found


def pick_of(library: Library) -> Pick:
    step = library.german.scenarios["schritte_probe"].step("schritte")
    assert isinstance(step, Pick)
    return step


def turn(library: Library, geld: float = 4, daten: float = 4) -> Turn:
    scenario = library.german.scenarios["schritte_probe"]
    scope = Scope(scenario, library.german.figures, {"geld": geld, "daten": daten})
    return Turn(scenario, scope, 1, Lights())


def chosen(library: Library, *ids: str) -> State:
    step, state = pick_of(library), State()
    for id in ids:
        state, _ = act(step, state, Action("choose", id), turn(library))
    return state


@given(
    taps=st.lists(st.sampled_from(["gross", "handy", "termin", "kopie", "ablage", "nonsense"]), max_size=20)
)
def test_nobody_ever_spends_more_than_there_is_or_takes_more_than_allowed(
    library: Library, taps: list[str]
) -> None:
    step, state, now = pick_of(library), State(), turn(library, daten=2)
    for tap in taps:
        before = state
        state, events = act(step, state, Action("choose", tap), now)
        assert (state == before) == (events == ())
        assert spent(step, state) + left(step, state) == 20
        assert len(state.chosen) <= 3 and len(set(state.chosen)) == len(state.chosen)


def test_a_step_that_is_too_dear_is_silent_until_another_is_put_back(library: Library) -> None:
    step, now = pick_of(library), turn(library)
    state = chosen(library, "handy", "termin")
    assert (state, ()) == act(step, state, Action("choose", "gross"), now)
    state, _ = act(step, state, Action("choose", "termin"), now)
    state, events = act(step, state, Action("choose", "gross"), now)

    assert ("handy", "gross") == state.chosen and 0 == left(step, state)
    assert (Pledged("schritte_probe/schritte/gross", 0, True),) == events


def test_a_step_is_a_resolution_without_kilograms(library: Library) -> None:
    """What is chosen is counted, but never summed up with the kilograms of other games."""
    step, now = pick_of(library), turn(library)
    state, taken = act(step, State(), Action("choose", "handy"), now)
    _, put_back = act(step, state, Action("choose", "handy"), now)

    assert [0, 0] == [event.kg for event in (*taken, *put_back)]  # type: ignore[union-attr]


def test_what_wins_most_hours_for_its_price_comes_first(library: Library) -> None:
    assert ["termin", "handy", "ablage", "gross"] == list(offered(pick_of(library), turn(library)))


def test_before_it_comes_whatever_lifts_a_strength_below_three(library: Library) -> None:
    step = pick_of(library)
    assert "kopie" == next(iter(offered(step, turn(library, daten=2))))
    assert "handy" == next(iter(offered(step, turn(library, geld=1))))
    assert "termin" == next(iter(offered(step, turn(library, geld=3, daten=3))))


def test_a_step_that_no_longer_fits_can_still_be_put_back(library: Library) -> None:
    """Chosen, then gone back and the sentence answered otherwise: its chips must not be lost."""
    step = pick_of(library)
    state, _ = act(step, State(), Action("choose", "kopie"), turn(library, daten=2))
    later = turn(library, daten=5)
    assert "kopie" not in offered(step, later) and "kopie" in offered(step, later, state.chosen)
    state, _ = act(step, state, Action("choose", "kopie"), later)

    assert State() == state and 20 == left(step, state)


@given(ids=st.lists(st.sampled_from(["gross", "handy", "termin", "ablage"]), max_size=3, unique=True))
def test_the_weeks_are_the_first_after_which_the_hours_are_worth_the_price(
    library: Library, ids: list[str]
) -> None:
    step, now, state = pick_of(library), turn(library), chosen(library, *ids)
    cost, worth, after = spent(step, state) * 100, won(step, state, now) * 40, weeks(step, state, now)
    if after is None:
        assert cost == 0 or worth == 0
    else:
        assert after * worth >= cost > (after - 1) * worth


def test_formulas_know_hours_chips_and_lifts_of_what_was_chosen(library: Library) -> None:
    step, state = pick_of(library), chosen(library, "handy", "termin")
    scenario = library.german.scenarios["schritte_probe"]
    scope = Scope(scenario, library.german.figures, values(step, state, turn(library)))

    assert (5.0, 3.0, 2.0) == tuple(scope.number(name) for name in ("stunden", "chips", "mehr"))
    assert 0.0 == Scope(scenario, library.german.figures, {}).number("stunden")


# --- the screen -------------------------------------------------------------------------


def at_steps(library: Library, variant: str = "landscape", daten: int = 4) -> Stay:
    stage, settings = VARIANTS[variant]
    stay = Stay(library, stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.open("schritte_probe")
    for value in (4, daten):
        stay.act("set", float(value))
        stay.act("next")
    return stay


def found(frame: Frame, id: str) -> Element:
    element = frame.find(id)
    assert element is not None
    return element


def purse(frame: Frame) -> tuple[str, str]:
    """What is left, and what is won."""
    return found(frame, LEFT).label, found(frame, AIM).label


def test_the_purse_says_what_is_left_what_is_won_and_when_it_is_paid(library: Library) -> None:
    stay = at_steps(library)
    assert purse(stay.frame()) == ("Noch 20 von 20 Chips", "Noch keine Stunde gewonnen.")
    stay.act("choose", "handy")
    frame = stay.act("choose", "ablage")

    assert math.ceil(600 / (4 * 40)) == 4
    assert purse(frame) == ("Noch 14 von 20 Chips", "Überschlag: +4 Std./Woche, bezahlt nach 4 Wochen")


def test_a_tile_says_price_and_hours_and_why_it_cannot_be_taken(library: Library) -> None:
    stay = at_steps(library)
    assert "Vom Handy, 200 €, plus 3 Stunden pro Woche" == found(stay.frame(), "option.handy").label
    frame = stay.act("choose", "ablage")
    gross = found(frame, "option.gross")

    assert not gross.reacts and gross.label.endswith("Dafür reichen die Chips nicht mehr.")
    assert found(frame, "option.handy").reacts and "selected" in found(frame, "option.ablage").state


@pytest.mark.parametrize("variant", VARIANTS)
def test_steps_and_their_end_are_in_order_in_every_way_of_showing(library: Library, variant: str) -> None:
    stay = at_steps(library, variant, daten=2)
    wrong = complaints(stay.frame())
    for id in ("termin", "handy", "kopie"):
        wrong += complaints(stay.act("choose", id))
    wrong += complaints(stay.act("next", wait=5.0))

    assert [] == wrong and stay.frame().screen.endswith("/result")


def test_the_end_says_when_what_it_costs_and_who_helps(library: Library) -> None:
    stay = at_steps(library)
    stay.act("choose", "termin")
    stay.act("choose", "handy")
    last = stay.act("next", wait=5.0)

    assert "Termine online, diese Woche, 100 €, +2 Std./Wo." == found(last, "pledge.0").label
    assert (
        "Vom Handy, in einem Monat, 200 €, +3 Std./Wo., Hilft: Bus und Bahn im VRN"
        == found(last, "pledge.1").label
    )
    card = read(str(found(last, "code").value).partition("#")[2])
    assert isinstance(card, Card)
    assert (
        Pledge(mark("schritte.termin"), (100, 200)),
        Pledge(mark("schritte.handy"), (200, 300)),
    ) == card.pledges


def test_without_a_step_the_end_names_the_services_of_the_game(library: Library) -> None:
    last = at_steps(library).act("next", wait=5.0)

    assert ["Bus und Bahn im VRN", "Mietrad VRNnextbike"] == [
        found(last, f"service.{i}").label for i in (1, 2)
    ]
    assert onward(last) is not None


# --- what does not fit ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("chips: 1,", "", "E204", "„termin“ seinen Preis"),
        ("hours: 0, ", "", "E204", "„kopie“ die Angabe hours"),
        ("chips: 18,", "chips: 21,", "E204", "kostet 21 Chips, es gibt nur 20"),
        ("chips: 18,", "chips: -1,", "E204", "mindestens 0"),
        ("lifts: {geld: 2}", "lifts: {gelt: 2}", "E304", "„gelt“ ist keine Zahl"),
        ("service: vrn}", "service: vnr}", "E309", "„vnr“"),
        ("budget: {chips: 20, euro: 100, hour: 40}", "max: 3", "E108", "zweimal"),
        ("    budget: {chips: 20, euro: 100, hour: 40}\n", "", "E204", "kein budget"),
        ("hour: 40}", "stunde: 40}", "E201", "stunde"),
        ("budget: {chips: 20, euro: 100, hour: 40}", "budget: viel", "E203", "Block"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, says: str
) -> None:
    assert old in SCENARIO
    file = tmp_path / "schritte_probe.yaml"
    file.write_text(SCENARIO.replace(old, new, 1), "utf-8")
    problems = [p for p in library_with(file, tmp_path).problems if p.severity == "error" and p.line]

    assert any(p.code == code and says in p.message for p in problems), [str(p) for p in problems]


def test_a_budget_can_be_a_number_alone(tmp_path: Path) -> None:
    file = tmp_path / "schritte_probe.yaml"
    file.write_text(SCENARIO.replace("budget: {chips: 20, euro: 100, hour: 40}", "budget: 20"), "utf-8")
    short = library_with(file, tmp_path)
    state = chosen(short, "handy")

    assert 18 == left(pick_of(short), state)
    assert weeks(pick_of(short), state, turn(short)) is None
