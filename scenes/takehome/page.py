"""What the page behind the QR code has to know: the words of every card, services, badges, the city's plan.

Plain data for `assets/takehome/page.js`. A text is a list of strings and blanks; a blank is a pair: which
number, and with how many decimals it is written (None: as many as it needs, two at most).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.content.answers import options_of
from kiosk.content.model import Live, Scenario, Service
from kiosk.content.template import Slot, Template
from kiosk.content.whole import Content
from kiosk.core.frame import Colour
from kiosk.ui.city import blocks
from kiosk.ui.theme import Theme
from kiosk.visit.takehome import mark
from scenes.takehome.card import AXIS_DIGITS
from scenes.takehome.sheet import axes_of, blank, figures_of, levers_of, sheet_of

MASTER = ("klima", "energie", "mobil")
"""The colours of the three badges that make a Quadratmeister:in."""
SAID = (
    "badge_", "budget_", "estimated_key", "page_", "pledge_handprint", "pledge_kg", "radar_of", "result_",
)  # fmt: skip
"""Beginnings of the house's texts that the page says."""
FORMAL = "_sie"

Data = dict[str, Any]
Pieces = list[Any]


def page_data(contents: Mapping[str, Content], theme: Theme) -> Data:
    """Everything the page knows, from the content in each language, the German one first.

    Services that are not in the content are on no page.
    """
    content = next(iter(contents.values()))
    used: set[str] = set()
    scenarios = {
        id: _scenario(id, contents, theme, used) for id in content.exhibition.scenarios
    }  # fmt: skip
    return {
        "languages": {tag: content.exhibition.languages[tag] for tag in contents},
        "house": {tag: _house(each) for tag, each in contents.items()},
        "services": {mark(id): _service(id, contents) for id in content.services},
        "scenarios": scenarios,
        "badges": _badges(content),
        "master": list(MASTER),
        "icons": {name: list(content.icons[name]) for name in sorted(used) if name in content.icons},
        "blocks": [[block.name, block.column, block.row] for block in blocks()],
    }


def pieces(text: Template, key: Callable[[Slot], str | int]) -> Pieces:
    """A text as the page fills it in. key: which number a placeholder means."""
    return [p if isinstance(p, str) else [key(p), p.digits] for p in text.pieces]


def _house(content: Content) -> Data:
    return {
        key: pieces(text, lambda slot: slot.formula.source)
        for key, text in content.exhibition.texts.items()
        if key.startswith(SAID)
    }


def _service(id: str, contents: Mapping[str, Content]) -> Data:
    found: dict[str, Service] = {tag: content.services[id] for tag, content in contents.items()}
    one = next(iter(found.values()))
    return {
        "url": one.url,
        "online": one.online,
        "checked": one.checked.isoformat(),
        "text": {tag: service.text.source for tag, service in found.items()},
        "what": {tag: service.what.source for tag, service in found.items()},
    }


def _badges(content: Content) -> Data:
    """Every badge a result can hand out, with its game's colour."""
    return {
        mark(profile.badge): {
            "key": f"badge_{profile.badge}",
            "colour": scenario.colour,
            "icon": scenario.icon,
        }
        for id in content.exhibition.scenarios
        for scenario in [content.scenarios[id]]
        for profile in getattr(scenario.steps[-1], "profiles", ())
        if profile.badge
    }


def _scenario(id: str, contents: Mapping[str, Content], theme: Theme, used: set[str]) -> Data:
    """One game. used: gathers the names of pictograms."""
    content = next(iter(contents.values()))
    scenario = content.scenarios[id]
    result, sheet = scenario.steps[-1], sheet_of(scenario)
    bars = getattr(result, "bars", {})
    levers = {
        mark(f"{step.id}.{lever}"): _lever(step, lever, scenario, content)
        for step, lever in levers_of(scenario)
    }
    used |= {scenario.icon, *(bar.icon for bar in bars.values()), *(o["icon"] for o in levers.values())} - {
        None
    }
    return {
        "colour": scenario.colour,
        "icon": scenario.icon,
        "players": scenario.players,
        "formal": getattr(scenario, "address", "du") == "sie",
        "shape": sheet.shape,
        "bars": [
            {"name": name, "icon": bar.icon, "colour": bar.colour or scenario.colour, "digits": bar.digits}
            for name, bar in bars.items()
        ],
        "tower": _tower(scenario.live, theme) if scenario.live is not None else None,
        "axes": _axes(scenario),
        "services": [
            mark(service) for service in getattr(result, "services", ()) if service in content.services
        ],
        "levers": levers,
        "texts": {tag: _texts(each.scenarios[id]) for tag, each in contents.items()},
    }


def _lever(step: Any, id: str, scenario: Scenario, content: Content) -> Data:
    option = options_of(step)[id]
    service = getattr(option, "service", None)
    return {
        "id": id,
        "line": f"lever.{step.id}.{id}",
        "icon": option.icon,
        "colour": option.colour or scenario.colour,
        "handprint": option.handprint,
        "figures": [[beside.key, beside.slot, beside.digits] for beside in figures_of(step, id)],
        "dated": getattr(step, "budget", None) is not None,
        "service": mark(service) if service in content.services else None,
    }


def _tower(live: Live, theme: Theme) -> Data:
    tones = [theme.part(part.colour, index) for index, part in enumerate(live.parts.values())]
    return {
        "digits": live.digits,
        "per": live.per,
        "unit": live.unit.value,
        "parts": [
            {"name": name, "colour": _hex(colour), "pattern": pattern}
            for name, (colour, pattern) in zip(live.parts, tones, strict=True)
        ],
    }


def _axes(scenario: Scenario) -> Data | None:
    names = axes_of(scenario)
    step = next((s for s in scenario.steps if getattr(s, "parts", None) is names), None)
    if not names:
        return None
    return {"names": list(names), "most": getattr(step, "most", 5), "digits": AXIS_DIGITS}


def _texts(scenario: Scenario) -> Data:
    """The words of a card in one language, and with how many decimals its numbers are carried."""
    sheet = sheet_of(scenario)
    whole = [sheet.blanks(index) for index in range(len(sheet.profiles))]
    return {
        "title": scenario.title.source,
        "lines": {name: _numbered(name, text, sheet.blanks()) for name, text in sheet.lines.items()},
        "profiles": [_numbered("", text, whole[i]) for i, text in enumerate(sheet.profiles)],
        "digits": [list(blanks.values()) for blanks in (sheet.blanks(), *whole)],
        "words": list(sheet.words),
    }


def _numbered(line: str, text: Template, blanks: Mapping[str, int]) -> Pieces:
    order = list(blanks)
    return pieces(text, lambda slot: order.index(blank(line, slot)))


def _hex(colour: Colour) -> str:
    return f"#{colour[0]:02X}{colour[1]:02X}{colour[2]:02X}"
