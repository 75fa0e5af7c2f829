"""The writer: moves what the ledger holds to disk every 250 ms, and survives whatever a disk does."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from telemetry.disk import Disk, Job, RefusedError, is_passing, open_disk
from telemetry.facts import Sealed
from telemetry.ledger import Ledger

INTERVAL_S = 0.25
RETRY_EVERY = 240
"""Tries to write between two tries to open a folder that was refused: a minute."""

_CLOSE_S = 2.0
_UNWRITABLE = (
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
)
_log = logging.getLogger("telemetry")


class Writer:
    """Owns the disk, if there is one. `write` may be called from any thread, one at a time."""

    clock: Callable[[], float] = staticmethod(time.monotonic)

    def __init__(
        self, ledger: Ledger, folder: Path | None, terminal: int, beat: Callable[[float], None]
    ) -> None:
        """beat: told by the thread that it runs, in seconds of a clock that nobody sets."""
        self.trouble: str | None = None if folder else "no folder was given"
        self._ledger = ledger
        self._folder = folder
        self._terminal = terminal
        self._beat = beat
        self._disk: Disk | None = None
        self._tries = 0
        self._io = threading.Lock()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._open()

    def start(self) -> None:
        """Write every 250 ms from now on, in a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="telemetry", daemon=True)
        self._thread.start()

    def write(self) -> bool:
        """Commit what there is. False when it is still waiting for a disk."""
        with self._io:
            if self._disk is None:
                self._tries += 1
                if self._tries % RETRY_EVERY == 0:
                    self._open()
            if self._disk is None:
                self._ledger.take()
                return False
            try:
                if self.trouble is not None:
                    self._disk.ease()
                while not self._commit(self._disk):
                    pass
            except sqlite3.Error as error:
                self._failed(self._disk, error)
                return False
            self._calm()
            return True

    def work(self, job: Job) -> bool:
        """Do a job between visits; False when it could not be done, or a visit began before its end.

        A file that turns out to be broken is replaced at the next try.
        """
        disk = self._disk
        if disk is None:
            return False
        steps = disk.work(job)
        while not self._ledger.visiting:
            with self._io:
                if self._disk is not disk:
                    return False
                try:
                    next(steps)
                except StopIteration:
                    return True
                except sqlite3.Error as error:
                    self._failed(disk, error)
                    return False
        return False

    def stop(self) -> None:
        """Write what is left and close. A disk that hangs is given two seconds."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(_CLOSE_S)
            if self._thread.is_alive():
                return
        self.write()
        with self._io:
            if self._disk is not None:
                self._disk.close()
                self._disk = None
                self._folder = None

    @property
    def writing(self) -> bool:
        """Whether there is a disk that took the last commit."""
        return self._disk is not None and self.trouble is None

    def _run(self) -> None:
        while not self._over.wait(INTERVAL_S):
            try:
                self._beat(self.clock())
                self.write()
            except Exception:  # noqa: BLE001 - see below
                # The last guard: without it one surprise would end all recording unnoticed.
                _log.exception("telemetry could not write")
                self._ledger.outbox.count("commits_failed")

    def _commit(self, disk: Disk) -> bool:
        """First what is for good, then the live rows; each is ticked off once it is committed.

        False when more waits: until then live rows stay, in case this run ends before its visits are kept.

        A batch that no disk would ever take is given up, so that it cannot block the next.
        """
        outbox, batch = self._ledger.outbox, self._ledger.batch()
        try:
            disk.keep(self._terminal, batch)
        except _UNWRITABLE:
            _log.exception("telemetry gave up a batch")
            outbox.count("commits_failed")
            outbox.count("visits_lost", sum(isinstance(one, Sealed) for one in batch.ended))
        outbox.kept(batch)
        if not batch.last:
            return False
        try:
            disk.follow(batch)
        except _UNWRITABLE:
            _log.exception("telemetry gave up rows of the running visit")
            outbox.count("commits_failed")
        outbox.followed(batch)
        return True

    def _open(self) -> None:
        """Open the folder, or remember why not."""
        if self._folder is None:
            return
        try:
            disk = open_disk(self._folder)
        except RefusedError as refusal:
            if refusal.lasting:
                self._folder = None
            self._complain(str(refusal))
            return
        except (OSError, sqlite3.Error, ImportError) as error:
            self._complain(f"cannot be opened: {error}")
            return
        try:
            left = list(disk.leftovers())
            self._ledger.adopt(
                disk.city(self._ledger.day),
                disk.crowds(),
                [visit for visit in left if visit is not None],
                disk.menu(),
            )
        except sqlite3.Error as error:
            disk.close()
            self._complain(str(error))
            return
        self._disk = disk
        self._ledger.outbox.count("quarantined", disk.repaired)
        self._ledger.outbox.count("visits_lost", left.count(None))
        self._calm()

    def _failed(self, disk: Disk, error: sqlite3.Error) -> None:
        """Keep the files for a full disk or a lock; open them anew, and check, after anything else."""
        self._ledger.outbox.count("commits_failed")
        self._complain(str(error))
        if not is_passing(error):
            self._disk = None
            try:
                disk.close()
            except sqlite3.Error:
                _log.debug("closing failed too", exc_info=True)

    def _complain(self, why: str) -> None:
        """Say it once, not with every try."""
        if why != self.trouble:
            _log.warning("telemetry is in memory only: %s", why)
        self.trouble = why

    def _calm(self) -> None:
        if self.trouble is not None:
            _log.warning("telemetry is on disk again")
        self.trouble = None
