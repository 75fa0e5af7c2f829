"""Real processes that are killed, real disks that are full."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from plays import ROOT, one, quiet, rows

LOGGING = """
import pathlib, sys, time
from telemetry.events import Tapped
from telemetry.store import Store
store = Store(pathlib.Path(sys.argv[1]), 7)
began = time.monotonic()
store.begin(began)
number = 0
while True:
    store.log(Tapped("n", 0, number % 144), time.monotonic())
    number += 1
    if number % 40 == 0 and store.flush():
        print(number, flush=True)
    time.sleep(0.001)
"""

FULL = """
import os, pathlib, sys
sys.path[:0] = [sys.argv[2]]
from plays import GAME, one, play, quiet, start
folder = pathlib.Path(sys.argv[1])
late = len(sys.argv) > 3
reserve = folder / "reserve"
def fill():
    with open(reserve, "wb", buffering=0) as file:
        try:
            while file.write(b"x" * 512): pass
        except OSError:
            pass
if late:
    fill()
store = quiet(folder / "data")
played = 0
for number in range(20):
    play(store, at=number * 100.0); played += 1
if not late:
    assert store.health()["on_disk"] == 1
    fill()
for number in range(400):
    play(store, at=9e4 + number * 100.0); played += 1
assert store.health()["on_disk"] == 0 and store.health()["waiting"] > 0, store.health()
assert store.lights().windows[12 * 9 + 3] == "heating"
start(store, at=3e5)
reserve.unlink()
for _ in range(300):
    if store.flush(): break
health = store.health()
assert health["on_disk"] == 1 and health["waiting"] == 0, (health, store.writer.trouble)
store.end(1, 3e5 + 90.0); played += 1
store.close()
kept = one(folder / "data", "SELECT count(*) FROM visit_fact")
assert kept + health["visits_lost"] == played, (kept, health, played)
assert one(folder / "data", "SELECT count(*) FROM light") == 1
assert one(folder / "data", "SELECT sum(num) FROM day_stat JOIN stat ON id = stat WHERE name = 'light'") == 1
assert one(folder / "data", "PRAGMA quick_check") == "ok"
"""


def _can_mount() -> bool:
    if not (sys.platform == "linux" and os.geteuid() == 0 and shutil.which("unshare")):
        return False
    return subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode == 0


def _python(code: str, *arguments: str, prefix: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    if prefix:
        command = ["unshare", "-m", "sh", "-c", f'{prefix} && exec "$@"', "sh", *command]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


needs_mount = pytest.mark.skipif(not _can_mount(), reason="mounting a small disk needs root on Linux")


def test_a_killed_exhibition_keeps_every_acknowledged_event_without_holes(tmp_path: Path) -> None:
    chance = random.Random(3)
    quiet(tmp_path).close()
    for turn in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", LOGGING, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        acknowledged = int(child.stdout.readline())
        time.sleep(chance.random() * 0.4)
        child.kill()
        for line in child.stdout:
            acknowledged = int(line)
        child.stdout.close()
        child.wait()
        with closing(connect(tmp_path / "store.db")) as db:
            assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        store = quiet(tmp_path)
        store.flush()
        assert store.health()["quarantined"] == 0
        store.close()
        kept = rows(tmp_path, "SELECT count(*), max(seq), visit FROM path GROUP BY visit ORDER BY count(*)")
        assert len(kept) == turn + 1
        assert all(count == last + 1 for count, last, _ in kept), "no holes"
        assert max(count for count, _, _ in kept) >= acknowledged
    assert one(tmp_path, "SELECT count(*) FROM visit_fact WHERE reason = 5") == 6


@needs_mount
@pytest.mark.parametrize("late", [(), ("late",)], ids=["while playing", "from the start"])
def test_a_full_disk_costs_rows_never_the_visit(tmp_path: Path, late: tuple[str, ...]) -> None:
    done = _python(
        FULL, str(tmp_path), str(Path(__file__).parent), *late,
        prefix=f"mount -t tmpfs -o size=3m none {tmp_path}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@needs_mount
def test_a_read_only_folder_costs_rows_never_the_visit(tmp_path: Path) -> None:
    code = """
import pathlib, sys
sys.path[:0] = [sys.argv[2]]
from plays import play, quiet
store = quiet(pathlib.Path(sys.argv[1]) / "data")
play(store)
assert store.lights().today == 1 and store.health()["on_disk"] == 0
assert "cannot write" in store.writer.trouble
store.close()
"""
    quiet(tmp_path / "data").close()
    prefix = f"mount --bind {tmp_path} {tmp_path} && mount -o remount,ro,bind {tmp_path}"
    done = _python(code, str(tmp_path), str(Path(__file__).parent), prefix=prefix)
    assert done.returncode == 0, done.stderr


def test_a_limit_on_the_size_of_files_costs_rows_never_the_visit(tmp_path: Path) -> None:
    code = """
import pathlib, resource, sys
sys.path[:0] = [sys.argv[2]]
from plays import play, quiet
folder = pathlib.Path(sys.argv[1])
store = quiet(folder)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
for number in range(150):
    play(store, at=number * 100.0)
assert store.health()["on_disk"] == 0 and store.health()["commits_failed"] > 0, store.health()
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
for _ in range(300):
    if store.flush(): break
health = store.health()
store.close()
from plays import one
assert health["on_disk"] == 1, health
assert one(folder, "SELECT count(*) FROM visit_fact") + health["visits_lost"] == 150
assert one(folder, "PRAGMA quick_check") == "ok"
"""
    done = _python(code, str(tmp_path), str(Path(__file__).parent))
    assert done.returncode == 0, done.stderr
