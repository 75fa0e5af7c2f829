"""What a report should find, within its intervals, if a year is drawn from these parameters.

Exact, by going through all takes and all places at which they can be cut; nothing is simulated here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from kiosk.rehearsal.year.claims import Claim
from kiosk.rehearsal.year.parameters import Survey
from kiosk.rehearsal.year.reel import Kind, Reel
from kiosk.rehearsal.year.seen import DEEDS
from kiosk.rehearsal.year.take import Take
from kiosk.rehearsal.year.truth import Truth
from telemetry.events import LanguageChosen, VisitStarted

Place = Callable[[Take], int | None]
"""The moment in which something first happens in a take, None if never."""


def parameters_of(reel: Reel, truth: Truth, builds: tuple[str, str]) -> Iterator[Claim]:
    """What the year was drawn from, as claims about the report. Of what came of it only the numbers of visits
    are used: how many with each build, and how many of classes."""
    visits = sum(n for key, n in truth.counts.items() if key[0] == "visits")
    used = [truth.number("use", build, "used") for build in builds]
    model = Expected(reel, truth.number("fed", "class") / visits)
    for name, row, column, share in _of_visits(model, reel, [n / sum(used) for n in used]):
        yield Claim(name, row, column, share, drawn=True)
    results = [
        model.happens(lambda take: min(take.done.values(), default=None), after) for after in (False, True)
    ]
    for build, n, result in zip(builds, used, results, strict=True):
        if n:
            yield Claim("versions", (build, "result"), "value", result, drawn=True)
    if all(used):
        yield Claim("versions", (builds[1], "result"), "change", 100 * (results[1] - results[0]), drawn=True)
    parameters, survey = reel.parameters, reel.parameters.survey
    for feature, share in parameters.access.items():
        yield Claim(
            "accessibility", (feature,), "share", share * (1 - truth.number("fed", "cloth") / visits), True
        )
    yield Claim("end_reasons", ("4",), "share", parameters.staff, True)
    cloth = parameters.cloth * (1 - truth.number("fed", "class") / visits)
    yield Claim("data_quality", ("storm",), "share", cloth, True)
    for instrument in survey.shares:
        yield Claim("survey_uptake", (instrument,), "uptake", 1 - survey.skipped - survey.left, True)
    yield Claim("smiley", (), "upper", sum(survey.smiley[2:]), True)
    yield Claim("ease", (), "mean", mean(survey.seq), True)
    for scale, value in scales(survey).items():
        yield Claim("ueq_s", (scale,), "mean", value, True)


def _of_visits(
    model: Expected, reel: Reel, eras: list[float]
) -> Iterator[tuple[str, tuple[str, ...], str, float]]:
    """Shares of visits, of which `eras` were before and after the change."""

    def share(place: Place) -> float:
        return sum(
            part * model.happens(place, after) for part, after in zip(eras, (False, True), strict=True)
        )

    yield "engagement", ("engaged",), "share", share(engaged)
    for language in reel.languages:
        spoken = (model.languages(after).get(language, 0.0) for after in (False, True))
        yield "languages", (language,), "share", sum(n * part for n, part in zip(spoken, eras, strict=True))
    names = {name for take in reel.all for name in take.started}
    for name in sorted(names):
        started = share(lambda take, name=name: take.started.get(name))  # type: ignore[misc]
        done = share(lambda take, name=name: take.done.get(name))  # type: ignore[misc]
        yield "scenario_use", (name,), "attraction", started
        yield "scenario_use", (name,), "completion", done / started


class Expected:
    """school: the share of visits that are of a class."""

    def __init__(self, reel: Reel, school: float) -> None:
        self._reel = reel
        self._school = school

    def happens(self, place: Place, after: bool) -> float:
        """The share of visits, without wiped ones, in which it happens."""
        total = 0.0
        for language, share in self._shares().items():
            for school, of in ((False, 1.0 - self._school), (True, self._school)):
                total += share * of * self._one(place, Kind(language, after, school))
        return total

    def languages(self, after: bool) -> dict[str, float]:
        """The share of each language a visit was in at last."""
        parameters = self._reel.parameters
        cut = parameters.staff + parameters.walks * (1 - parameters.takes_over)
        found: dict[str, float] = {}
        for language, share in self._shares().items():
            found[language] = found.get(language, 0.0) + share * (1 - cut)
            for school, of in ((False, 1.0 - self._school), (True, self._school)):
                kind = Kind(language, after, school)
                weights = self._reel.weights(kind)
                for take, weight in zip(self._reel.takes(kind), weights, strict=True):
                    for at in take.cuts:
                        spoken = _spoken(take, at)
                        part = share * of * cut * weight / sum(weights) / len(take.cuts)
                        found[spoken] = found.get(spoken, 0.0) + part
        return found

    def _shares(self) -> dict[str, float]:
        whole = sum(self._reel.languages.values())
        return {tag: share / whole for tag, share in self._reel.languages.items()}

    def _one(self, place: Place, kind: Kind) -> float:
        """Played to its end, cut, or cut and taken over by somebody who may be cut, too."""
        parameters = self._reel.parameters
        walks, over = parameters.walks, parameters.takes_over
        whole, cut = self._take(place, kind)
        following = [(1.0, kind)] if kind.school else [
            (share, kind._replace(language=tag)) for tag, share in self._shares().items()
        ]  # fmt: skip
        pairs = [(share, self._take(place, other)) for share, other in following]
        again = sum(share * ((1 - walks) * full + walks * part) for share, (full, part) in pairs)
        left = parameters.staff + walks * (1 - over)
        either = 1 - (1 - cut) * (1 - again)
        return (1 - parameters.staff - walks) * whole + left * cut + walks * over * either

    def _take(self, place: Place, kind: Kind) -> tuple[float, float]:
        """How likely it happens in a take of this kind, and in one that is cut somewhere."""
        whole = cut = 0.0
        weights = self._reel.weights(kind)
        for take, weight in zip(self._reel.takes(kind), weights, strict=True):
            at = place(take)
            if at is not None:
                whole += weight
                cut += weight * (len(take.cuts) - bisect_right(take.cuts, at)) / len(take.cuts)
        return whole / sum(weights), cut / sum(weights)


def engaged(take: Take) -> int | None:
    """The first deed."""
    return next((at for at, (_, event) in enumerate(take.moments) if isinstance(event, DEEDS)), None)


def mean(shares: Iterable[float], first: int = 1) -> float:
    """Of numbers from `first` on, with these shares."""
    return sum(number * share for number, share in enumerate(shares, start=first))


def scales(survey: Survey) -> dict[str, float]:
    """The three of the UEQ-S, -3 to 3."""
    items = [mean(shares, 2) + mean(survey.mood, -1) - 4 for shares in survey.ueq]
    return {"pragmatic": sum(items[:4]) / 4, "hedonic": sum(items[4:]) / 4, "overall": sum(items) / 8}


def _spoken(take: Take, until: int) -> str:
    said = (e.language for _, e in take.moments[:until] if isinstance(e, VisitStarted | LanguageChosen))
    return list(said)[-1]
