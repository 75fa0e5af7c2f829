"""Which of the played visits comes next, by weights that say exactly what to expect."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from kiosk.rehearsal.year.parameters import Parameters
from kiosk.rehearsal.year.take import Take
from telemetry.events import GroupPlayed


class Kind(NamedTuple):
    """What decides which visits can be drawn. after: with the second content version; school: of a class."""

    language: str
    after: bool = False
    school: bool = False


class Reel:
    """The takes, and how likely each is for a kind of visit."""

    def __init__(self, takes: Sequence[Take], parameters: Parameters) -> None:
        self.parameters = parameters
        self.all = tuple(takes)
        self._spoken = {
            language: tuple(take for take in takes if take.language == language)
            for language in parameters.languages
        }
        self._weights: dict[Kind, tuple[float, ...]] = {}
        self._sums: dict[Kind, tuple[float, ...]] = {}

    @property
    def languages(self) -> Mapping[str, float]:
        """Those that were really played, with their weights."""
        return {tag: share for tag, share in self.parameters.languages.items() if self._spoken[tag]}

    def takes(self, kind: Kind) -> tuple[Take, ...]:
        return self._spoken[kind.language]

    def weights(self, kind: Kind) -> tuple[float, ...]:
        """One for each of `takes`."""
        if kind not in self._weights:
            self._weights[kind] = tuple(_weights(self.takes(kind), kind, self.parameters))
        return self._weights[kind]

    def draw(self, chance: random.Random, kind: Kind) -> Take:
        if kind not in self._sums:
            self._sums[kind] = tuple(accumulate(self.weights(kind)))
        return chance.choices(self.takes(kind), cum_weights=self._sums[kind])[0]

    def language(self, chance: random.Random) -> str:
        return chance.choices(list(self.languages), list(self.languages.values()))[0]


def _weights(takes: Sequence[Take], kind: Kind, parameters: Parameters) -> list[float]:
    """Groups count more for classes; then those that open the scenario of the change are weighted so that the
    wanted share of them reaches its result, while as many open it as before."""
    weights = [
        parameters.class_groups
        if kind.school and any(isinstance(e, GroupPlayed) for _, e in take.moments)
        else 1.0
        for take in takes
    ]
    change = parameters.change
    share = change.after if kind.after else change.before
    all_ = [at for at, take in enumerate(takes) if change.scenario in take.started]
    done = [at for at in all_ if change.scenario in takes[at].done]
    left = [at for at in all_ if change.scenario not in takes[at].done]
    if done and left:
        total = sum(weights[at] for at in all_)
        for part, wanted in ((done, share), (left, 1.0 - share)):
            factor = wanted * total / sum(weights[at] for at in part)
            for at in part:
                weights[at] *= factor
    return weights
