"""The gate sees what must not be, rule by rule, and says what it measured."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from telemetry.privacy.gate import Finding, gate
from tests.telemetry.plays import play, quiet, wandering

Db = sqlite3.Connection


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of 300 visits, as a night leaves it."""
    folder = tmp_path_factory.mktemp("gate")
    with closing(quiet(folder)) as store:
        for seed in range(300):
            play(store, wandering(seed, 6))
    with closing(sqlite3.connect(folder / "store.db")) as db:
        db.execute("VACUUM")
    return folder / "store.db"


@pytest.fixture
def db(made: Path) -> Iterator[Db]:
    """A copy in memory, to be spoilt."""
    with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        yield copy


def failing(db: Db) -> dict[str, Finding]:
    return {finding.rule: finding for finding in gate(db) if not finding.ok}


def test_a_store_the_exhibition_wrote_passes_every_rule_and_each_says_what_was_measured(db: Db) -> None:
    findings = gate(db)

    print(*findings, sep="\n")
    assert [] == [str(finding) for finding in findings if not finding.ok]
    assert ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P9", "P12", "P13", "P14"] == [f.rule for f in findings]
    assert all(finding.measured for finding in findings)


@pytest.mark.parametrize(
    ("rule", "damage"),
    [
        ("P1", "ALTER TABLE visit_fact ADD COLUMN face INTEGER"),
        ("P1", "CREATE TABLE badge (id INTEGER PRIMARY KEY)"),
        ("P1", "ALTER TABLE hour_count ADD COLUMN visit INTEGER"),
        ("P3", "INSERT INTO target VALUES (9999, 'Ich heiße Anna')"),
        ("P3", "ALTER TABLE visit_fact ADD COLUMN note TEXT"),
        ("P4", "ALTER TABLE visit_station ADD COLUMN day INTEGER"),
        ("P5", "UPDATE visit_fact SET dwell_bin = 67000"),
        ("P6", "DROP TABLE survey; CREATE TABLE survey (terminal INTEGER, visit INTEGER, instrument INTEGER,"
               " outcome INTEGER)"),
        ("P6", "DELETE FROM path"),
        ("P7", "CREATE TABLE live_event (visit INTEGER)"),
        ("P9", "INSERT OR IGNORE INTO kind VALUES (39, 'a11y'); UPDATE path SET kind ="
               " (SELECT id FROM kind WHERE name = 'a11y') WHERE seq = 1"),
        ("P12", "ALTER TABLE response ADD COLUMN created_at INTEGER"),
        ("P13", "ALTER TABLE visit_fact ADD COLUMN staff INTEGER"),
        ("P14", "INSERT INTO hour_count VALUES (7, 20290101, 9, 1)"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found_and_the_remedy_said(db: Db, rule: str, damage: str) -> None:
    db.executescript(damage)

    found = failing(db)

    assert rule in found, gate(db)
    assert found[rule].remedy and found[rule].remedy in str(found[rule])


def test_serial_ids_are_found_and_ids_that_follow_the_calendar_too(db: Db) -> None:
    visits = [visit for (visit,) in db.execute("SELECT visit FROM visit_fact")]
    db.executemany("UPDATE visit_fact SET visit = ? WHERE visit = ?", [*enumerate(visits, 1)])
    db.execute("UPDATE visit_fact SET bucket = 202701 + visit / 60")

    assert {"P2", "P4"} <= failing(db).keys()


def test_the_same_id_at_two_terminals_is_found(db: Db) -> None:
    columns = [name for _, name, *_ in db.execute("PRAGMA table_info(visit_fact)")]
    rest = ", ".join(columns[1:])
    db.execute(f"INSERT INTO visit_fact SELECT 8, {rest} FROM visit_fact LIMIT 1")

    assert "1 twice" in failing(db)["P2"].measured


def test_too_few_visits_to_publish_any_are_found(tmp_path: Path) -> None:
    with closing(quiet(tmp_path, chance=secrets.randbits)) as store:
        play(store)
    with closing(sqlite3.connect(tmp_path / "store.db")) as db:
        assert "P5" in failing(db)
