"""What a simulated year is drawn from: every share and mean that the report should find again."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

Shares = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """shares: who is asked what, of visits that come to their end. skipped, left: of those asked.

    smiley: shares of 1 to 4. seq: shares of 1 to 7. ueq: for each of the eight items the shares of 2 to 6;
    mood: a visitor's shift of all of them by -1, 0, 1.
    """

    shares: dict[str, float] = field(default_factory=lambda: {"smiley": 0.30, "seq": 0.12, "ueq-s": 0.14})
    skipped: float = 0.28
    left: float = 0.07
    smiley: Shares = (0.06, 0.13, 0.43, 0.38)
    seq: Shares = (0.02, 0.03, 0.07, 0.13, 0.25, 0.30, 0.20)
    ueq: tuple[Shares, ...] = (
        (0.05, 0.10, 0.20, 0.35, 0.30), (0.04, 0.11, 0.22, 0.33, 0.30), (0.08, 0.15, 0.27, 0.30, 0.20),
        (0.05, 0.12, 0.23, 0.35, 0.25), (0.07, 0.13, 0.25, 0.30, 0.25), (0.05, 0.10, 0.20, 0.35, 0.30),
        (0.10, 0.18, 0.30, 0.27, 0.15), (0.12, 0.20, 0.30, 0.25, 0.13),
    )  # fmt: skip
    mood: Shares = (0.15, 0.60, 0.25)


@dataclass(frozen=True, slots=True)
class Change:
    """A new content version half way: of the visits that open `scenario`, this share is drawn from takes
    that reach its result, before and after."""

    scenario: str = "fussabdruck"
    before: float = 0.55
    after: float = 0.90


@dataclass(frozen=True, slots=True)
class Parameters:
    """Shares are of one, of all visits if nothing else is said; times in seconds.

    visits: on an average open day at an average terminal. weights: of the terminals, in turn.
    weather: shape of the gamma distribution of mean 1 by which each day differs from what is expected of it.
    languages: by tag. pace: standard deviation of the logarithm of a visitor's pace.
    walks: walk away in the middle; the share of a day is beta-distributed, days the more alike the larger
    walks_like.
    takes_over: of those left behind, taken over by the next before the time-out.
    staff: ended by staff. answers_idle: answers "still there?" once. cloth: only the cleaning cloth.
    dead: touches beside, mean of a visit. access: by feature.
    class_days: of school days and terminals with a class. class_size: from, to. class_pace: factor.
    class_groups: how much more often a class draws a take played together.
    crashes: of a terminal in a year.
    """

    visits: float = 43.0
    weights: tuple[float, ...] = (1.35, 1.10, 1.0, 0.85, 0.70)
    weather: float = 14.0
    languages: dict[str, float] = field(default_factory=lambda: {"de": 0.82, "en": 0.18})
    pace: float = 0.25
    walks: float = 0.16
    walks_like: float = 60.0
    takes_over: float = 0.30
    staff: float = 0.006
    answers_idle: float = 0.03
    cloth: float = 0.006
    dead: float = 0.6
    access: dict[str, float] = field(
        default_factory=lambda: {
            "text150": 0.040, "text200": 0.015, "contrast": 0.012, "low": 0.020, "calm": 0.008,
            "sound": 0.060, "keys": 0.010,
        }
    )  # fmt: skip
    class_days: float = 0.16
    class_size: tuple[int, int] = (12, 24)
    class_pace: float = 0.7
    class_groups: float = 20.0
    crashes: float = 6.0
    survey: Survey = Survey()
    change: Change = Change()

    def as_json(self) -> dict[str, object]:
        return asdict(self)
