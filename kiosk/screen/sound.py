"""The sounds of the exhibition, made of decaying sine waves when first needed. No files.

D major pentatonic throughout, so that whatever sounds together sounds well. Every sound has a
visible twin; without a sound card everything is silent and nothing else changes.
"""

from __future__ import annotations

import logging
import math
from array import array
from collections.abc import Mapping
from typing import NamedTuple

import pygame

log = logging.getLogger(__name__)

RATE = 22_050
VOICES = 16
BED = "bed"
BED_VOICE = 0
"""The voice kept for what sounds by itself at night."""
PEAK = 32_000
# Rises in the first moments: a wave that starts at full height clicks.
ATTACK_S = 0.004
# A wooden bar: its fundamental, and the first overtone two octaves higher, soft and short.
BAR_OVERTONE, BAR_SHARE, BAR_DECAY = 4.0, 0.28, 0.3
D3, D4, A4, D5, B5, D6 = 146.83, 293.66, 440.0, 587.33, 987.77, 1174.66
# Semitones of the scale above its D.
SCALE = (0, 2, 4, 7, 9)
HIGHEST_SQUARE = 12


class Note(NamedTuple):
    """One struck bar: hertz, seconds from the start, loudness 0..1, seconds until a thousandth is left."""

    pitch: float
    start: float
    level: float
    ring: float
    wooden: bool = True


def degree(step: int, ground: float = D4) -> float:
    """Hertz of the tone `step` steps up the scale from `ground`."""
    octave, place = divmod(step, len(SCALE))
    return float(ground * 2 ** (octave + SCALE[place] / 12))


SOUNDS: Mapping[str, tuple[Note, ...]] = {
    "press": (Note(D4, 0, 0.3, 0.12),),
    "choose": (Note(D4, 0, 0.35, 0.5), Note(A4, 0.09, 0.35, 0.7)),
    "back": (Note(A4, 0, 0.3, 0.5), Note(D4, 0.09, 0.3, 0.6)),
    "reveal": (
        *(Note(degree(k, D5), 0.3 * k, 0.3, 0.6) for k in range(3)),
        *(Note(pitch, 0.9, 0.22, 1.6) for pitch in (D4, degree(2), A4, D5)),
    ),
    "lamp": (Note(B5, 0, 0.22, 1.2, False), Note(B5 * 1.5, 0, 0.12, 0.9, False)),
    "light": (
        *(Note(pitch, 0, 0.2, 1.2, False) for pitch in (D5, D6)),
        *(Note(pitch, 0.4, 0.08, 1.2, False) for pitch in (D5, D6)),
    ),
    "tram": tuple(Note(pitch, start, 0.05, 1.4, False) for start in (0.0, 0.35) for pitch in (B5, D6)),
    "start": (Note(D4, 0, 0.3, 0.8), Note(A4, 0.12, 0.3, 0.8), Note(D5, 0.24, 0.3, 1.2)),
}
# Eighteen decibels below the full level: many squares fall.
SQUARE_LEVEL = 10 ** (-18 / 20)
# Names with a pitch: on which tone each begins, and how loud it is left and right. The two sides of a
# duel are told apart by ear: Blue low and left, Orange high and right.
PITCHED: Mapping[str, tuple[float, float, tuple[float, float]]] = {
    "square": (D4, SQUARE_LEVEL, (1.0, 1.0)),
    "blue": (D3, 0.3, (1.0, 0.25)),
    "orange": (D5, 0.2, (0.25, 1.0)),
}
# The city at night, thirty-four decibels below the full level, and a tram every forty seconds.
BED_LEVEL = 10 ** (-34 / 20)
BED_S = 8
BED_TONES = ((73.0, 1), (110.0, 2), (146.75, 1), (220.0, 3))
"""Hertz of each tone and how often it swells in `BED_S`: both whole cycles, so that it can go round."""
TRAM_S = 40.0


def notes(name: str, pitch: int = 0) -> tuple[Note, ...]:
    """The notes of a sound; `pitch` is how high a square lands, 0..12. () for an unknown name."""
    if name in PITCHED:
        ground, level, _ = PITCHED[name]
        return (Note(degree(min(max(pitch, 0), HIGHEST_SQUARE), ground), 0, level, 0.35),)
    return SOUNDS.get(name, ())


def bed(rate: int = RATE) -> array[int]:
    """Eight seconds of a city at night as 16-bit mono samples, whose end fits to its beginning."""
    length = BED_S * rate
    mix = [0.0] * length
    for pitch, swells in BED_TONES:
        turn, swell = 2 * math.pi * round(pitch * BED_S) / length, 2 * math.pi * swells / length
        for i in range(length):
            mix[i] += math.sin(turn * i) * (0.6 - 0.4 * math.cos(swell * i))
    loudest = max(map(abs, mix))
    return array("h", (int(v / loudest * BED_LEVEL * PEAK) for v in mix))


