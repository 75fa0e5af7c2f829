"""`truth.json`: what a simulated year was drawn from, and what truly came of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from kiosk.rehearsal.year.claims import Claim, claims, quantile
from kiosk.rehearsal.year.truth import Truth, flat, nested

FORM = 1
ABOUT = (
    "A simulated year. 'year' and 'parameters' are what it was drawn from, 'expected' is what follows from"
    " them for the report's tables (metric, row, column), 'counts' and 'times' are what was truly fed in:"
    " visits, and exact seconds. Counts of how people use it are without storm visits; the definitions are"
    " those of the report."
)


class RecordError(Exception):
    """A file that is no truth of a year; str says which and what to do."""


@dataclass(frozen=True)
class Record:
    """year, parameters: as plain data. expected: claims about what was drawn from. scenarios: in the menu."""

    year: dict[str, Any]
    parameters: dict[str, Any]
    scenarios: int
    expected: tuple[Claim, ...]
    truth: Truth

    def claims(self) -> Iterator[Claim]:
        """All that the report has to say."""
        yield from claims(self.truth, self.scenarios)
        yield from self.expected


def write(record: Record, path: Path) -> None:
    """The same year is the same file."""
    whole = {
        "form": FORM,
        "about": ABOUT,
        "year": record.year,
        "parameters": record.parameters,
        "scenarios": record.scenarios,
        "expected": [asdict(claim) for claim in record.expected],
        "counts": nested(record.truth.counts),
        "times": {
            name: _told(sorted(round(one, 2) for one in seconds))
            for name, seconds in sorted(record.truth.times.items())
        },
    }
    path.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Record:
    """What `write` wrote; RecordError for anything else."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        if whole["form"] != FORM:
            raise RecordError(f"{path} is of form {whole['form']}, this program reads {FORM}: rehearse again")
        times = {name: [float(one) for one in told["all"].split()] for name, told in whole["times"].items()}
        expected = tuple(Claim(**{**one, "row": tuple(one["row"])}) for one in whole["expected"])
        truth = Truth(flat(whole["counts"]), defaultdict(list, times))
        return Record(whole["year"], whole["parameters"], whole["scenarios"], expected, truth)
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(f"{path} is no truth.json of a rehearsed year") from error


def _told(seconds: list[float]) -> Mapping[str, object]:
    """Seconds in short, and all of them in one line, sorted, to a hundredth."""
    marks = {
        name: round(quantile(seconds, share), 2)
        for name, share in (("p25", 0.25), ("p50", 0.5), ("p75", 0.75))
    }
    return {
        "n": len(seconds),
        "mean": round(fmean(seconds), 3),
        **marks,
        "all": " ".join(f"{second:.2f}".rstrip("0").rstrip(".") for second in seconds),
    }
