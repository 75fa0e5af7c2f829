"""Sources are read and never touched; whatever is wrong with one is said, with what to do about it."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from telemetry import schema
from telemetry.bins import DWELL_EDGES_MS
from telemetry.fleet.notes import changes_clock
from telemetry.fleet.source import sources
from telemetry.fleet.warehouse import WarehouseError, warehouse
from tests.fleet.stores import Book, written
from tests.house import ROOT

BOOK = Book(3, 33, seed=1)
ALL = "SELECT count(*) FROM visit_fact"


def traces(folder: Path) -> dict[str, tuple[str, int]]:
    """Bytes and time of change of every file below a folder, but `-shm`: a lock table a terminal works in."""
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }


WRITER = """
import sys, itertools
from pathlib import Path
sys.path.insert(0, "tests/telemetry")
from plays import wandering
from telemetry.store import Store
store = Store(Path(sys.argv[1]), 7)
for number in itertools.count():
    store.begin(number * 100.0)
    for offset, event in wandering(number):
        store.log(event, number * 100.0 + offset)
    store.end(3, number * 100.0 + 99)
    store.flush()
    print(number + 1, flush=True)
    if len(sys.argv) > 2:
        sys.stdin.readline()
"""


@contextmanager
def terminal(folder: Path, *, step: bool) -> Iterator[subprocess.Popen[str]]:
    """A terminal that writes, in a process of its own. step: a visit for every line it is sent."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), *(["step"] if step else [])],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def visits_said(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def test_a_terminal_that_writes_is_read_with_all_it_has_committed(tmp_path: Path) -> None:
    with terminal(tmp_path, step=True) as process:
        assert 1 == visits_said(process)
        assert (tmp_path / "store.db-wal").stat().st_size > 0, "not yet in the file itself"
        before = traces(tmp_path)
        with warehouse([tmp_path], paths_too=True) as found:
            assert [(1,)] == found.query(ALL)
            assert [] == found.refused
        assert before == traces(tmp_path)
        shm = (tmp_path / "store.db-shm").stat()
        assert shm.st_ino == (tmp_path / "store.db-shm").stat().st_ino


def test_a_snapshot_in_the_middle_of_writing_is_whole(tmp_path: Path) -> None:
    with terminal(tmp_path, step=False) as process:
        last = 0
        visits_said(process)
        for _ in range(8):
            with warehouse([tmp_path], paths_too=True) as found:
                visits = int(str(found.query(ALL)[0][0]))
                assert [(visits,)] == found.query("SELECT coalesce(sum(visits), 0) FROM hour_count")
                assert [(visits,)] == found.query("SELECT count(DISTINCT visit) FROM path")
                assert visits >= last
                last = visits
        assert last > 1


def test_what_a_crash_left_in_the_log_is_read_without_touching_it(tmp_path: Path) -> None:
    with terminal(tmp_path / "crashed", step=True) as process:
        visits_said(process)
        process.send_signal(signal.SIGKILL)
        process.wait()
    copied = tmp_path / "copied"
    copied.mkdir()
    for name in ("store.db", "store.db-wal"):
        shutil.copy(tmp_path / "crashed" / name, copied)

    for folder in (tmp_path / "crashed", copied):
        before, names = traces(folder), sorted(os.listdir(folder))
        with warehouse([folder / "store.db"]) as found:
            assert [(1,)] == found.query(ALL)
        assert (before, names) == (traces(folder), sorted(os.listdir(folder)))


def test_nothing_is_made_beside_a_closed_store(tmp_path: Path) -> None:
    store = written(tmp_path / "store.db", BOOK)
    with closing(sqlite3.connect(store)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    before, names = traces(tmp_path), os.listdir(tmp_path)

    with warehouse([tmp_path]) as found:
        assert [(12,)] == found.query(ALL)

    assert (before, names) == (traces(tmp_path), os.listdir(tmp_path))


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can become a user who may not write"
)
def test_a_folder_nobody_may_write_is_read_and_a_file_nobody_may_read_is_named(tmp_path: Path) -> None:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="dig-itma2-") as name:
        folder = Path(name)
        store = written(folder / "store.db", BOOK)
        with closing(sqlite3.connect(store)) as db:
            db.execute("PRAGMA journal_mode = WAL")
        secret = written(folder / "secret.db", BOOK)
        secret.chmod(0o600)
        store.chmod(0o444)
        folder.chmod(0o555)
        read, write = os.pipe()
        child = os.fork()
        if not child:  # becomes a user who owns nothing here
            try:
                os.setgid(65534)
                os.setuid(65534)
                found = sources([folder])
                with warehouse([store]) as merged:
                    said = f"{merged.query(ALL)} {[str(error) for error in found.refused]}"
                os.write(write, said.encode())
            finally:
                os._exit(0)
        os.close(write)
        os.waitpid(child, 0)
        with os.fdopen(read) as words:
            said = words.read()
        folder.chmod(0o755)
    assert said.startswith("[(12,)]")
    assert "secret.db: cannot be read: permission denied; copy it as a user who may read it" in said


