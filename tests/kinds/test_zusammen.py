"""All together: a picture that grows before everybody's eyes, and what one pledge would be if all made it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.content.mosaics import SQUARES
from kiosk.content.scope import Scope
from kiosk.core.frame import Frame
from kiosk.ui.scene import Turn
from kiosk.visit.world import Crowd, Lights
from scenes.kinds import schemas
from scenes.kinds.show.mosaic import Laid, laid, order
from scenes.kinds.show.schema import Show
from scenes.kinds.show.zoom import times, walls
from telemetry.events import Guessed
from tests.frames import complaints
from tests.house import ROOT, VARIANTS, Stay, library, onward

TARGET = "zusammen/gabe/dazu"


def show(id: str) -> Show:
    step = library().german.scenarios["zusammen"].step(id)
    assert isinstance(step, Show)
    return step


def turn(before: int = 0, **answers: str | float) -> Turn:
    scenario = library().german.scenarios["zusammen"]
    given = {name.replace("__", "."): value for name, value in answers.items()}
    scope = Scope(scenario, library().german.figures, given)
    return Turn(scenario, scope, 1, Lights(), crowd=Crowd(laid={TARGET: before}))


def voices(count: int, added: int, before: int = 0) -> Crowd:
    return Crowd({"zusammen/gabe": {0.0: count - added, 1.0: added}}, laid={TARGET: before})


def go_on(stay: Stay) -> Frame:
    button = onward(stay.frame())
    assert button is not None and button.action is not None
    return stay.act(button.action.name, button.action.value, wait=8.0)


def until(screen: str, gift: str = "dazu", crowd: Crowd | None = None, variant: str = "landscape") -> Stay:
    """A visit that guessed 50, gave or kept its square, would cycle, and stands on `screen`."""
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.director.crowd = crowd or Crowd()
    stay.open("zusammen")
    for answer in ("tipp", gift, "", "rad", ""):
        if stay.frame().screen.endswith(f"/{screen}"):
            return stay
        if answer == "tipp":
            stay.act("more")
            stay.act("less")
        elif answer:
            stay.act("choose", answer)
        go_on(stay)
    assert stay.frame().screen.endswith(f"/{screen}"), stay.frame().screen
    return stay


def spoken(stay: Stay) -> str:
    return " ".join(element.label for element in stay.frame().elements)


def test_the_picture_counts_everybody_who_gave_and_this_visitor_on_top() -> None:
    assert Laid(0, 411, False, True) == laid(show("bild"), turn(411, gabe="behalten", gabe__unknown=0.0))
    assert Laid(0, 412, True, True) == laid(show("bild"), turn(411, gabe="dazu", gabe__unknown=0.0))
    assert Laid(0, 411, False, False) == laid(show("bild"), turn(411))


def test_after_576_squares_the_next_picture_begins_and_who_laid_the_last_sees_it_whole() -> None:
    assert Laid(0, SQUARES, True, True) == laid(show("bild"), turn(575, gabe="dazu", gabe__unknown=0.0))
    assert Laid(1, 0, False, True) == laid(show("bild"), turn(576, gabe="behalten", gabe__unknown=0.0))
    assert Laid(3, 1, True, True) == laid(show("bild"), turn(3 * 576, gabe="dazu", gabe__unknown=0.0))
    stay = until("bild", crowd=voices(0, 0, 3 * 576))
    assert stay.frame().find("mosaic") is not None, "after the last motif the first comes again"
    assert "schon fertig sind: 3" in spoken(stay)


def test_every_place_of_a_picture_is_filled_once_in_the_same_order_for_everybody() -> None:
    assert sorted(order("zusammen/bild", 0)) == list(range(SQUARES))
    assert order("zusammen/bild", 0) == order("zusammen/bild", 0) != order("zusammen/bild", 1)


def test_what_lies_and_what_this_visitor_did_is_spoken() -> None:
    added = spoken(until("bild", crowd=voices(0, 0, 411)))
    kept = spoken(until("bild", "behalten", crowd=voices(0, 0, 411)))

    assert "412 von 576 Quadraten liegen" in added and "Deins ist dabei" in added
    assert "411 von 576 Quadraten liegen" in kept and "Deins ist dabei" not in kept


def test_the_terminal_counts_exactly_the_answers_its_pictures_are_made_of() -> None:
    assert library().german.laid() == (TARGET,)


def test_the_wall_zooms_out_to_all_of_mannheim() -> None:
    now = turn(vorsatz="rad", vorsatz__kg=160.0)
    found = walls(show("vielfach"), now)

    assert [1, 10, 100, 327_000] == [wall.people for wall in found]
    assert [160, 1_600, 16_000, 52_320_000] == [wall.kg for wall in found]
    assert [1, 10, 100, 327] == [wall.squares for wall in found]
    assert times(show("vielfach"), now) == pytest.approx(5.232)


def test_the_zoom_says_what_it_would_be_and_never_that_it_is_saved() -> None:
    said = spoken(until("vielfach"))

    assert "Wenn alle das täten" in said and "327.000 Menschen: 52.000 Tonnen im Jahr" in said
    assert "so viel wie 5,2 Flusswärmepumpen" in said
    assert "gespart" not in said and "eingespart" not in said


def test_the_calm_see_all_walls_at_once() -> None:
    stay = until("vorsatz")
    stay.set(calm=True)
    stay.act("choose", "rad")
    button = onward(stay.frame())
    assert button is not None and button.action is not None
    stay.act(button.action.name, button.action.value, wait=0.0)
    assert stay.frame().find("compare") is not None


@pytest.mark.parametrize(("count", "told"), [(19, False), (20, True)])
def test_what_others_did_is_told_and_the_guess_recorded_from_twenty_visits_on(count: int, told: bool) -> None:
    stay = until("result", crowd=voices(count, count - 5))
    said = spoken(stay)

    assert told == ("75 von hundert legen dazu. Du hattest 50 getippt." in said)
    assert told != ("ab zwanzig Besuchen" in said)
    guesses = [event for event in stay.events if isinstance(event, Guessed)]
    assert guesses == ([Guessed("zusammen/tipp", 50.0, 75.0)] if told else [])


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("screen", ["bild", "vielfach"])
def test_both_charts_are_in_order_in_every_way_of_showing(screen: str, variant: str) -> None:
    stay = until(screen, crowd=voices(40, 30, 1000), variant=variant)
    assert [] == complaints(stay.frame())


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("of: gabe", "of: gabbe", "E395", "of: gabbe"),
        ("of: gabe", "of: vorsatz", "E395", "of: vorsatz"),
        ("option: dazu", "option: dazzu", "E395", "option: dazzu"),
        ("[wasserturm, schloss", "[wassertrum, schloss", "E396", "wassertrum"),
        ("    option: dazu\n", "", "E204", "show: bild"),
        ("chart: zoom\n", "chart: bars\n", "E204", "show: vielfach"),
        ("each: vorsatz.kg", "each: vorsatz.kilo", "E304", "vorsatz.kilo"),
    ],
)
def test_bad_input_is_explained_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, line: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    file = content / "scenarios" / "zusammen.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    errors = [p for p in load(content, schemas()).problems if p.severity == "error"]

    found = [p for p in errors if p.code == code and p.file == "scenarios/zusammen.yaml"]
    assert found, [str(p) for p in errors]
    assert line in file.read_text("utf-8").split("\n")[found[0].line - 1]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [("x" + "." * 23, 1, "keine Farbe"), ("." * 23, 24, "23 Zeichen"), (None, 1, "23 Zeilen")],
)
def test_a_wrong_picture_is_explained_at_its_place(
    tmp_path: Path, row: str | None, column: int, said: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    file = content / "pictures" / "schloss.txt"
    rows = file.read_text("utf-8").splitlines()
    rows[4:5] = [] if row is None else [row]
    file.write_text("\n".join(rows), "utf-8")
    problems = load(content, schemas()).problems

    (wrong,) = [p for p in problems if p.code == "E397"]
    assert (wrong.file, wrong.column) == ("pictures/schloss.txt", column) and said in wrong.message
    assert wrong.line == (5 if row is not None else 23)
    assert "E396" in [p.code for p in problems], "the game that names it says so too"
