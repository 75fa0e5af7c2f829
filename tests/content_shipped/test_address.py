"""A game that says Sie says it everywhere, and so does the house around it; all the others never do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from kiosk.content.housetexts import FORMAL
from kiosk.content.load import Library, load
from kiosk.core.frame import Frame, Text
from scenes.kinds import schemas
from scenes.panels.screen import PANELS
from scenes.play.group import MODES
from tests.address import informal
from tests.content.test_housetexts import asked, on_the_page
from tests.house import LANDSCAPE, PORTRAIT, ROOT, Stay, library, onward, walk

from .test_content import KEPT

GERMAN = library().german
SAYS_SIE = [id for id, scenario in GERMAN.scenarios.items() if scenario.address == "sie"]
SAYS_DU = [id for id, scenario in GERMAN.scenarios.items() if scenario.address == "du"]
BEFORE = ("scenes/attract/", "scenes/menu", "scenes/poster")
"""Where nobody is in a game yet, or no longer."""
MARK = "¤"


def heard(frame: Frame) -> Iterator[str]:
    """All that is spoken and all that is written on a screen."""
    for element in frame.elements:
        yield element.label
        words = [draw.text for draw in element.draws if isinstance(draw, Text)]
        yield " ".join(words)


def around(stay: Stay) -> Iterator[Frame]:
    """Every panel that lies over a play, page by page, and the question whether anybody is still there."""
    for panel in PANELS:
        yield stay.act("panel", panel)
        for page in range(1, 4):
            yield stay.act("page", float(page))
        stay.act("close")
    stay.now += 70
    stay.director.tick(stay.now)
    yield stay.frame()
    stay.act("idle_continue")


def plays(library: Library, scenario: str, seeds: range) -> Iterator[Frame]:
    """Screens of many plays, each another way through; the first with all that can lie over them."""
    for seed in seeds:
        stay = Stay(library, PORTRAIT if seed % 2 else LANDSCAPE, seed=seed)
        stay.set(text=(100, 150, 200)[seed % 3])
        stay.open(scenario)
        last = ""
        for frame in walk(stay, seed):
            yield frame
            if frame.screen != last and seed == seeds[0]:
                yield from around(stay)
            last = frame.screen
        stay.now += 5
        yield stay.frame()


def together(library: Library, scenario: str, mode: str) -> Iterator[Frame]:
    """A play of several people: they vote, tie, vote again, or take turns."""
    stay = Stay(library)
    stay.set(group=mode)
    frame = stay.open(scenario)
    while not frame.screen.endswith("/result"):
        yield frame
        here = frame.screen
        for element in [e for e in frame.targets if e.slide is not None or e.id.startswith("option.")][:2]:
            at = element.slide.rect if element.slide is not None else element.rect
            action = element.act(at.x + at.w * 0.3)
            assert action is not None
            yield stay.act(action.name, action.value)
        for _ in range(4):  # counting ends in a tie where two got the same: one more vote decides
            primary = onward(stay.frame())
            if primary is None or primary.action is None or stay.frame().screen != here:
                break
            frame = stay.act(primary.action.name, primary.action.value, wait=3.0)
            yield frame
            again = next((e for e in frame.targets if e.id.startswith("option.")), None)
            if again is not None and again.action is not None and stay.director.state.top[1].tied:
                yield stay.act(again.action.name, 9.0 if mode == "host" else again.action.value)
        frame = stay.frame()
        assert frame.screen != here, here
    yield frame


# --- what says Sie --------------------------------------------------------------------------------


def test_a_game_that_says_sie_is_there() -> None:
    assert ["check"] == SAYS_SIE and len(SAYS_DU) >= 9


@pytest.mark.parametrize(
    "said", ["Zieh auf die Straße", "Erzählt es weiter.", "Alles da. Nimm es mit.", "dein Tag"]
)
def test_the_ear_of_these_tests_hears_a_du(said: str) -> None:
    assert informal(said)


@pytest.mark.parametrize(
    "said", ["Ziehen Sie auf die Straße", "Frage 2 von 5", "Ein Tipp", "Ihr Tag", "Weiter so!"]
)
def test_the_ear_of_these_tests_lets_a_sie_pass(said: str) -> None:
    assert not informal(said)


@pytest.mark.parametrize("scenario", SAYS_SIE)
def test_no_screen_of_a_game_that_says_sie_says_du(scenario: str) -> None:
    screens = chain(
        plays(library(), scenario, range(12)),
        *(together(library(), scenario, mode) for mode in MODES if mode),
    )
    seen = [(frame.screen, text) for frame in screens for text in heard(frame)]

    assert set() == {(where, word, text) for where, text in seen for word in informal(text)}
    assert {"panel/help", "panel/group", f"{scenario}/result"} <= {where for where, _ in seen}
    for key in ("idle_text", "help_touch", "group_tie", "result_light_on"):
        assert any(GERMAN.exhibition.texts[key + FORMAL].source in text for _, text in seen), key


@cache
def in_a_play() -> frozenset[str]:
    """Keys of the house's texts that a screen of a play, a panel over it, or its page at home asks for."""
    page = (ROOT / "assets" / "takehome" / "page.js").read_text("utf-8")
    faults = re.search(r"const FAULTS = \{(.*?)\};", page, re.DOTALL)
    assert faults is not None
    without_card = {*re.findall(r'"(page_\w+)"', faults[1]), "page_script"}
    places = {key for place in asked() if not place.place.startswith(BEFORE) for key in place.wanted()}
    return frozenset(places | set(on_the_page()) - without_card)