# --- bad files -----------------------------------------------------------------------------------


def broken(file: Path, sort: str) -> Path:
    """A file with one fault."""
    if sort == "missing":
        return file
    written(file, BOOK, 60, number=3 if sort == "older" else None)
    size = file.stat().st_size
    with file.open("rb+") as bytes_:
        match sort:
            case "header":
                bytes_.write(b"x" * 100)
            case "page":
                for page in range(4, size // 4096):
                    bytes_.seek(page * 4096)
                    bytes_.write(os.urandom(200))
            case "truncated":
                bytes_.truncate(size // 2)
            case "cut inside a page":
                bytes_.truncate(size - 100)
            case "empty":
                bytes_.truncate(0)
    if sort in ("newer", "foreign", "live", "no names"):
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            match sort:
                case "newer":
                    db.execute(f"PRAGMA user_version = {schema.STORE_NUMBER + 1}")
                case "foreign":
                    db.execute("PRAGMA application_id = 7")
                case "live":
                    db.execute(f"PRAGMA application_id = {schema.LIVE_MARK}")
                case "no names":
                    db.execute("DELETE FROM screen WHERE id = (SELECT min(exit_screen) FROM visit_fact)")
    return file.rename(file.with_name("store.db.bad-2")) if sort == "bad" else file


FAULTS = {
    "missing": ("is not there", "check the path"),
    "header": ("is damaged or no database", "take the backup"),
    "page": ("is damaged", "take the backup"),
    "truncated": ("is damaged", "take the backup"),
    "cut inside a page": ("is damaged", "take the backup"),
    "empty": ("is empty (0 bytes)", "copy it again"),
    "newer": ("was written by newer software", "update this program"),
    "foreign": ("is a database of another program", "give the store.db of a terminal"),
    "live": ("holds the running visit", "give the store.db beside it"),
    "no names": ("points to names that are not there", "take the backup"),
    "bad": ("was set aside as damaged", "its visits are missing"),
}


@pytest.mark.parametrize("sort", FAULTS)
def test_a_bad_file_is_named_and_left_out(sort: str, tmp_path: Path) -> None:
    good = written(tmp_path / "good" / "store.db", Book(1, 11))
    bad = broken(tmp_path / "bad" / "store.db", sort)
    before = traces(tmp_path)

    with warehouse([good, bad]) as found:
        assert [(12,)] == found.query(ALL)
        (error,) = found.refused

    what, remedy = FAULTS[sort]
    assert what in str(error) and remedy in str(error) and str(bad) in str(error)
    assert "\n" not in str(error)
    assert before == traces(tmp_path)
    with pytest.raises(WarehouseError, match="no store that can be read"), warehouse([bad]):
        pass


def test_a_folder_without_stores_and_what_a_folder_hides_are_named(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    written(tmp_path / "some" / "store.db", BOOK)
    (tmp_path / "some" / "live.db").write_bytes(b"private")
    (tmp_path / "some" / "store.db.bad-1").write_bytes(b"old")

    found = sources([tmp_path / "none", tmp_path / "some"])

    assert ["store.db"] == [source.path.name for source in found]
    assert ["none", "store.db.bad-1"] == [error.path.name for error in found.refused]


def test_an_older_store_is_read_in_the_present_schema_and_stays_old(tmp_path: Path) -> None:
    store = written(tmp_path / "store.db", BOOK, 9, number=3)
    before = traces(tmp_path)

    with warehouse([store]) as found:
        assert [(9,)] == found.query(ALL)
        assert [(0,)] != found.query("SELECT count(*) FROM outcome"), "counted from the paths"

    assert before == traces(tmp_path)


def test_the_exhibition_most_stores_belong_to_wins_unless_one_is_asked_for(tmp_path: Path) -> None:
    for number, name in ((1, "ditma"), (2, "ditma"), (3, "other")):
        written(tmp_path / f"{number}.db", Book(number, number, exhibition=name), number)

    with warehouse([tmp_path]) as found:
        assert ("ditma", [(3,)]) == (found.exhibition, found.query(ALL))
        assert ["3.db"] == [error.path.name for error in found.refused]
    with warehouse([tmp_path], exhibition="other") as found:
        assert ("other", [(3,)]) == (found.exhibition, found.query(ALL))
        assert 2 == len(found.refused)
    with warehouse([tmp_path / "1.db"], into=tmp_path / "all"):
        pass
    with pytest.raises(WarehouseError, match="other"), warehouse([tmp_path / "3.db"], into=tmp_path / "all"):
        pass


def test_what_is_odd_is_noted_and_counted(tmp_path: Path) -> None:
    store = written(tmp_path / "store.db", BOOK, 40)
    with closing(sqlite3.connect(store)) as db:
        db.executemany("INSERT INTO hour_count VALUES (3, ?, 12, 1)", [(20261025,), (20260229,), (19700101,)])
        longest = "(SELECT max(visit) FROM visit_fact)"
        db.execute(f"UPDATE visit_fact SET dwell_bin = {len(DWELL_EDGES_MS)} WHERE visit = {longest}")
        db.execute("UPDATE visit_fact SET bucket = 197001 WHERE visit = (SELECT min(visit) FROM visit_fact)")
        db.commit()

    with warehouse([store]) as found:
        note = found.sources[0].note
        assert [(40,)] == found.query(ALL)

    for words in (
        "visits lasted 16 minutes or longer", "visits have no end", "day 20261025 has 25 hours",
        "day 20260229 cannot be", "day 19700101 cannot be", "1 visits lie in a month that cannot be (197001",
    ):  # fmt: skip
        assert words in note


def test_a_store_without_visits_is_read_and_says_so(tmp_path: Path) -> None:
    with warehouse([written(tmp_path / "store.db", BOOK, 0)]) as found:
        assert "no visits yet" == found.sources[0].note


def test_summer_time_begins_and_ends_on_last_sundays() -> None:
    from datetime import date, timedelta

    year = [date(2027, 1, 1) + timedelta(days) for days in range(365)]

    assert [date(2027, 3, 28), date(2027, 10, 31)] == [day for day in year if changes_clock(day)]


def test_two_terminals_with_one_number_are_noted_and_both_counted(tmp_path: Path) -> None:
    for book in (51, 52):
        written(tmp_path / f"{book}.db", Book(5, book), 30)

    with warehouse([tmp_path]) as found:
        assert [(60,)] == found.query(ALL)
        assert [
            "terminal 5: 2 books over the same days, counted together; do two terminals have this number?"
        ] == (found.notes)


def test_a_kept_file_is_the_old_one_until_it_is_the_new_one(tmp_path: Path) -> None:
    kept = tmp_path / "all.db"
    first = written(tmp_path / "first.db", Book(1, 11), 30)
    second = written(tmp_path / "second.db", Book(2, 22), 3000, steps=20)
    with warehouse([first], into=kept):
        pass
    old = traces(tmp_path)["all.db"]
    code = """
import sys
from pathlib import Path
from telemetry.fleet.warehouse import warehouse
with warehouse([Path(sys.argv[1])], into=Path(sys.argv[2]), paths_too=True):
    pass
"""
    process = subprocess.Popen([sys.executable, "-c", code, str(second), str(kept)], cwd=ROOT)
    until = time.monotonic() + 30
    while not (tmp_path / ".all.db.merging").exists() and time.monotonic() < until:
        time.sleep(0.002)
    process.kill()
    process.wait()

    assert old == traces(tmp_path)["all.db"]
    with warehouse([second], into=kept, paths_too=True) as found:
        assert [(3030,)] == found.query(ALL)
        assert [(60_000,)] == found.query("SELECT count(*) FROM path")
    assert [] == [name for name in os.listdir(tmp_path) if name.startswith(".")]


def test_a_known_store_is_not_read_again_but_for_its_paths(tmp_path: Path) -> None:
    store = written(tmp_path / "store.db", BOOK, 20)
    kept = tmp_path / "all.sqlite"

    fresh = []
    for paths_too in (False, False, True, True, False):
        with warehouse([store], into=kept, paths_too=paths_too) as found:
            fresh.append(found.sources[0].fresh)

    assert fresh[0] and fresh[2] == 60
    assert [None, None, None] == [fresh[1], fresh[3], fresh[4]]


def test_other_files_are_not_merged_into(tmp_path: Path) -> None:
    store = written(tmp_path / "store.db", BOOK)
    other = written(tmp_path / "other.db", Book(1, 11))
    before = traces(tmp_path)

    with pytest.raises(WarehouseError, match="is not a merged file"), warehouse([store], into=other):
        pass
    assert before == traces(tmp_path)
