"""A real PostgreSQL for tests: a server of their own in a folder of its own, gone afterwards.

`programs()` is None where it is not installed; then tests are left out and say so. PostgreSQL refuses to run
as root, so root starts it as the user `postgres`, or `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = (
    "fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=20", "shared_buffers=64MB",
    "max_wal_size=4GB", "log_min_messages=warning",
)  # fmt: skip
PATIENCE_S = 60


def programs() -> Path | None:
    """The folder with `postgres` and its tools; None where there is none."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).resolve().parent
    there = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3]))
    return there[-1].parent if there else None


@dataclass(frozen=True)
class Server:
    """A running server. It listens on a socket in its folder, on no port."""

    folder: Path
    tools: Path

    @property
    def address(self) -> str:
        """Of the database `postgres`."""
        return f"postgresql:///postgres?host={self.folder}&user=postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = " ".join([f"-k {self.folder}", *(f"-c {setting}" for setting in _SETTINGS)])
        self._tool(
            "pg_ctl",
            "-D",
            str(self.folder / "data"),
            "-w",
            "-l",
            str(self.folder / "log"),
            "-o",
            options,
            "start",
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; `immediate` is a crash: nothing is written down first."""
        self._tool("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", mode, "stop")

    def restart(self) -> None:
        """Crash it and start it again."""
        self.stop()
        self.start()

    def make(self) -> None:
        self._tool(
            "initdb",
            "-D",
            str(self.folder / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        )

    def _tool(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.tools / name), *arguments],
            user=_user(), cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C"}, text=True, timeout=PATIENCE_S, check=False,
        ) if name == "initdb" else _detached([str(self.tools / name), *arguments], self.folder)  # fmt: skip
        assert done.returncode == 0, f"{name}: {done.stderr}"


def _detached(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A tool whose child outlives it: its words go into a file, a pipe would stay open."""
    with tempfile.TemporaryFile("w+") as words:
        code = subprocess.run(
            command, user=_user(), cwd=folder, stdin=subprocess.DEVNULL, stdout=words, stderr=words,
            start_new_session=True, timeout=PATIENCE_S, check=False,
        ).returncode  # fmt: skip
        words.seek(0)
        return subprocess.CompletedProcess(command, code, "", words.read())


def _user() -> str | None:
    """Whom to be: nobody else, unless this is root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def serving() -> Iterator[Server]:
    """A new server, as long as it is needed."""
    tools = programs()
    assert tools is not None
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket has 107 bytes at most
    user = _user()
    if user is not None:
        shutil.chown(folder, user)
    server = Server(folder, tools)
    try:
        server.make()
        server.start()
        yield server
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
