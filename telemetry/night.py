"""What is done once a night, while nobody plays."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from telemetry.retention import PATH_MONTHS, tidy
from telemetry.store import Store


def night(store: Store, path_months: int = PATH_MONTHS) -> bool:
    """Commit everything, forget what is too fine or too old, then rewrite the store in the order of its
    random keys, so that neither pages nor free space tell who came when. False when it could not be done, or
    when a visit runs; try again tomorrow: what was done stays done.

    path_months: how old a path may become. Blocks for about a second per hundred megabytes; a visit that
    begins meanwhile ends it after the step at hand.
    """
    day = store.today

    def job(db: sqlite3.Connection) -> Iterator[None]:
        yield from tidy(db, day, path_months)
        yield from _rewrite(db)

    return store.flush() and store.writer.work(job)


def _rewrite(db: sqlite3.Connection) -> Iterator[None]:
    """Reads every page on the way: a file that broke while in use is noticed here."""
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield
