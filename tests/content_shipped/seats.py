"""Who sits down at the Digital-Check: four seats, and plays of it with given answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.core.frame import Frame
from kiosk.core.geometry import Size
from kiosk.visit.takehome import Card, read
from tests.house import LANDSCAPE, Stay, library

SHOP = ("daten", "buchen", "sichtbar", "verkauf", "geld", "team")
TOWN = ("ziele", "prozesse", "dienste", "zahlen", "lernen", "schutz")
SENTENCES = {"kreativ": SHOP, "kmu": SHOP, "startup": SHOP, "leitung": TOWN}
WEEK = {"kern": 10, "papier": 8, "mails": 4, "termine": 4, "rechnung": 6, "suchen": 6, "rest": 2}


@dataclass(frozen=True)
class Sitting:
    """One visitor. week: hours on each task. answers: from 1 to 5, in the order of the sentences."""

    role: str
    answers: tuple[int, ...] = (2, 2, 2, 2, 2, 2)
    steps: tuple[str, ...] = ()
    week: Mapping[str, int] = field(default_factory=lambda: WEEK)
    language: str = "de"

    def but(self, **changes: object) -> Sitting:
        return replace(self, **changes)  # type: ignore[arg-type]

    def play(self, stage: Size = LANDSCAPE) -> tuple[Frame, ...]:
        """Every screen of the play as it is when it is left; the last is the end card."""
        stay = Stay(library(), stage)
        stay.set(language=self.language)
        stay.open("check")
        seen = [stay.act("choose", self.role)]
        stay.act("next")
        for task, hours in self.week.items():
            stay.act(f"set.{task}", float(hours))
        seen.append(stay.frame())
        stay.act("next")
        for answer in self.answers:
            seen.append(stay.act("set", float(answer)))
            stay.act("next")
        seen.append(stay.frame())
        stay.act("next")
        for step in self.steps:
            stay.act("choose", step)
        seen.append(stay.frame())
        return (*seen, stay.act("next", wait=5.0))

    def card(self) -> Card:
        """What the code on the end card carries."""
        return card_on(self.play()[-1])


BAKER = Sitting(
    "kmu", (2, 1, 4, 1, 2, 3), ("handy", "kopie"),
    {"kern": 18, "papier": 6, "mails": 4, "termine": 1, "rechnung": 5, "suchen": 3, "rest": 3},
)  # fmt: skip


def card_on(frame: Frame) -> Card:
    code = frame.find("code")
    assert code is not None
    found = read(str(code.value).partition("#")[2])
    assert isinstance(found, Card)
    return found
