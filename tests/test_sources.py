"""Where the numbers come from: every figure of every game, none hidden by another of the same name."""

from __future__ import annotations

import pytest

from kiosk.core.frame import Text
from kiosk.visit.world import World
from scenes.panels.sources import entries, figures
from tests.house import VARIANTS, Stay, library


def test_two_games_may_call_different_figures_by_the_same_name_and_both_are_shown() -> None:
    content = library().german
    shown = figures(World(content))
    own = [each for scenario in content.scenarios.values() for each in scenario.figures.items()]
    names = [name for name, _ in own]

    assert any(names.count(name) > 1 for name in names), "else this promises nothing"
    assert all(each in shown for each in (*own, *content.figures.items()))
    assert len(shown) == len({(name, figure.model_dump_json()) for name, figure in shown})


def test_every_figure_says_how_sure_it_is() -> None:
    world = World(library().german)
    marks = {
        world.say(f"sources_mark_{mark}") for mark in ("seen", "secondary", "recalled", "computed", "model")
    }

    assert all(entry.source.rpartition(" · ")[2] in marks for entry in entries(world, "de"))


def test_what_was_measured_comes_before_what_was_set_for_a_game() -> None:
    world = World(library().german)
    ends = [entry.source.rpartition(" · ")[2] for entry in entries(world, "de")]
    model = world.say("sources_mark_model")

    assert model in ends and ends[0] != model
    assert all(end == model for end in ends[ends.index(model) :])


@pytest.mark.parametrize("variant", ["portrait", "landscape", "portrait 200"])
def test_no_source_is_too_small_to_read(variant: str) -> None:
    stage, settings = VARIANTS[variant]
    stay = Stay(library(), stage)
    stay.act("open")
    stay.set(text=settings.text)
    frame = stay.act("panel", "sources")
    seen = 0
    while (table := frame.find("figures")) is not None:
        seen += 1
        assert min(draw.size for draw in table.draws if isinstance(draw, Text)) >= 19.5, frame.screen
        page = frame.find("page")
        if page is None or page.action is None or seen > 120 or (page.label.startswith("1 ") and seen > 1):
            break
        frame = stay.act(page.action.name, page.action.value)
    assert seen > 3


def test_what_is_merely_counted_shows_no_unit() -> None:
    values = [entry.value for entry in entries(World(library().german), "de")]

    assert "3.500" in values and not any(value.endswith(" n") for value in values)
