"""The rules of privacy, each with its number. P5 and P10 to P12 are about what leaves the house."""

from __future__ import annotations

import ast
import logging
import random
import re
import secrets
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import fields
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from plays import FIRST, GAME, ROOT, Calendar, by_bucket, one, play, quiet, rows, start, wandering

from telemetry import buckets
from telemetry.events import (
    EVENTS,
    AccessUsed,
    Event,
    SurveyAnswered,
    SurveyEnded,
    SurveyShown,
    Tapped,
    TaskEnded,
)
from telemetry.night import night
from telemetry.retention import DAYS_OF_PROOF, PATH_MONTHS
from telemetry.schema import VISIT_TABLES

VISIT = 0x5DEADBEEF5AA
SURVEY: tuple[tuple[float, Event], ...] = (
    (51.0, SurveyShown("ueq-s")), (55.0, SurveyAnswered("ueq-s.1", 6)), (58.0, SurveyAnswered("ueq-s.2", 3)),
    (60.0, SurveyEnded("ueq-s", 1)),
)  # fmt: skip

ALLOWED = {
    "visit_fact": "terminal visit bucket lang build reason quality dwell_bin ttfi_bin events_bin stations "
    "funnel exit_screen tasks solved taps dead rage",
    "visit_station": "terminal visit station dwell_bin solved",
    "path": "terminal visit seq gap_bin kind screen target value cell",
    "survey": "terminal visit instrument outcome",
    "response": "terminal visit item value",
    "hour_count": "terminal day hour visits",
    "day_stat": "terminal day stat num den",
    "touch_cell": "quarter screen cell taps dead rage",
    "a11y_count": "bucket feature visits",
    "health": "day measure n",
    "light": "city block win colour",
    "poll": "bucket target value n",
    "guess": "bucket target value truth n",
    "result": "bucket target value unknowns n",
    "pledge": "bucket target n kg",
    "crowd_today": "sort target value n",
    "crowd_visits": "sort target n held",
    "laid": "target yesterday today",
    "screen_count": "bucket build screen seen done back last",
    "outcome": "bucket build kind target value n",
    "meta": "k v",
    "dwell_bin": "id from_ms to_ms",
    "gap_bin": "id from_ms to_ms",
    "_sqlite_migrations": "id migration_set name applied_at",
}
"""Every column there may be. Whoever adds one has to say here that it is nothing about a person."""

SENSES = (
    "bleak", "bluetooth", "camera", "cv2", "dlib", "evdev", "face", "gattlib", "imageio", "insightface",
    "mediapipe", "midi", "nfc", "openni", "picamera", "pyaudio", "pyscard", "pywifi", "scapy", "serial",
    "smartcard", "sounddevice", "speech", "usb", "wifi",
)  # fmt: skip


