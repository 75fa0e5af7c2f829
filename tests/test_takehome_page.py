"""The page behind the QR code, in a real browser at the size of a phone."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest
import zxingcpp
from PIL import Image

from kiosk.cli.pagefile import write
from kiosk.content.load import load
from kiosk.core.frame import Frame
from kiosk.core.geometry import stage_for
from kiosk.screen.screenshot import render
from kiosk.ui.theme import contrast
from kiosk.visit.takehome import Card, fragment, mark
from scenes.kinds import schemas
from tests.chromium import Browser, Tab, browsing, chromium, served, serving
from tests.house import ROOT, TODAY, Stay, library, themes, typeface, walk

PROGRAM = chromium()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine (apt install chromium)")
GERMAN = library().german
SCENARIOS = GERMAN.exhibition.scenarios
OLD = "1.fussabdruck.en.105.92-119.8-6-5h-10.flug-grad.L15"
SIZE = (1280, 720)


@dataclass(frozen=True)
class Site:
    """The page on a server of this machine. folder: its files."""

    address: str
    folder: Path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert PROGRAM is not None
    with browsing(PROGRAM) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("page")
    write(library(), TODAY, folder)
    with serving(folder) as address:
        yield Site(address, folder)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    opened = Tab(browser)
    yield opened
    opened.close()


@cache
def end(scenario: str, language: str) -> tuple[Frame, str]:
    """The end card of a play, and what a phone reads from its picture."""
    stay = Stay(library(), stage_for(SIZE), seed=3)
    stay.set(language=language)
    stay.open(scenario)
    *_, frame = walk(stay, seed=3)
    stay.now += 5
    frame = stay.frame()
    picture = pygame.image.tobytes(render(frame, SIZE, typeface()), "RGB")
    (code,) = zxingcpp.read_barcodes(Image.frombytes("RGB", SIZE, picture))
    return frame, code.text


def card_of(scenario: str, language: str = "de") -> str:
    """The fragment of such a card, with its '#'."""
    return "#" + end(scenario, language)[1].partition("#")[2]


def said(frame: Frame, id: str) -> str:
    """What an element of the terminal is called, with single blanks."""
    element = frame.find(id)
    return "" if element is None else " ".join(element.label.split())


# --- the same words as the terminal ---------------------------------------------------------------


@pytest.mark.parametrize("language", library().languages)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_page_says_what_the_end_card_says(scenario: str, language: str, site: Site, tab: Tab) -> None:
    frame, code = end(scenario, language)
    tab.open(site.address + "#" + code.partition("#")[2])

    assert [] == tab.complaints
    assert language == tab.run("document.documentElement.lang")
    (headline,) = tab.texts("h1")
    assert headline and said(frame, "headline").startswith(headline)
    assert said(frame, "shared") == " ".join(tab.texts(".words p"))
    if frame.find("bars") is not None:
        rows = zip(tab.texts(".bars p span"), tab.texts(".bars b"), strict=True)
        assert said(frame, "bars") == ", ".join(f"{name}: {figure}" for name, figure in rows)
    if frame.find("tower") is not None:
        names, counts = tab.texts(".legend li:not(.compared)"), tab.texts(".legend b")
        parts = [(text[: -len(n)], n) for text, n in zip(names, counts, strict=True)]
        assert parts and all(f"{name}: {n}" in said(frame, "tower") for name, n in parts)
        assert tab.texts(".compared")[0] in said(frame, "tower")
        figure = frame.find("tower")
        assert figure is not None and "".join(tab.texts(".flaps span")) == figure.value
    pledges = [e.label for e in frame.elements if re.fullmatch(r"pledge\.\d+", e.id)]
    for label, text in zip(pledges, tab.texts(".pledges li"), strict=True):
        assert all(part in text for part in label.split(", ")), (label, text)
    for text, figure in zip(tab.texts(".radar li"), tab.texts(".radar li b"), strict=True):
        assert f"{text[: -len(figure)]}: {figure}" in said(frame, "headline")
    services = [e.label for e in frame.elements if re.fullmatch(r"service\.[1-9]\d*", e.id)]
    assert tab.texts(".services a") and set(services) <= set(tab.texts(".services a"))
    light = said(frame, "light")
    assert light == " ".join(tab.texts(".night h2, .night p"))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_visitor_reads_it_in_another_language(scenario: str, site: Site, tab: Tab) -> None:
    """The numbers are the same, whatever language they were carried in."""
    tab.open(site.address + card_of(scenario, "de"))
    tab.click("#language-en")

    there = (tab.texts("h1"), tab.texts(".words p"), tab.texts(".bars p"), tab.texts(".legend li"))
    assert "en" == tab.run("document.documentElement.lang")
    tab.open(site.address + card_of(scenario, "en"))
    assert there == (tab.texts("h1"), tab.texts(".words p"), tab.texts(".bars p"), tab.texts(".legend li"))


def test_services_say_what_they_do_and_when_somebody_tried_them(site: Site, tab: Tab) -> None:
    tab.open(site.address + card_of("wege", "en"))

    first = tab.texts(".services li")[0]

    service = library().content("en").services["vrn"]
    assert service.text.source in first and service.what.source in first
    assert f"November {service.checked.day}, 2026" in first
    assert service.url == tab.run("document.querySelector('.services a').getAttribute('href')")
    assert "noopener" in tab.run("document.querySelector('.services a').rel")


def test_an_old_card_is_still_shown(site: Site, tab: Tab) -> None:
    tab.open(site.address + "#" + OLD)

    assert [] == tab.complaints
    assert "2.9" == "".join(tab.texts(".flaps span"))
    assert "between 9 and 12" in tab.texts(".between")[0]
    assert 4 == len(tab.texts(".legend li:not(.compared)"))
    assert "L15" in tab.texts(".night p")[0]
    assert 2 == len(tab.texts(".pledges li"))


def test_numbers_never_fill_sentences_that_are_not_theirs(site: Site, tab: Tab) -> None:
    """A game that has changed since: what needs its numbers is left out, and the page says why."""
    card = card_of("strom")
    shape = card.split(".")[3]
    tab.open(site.address + card.replace(shape, "ZZZZ"))

    assert [] == tab.complaints
    assert [GERMAN.scenarios["strom"].title.source] == tab.texts("h1")
    assert GERMAN.exhibition.texts["page_older"].source in tab.texts(".words p")
    assert [] == tab.texts(".bars li")
    assert tab.texts(".services a") and tab.texts(".night p")


# --- whatever stands behind the hash --------------------------------------------------------------

HOSTILE = [
    "<script>window.hurt=1</script>", "%3Cscript%3Ewindow.hurt=1%3C/script%3E", "javascript:window.hurt=1",
    "<img src=x onerror=window.hurt=1>", '"><svg onload=window.hurt=1>', "2." + "A" * 100_000,
    "1.__proto__.de.1.1-1._._._", "1.constructor.de.1.1-1._._._", "2.$$PROTO$$.DE.0000.0..0.......0",
    "2.CONSTRUCTOR.DE.0000.0..0.......0", "2.FUSSABDRUCK.__PROTO__.0000.0..0.......0",
    "2.FUSSABDRUCK.DE.0000.0..0......<B>.0", "2.FUSSABDRUCK.DE.0000.0..0.......0<b>",
    "2.FUSSABDRUCK.DE.0000.0." + "/".join(["ZZZZZZZZ"] * 25) + ".0.......0", "%", "%E0%A4%A",
    "\u202egnp.exe", "\U0001f4a9", "../../etc/passwd", "?a=b&c=d", "1", "2", "2.", "0.x", "-1.x",
    "2.FUSSABDRUCK.DE.0000.0..0.......0%00", "2.FUSSABDRUCK.DE.0000.0..0.......0%0A",
    "2.NICHTDA.DE.0000.0..0.......0", "toString", "hasOwnProperty", "__proto__[hurt]=1",
]  # fmt: skip


def test_nothing_that_stands_behind_the_hash_is_ever_carried_out(site: Site, tab: Tab) -> None:
    services = {service.text.source for service in GERMAN.services.values()}
    tags = set()
    for text in HOSTILE:
        tab.open(site.address + "#" + text)
        tags |= set(tab.run("[...document.querySelectorAll('#page *')].map(e => e.localName)"))

        assert [] == tab.complaints, text
        assert "undefined" == tab.run("typeof window.hurt + ({}).hurt").replace(
            "undefinedundefined", "undefined"
        )
        assert ["page_damaged"] == [
            key for key in ("page_empty", "page_damaged", "page_newer")
            if GERMAN.exhibition.texts[key].source in tab.texts("h1")
            or library().content("en").exhibition.texts[key].source in tab.texts("h1")
        ], text  # fmt: skip
        assert len(services) == len(tab.texts(".services a")), "the services are there all the same"
        assert [site.address] == tab.requests
    assert not tags & {"script", "iframe", "img", "object", "embed", "link", "style", "form"}


def test_numbers_of_any_size_do_no_harm(site: Site, tab: Tab) -> None:
    game = card_of("fussabdruck").split(".")
    tower = "ZZZZZZZZ/ZZZZZZZZ/ZZZZZZZZ/" + "/".join(["ZZZZZZZZ+"] * 16)
    tab.open(
        site.address
        + ".".join([*game[:5], "-ZZZZZZZZ/:ZZ/*", "Z", "*/*", tower, "*", "IM00:-1", "ABCD", "0000", "R99"])
    )

    assert [] == tab.complaints
    assert tab.run("document.querySelectorAll('rect').length") < 3000
    assert [] == tab.texts(".night p"), "a block that is none is not shown"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_card_with_what_its_game_does_not_have_is_shown_without_it(
    scenario: str, site: Site, tab: Tab
) -> None:
    """A tower, corners, levers: somebody made it up, or the game has changed since."""
    card = card_of(scenario).split(".")
    tab.open(site.address + ".".join([*card[:8], "2K/6/5/A/4/6+", "/".join("5K" * 6), "IM00:1", *card[11:]]))

    assert [] == tab.complaints
    assert tab.texts("h1")[0] and tab.texts(".services a")
    assert bool(tab.texts(".flaps")) is (GERMAN.scenarios[scenario].live is not None)
    if tab.run("Boolean(document.getElementById('keep-values'))"):
        tab.click("#keep-values")
    assert [] == tab.complaints


def test_a_card_of_the_future_asks_for_a_new_page_and_no_card_at_all_is_welcome(site: Site, tab: Tab) -> None:
    for text, key in (("7.XYZ", "page_newer"), ("", "page_empty")):
        tab.open(site.address + ("#" + text if text else ""))
        both = {library().content(tag).exhibition.texts[key].source for tag in library().languages}

        assert set(tab.texts("h1")) <= both
        assert tab.texts(".services a")
        assert [] == tab.complaints


# --- what it keeps and what it sends --------------------------------------------------------------


def all_(selector: str) -> str:
    """An expression for all elements that fit."""
    return f"[...document.querySelectorAll({json.dumps(selector)})]"


STORED = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])"


def test_nothing_is_stored_before_somebody_asks_and_nothing_is_sent(site: Site, tab: Tab) -> None:
    tab.open(site.address + card_of("strom"))
    tab.click("#language-en")

    assert '[[],[],""]' == tab.run(STORED)
    assert [] == tab.run("indexedDB.databases().then(found => found.map(each => each.name))")
    assert [site.address] == tab.requests
    assert [] == tab.texts(".pass")


def test_a_badge_is_kept_when_asked_and_gone_when_asked(site: Site, tab: Tab) -> None:
    tab.open(site.address + card_of("strom"))
    name = tab.texts(".badge .stickers b")[0]
    tab.click("#keep-badge")

    kept = json.loads(tab.run("localStorage.getItem('digitma2')"))
    assert {"badges", "values"} == set(kept) and 1 == len(kept["badges"]) and {} == kept["values"]
    tab.reload()
    assert [name] == tab.texts(".pass .stickers b")
    assert [] == tab.texts("#keep-badge")
    tab.click("#forget")
    assert '[[],[],""]' == tab.run(STORED)
    assert tab.texts("#keep-badge") and tab.texts("[role=status]")[0]


def test_three_colours_fill_the_pass_and_the_right_three_make_a_master_of_squares(
    site: Site, tab: Tab
) -> None:
    for number, scenario in enumerate(("fussabdruck", "strom", "wege"), 1):
        tab.open(site.address + card_of(scenario))
        tab.click("#keep-badge")
        assert number == len(tab.texts(".pass .stickers b"))
        assert [] == tab.texts(".master") or number == 3

    assert GERMAN.exhibition.texts["page_pass_master"].source in tab.texts(".master")[0]


@pytest.mark.parametrize(
    "stored",
    [
        "{", "7", "null", '{"badges":{"__proto__":"2026-01-01"}}', '{"badges":7,"values":[]}',
        '{"badges":{"R9U2":"<b>"},"values":{"strom":{"day":"2026-01-01","axes":7}}}',
    ],
)  # fmt: skip
def test_what_is_stored_is_as_little_trusted_as_an_address(stored: str, site: Site, tab: Tab) -> None:
    tab.open(site.address)
    tab.run(f"localStorage.setItem('digitma2', {json.dumps(stored)})")
    tab.open(site.address + card_of("strom"))

    assert [] == tab.complaints
    assert [] == tab.texts(".pass .stickers b")
    tab.click("#keep-badge")
    assert 1 == len(tab.texts(".pass .stickers b"))


def test_it_opens_without_a_network_once_it_was_loaded(tmp_path: Path, browser: Browser) -> None:
    write(library(), TODAY, tmp_path)
    server = served(tmp_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://localhost:{server.server_address[1]}/"
    tab = Tab(browser)
    try:
        tab.open(address + card_of("wege"))
        there = tab.texts("h1")
        tab.run("navigator.serviceWorker.ready.then(() => true)")
        server.shutdown()
        server.server_close()

        tab.reload()
        assert there == tab.texts("h1")
        tab.open(address + card_of("strom", "en"))
        assert tab.texts("h1")[0] and there != tab.texts("h1")
    finally:
        tab.close()


def test_the_page_may_run_nothing_but_its_own_script_and_ask_nobody(site: Site) -> None:
    text = (site.folder / "index.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))

    assert ("'none'", "'none'") == (rules["default-src"], rules["connect-src"])
    assert all(re.fullmatch(r"'sha256-[\w+/]+=*'", rules[kind]) for kind in ("script-src", "style-src"))
    assert [] == re.findall(r'(?:src|href)="(?!data:|https://)[^"]+"', text)
    assert {"index.html", "sw.js"} == {file.name for file in site.folder.iterdir()}


def test_without_scripts_the_services_are_there(site: Site, tab: Tab) -> None:
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    tab.open(site.address + card_of("strom"))
    tab.ask("Emulation.setScriptExecutionDisabled", value=False)

    assert [s.text.source for s in GERMAN.services.values()] == tab.texts("noscript a")


# --- for everybody --------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_is_wider_than_the_phone_also_at_twice_the_size(scenario: str, site: Site, tab: Tab) -> None:
    tab.open(site.address + card_of(scenario))
    wide = f"Math.max(...{all_('#page *:not(.spoken)')}.map(e => e.getBoundingClientRect().right))"
    for zoom in (1.0, 2.0):
        tab.size(390, 844, zoom)

        assert 390 / zoom >= tab.run("document.documentElement.scrollWidth")
        assert 390 / zoom >= tab.run(wide)
    tab.size(320, 640)
    tab.run("document.documentElement.style.fontSize = '200%'")
    assert 320 >= tab.run("document.documentElement.scrollWidth"), "text alone may double too"


def test_headings_names_and_targets_are_there(site: Site, tab: Tab) -> None:
    tab.open(site.address + card_of("fussabdruck"))
    order = tab.run("[...document.querySelectorAll('h1, h2, h3')].map(e => e.localName)")

    assert "h1" == order[0] and 1 == order.count("h1") and "h3" not in order
    parts = tab.run("[...document.getElementById('page').children].map(e => e.localName)")
    assert ["header", "main", "footer"] == parts
    bare = f"{all_('svg')}.filter(e => !e.getAttribute('aria-hidden') && !e.getAttribute('aria-label'))"
    assert 0 == tab.run(f"{bare}.length")
    least = f"Math.min(...{all_('button, .services a')}.map(e => e.getBoundingClientRect().height))"
    assert 44 <= tab.run(least)
    tab.run("document.querySelector('#print').focus()")
    tab.click("#language-en")
    assert "print" == tab.run("document.activeElement.id"), "the focus stays where it was"


def test_who_wants_no_motion_sees_none(site: Site, tab: Tab) -> None:
    moving = "document.getAnimations().length"
    tab.open(site.address + card_of("strom"))
    assert 1 == tab.run(moving)
    tab.media(prefers_reduced_motion="reduce")
    tab.open(site.address + card_of("strom"))

    assert 0 == tab.run(moving)


@pytest.mark.parametrize("name", themes()[0].domains)
def test_words_stand_out_from_what_is_behind_them(name: str) -> None:
    theme = themes()[0]
    tones, day = theme.domain(name), theme.day
    night = theme.night
    pairs = [
        (day.ink, tones.tint), (day.ink, tones.bright), (tones.deep, tones.tint), (tones.deep, day.card),
        (day.muted, tones.tint), (day.muted, day.card), (day.ink, day.accent), (night.muted, night.ground),
    ]  # fmt: skip

    assert 4.5 <= min(contrast(*pair) for pair in pairs)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_it_prints_on_one_page_without_dark_areas(scenario: str, site: Site, tab: Tab) -> None:
    full = [mark(id) for id in ("schattenspender", "taktgeberin", "linientreu", "nestwaerme", "winterprofi")]
    tab.open(site.address)
    stored = json.dumps({"badges": dict.fromkeys(full, "2026-11-25")})
    tab.run(f"localStorage.setItem('digitma2', {json.dumps(stored)})")
    tab.open(site.address + card_of(scenario))
    assert len(full) == len(tab.texts(".pass .stickers b")), "the longest there is, with a full pass"

    pdf = tab.printed()

    assert 1 == len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert b"595." in pdf or b"594." in pdf, "A4 is 595 points wide"
    tab.ask("Emulation.setEmulatedMedia", media="print")
    dark = f"{all_('.night')}.map(e => getComputedStyle(e).backgroundColor)"
    assert ["rgb(255, 255, 255)"] == tab.run(dark)
    assert 0 == tab.run(f"{all_('button')}.filter(e => e.offsetHeight).length")


# --- strengths, kept and compared -----------------------------------------------------------------


def test_strengths_can_be_kept_and_a_later_card_draws_them_dashed(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    """Six values of a game that has a radar: here one is given to a game that has none."""
    names = ("a", "b", "c", "d", "e", "f")
    text = (site.folder / "index.html").read_text("utf-8")
    found = re.search(r'id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    data["scenarios"]["strom"]["axes"] = {"names": list(names), "most": 5, "digits": 1}
    for tongue in data["scenarios"]["strom"]["texts"].values():
        tongue["lines"] |= {f"axis.{name}": [name.upper()] for name in names}
    (tmp_path / "index.html").write_text(
        text.replace(found[1], json.dumps(data).replace("<", "\\u003c")), "utf-8"
    )
    shutil.copy(site.folder / "sw.js", tmp_path)
    server = served(tmp_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://localhost:{server.server_address[1]}/#"
    shape = data["scenarios"]["strom"]["shape"]
    tab = Tab(browser)
    try:
        tab.open(address + fragment(Card("strom", "de", shape, axes=(30, 10, None, 50, 25, 40))))
        assert ["A3 von 5", "B1 von 5", "D5 von 5", "E2,5 von 5", "F4 von 5"] == tab.texts(".radar li")
        tab.click("#keep-values")
        assert [] == tab.texts(".radar .before") and [] == tab.texts("#keep-values")
        later = fragment(Card("strom", "de", shape, axes=(40, 30, None, 50, 30, 40)))
        tab.open(address + later)
        assert 1 == tab.run("document.querySelectorAll('polygon.before').length")
        assert "A(3)4 von 5" == tab.texts(".radar li")[0]
        assert [] == tab.complaints
    finally:
        tab.close()
        server.shutdown()
        server.server_close()


def test_a_service_that_is_over_is_on_no_page(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    services = (content / "services.yaml").read_text("utf-8")
    (content / "services.yaml").write_text(
        services.replace("url: https://www.vrn.de\n", f"url: https://www.vrn.de\n  expires: {TODAY}\n"),
        "utf-8",
    )
    found = load(content, schemas())

    for day, shown in ((TODAY, True), (TODAY + timedelta(1), False)):
        text = write(found, day, tmp_path / "page").read_text("utf-8")
        assert shown == ("https://www.vrn.de" in text)
        assert shown == (f'"{mark("vrn")}":' in text)
