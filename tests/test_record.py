"""The page "Was speichern wir?" shows the literal record of this visit, from the real store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk.runtime.memory import Memory
from telemetry.events import Event
from telemetry.store import Store
from tests.frames import complaints
from tests.house import Stay, library


def test_the_record_on_screen_is_what_the_store_will_keep(tmp_path: Path) -> None:
    store = Store(tmp_path, 1, wall=lambda: datetime(2026, 11, 23, 10), threaded=False)
    memory = Memory(store)
    stay = Stay(library())

    def emit(event: Event, now: float) -> None:
        memory.emit(event, now)

    stay.director._emit = emit
    stay.director.record = memory.record
    stay.open("fussabdruck")
    stay.act("choose", "2")
    stay.act("next")
    stay.act("unknown")
    frame = stay.act("panel", "record")
    said = frame.find("record")

    assert said is not None
    assert [] == complaints(frame)
    lines = memory.record()
    assert len(lines) > 6
    for line in lines:
        assert line.target in said.label
    assert "Antwort" in said.label and "fussabdruck/personen" in said.label
    assert "2026" not in said.label and "10:00" not in said.label
    store.close()


def test_before_anything_is_stored_the_page_says_so() -> None:
    stay = Stay(library())
    frame = stay.act("panel", "record")
    said = frame.find("record")

    assert said is not None and "Noch nichts" in said.label