def columns(folder: Path, file: str = "store.db") -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with closing(sqlite3.connect(folder / file)) as db:
        for table, name in db.execute(
            "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        ):
            found.setdefault(table, set()).add(name)
    return found


# --- P1: nothing derived from a person, a device, a card, a face, a voice ---------------------


def test_p1_every_column_is_on_the_list(tmp_path: Path) -> None:
    quiet(tmp_path).close()
    found = columns(tmp_path)
    names = {table for table, has in found.items() if has == {"id", "name"}}
    assert {table: found[table] for table in found.keys() - names} == {
        table: set(names.split()) for table, names in ALLOWED.items()
    }
    assert columns(tmp_path, "live.db") == {
        "live_visit": {"visit", "book", "build", "day", "hour"},
        "live_event": {"visit", "seq", "t_ms", "kind", "screen", "target", "value", "cell"},
    }


def _imported() -> Iterator[str]:
    for top in ("kiosk", "scenes", "telemetry"):
        for path in (ROOT / top).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    yield from (alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_p1_no_module_sees_hears_or_scans() -> None:
    packages = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    foreign = {name for name in _imported() if name.split(".")[0] not in ("kiosk", "scenes", "telemetry")}
    assert len(packages) > 10 and "pygame" in {name.split(".")[0] for name in foreign}
    for name in (*packages, *foreign):
        parts = re.split(r"[.\-_]", name.lower())
        assert not set(parts) & set(SENSES), name


# --- P2: no id that outlives a visit ----------------------------------------------------------


def test_p2_the_same_visitor_twice_shares_nothing_but_what_all_share(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    for _ in range(3):
        play(store, (*wandering(5), *SURVEY))
    store.close()
    ids = [visit for (visit,) in rows(tmp_path, "SELECT visit FROM visit_fact")]
    assert len(set(ids)) == 3
    for table in VISIT_TABLES:
        with closing(sqlite3.connect(tmp_path / "store.db")) as db:
            names = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] != "visit"]
        kept = [rows(tmp_path, f"SELECT {', '.join(names)} FROM {table} WHERE visit = ?", one) for one in ids]
        assert kept[0] and kept[0] == kept[1] == kept[2], table


def test_p2_numbers_of_visits_are_48_bits_of_pure_chance() -> None:
    store = quiet(None)
    drawn = [store._chance(48) for _ in range(20_000)]
    assert store._chance is secrets.randbits
    assert len(set(drawn)) == len(drawn) and max(drawn) < 2**48
    for bit in range(48):  # 5 standard deviations of a fair coin
        assert abs(sum(number >> bit & 1 for number in drawn) - 10_000) < 354
    for shift in range(0, 48, 8):  # chi square of 255 degrees of freedom: 1 in 10^7 is above 388
        counts = Counter(number >> shift & 255 for number in drawn)
        assert sum((counts[byte] - 78.125) ** 2 / 78.125 for byte in range(256)) < 388


def test_p2_the_number_of_a_visit_does_not_come_from_time(tmp_path: Path) -> None:
    asked: list[int] = []
    store = quiet(tmp_path, chance=lambda bits: asked.append(bits) or len(asked))  # type: ignore[func-returns-value]
    play(store, GAME)
    store.close()
    assert asked == [48], "chance is asked once, and told nothing but how many bits"


# --- P3: no free text -------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["store.db", "live.db"])
def test_p3_rows_about_visits_can_hold_integers_only(tmp_path: Path, file: str) -> None:
    quiet(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / file)) as db:
        tables = VISIT_TABLES if file == "store.db" else ("live_visit", "live_event")
        strict = {name for name, flag in db.execute("SELECT name, strict FROM pragma_table_list") if flag}
        for table in tables:
            types = {kind for (kind,) in db.execute("SELECT type FROM pragma_table_info(?)", (table,))}
            assert types == {"INTEGER"} and table in strict


TEXTS = (
    "Anna Müller", "0621 293-0", "ich war hier", "a b", "ÄÖÜ", "x" * 121, "", "'; DROP TABLE path; --", "a\n",
)  # fmt: skip


def _with_text(kind: type[Event], text: str) -> list[Event]:
    """The event once for each of its fields, with a text there; of yes or no only the truth is kept."""
    plain: dict[object, object] = {"str": "heat", "int": 1, "float": 1.0, "bool": True}
    sound = {field.name: plain[field.type] for field in fields(kind)}
    return [kind(**{**sound, field.name: text}) for field in fields(kind) if field.type != "bool"]  # type: ignore[arg-type]


