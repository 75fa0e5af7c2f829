"""Picture files of curators: shown if safe, and never the end of the program."""

from __future__ import annotations

import logging
import struct
import zlib
from pathlib import Path

import pygame
import pytest
from PIL import Image

from kiosk.core.frame import Picture
from kiosk.core.geometry import Rect
from kiosk.core.imagefile import MAX_BYTES, probe
from kiosk.screen.canvas import Canvas
from kiosk.screen.screenshot import render
from kiosk.ui.typeface import Typeface
from tests.screen.paint_samples import PAPER, frame

RED = (200, 30, 30)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(path: Path, side: int) -> Path:
    """A valid one-bit PNG of `side` by `side` black pixels in few bytes."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    data = b"".join([*(packer.compress(row * 100) for _ in range(side // 100)), packer.flush()])
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )
    return path


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_size_is_read_from_the_header(name: str, tmp_path: Path) -> None:
    Image.new("RGB", (321, 123), RED).save(tmp_path / name)
    assert probe(tmp_path / name) == (321, 123)


def test_a_jpeg_with_a_preview_tells_its_own_size(tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), RED).save(tmp_path / "small.jpg")
    Image.new("RGB", (640, 480), RED).save(tmp_path / "a.jpg", progressive=True)
    small, large = (tmp_path / "small.jpg").read_bytes(), (tmp_path / "a.jpg").read_bytes()
    preview = b"\xff\xe1" + struct.pack(">H", len(small) + 2) + small
    (tmp_path / "b.jpg").write_bytes(large[:2] + preview + large[2:])
    assert probe(tmp_path / "b.jpg") == (640, 480)


def test_every_refusal_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("<svg/>")
    (tmp_path / "short.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "short.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "heavy.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(MAX_BYTES))
    (tmp_path / "folder.png").mkdir()
    bomb(tmp_path / "bomb.png", 60_000)
    for name, words in {
        "text.png": "neither a PNG nor a JPEG",
        "short.png": "damaged",
        "short.jpg": "damaged",
        "empty.png": "neither",
        "heavy.png": "at most 8 MB",
        "folder.png": "not a file",
        "gone.png": "cannot be read",
        "bomb.png": "60000 x 60000 pixels, at most 4096 x 4096",
    }.items():
        with pytest.raises(ValueError, match=words) as caught:
            probe(tmp_path / name)
        assert name in str(caught.value)


def test_a_picture_fits_into_its_room_and_keeps_its_shape(tmp_path: Path, typeface: Typeface) -> None:
    Image.new("RGB", (400, 200), RED).save(tmp_path / "a.png")
    shown = frame([Picture(Rect(100, 100, 300, 300), str(tmp_path / "a.png"))])
    surface = render(shown, (1920, 1080), typeface)
    assert surface.get_at((250, 250))[:3] == pytest.approx(RED, abs=3)
    assert surface.get_at((250, 170))[:3] == PAPER[:3]
    assert surface.get_at((101, 178))[:3] == pytest.approx(RED, abs=3)


def test_a_bomb_shows_as_an_empty_frame_and_is_logged_once(
    tmp_path: Path, typeface: Typeface, caplog: pytest.LogCaptureFixture
) -> None:
    path = bomb(tmp_path / "bomb.png", 60_000)
    shown = frame([Picture(Rect(100, 100, 300, 300), str(path))])
    canvas = Canvas((640, 360), typeface)
    with caplog.at_level(logging.WARNING):
        canvas.paint(shown)
        canvas.forget()
        canvas.paint(shown)
        canvas.paint(frame([]))
        canvas.paint(shown)
    assert canvas.surface.get_at((80, 80))[:3] != PAPER[:3]
    assert [r.message for r in caplog.records if "60000" in r.message] == [caplog.records[0].message]


def test_a_picture_with_rotten_pixels_is_left_out(tmp_path: Path, typeface: Typeface) -> None:
    Image.new("RGB", (400, 200), RED).save(tmp_path / "a.png")
    whole = (tmp_path / "a.png").read_bytes()
    for end in (40, 60, len(whole) // 2):
        (tmp_path / "a.png").write_bytes(whole[:end])
        render(frame([Picture(Rect(0, 0, 99, 99), str(tmp_path / "a.png"))]), (640, 360), typeface)


def test_a_replaced_file_shows_its_new_picture(tmp_path: Path, typeface: Typeface) -> None:
    path = tmp_path / "a.png"
    shown = frame([Picture(Rect(0, 0, 300, 300), str(path))])
    canvas = Canvas((640, 360), typeface)
    for colour in (RED, (30, 200, 30)):
        Image.new("RGB", (90, 90), colour).save(path)
        canvas.paint(frame([]))
        canvas.paint(shown)
        assert canvas.surface.get_at((50, 50))[:3] == pytest.approx(colour, abs=3)


def test_decoding_does_not_depend_on_the_name(tmp_path: Path) -> None:
    Image.new("RGB", (9, 9), RED).save(tmp_path / "a.jpg")
    (tmp_path / "a.jpg").rename(tmp_path / "a.png")
    assert probe(tmp_path / "a.png") == (9, 9)
    assert pygame.image.load(str(tmp_path / "a.png")).get_size() == (9, 9)
