"""All together: a picture that grows before everybody's eyes, and what one pledge would be if all made it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.content.mosaics import ACROSS, SQUARES
from kiosk.content.scope import Scope
from kiosk.core.frame import Box, Element, Frame, Text
from kiosk.ui.mosaic import FALL_S, PULSE_S, PULSES, Laid, order
from kiosk.ui.scene import Turn
from kiosk.visit.world import Crowd, Lights
from scenes.kinds import discover, schemas
from scenes.kinds.choice import rules as choice
from scenes.kinds.show.schema import Show
from scenes.kinds.show.zoom import times, walls
from scenes.play.journey import Journey, Run
from scenes.play.shared import shared
from telemetry.events import Guessed
from tests.frames import complaints
from tests.house import ROOT, VARIANTS, Stay, library, onward, themes

TARGET = "zusammen/gabe/dazu"
MOSAIC = "mosaic:\n  of: gabe\n  option: dazu\n  pictures: [wasserturm, schloss, fernmeldeturm]\n"


def show(id: str) -> Show:
    step = library().german.scenarios["zusammen"].step(id)
    assert isinstance(step, Show)
    return step


def turn(**answers: str | float) -> Turn:
    scenario = library().german.scenarios["zusammen"]
    given = {name.replace("__", "."): value for name, value in answers.items()}
    return Turn(scenario, Scope(scenario, library().german.figures, given), 1, Lights())


def laid(before: int, gift: str | None = None) -> Laid:
    """The picture of a visit that gave or kept its square, or did not decide."""
    states = {} if gift is None else {"gabe": choice.State(gift)}
    run = Run("zusammen", 1, ("tipp", "gabe"), states, crowd=Crowd(laid={TARGET: before}))
    found = shared(Journey.of(library().german, discover(), run))
    assert found is not None
    return found


def lying(before: int, gift: str | None = None) -> tuple[int, int, bool, bool]:
    found = laid(before, gift)
    return found.number, found.squares, found.own, found.decided


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
    for answer in ("tipp", gift, "", "rad", "", ""):
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


def part(frame: Frame, id: str) -> Element:
    found = frame.find(id)
    assert found is not None, id
    return found


def label(frame: Frame, id: str) -> str:
    return part(frame, id).label


def value(frame: Frame, id: str) -> object:
    return part(frame, id).value


def words_of(frame: Frame, id: str) -> str:
    return " ".join(draw.text for draw in part(frame, id).draws if isinstance(draw, Text))


def flaps(frame: Frame) -> str:
    """The number that the flaps of the counter show."""
    texts = [draw.text for draw in part(frame, "laid").draws if isinstance(draw, Text)]
    return "".join(text for text in texts if len(text) == 1 and text.isdigit())


def test_the_picture_counts_everybody_who_gave_and_this_visitor_on_top() -> None:
    assert (0, 411, False, True) == lying(411, "behalten")
    assert (0, 412, True, True) == lying(411, "dazu")
    assert (0, 411, False, False) == lying(411)


def test_after_576_squares_the_next_picture_begins_and_who_laid_the_last_sees_it_whole() -> None:
    assert (0, SQUARES, True, True) == lying(575, "dazu")
    assert (1, 0, False, True) == lying(576, "behalten")
    assert (3, 1, True, True) == lying(3 * 576, "dazu")
    motifs = [laid(n * 576).motif for n in range(4)]
    assert motifs[0] == motifs[3] and 3 == len(set(motifs)), "after the last motif the first comes again"
    assert "schon fertig sind: 3" in spoken(until("bild", crowd=voices(0, 0, 3 * 576)))


def test_every_place_of_a_picture_is_filled_once_in_the_same_order_for_everybody() -> None:
    assert sorted(order(TARGET, 0)) == list(range(SQUARES))
    assert order(TARGET, 0) == order(TARGET, 0) != order(TARGET, 1)


def test_a_picture_grows_from_its_foot_up() -> None:
    half = [place // ACROSS for place in order(TARGET, 0)[: SQUARES // 2]]
    assert min(half) > 2 and sum(half) / len(half) > 15


def test_a_square_that_was_given_lands_where_the_free_place_called() -> None:
    assert laid(411).place == laid(411, "dazu").place == order(TARGET, 0)[411]


def test_giving_and_keeping_look_the_same_until_one_is_chosen() -> None:
    keep, give = (until("gabe").frame().find(f"option.{id}") for id in ("behalten", "dazu"))
    assert keep is not None and give is not None
    assert (keep.rect.w, keep.rect.h, keep.rect.y) == (give.rect.w, give.rect.h, give.rect.y)
    boxes = [[(d.fill, d.stroke, d.radius) for d in e.draws if isinstance(d, Box)] for e in (keep, give)]
    assert boxes[0] == boxes[1]


def test_the_counter_turns_by_one_when_the_square_has_landed_and_at_once_for_the_calm() -> None:
    stay = until("gabe", crowd=voices(0, 0, 411))
    assert "411" == flaps(stay.frame())
    stay.act("choose", "dazu", wait=FALL_S / 2)
    assert "411" == flaps(stay.frame())
    stay.now += FALL_S
    assert "412" == flaps(stay.frame()) and "mit deinem" in words_of(stay.frame(), "laid")
    stay.act("choose", "behalten", wait=0.0)
    assert "411" == flaps(stay.frame())
    stay.set(calm=True)
    stay.act("choose", "dazu", wait=0.0)
    assert "412" == flaps(stay.frame())


def test_the_free_place_calls_a_few_times_and_then_the_screen_is_still() -> None:
    stay = until("gabe", crowd=voices(0, 0, 411))
    stay.act("back", wait=0.1)
    go_on(stay)
    assert stay.frame().next_change is not None
    stay.now += PULSE_S * PULSES
    stay.set(sound=False)
    own = stay.frame().find("mosaic.own")
    stay.now += 1.0
    assert own == stay.frame().find("mosaic.own")


def test_what_others_did_is_seen_only_by_who_decided_and_from_twenty_visits_on() -> None:
    for screen in ("tipp", "gabe"):
        frame = until(screen, crowd=voices(40, 30)).frame()
        assert frame.find("crowd") is None and "75" not in " ".join(e.label for e in frame.elements)
    told = until("bild", crowd=voices(40, 30)).frame()
    few = until("bild", crowd=voices(19, 15)).frame()
    assert "Dazulegen: 75, Behalten: 25, Dein Tipp: 50" in label(told, "crowd")
    assert "ab 20 Besuchen" in label(few, "crowd") and "Dazulegen:" not in label(few, "crowd")
    assert (75.0, 0.0) == (value(told, "crowd"), value(few, "crowd"))


def test_who_ends_early_without_deciding_is_not_told_what_others_did() -> None:
    stay = until("gabe", crowd=voices(40, 30))
    stay.act("finish", wait=5.0)
    assert stay.frame().screen.endswith("/result")
    said = spoken(stay)
    assert "75" not in said and "ab zwanzig Besuchen" in said and "50 von 100" in said


@pytest.mark.parametrize("variant", VARIANTS)
def test_who_guessed_nothing_before_twenty_visits_decided_sees_the_picture_alone(variant: str) -> None:
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.set(**{name: getattr(settings, name) for name in settings.__slots__})
    stay.open("zusammen")
    stay.act("next", wait=8.0)
    stay.act("choose", "dazu")
    frame = go_on(stay)

    assert frame.screen.endswith("/bild")
    assert frame.find("crowd") is not None and frame.find("crowd.dashed") is None
    assert complaints(frame) == []


def test_the_whole_game_plays_under_the_night_sky_and_strong_contrast_has_no_stars() -> None:
    for screen in ("tipp", "gabe", "bild", "vorsatz", "vielfach", "result"):
        frame = until(screen).frame()
        assert frame.find("sky") is not None and frame.ground == themes()[0].night.ground, screen
    assert until("gabe", variant="contrast").frame().find("sky") is None


@pytest.mark.parametrize("variant", ["landscape", "portrait"])
def test_the_end_card_shows_the_picture_and_both_numbers_beside_it(variant: str) -> None:
    frame = until("result", crowd=voices(40, 30, 411), variant=variant).frame()
    assert "412 von 576" in label(frame, "mosaic")
    rows = ("Dein Tipp: 50 von 100", "So viele legen dazu: 75 von 100", "Wenn alle das täten: 52.000 t/Jahr")
    assert ", ".join(rows) == label(frame, "bars")


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
@pytest.mark.parametrize("count", [0, 40])
@pytest.mark.parametrize("screen", ["gabe", "bild", "vielfach", "result"])
def test_every_picture_is_in_order_in_every_way_of_showing(screen: str, count: int, variant: str) -> None:
    stay = until(screen, crowd=voices(count, count * 3 // 4, count * 25), variant=variant)
    assert [] == complaints(stay.frame())


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("of: gabe", "of: gabbe", "E395", "of: gabbe"),
        ("of: gabe", "of: vorsatz", "E395", "of: vorsatz"),
        ("option: dazu", "option: dazzu", "E395", "option: dazzu"),
        ("[wasserturm, schloss", "[wassertrum, schloss", "E396", "wassertrum"),
        ("  option: dazu\n", "", "E202", "of: gabe"),
        (MOSAIC, "", "E395", "chart: mosaic"),
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
