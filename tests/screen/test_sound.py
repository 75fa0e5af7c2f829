"""Sounds: soft, in tune, silent where there is no sound."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise

import pytest

from kiosk.screen.sound import (
    BED,
    BED_LEVEL,
    BED_S,
    BED_VOICE,
    HIGHEST_SQUARE,
    PEAK,
    PITCHED,
    RATE,
    SCALE,
    SOUNDS,
    TRAM_S,
    Sound,
    bed,
    degree,
    notes,
    samples,
)

NAMES = ("tram", "blue", "orange", "press", "choose", "back", "square", "reveal", "lamp", "light", "start")


@pytest.mark.parametrize("name", NAMES)
def test_every_sound_starts_and_ends_without_a_click(name: str) -> None:
    wave = samples(notes(name))
    assert 0.05 < len(wave) / RATE < 3
    assert max(map(abs, wave)) > 0.05 * PEAK
    assert max(map(abs, wave)) < PEAK, "no clipping"
    assert abs(wave[0]) < 400
    assert max(map(abs, wave[-20:])) < 400


def test_squares_climb_the_pentatonic_scale() -> None:
    pitches = [notes("square", k)[0].pitch for k in range(HIGHEST_SQUARE + 1)]
    assert all(a < b for a, b in pairwise(pitches))
    assert pitches[len(SCALE)] == pytest.approx(2 * pitches[0])
    assert notes("square", 99) == notes("square", HIGHEST_SQUARE)
    assert notes("square", -5) == notes("square", 0)
    assert degree(3) == pytest.approx(440, rel=0.001)


def test_a_note_sounds_at_its_pitch() -> None:
    wave = samples(notes("press"))
    crossings = sum(1 for a, b in pairwise(wave[400:1800]) if a < 0 <= b)
    assert crossings / (1400 / RATE) == pytest.approx(293.66, rel=0.06)


def test_sounds_play_on_a_card_and_are_made_once() -> None:
    sound = Sound()
    assert sound.problem is None
    for name in NAMES:
        sound.play(name)
    sound.play("square", 5)
    sound.play("no such sound")
    made = 0
    while sound.warm():
        made += 1
    assert 0 < made <= len(SOUNDS) + 1 + len(PITCHED) * (HIGHEST_SQUARE + 1)
    sound.muted = True
    sound.play("press")
    sound.volume = 7
    assert sound.volume == 1
    sound.close()
    sound.play("press")


def test_without_a_sound_card_everything_is_silent_and_goes_on() -> None:
    code = (
        "from kiosk.screen.sound import Sound\n"
        "sound = Sound()\n"
        "sound.play('press'); sound.play('square', 3)\n"
        "assert sound.problem and not sound.warm()\n"
        "sound.close()\n"
    )
    env = {**os.environ, "SDL_AUDIODRIVER": "no such driver"}
    subprocess.run([sys.executable, "-c", code], check=True, env=env, capture_output=True)


def test_the_two_sides_of_a_duel_are_told_apart_by_ear() -> None:
    blue, orange = PITCHED["blue"], PITCHED["orange"]
    assert max(notes("blue", HIGHEST_SQUARE)[0].pitch, 0) < 4 * notes("orange", 0)[0].pitch
    assert notes("orange", 0)[0].pitch == pytest.approx(4 * notes("blue", 0)[0].pitch, rel=0.01)
    assert blue[2][0] > 2 * blue[2][1] and orange[2][1] > 2 * orange[2][0], "left and right"


def test_the_city_at_night_is_very_quiet_and_goes_round_without_a_click() -> None:
    wave = bed()
    assert len(wave) == BED_S * RATE
    assert max(map(abs, wave)) <= BED_LEVEL * PEAK + 1 < PEAK / 40
    steps = [abs(a - b) for a, b in pairwise(wave)]
    assert abs(wave[-1] - wave[0]) <= max(steps), "the end fits to the beginning"


def test_a_tram_comes_by_every_forty_seconds_and_never_when_muted() -> None:
    pygame = pytest.importorskip("pygame")
    sound = Sound()
    played: list[str] = []
    real = sound.play
    sound.play = lambda name, pitch=0: (played.append(name), real(name, pitch))[1]  # type: ignore[method-assign]
    for second in range(int(3 * TRAM_S) + 1):
        sound.night(True, float(second))
    assert played == ["tram"] * 3 and pygame.mixer.Channel(BED_VOICE).get_busy()
    sound.night(False, 200.0)
    sound.close()

    muted = Sound(muted=True)
    muted.night(True, 0.0)
    assert not pygame.mixer.Channel(BED_VOICE).get_busy()
    assert muted._sound(BED, 0) is not None
    muted.close()
    muted.night(True, 1.0)