def test_every_word_of_the_house_that_says_du_in_a_play_can_say_sie() -> None:
    """Found where screens ask for words, not listed here: a new word of any kind is met at once."""
    texts = GERMAN.exhibition.texts
    says_du = {key for key in in_a_play() & set(texts) if informal(texts[key].source)}

    assert len(says_du) > 50
    assert set() == {key for key in says_du if key + FORMAL not in texts}


def test_no_twin_says_du_or_is_one_for_nothing() -> None:
    texts = GERMAN.exhibition.texts
    twins = {key.removesuffix(FORMAL): text.source for key, text in texts.items() if key.endswith(FORMAL)}

    assert {} == {key: words for key, text in twins.items() if (words := informal(text))}
    assert set() == {key for key in twins if key not in in_a_play() | KEPT or not informal(texts[key].source)}
    assert all(texts[key].names == texts[key + FORMAL].names for key in twins)


# --- what does not --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The shipped content with a mark in every text that says Sie."""
    folder = tmp_path_factory.mktemp("marked") / "content"
    shutil.copytree(ROOT / "content", folder)
    file = folder / "exhibition.yaml"
    text, found = re.subn(
        rf'^(  \w+{FORMAL}: )("?)', rf"\1\2{MARK}", file.read_text("utf-8"), flags=re.MULTILINE
    )
    assert found > 50
    file.write_text(text, "utf-8")
    return load(folder, schemas())


def marks(library: Library, scenario: str, seeds: range) -> set[str]:
    return {text for frame in plays(library, scenario, seeds) for text in heard(frame) if MARK in text}


@pytest.mark.parametrize("scenario", SAYS_DU)
def test_all_the_other_games_never_show_a_text_that_says_sie(scenario: str, marked: Library) -> None:
    assert set() == marks(marked, scenario, range(1))


@pytest.mark.parametrize("scenario", SAYS_SIE)
def test_and_the_house_says_it_again_as_soon_as_such_a_game_is_left(scenario: str, marked: Library) -> None:
    assert len(marks(marked, scenario, range(2))) >= 8

    stay = Stay(marked)
    stay.open(scenario)
    assert any(MARK in text for text in heard(stay.act("panel", "help")))
    stay.act("close")
    stay.director._end(2, stay.now)
    stay.act("open")
    assert not any(MARK in text for text in heard(stay.act("panel", "help")))