def samples(chord: tuple[Note, ...], rate: int = RATE) -> array[int]:
    """The notes as 16-bit mono samples."""
    length = max((n.start + n.ring for n in chord), default=0.0)
    mix = [0.0] * (int(length * rate) + 1)
    for note in chord:
        _strike(mix, note, note.pitch, note.level, note.ring, rate)
        if note.wooden:
            overtone = note.pitch * BAR_OVERTONE
            _strike(mix, note, overtone, note.level * BAR_SHARE, note.ring * BAR_DECAY, rate)
    return array("h", (int(min(max(v, -1.0), 1.0) * PEAK) for v in mix))


def _strike(mix: list[float], note: Note, pitch: float, level: float, ring: float, rate: int) -> None:
    """Add one decaying sine wave, each value from the two before it (a damped resonator)."""
    if pitch * 2 >= rate:
        return
    angle = 2 * math.pi * pitch / rate
    damping = 0.001 ** (1 / (ring * rate))
    a, b = 2 * damping * math.cos(angle), damping * damping
    older, old = 0.0, level * math.sin(angle)
    first, attack = int(note.start * rate), ATTACK_S * rate
    for i in range(first, min(first + int(ring * rate), len(mix))):
        rise = (i - first) / attack
        mix[i] += old if rise >= 1 else old * rise
        older, old = old, a * old - b * older


class Sound:
    """Plays sounds by name. Without a sound card, muted or after an error: silent, never raises."""

    def __init__(self, muted: bool = False, volume: float = 1.0) -> None:
        self.muted = muted
        self.problem: str | None = None
        self._made: dict[tuple[str, int], pygame.mixer.Sound] = {}
        self._volume = min(max(volume, 0.0), 1.0)
        self._tram = 0.0
        try:
            pygame.mixer.init(RATE, -16, 2, 1024)
            pygame.mixer.set_num_channels(VOICES)
            pygame.mixer.set_reserved(1)
        except pygame.error as error:
            self.problem = f"no sound: {error}"
            log.warning("%s", self.problem)

    @property
    def volume(self) -> float:
        """0..1, from the next sound on."""
        return self._volume

    @volume.setter
    def volume(self, value: float) -> None:
        self._volume = min(max(value, 0.0), 1.0)

    def play(self, name: str, pitch: int = 0) -> None:
        """Start a sound and return at once; an unknown name is silence."""
        if self.muted or self.problem:
            return
        try:
            sound = self._sound(name, pitch)
            channel = pygame.mixer.find_channel(True) if sound is not None else None
            if sound is not None and channel is not None:
                left, right = PITCHED[name][2] if name in PITCHED else (1.0, 1.0)
                channel.play(sound)
                channel.set_volume(self._volume * left, self._volume * right)
        except pygame.error as error:
            # The card was pulled: from now on this is a silent terminal.
            self._lose(error)

    def night(self, on: bool, now: float) -> None:
        """Let the city sound softly, with a tram now and then, for as long as `on`; `now` in seconds."""
        if self.problem or (self.muted and on):
            return
        try:
            channel = pygame.mixer.Channel(BED_VOICE)
            sound = self._sound(BED, 0)
            if on and sound is not None and not channel.get_busy():
                self._tram = now
                channel.play(sound, -1, fade_ms=2000)
            elif not on and channel.get_busy():
                channel.fadeout(400)
            if on:
                channel.set_volume(self._volume)
            if on and now - self._tram >= TRAM_S:
                self._tram = now
                self.play("tram")
        except pygame.error as error:
            self._lose(error)

    def warm(self) -> bool:
        """Make one sound that was not needed yet, for idle moments; False when all are there."""
        if self.problem:
            return False
        pitched = ((name, k) for name in PITCHED for k in range(HIGHEST_SQUARE + 1))
        rest = (k for k in (*((name, 0) for name in (*SOUNDS, BED)), *pitched) if k not in self._made)
        following = next(rest, None)
        return following is not None and self._sound(*following) is not None

    def close(self) -> None:
        """Fall silent and give the sound card back."""
        self._made.clear()
        pygame.mixer.quit()
        self.problem = self.problem or "sound is closed"

    def _sound(self, name: str, pitch: int) -> pygame.mixer.Sound | None:
        key = (name, min(max(pitch, 0), HIGHEST_SQUARE) if name in PITCHED else 0)
        if key not in self._made:
            chord = notes(*key)
            if not chord and name != BED:
                return None
            self._made[key] = self._wave(samples(chord) if chord else bed())
        return self._made[key]

    def _wave(self, mono: array[int]) -> pygame.mixer.Sound:
        """Samples as the card takes them: the same on every channel it has."""
        ready = pygame.mixer.get_init()
        channels = ready[2] if ready else 1
        return pygame.mixer.Sound(
            buffer=mono if channels == 1 else array("h", (v for v in mono for _ in range(channels)))
        )

    def _lose(self, error: pygame.error) -> None:
        self.problem = f"sound was lost: {error}"
        log.warning("%s", self.problem)
