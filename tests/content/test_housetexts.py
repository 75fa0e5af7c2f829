"""The words of the house: what the screens ask for is what the check demands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.housetexts import HOUSE_TEXTS, OPTIONAL
from scenes.menu import DOORS
from scenes.panels.help import LINES
from scenes.panels.record import COLUMNS
from scenes.panels.screen import PANELS
from scenes.panels.size import SWITCHES
from scenes.play.group import MODES, PLAYERS
from tests.content.house import House

ROOT = Path(__file__).resolve().parents[2]

DYNAMIC: Mapping[str, set[str]] = {
    "kiosk/runtime/asking.py: key with seconds": {"idle_count", "idle_count_one"},
    "scenes/kinds/slider/view.py: name": {"less", "more"},
    "scenes/menu.py: key": {door[1] for door in DOORS},
    "scenes/menu.py: line": {door[2] for door in DOORS},
    "scenes/attract/words.py: key": {"size", "help"},
    "scenes/attract/words.py: key with chapter, city, today": {"lights_today", "lights_today_none"},
    "scenes/panels/screen.py: panel.title": {panel.title for panel in PANELS.values()},
    "scenes/panels/help.py: key": {line[0] for line in LINES},
    "scenes/panels/size.py: f'panel_text_{percent}'": {f"panel_text_{n}" for n in (100, 150, 200)},
    "scenes/panels/size.py: f'panel_{name}'": {f"panel_{n}" for n in SWITCHES},
    "scenes/panels/size.py: f'panel_{name}_note'": {f"panel_{n}_note" for n in SWITCHES},
    "scenes/panels/group.py: f'group_{key}'": {f"group_{mode or 'alone'}" for mode in MODES},
    "scenes/panels/group.py: f'group_{key}_note'": {f"group_{mode or 'alone'}_note" for mode in MODES},
    "scenes/play/together.py: f'group_token_{turn + 1}'": {f"group_token_{n + 1}" for n in range(PLAYERS)},
    "scenes/panels/record.py: f'record_column_{name}'": {f"record_column_{c[0]}" for c in COLUMNS},
    "scenes/panels/sources.py: f'sources_mark_{figure.mark}'": {
        f"sources_mark_{mark}" for mark in ("seen", "secondary", "recalled", "computed", "model")
    },
    "scenes/play/view.py: name with squares": {
        *(f"squares_{n}" for n in ("plus", "minus", "same")), "squares_plus_one", "squares_minus_one",
    },
    "scenes/play/view.py: key with kg": {"pledge_one", "pledge_two"},
    "scenes/kinds/route/view.py: key with days, line, things": {
        "route_best", "route_other", "route_swappable",
    },
    "scenes/kinds/route/view.py: f'{key}_of_many' with days, things": {
        "route_best_of_many", "route_other_of_many", "route_swappable_of_many",
    },
    "scenes/kinds/grid/view.py: key with changes": {"grid_left", "grid_left_one", "grid_left_none"},
    "scenes/kinds/grid/view.py: key with people": {"grid_evening", "grid_evening_one", "grid_others_title"},
    "scenes/kinds/route/situation.py: key with **": set(),  # passed on, see the places that ask it
    "scenes/kinds/allocate/view.py: name": set(),  # less and more, written out beside
    "scenes/kinds/duel/half.py: name": set(),  # less and more, likewise
    "scenes/kinds/duel/situation.py: NAMES[at]": {"duel_blue", "duel_orange"},
    "scenes/kinds/duel/situation.py: key with name, value": {"duel_half", "duel_half_locked"},
    "scenes/kinds/duel/situation.py: key with **": set(),  # passed on, see the places that ask it
    "scenes/kinds/duel/told.py: key with median": {"duel_crowd", "duel_karo_crowd"},
    "scenes/kinds/process/situation.py: key with **": set(),  # passed on, see the places that ask it
    "scenes/kinds/process/situation.py: f'race_mine_{evening.status(step.cases.mine - 1)}'": {
        f"race_mine_{name}" for name in ("away", "waiting", "begun", "back", "done")
    },
    "scenes/kinds/process/view.py: key with card, chips, note": {"race_card", "race_card_far"},
    "kiosk/ui/mosaic.py: key with all": {"mosaic_of", "mosaic_of_none", "mosaic_of_own"},
    "scenes/kinds/show/zoom.py: key with people": {"zoom_people", "zoom_square"},
    "scenes/kinds/sort/sign.py: key with of, row": {"sort_door", "sort_door_open", "sort_door_closed"},
    "scenes/kinds/sort/situation.py: key with **": set(),  # passed on, see the places that ask it
    "scenes/kinds/result/view.py: key": set(),  # badge_*, shown where the exhibition has one
    "scenes/panels/record.py: key": set(),  # record_kind_*, likewise
}  # fmt: skip
"""What a key that is not written out can be."""


@dataclass(frozen=True)
class Asked:
    """One place where a screen asks for a text."""

    place: str
    key: ast.expr
    filled: frozenset[str]

    @property
    def way(self) -> str:
        filled = f" with {', '.join(sorted(self.filled))}" if self.filled else ""
        return f"{self.place}: {ast.unparse(self.key)}{filled}"

    def wanted(self) -> set[str]:
        if isinstance(self.key, ast.IfExp):
            return {str(side.value) for side in _sides(self.key) if isinstance(side, ast.Constant)}
        if isinstance(self.key, ast.Constant):
            return {str(self.key.value)}
        return DYNAMIC[self.way]


def _sides(key: ast.expr) -> Iterator[ast.expr]:
    """What an expression can come to, also where one condition stands in another."""
    if isinstance(key, ast.IfExp):
        yield from _sides(key.body)
        yield from _sides(key.orelse)
    else:
        yield key


def _asks(call: ast.Call) -> bool:
    """`world.say(...)`, or `say(...)` where it was given that name before."""
    named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return named == "say" and bool(call.args)


def asked() -> Iterator[Asked]:
    folders = (ROOT / "scenes", ROOT / "kiosk" / "runtime", ROOT / "kiosk" / "ui", ROOT / "kiosk" / "visit")
    for path in sorted(file for folder in folders for file in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _asks(node):
                filled = frozenset(keyword.arg or "**" for keyword in node.keywords)
                yield Asked(path.relative_to(ROOT).as_posix(), node.args[0], filled)


def on_the_page() -> dict[str, frozenset[str]]:
    """The same for the take-home page, whose script names its texts and fills them in where it says them."""
    places = [*(ROOT / "assets" / "takehome").glob("*.js"), ROOT / "kiosk" / "cli" / "pagefile.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in places)
    found = dict.fromkeys(re.findall(r'"(page_[a-z_]*[a-z])"', code), frozenset[str]())
    for key, names in re.findall(r'say\("(page_\w+)", \{([^}]*)\}', code):
        found[key] = frozenset(re.findall(r"(\w+):", names))
    return found


def demanded() -> dict[str, frozenset[str]]:
    """Key -> what every place that asks for it fills in."""
    found: dict[str, frozenset[str]] = {}
    for place in asked():
        for key in place.wanted():
            found[key] = found.get(key, place.filled) & place.filled
    return found | on_the_page()


def test_the_table_of_house_texts_is_what_the_screens_ask_for() -> None:
    assert dict(HOUSE_TEXTS) == demanded()


def test_no_way_of_asking_is_listed_that_nobody_uses() -> None:
    used = {place.way for place in asked()}
    assert set() == set(DYNAMIC) - used
    assert not any(key.startswith(OPTIONAL) for key in HOUSE_TEXTS)


def test_a_missing_text_is_told_with_the_key_that_was_meant(house: House) -> None:
    house.change('  "next": ', '  "nxet": ', "exhibition.yaml")
    (problem,) = house.problems()
    assert problem.code == "E202" and "next" in problem.message and "„nxet“" in problem.remedy
    assert problem.line == house.line_of("texts:", "exhibition.yaml")
    assert house.load().german.exhibition.scenarios == ("garten",)


def test_a_placeholder_nobody_fills_in_is_told_where_it_stands(house: House) -> None:
    house.change("{minutes}", "{minuten}", "exhibition.yaml")
    (problem,) = house.problems()
    assert problem.code == "E304" and "Meinst du „minutes“?" in problem.remedy
    assert problem.line == house.line_of("{minuten}", "exhibition.yaml")


def test_a_kind_of_row_can_stay_without_a_word_but_not_have_a_placeholder(house: House) -> None:
    before = (house.folder / "exhibition.yaml").read_text()
    house.write("exhibition.yaml", before + '  record_kind_tap: "Tippen {x}"\n')
    assert [problem.code for problem in house.problems()] == ["E304"]
