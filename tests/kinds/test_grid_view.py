"""Promises of the screen: taps, a drag and keys build alike; cells speak; the day can be stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from kiosk.core.frame import Box, Element, Frame
from kiosk.core.signals import KeyName
from kiosk.runtime.focus import Focus
from kiosk.ui.scene import AIM
from kiosk.visit.world import Crowd
from scenes.kinds.grid.situation import LOOK_S, SWEEP_S
from telemetry.events import TileLaid
from tests.frames import complaints
from tests.house import VARIANTS, Stay, library

TREES = ("r2c1", "r2c4", "r3c1", "r3c2", "r3c5")
TABLES = ("r2c2", "r2c5", "r4c2", "r4c1")


def opened(variant: str = "landscape") -> Stay:
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.set(**TypeAdapter(type(settings)).dump_python(settings))
    stay.open("block")
    return stay


def build(stay: Stay) -> Frame:
    for cell in TREES:
        stay.act("lay", cell)
    stay.act("choose", "tische")
    for cell in TABLES:
        frame = stay.act("lay", cell)
    return frame


def found(frame: Frame, id: str) -> Element:
    element = frame.find(id)
    assert element is not None, id
    return element


def perform(stay: Stay, *steps: object) -> Frame:
    for action in steps:
        stay.director.act(action, stay.now)  # type: ignore[arg-type]
    stay.now += 2
    return stay.frame()


@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_overlaps_or_is_cut_at_any_moment_of_the_shipped_street(variant: str) -> None:
    stay = opened(variant)
    stay.director.crowd = crowd()
    stay.director._end(2, stay.now)
    stay.set(**TypeAdapter(type(VARIANTS[variant][1])).dump_python(VARIANTS[variant][1]))
    stay.open("block")
    frames = [stay.frame(), build(stay), stay.act("look", "r3c8"), stay.act("lay", "r3c8"), stay.act("undo")]
    frames += [stay.act("run", wait=3.0), stay.act("pause", 13.0), stay.act("resume"), stay.act("skip")]
    frames += [stay.act("others"), stay.act("build")]

    assert [] == [f"{n}: {c}" for n, frame in enumerate(frames) for c in complaints(frame)]


def test_a_tap_a_drag_and_keys_build_the_same() -> None:
    tapped, dragged, keyed = opened(), opened(), opened()
    frame = perform(tapped, found(tapped.frame(), "tile.tische").action)
    tap = perform(tapped, found(frame, "cell.r2c2").action)

    before = dragged.frame()  # a drag is the thing's carry, then the place's catch, of one painted frame
    drag = perform(dragged, found(before, "tile.tische").carry, found(before, "cell.r2c2").catch)

    frame, focus = keyed.frame(), Focus(at="cell.r2c2", screen=keyed.frame().screen, used=True)
    keys: tuple[KeyName, ...] = ("digit2", "ok")
    for key in keys:
        focus, chosen = focus.take(key, keyed.now, frame)
        assert chosen is not None and focus.at == "cell.r2c2"  # the digit picked up, the focus stayed
        frame = perform(keyed, chosen.action)

    assert found(tap, "cell.r2c2").label == found(drag, "cell.r2c2").label == found(frame, "cell.r2c2").label
    assert "Tische" in found(tap, "cell.r2c2").label
    assert 1 == len([e for e in keyed.events if isinstance(e, TileLaid)])


def test_arrows_walk_over_the_cells_and_reach_the_tiles() -> None:
    stay = opened()
    frame, focus = stay.frame(), Focus(at="cell.r2c2", screen=stay.frame().screen, used=True)
    met = [focus.at]
    for number, key in enumerate(("right", "down", "left", "down")):
        focus, _ = focus.take(key, 10.0 + number, frame)  # type: ignore[arg-type]
        met.append(focus.at)

    assert ["cell.r2c2", "cell.r2c3", "cell.r3c3", "cell.r3c2", "cell.r4c2"] == met


def test_a_tap_with_the_same_tile_takes_it_away_again_and_a_drag_does_not() -> None:
    stay = opened()
    frame = stay.act("lay", "r2c1")
    cell = found(frame, "cell.r2c1")

    assert "Baum" in found(perform(stay, found(frame, "tile.baum").carry, cell.catch), "cell.r2c1").label
    assert "Platz" in found(perform(stay, cell.action), "cell.r2c1").label.split(".")[0]


def test_a_cell_says_where_it_is_what_it_is_how_warm_and_what_may_be_laid() -> None:
    frame = opened().frame()

    label = found(frame, "cell.r2c3").label
    assert label.startswith("Reihe 2, Feld 3: Platz. Wärme 85 Prozent")
    assert "Hier geht: Baum, Tische, Spiel" in label and "Tippen legt: Baum" in label
    assert "Rad" in found(frame, "cell.r3c1").label and "Tische" not in found(frame, "cell.r3c1").label


def test_every_cell_of_the_street_is_reached_whatever_is_in_hand() -> None:
    stay = opened()
    for tile in ("baum", "tische", "rad", "platz"):
        frame = stay.act("choose", tile)
        assert 24 == len([e for e in frame.targets if e.id.startswith("cell.")])


def test_a_tap_where_the_tile_does_not_fit_tells_what_does() -> None:
    stay = opened()
    frame = stay.act("choose", "tische")
    frame = perform(stay, found(frame, "cell.r3c1").action)

    assert found(frame, "said").label.startswith("Parken: Hier geht: Baum, Spiel, Rad, Liefern")
    assert [] == [e for e in stay.events if isinstance(e, TileLaid)]


def test_neighbours_of_a_tree_get_a_rim() -> None:
    stay = opened()

    def rims(frame: Frame) -> set[str]:
        def rim(e: Element) -> bool:
            return any(isinstance(d, Box) and d.fill is None and d.width == 4.0 for d in e.draws)

        return {e.id for e in frame.elements if e.id.startswith("cell.") and rim(e)}

    assert set() == rims(stay.frame())
    assert {"cell.r2c2", "cell.r2c4", "cell.r3c3"} == rims(stay.act("lay", "r2c3"))


def test_the_gauges_follow_every_tile_and_tell_their_goal() -> None:
    stay = opened()
    assert "37,2 °C, höchstens 34,8 °C, noch offen" in found(stay.frame(), "gauge.gefuehlt").label
    frame = build(stay)

    assert "erreicht" in found(frame, "gauge.gefuehlt").label
    assert "noch offen" not in found(frame, "gauge.plaetze").label
    assert "4 von 4 Zielen erreicht" == found(frame, AIM).label


def test_the_van_honks_once_its_bay_is_gone() -> None:
    stay = opened()
    assert "hupt" not in found(stay.frame(), "said").label

    assert "Wo soll ich halten?" in found(stay.act("lay", "r3c8"), "said").label
    assert "hupt" not in found(stay.act("undo"), "said").label


def test_a_day_takes_eight_seconds_can_be_stopped_and_then_rests() -> None:
    stay = opened()
    build(stay)
    frame = stay.act("run", wait=SWEEP_S / 2)
    assert "14 Uhr" in found(frame, "ask").label and frame.next_change == 0.0
    pause = found(frame, "pause").action

    frame = perform(stay, pause)
    stay.now += 100
    assert (
        found(frame, "ask").label == found(stay.frame(), "ask").label and stay.frame().find("pause") is None
    )
    stay.act("resume", wait=SWEEP_S / 2 + 0.1)
    assert stay.frame().find("build") is None  # one looks for a while
    stay.now += LOOK_S
    assert found(stay.frame(), "build").reacts
    assert "Vier von vier: leuchtet" in found(stay.frame(), "lamps").label


def test_lamps_stay_dark_until_the_day_is_over() -> None:
    stay = opened()
    build(stay)

    assert 0 == found(stay.act("run", wait=1.0), "lamps").value
    assert 2 <= float(str(found(stay.act("skip"), "lamps").value))


def test_more_people_come_to_the_better_street() -> None:
    hot, good = opened(), opened()
    build(good)
    for stay in (hot, good):
        stay.act("run")
        stay.act("skip")
    few, many = (found(s.frame(), "ask").label for s in (hot, good))

    assert "Am Abend" in few and few != many
    here = [e for e in good.frame().elements if "Menschen hier" in e.label]
    assert len(here) >= 5


def test_in_calm_and_with_keys_nothing_moves() -> None:
    calm = opened("calm")
    build(calm)
    frame = calm.act("run", wait=0.0)
    assert frame.next_change is None and found(frame, "build").reacts


def crowd(votes: int = 24) -> Crowd:
    """`votes` earlier visits: a third built as it was, two thirds planted trees on the pavement."""
    polls = {}
    for row in (2, 3, 4):
        for column in range(1, 9):
            was = 1.0 if row == 3 else 8.0
            polls[f"block/strasse.r{row}c{column}"] = {was: votes // 3, 3.0: votes - votes // 3}
    return Crowd(polls)


def told(people: Crowd) -> Stay:
    stay = Stay(library())
    stay.director.crowd = people
    stay.open("block")
    stay.act("lay", "r2c1")
    stay.act("run")
    stay.act("skip")
    return stay


def test_the_street_of_all_is_shown_after_ones_own_day_and_says_its_shares() -> None:
    stay = told(crowd())
    assert "Baum" not in found(stay.frame(), "cell.r4c4").label
    frame = perform(stay, found(stay.frame(), "others").action)

    assert "Reihe 4, Feld 4: am häufigsten Baum, 65 Prozent" == found(frame, "cell.r4c4").label
    assert "Baum" not in found(stay.act("others"), "cell.r4c4").label


def test_fewer_than_twenty_visits_are_not_told_and_nobody_is_told_before_the_own_day() -> None:
    assert told(crowd(19)).frame().find("others") is None

    stay = Stay(library())
    stay.director.crowd = crowd()
    stay.open("block")
    stay.act("others")
    assert stay.frame().find("others") is None


def test_a_poll_of_tiles_that_are_gone_is_not_shown() -> None:
    old = crowd()
    strange = {k: {99.0: 30} for k in old.polls}

    assert told(replace(old, polls=strange)).frame().find("others") is None


def test_an_early_end_has_a_result_of_the_street_as_it_is() -> None:
    stay = opened()
    stay.act("lay", "r2c1")
    stay.act("finish")
    frame = stay.act("next")

    assert frame.screen == "block/result"
    assert found(frame, "headline").label.startswith("36,8 Grad")


def test_in_english_every_word_of_the_street_is_english() -> None:
    frame = build(opened("english"))

    assert "Row 2, tile 2: Tables" in found(frame, "cell.r2c2").label
    assert "at most 34.8 °C, reached" in found(frame, "gauge.gefuehlt").label