def test_p3_whatever_text_is_logged_is_refused_and_counted(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    events = [event for text in TEXTS for kind in EVENTS for event in _with_text(kind, text)]
    assert len(events) > 500
    for event in events:
        store.begin(0.0)
        if isinstance(event, SurveyAnswered | SurveyEnded):
            store.log(SurveyShown("heat"), 0.5)
        store.log(event, 1.0)
        store.end(1, 2.0)
    assert store.health()["rejected"] == len(events)
    store.close()
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for text in (text for text in TEXTS if len(text) > 4):
        assert text.encode() not in everything


def test_p3_free_text_cannot_become_a_name(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    store.register("target", ["ok", "Not ok", "auch nicht", "", "x" * 121])
    assert store.health()["rejected"] == 4
    store.close()


# --- P4: no clock, no day, no order -----------------------------------------------------------


def test_p4_no_row_about_a_visit_has_a_day_or_an_hour(tmp_path: Path) -> None:
    quiet(tmp_path).close()
    found = columns(tmp_path)
    for table in VISIT_TABLES:
        assert not found[table] & {"day", "hour", "t_ms", "created_at", "block", "win"}


def test_p4_within_a_bucket_nothing_tells_who_came_when(tmp_path: Path) -> None:
    """Every day has the same visitors, so whatever goes along with the order is a leak. Chance alone reaches
    0.014 with the numbers of 5,000 visits."""
    from scipy.stats import spearmanr

    wall, came = Calendar(datetime(2027, 5, 1, 9)), []
    numbers = random.Random(23)
    store = quiet(tmp_path, wall=wall, chance=lambda bits: came.append(numbers.getrandbits(bits)) or came[-1])  # type: ignore[func-returns-value]
    store.commit_every = 200
    stays = [(*wandering(seed, 3), *SURVEY[: seed % 5]) for seed in range(20)]
    for day in range(25):
        for number in range(200):
            wall.now = datetime(2027, 5, 1 + day, 9 + number // 25)
            play(store, stays[number % 20], at=number * 300.0)
    wall.now += timedelta(days=30)
    assert night(store)
    store.close()
    order = {visit: place for place, visit in enumerate(came)}
    assert one(tmp_path, "SELECT count(DISTINCT bucket) FROM visit_fact") == 1
    for table in VISIT_TABLES:
        found = [(*row, place) for place, row in enumerate(rows(tmp_path, f"SELECT * FROM {table}"))]
        places = [order[row[1]] for row in found]
        for column in range(len(found[0])):
            values = [-1 if row[column] is None else row[column] for row in found]
            if len(set(values)) > 1:
                assert abs(spearmanr(values, places).statistic) < 0.02, (table, column)


# --- P6: the file forgets the order -----------------------------------------------------------


def test_p6_two_orders_of_arrival_leave_the_same_bytes(tmp_path: Path) -> None:
    quiet(tmp_path / "new").close()
    visits = list(range(200))
    files = []
    for name, order in (("a", visits), ("b", random.Random(1).sample(visits, len(visits)))):
        shutil.copytree(tmp_path / "new", tmp_path / name)
        files.append(_filled(tmp_path / name, order))
    assert files[0] == files[1]
    filled = ("survey", "response", "screen_count", "outcome", "exhibition", "day_stat", "path")
    assert all(one(tmp_path / "a", f"SELECT count(*) FROM {table}") for table in filled)


def _filled(folder: Path, order: Iterable[int]) -> str:
    queue = list(order)
    numbers = random.Random(9)
    ids = [numbers.getrandbits(48) for _ in queue]
    store = quiet(folder, chance=lambda bits: ids[queue[-1]])
    store.register("exhibition", ("digitma2",))
    store.register("target", {*(f"part-{k}" for k in range(9)), "de", "tr", "en", "s0", "s1", "s2"})
    store.register("target", {f"s{s}/q{q}/a" for s in range(3) for q in range(4)})
    store.register("screen", {f"s{s}/q{q}" for s in range(3) for q in range(4)})
    store.register("station", ("s0", "s1", "s2"))
    store.register("language", ("de", "tr", "en"))
    while queue:
        ended = (55.0, TaskEnded("s1", queue[-1] % 2))
        play(store, (*wandering(queue[-1]), *SURVEY[: queue[-1] % 5], ended))
        queue.pop()
    assert night(store)
    store.close()
    return sha256((folder / "store.db").read_bytes()).hexdigest()


def test_p6_names_are_numbered_as_registered_not_as_touched(tmp_path: Path) -> None:
    store = quiet(tmp_path)
    store.register("target", ["tile.water", "tile.heat"])
    play(store, [(1.0, Tapped("tile.water"))])
    store.close()
    tiles = rows(tmp_path, "SELECT name FROM target WHERE name LIKE 'tile.%' ORDER BY id")
    assert tiles == [("tile.heat",), ("tile.water",)]


# --- P7: the live zone holds the running visit alone ------------------------------------------


def traces(folder: Path, visit: int) -> set[str]:
    """The files of the live zone in which the bytes of a visit's number stand."""
    varint = bytes([0x80 | (visit >> shift) & 0x7F for shift in range(42, 0, -7)] + [visit & 0x7F])
    forms = (visit.to_bytes(6, "big"), varint)
    return {
        path.name for path in folder.glob("live.db*") if any(form in path.read_bytes() for form in forms)
    }  # fmt: skip


def test_p7_a_kept_visit_leaves_no_trace_in_the_live_zone(tmp_path: Path) -> None:
    store = quiet(tmp_path, chance=lambda bits: VISIT)
    start(store)
    store.flush()
    assert traces(tmp_path, VISIT), "else this test would look for the wrong bytes"
    store.end(1, 200.0)
    assert traces(tmp_path, VISIT) == set()
    store.close()
    assert traces(tmp_path, VISIT) == set()


def test_p7_after_a_crash_and_a_start_no_trace_is_left_either(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    store = quiet(tmp_path / "a", chance=lambda bits: VISIT)
    start(store)
    store.flush()
    shutil.copytree(tmp_path / "a", tmp_path / "b")  # as the disk is when the power goes
    store.close()
    after = quiet(tmp_path / "b")
    after.flush()
    assert traces(tmp_path / "b", VISIT) == set()
    after.close()


# --- P8: logs are telemetry too ---------------------------------------------------------------


def test_p8_no_log_has_a_line_about_a_visit(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    from kiosk.runtime.memory import Memory
    from tests.house import Stay, library

    caplog.set_level(logging.DEBUG)
    numbers = [VISIT + k for k in range(5)]
    store = quiet(tmp_path, chance=lambda bits: numbers.pop())
    memory = Memory(store)
    for visit in range(5):
        stay = Stay(library(), seed=visit)
        stay.director._emit = memory.emit
        stay.open("fussabdruck")
        stay.act("choose", "2")
        stay.act("next")
        stay.act("idle_restart")
    assert night(store)
    store.close()
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == 5
    logging.getLogger("telemetry").warning("this test hears what is logged")
    said = caplog.text + "".join(capfd.readouterr())
    assert "this test hears" in said
    for word in ("visit", "fussabdruck", "choose", "start", "stop", f"{VISIT:x}"[:8], str(VISIT)[:8]):
        assert word not in said.lower().replace("test_p8", ""), word


# --- P9: accessibility is only counted --------------------------------------------------------


def test_p9_settings_leave_no_mark_on_a_visit(tmp_path: Path) -> None:
    plain = [event for event in GAME if not isinstance(event[1], AccessUsed)]
    aided = [*plain[:4], *((9.2, AccessUsed(name)) for name in ("text200", "contrast", "keys")), *plain[4:]]
    kept = []
    for name, events in (("plain", plain), ("aided", sorted(aided, key=lambda event: event[0]))):
        store = quiet(tmp_path / name, chance=lambda bits: VISIT)
        store.register("feature", ("text200", "contrast", "keys"))
        play(store, events)
        store.close()
        tables = (*VISIT_TABLES, "day_stat", "outcome", "screen_count", "touch_cell")
        kept.append([rows(tmp_path / name, f"SELECT * FROM {table}") for table in tables])
    assert kept[0] == kept[1]
    assert one(tmp_path / "aided", "SELECT sum(visits) FROM a11y_count") == 3
    assert {table for table, has in columns(tmp_path / "aided").items() if "feature" in has} == {"a11y_count"}


# --- P13: staff -------------------------------------------------------------------------------


def test_p13_of_staff_nothing_is_kept_but_a_reason(tmp_path: Path) -> None:
    kept = []
    for reason in (1, 4):
        store = quiet(tmp_path / str(reason), chance=lambda bits: VISIT)
        play(store, reason=reason)
        store.close()
        path = "SELECT seq, kind, target, cell FROM path"
        fact = replace_reason(rows(tmp_path / str(reason), "SELECT * FROM visit_fact"))
        days = [
            rows(tmp_path / str(reason), f"SELECT * FROM {t}") for t in ("day_stat", "hour_count", "health")
        ]
        kept.append((fact, rows(tmp_path / str(reason), path), days))
    assert kept[0] == kept[1]


def replace_reason(facts: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return [(*fact[:5], 0, *fact[6:]) for fact in facts]


# --- P14: what is deleted, and when -----------------------------------------------------------


def test_p14_month_by_month_each_path_is_deleted_once_it_is_too_old(tmp_path: Path) -> None:
    wall = Calendar(FIRST)
    for _ in range(21):
        store = quiet(tmp_path, wall=wall)
        for day in range(DAYS_OF_PROOF):
            wall.now = wall.now.replace(day=4 + day)
            play(store, GAME[:7])
        assert night(store)
        store.close()
        running = wall.now.year * 100 + wall.now.month
        ages = {buckets.age(bucket, running) for bucket in by_bucket(tmp_path, "path")}
        assert max(ages) < PATH_MONTHS
        wall.now = (wall.now.replace(day=28) + timedelta(days=5)).replace(day=4)
    assert one(tmp_path, "SELECT count(*) FROM visit_fact") == 21 * DAYS_OF_PROOF


# --- P15: the page that says so ---------------------------------------------------------------


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("language", ["de", "en"])
def test_p15_a_page_says_what_is_counted_what_is_not_and_whom_to_ask(language: str, text: int) -> None:
    from tests.frames import complaints
    from tests.house import Stay, library

    said = {
        "de": ("speichern Antworten", "Nie Name, Kamerabild", "Zufallsnummer", "18 Monate", "Bedienhilfen",
               "Antworten der Umfrage", "Fragen? "),
        "en": ("store answers", "Never names, camera", "random number", "18 months", "aids", "Survey answers",
               "Questions? "),
    }  # fmt: skip
    assert set(said) == set(library().languages), "a new language has to say it too"
    stay = Stay(library())
    stay.act("open")
    stay.set(language=language, text=text)
    frame = stay.act("panel", "record")
    words = " ".join(element.label for element in frame.elements)
    assert [word for word in said[language] if word not in words] == []
    assert complaints(frame) == []
