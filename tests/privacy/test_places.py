"""Maps of touches are protected screen by screen, and say nothing where a sum of theirs is hidden."""

from __future__ import annotations

from telemetry.metrics.metric import Column, Table, Text
from telemetry.privacy.places import protect_map, silent_screens

WORD = Text("", "")
MAP = Table(
    (
        Column("screen", WORD, WORD, "key"), Column("cell", WORD, WORD, "key"),
        Column("column", WORD, WORD), Column("dead", WORD, WORD, "count"),
    ),
    (("menu", 1, 1, 40), ("menu", 2, 2, 3), ("menu", 3, 3, 9), ("night", 1, 1, 70), ("night", 2, 2, 80)),
)  # fmt: skip
DEAD = Column("dead", WORD, WORD, "count")
SUMS = Table((Column("screen", WORD, WORD, "key"), DEAD), (("menu", 52), ("night", None)))


def test_a_small_place_is_hidden_and_another_of_its_screen_with_it() -> None:
    dead = {row[:2]: row[3] for row in protect_map(MAP, 5).rows}

    assert dead["menu", 2] is None and sum(value is None for value in dead.values()) == 2
    assert (dead["night", 1], dead["night", 2]) == (70, 80)


def test_a_screen_whose_sum_another_table_hides_shows_no_number_but_its_places() -> None:
    shown = protect_map(MAP, 5, silent_screens(SUMS))

    assert [row for row in shown.rows if row[0] == "night"] == [("night", 1, 1, None), ("night", 2, 2, None)]
    assert ("menu", 1, 1, 40) in shown.rows or ("menu", 3, 3, 9) in shown.rows
