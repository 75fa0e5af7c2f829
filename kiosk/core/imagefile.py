"""Is this picture file safe to open? Reads headers only, decodes nothing.

Decoders allocate what a header promises: a PNG of 437 kB that promises 60,000 x 60,000 pixels ends
the process. So size and kind are read here first, and only then by a decoder.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

MAX_SIDE = 4096
MAX_PIXELS = 16 * 1024 * 1024
MAX_BYTES = 8 * 1024 * 1024

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# Start-of-frame markers; C4, C8 and CC in between are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Markers that stand alone, without a length behind them.
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def probe(path: Path) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG file that is safe to decode.

    Raises ValueError, with a message for a curator, if it is not: no such file, another format,
    damaged, or beyond `MAX_SIDE`, `MAX_PIXELS` or `MAX_BYTES`.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ValueError(f"{path.name} is not a file")
        if status.st_size > MAX_BYTES:
            size = status.st_size / 2**20
            raise ValueError(f"{path.name} has {size:.1f} MB, at most {MAX_BYTES >> 20} MB are allowed")
        with path.open("rb") as file:
            w, h = _size(file, path.name)
    except OSError as error:
        raise ValueError(f"{path.name} cannot be read: {error.strerror or error}") from error
    if w > MAX_SIDE or h > MAX_SIDE or w * h > MAX_PIXELS:
        raise ValueError(
            f"{path.name} has {w} x {h} pixels, at most {MAX_SIDE} x {MAX_SIDE} are allowed: make it smaller"
        )
    return w, h


def _size(file: BinaryIO, name: str) -> tuple[int, int]:
    start = file.read(24)
    if start.startswith(_PNG):
        size = _png_size(start)
    elif start.startswith(_JPEG):
        file.seek(2)
        size = _jpeg_size(file)
    else:
        raise ValueError(f"{name} is neither a PNG nor a JPEG picture: save it as one of these")
    if size is None or 0 in size:
        raise ValueError(f"{name} is damaged: its header tells no size. Save it again")
    return size


def _png_size(start: bytes) -> tuple[int, int] | None:
    if len(start) < 24 or start[8:16] != b"\x00\x00\x00\x0dIHDR":
        return None
    return int.from_bytes(start[16:20], "big"), int.from_bytes(start[20:24], "big")


def _jpeg_size(file: BinaryIO) -> tuple[int, int] | None:
    """Walk from segment to segment to the first start of frame, as the decoder does."""
    while True:
        if file.read(1) != b"\xff":
            return None
        marker = file.read(1)
        while marker == b"\xff":
            marker = file.read(1)
        if not marker or marker[0] in (0xD9, 0xDA):
            return None
        if marker[0] in _ALONE:
            continue
        length = int.from_bytes(file.read(2), "big")
        if length < 2:
            return None
        if marker[0] in _FRAMES:
            head = file.read(5)
            if len(head) < 5:
                return None
            return int.from_bytes(head[3:5], "big"), int.from_bytes(head[1:3], "big")
        file.seek(length - 2, 1)
