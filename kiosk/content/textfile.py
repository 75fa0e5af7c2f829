"""Reading a text file somebody saved with whatever editor they have."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path as FilePath
from stat import S_ISREG

from kiosk.content.diagnostics import ContentError, Problem

LARGEST = 256 * 1024
"""Bytes; a scenario has about 10,000."""

UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    r"\ud800-\udfff]"
)
"""Characters nobody sees: controls, marks of direction, halves of others."""


def read_text(path: FilePath, name: str) -> str:
    """The text of a file: UTF-8 with or without BOM, any line ends, in NFC.

    Never waits for a pipe and never reads more than one byte beyond LARGEST.
    """
    try:
        if not S_ISREG(path.stat().st_mode):
            raise refused(name, "", 0, "E101", "Das ist keine gewöhnliche Datei.")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise refused(name, "", 0, "E101", "Diese Datei fehlt.") from None
    except OSError as error:
        raise refused(name, "", 0, "E101", f"Die Datei lässt sich nicht lesen ({error.strerror}).") from None
    return decoded(raw, name)


def decoded(raw: bytes, name: str) -> str:
    """The text in `raw`; ContentError where it is not UTF-8 or holds characters nobody can see."""
    if len(raw) > LARGEST:
        raise refused(
            name, "", 0, "E102", f"Die Datei ist größer als {LARGEST // 1024} kB.", "Teile sie auf."
        )
    remedy = "Speichere die Datei im Editor mit der Kodierung UTF-8."
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refused(name, "", 0, "E103", "Die Datei ist als UTF-16 gespeichert.", remedy)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        letter = raw[error.start : error.start + 1].decode("cp1252", "replace")
        raise refused(
            name,
            before + letter,
            len(before),
            "E103",
            f"Die Datei ist nicht als UTF-8 gespeichert (das sieht man am „{letter}“).",
            remedy,
        ) from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if hidden := UNSEEN.search(text):
        raise refused(
            name,
            text,
            hidden.start(),
            "E104",
            f"Hier steht ein unsichtbares Zeichen (U+{ord(hidden.group()):04X}).",
            "Lösche es.",
        )
    return text


def refused(name: str, text: str, offset: int, code: str, message: str, remedy: str = "") -> ContentError:
    """A finding at `offset` in `text`; without text, about the file as a whole."""
    before = text[:offset]
    line = before.count("\n") + 1 if text else 0
    excerpt = UNSEEN.sub("□", text.split("\n")[line - 1]) if text else ""
    column = offset - (before.rfind("\n") + 1) + 1 if text else 0
    return ContentError([Problem(name, line, column, code, "error", message, remedy, excerpt)])
