"""The curator's check: everything that should be seen to before content goes to a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kiosk.content.diagnostics import Problem, listed
from kiosk.content.document import Document
from kiosk.content.load import Library
from kiosk.content.model import Figure, Scenario
from kiosk.content.proof import Case, Examined, Examiner, arrivals
from kiosk.content.sums import computed, recomputed
from kiosk.content.survey import Survey
from kiosk.content.telling import forestalled
from kiosk.content.textcheck import lengths, missing_glyphs, translations, wordings
from kiosk.content.walk import inside

Figures = Mapping[tuple[str, ...], Figure]
"""The figures of a file by their place in it."""
ROUNDS = 100
"""Random plays each scenario is computed with."""

FRESH = timedelta(days=90)
"""How long a tried address counts as tried."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the check needs to know from outside.

    opening: also list what must be settled before visitors come. has: whether the typeface can show a
    character; None leaves that out. examiners: what kinds can prove about a step of theirs.
    """

    today: date
    opening: bool = False
    has: Callable[[str], bool] | None = None
    examiners: Mapping[str, Examiner] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem by file and line; and the report: what the kinds' own plays came to, by scenario."""

    problems: tuple[Problem, ...]
    report: Mapping[str, tuple[str, ...]]


def check(library: Library, conditions: Conditions) -> Checked:
    """Everything about the library that a curator should know, problems found while loading included."""
    examined = {id: tuple(_examined(library, id, conditions.examiners)) for id in library.german.scenarios}
    problems = [
        *(problem for found in examined.values() for each in found for problem in each.problems),
        *library.problems,
        *_sums(library),
        *_figures(library, conditions),
        *_services(library, conditions.today),
        *_address(library, conditions),
        *lengths(library),
        *translations(library),
        *wordings(library),
    ]
    if conditions.has is not None:
        problems += missing_glyphs(library, conditions.has)
    ordered = sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column, p.code))
    report = {id: tuple(line for each in found for line in each.lines) for id, found in examined.items()}
    return Checked(tuple(ordered), {id: lines for id, lines in report.items() if lines})


def _examined(library: Library, id: str, examiners: Mapping[str, Examiner]) -> Iterator[Examined]:
    """What the kinds prove about their steps in one scenario."""
    scenario, figures = library.german.scenarios[id], library.german.figures
    for position, step in enumerate(scenario.steps):
        examine = examiners.get(step.kind)
        if examine is not None:
            ways = arrivals(scenario, figures, step.id)
            path = ("steps", position)
            yield examine(Case(scenario, library.documents[id], path, step, ways, library.german.maps))


def _sums(library: Library) -> Iterator[Problem]:
    for id, scenario in library.german.scenarios.items():
        document = library.documents[id]
        survey = Survey.of(scenario, document)
        yield from computed(survey, library.german.figures, ROUNDS)
        yield from forestalled(survey)
        yield from recomputed(scenario, document, library.german.figures)


def _figures(library: Library, conditions: Conditions) -> Iterator[Problem]:
    files: list[tuple[str, Figures]] = [("figures", {(n,): f for n, f in library.german.figures.items()})]
    for id, scenario in library.german.scenarios.items():
        files.append((id, {("figures", name): figure for name, figure in scenario.figures.items()}))
    for id, figures in files:
        document = library.documents[id]
        for path, figure in figures.items():
            yield from _figure(figure, document, path, conditions)
        if conditions.opening:
            yield from _modelled(figures, document)


def _figure(
    figure: Figure, document: Document, path: tuple[str, ...], conditions: Conditions
) -> Iterator[Problem]:
    name = path[-1]
    if figure.source.strip().lower() in ("", "offen", "todo", "?"):
        yield document.problem(
            (*path, "source"),
            "E401",
            f"Die Zahl „{name}“ hat keine Quelle.",
            "Schreibe unter source: wer sie veröffentlicht hat, mit Jahr und Tabelle.",
        )
    if figure.expires is not None and figure.expires < conditions.today:
        yield document.problem(
            (*path, "expires"),
            "W402",
            f"Die Zahl „{name}“ galt bis {figure.expires}.",
            "Sieh in der Quelle nach und setze value, year, checked und expires neu.",
        )
    if conditions.opening and figure.mark == "recalled":
        yield document.problem(
            (*path, "mark"),
            "W403",
            f"Die Zahl „{name}“ stammt aus dem Gedächtnis.",
            "Vor der Eröffnung an der Quelle nachlesen, dann mark: seen setzen.",
        )


def _modelled(figures: Figures, document: Document) -> Iterator[Problem]:
    """Figures that are set for the game: visitors read it beside each, so one line a file is enough."""
    paths = [path for path, figure in figures.items() if figure.mark == "model"]
    if paths:
        names = ", ".join(path[-1] for path in paths)
        many = "Eine Zahl ist" if len(paths) == 1 else f"{len(paths)} Zahlen sind"
        yield document.problem(
            (*paths[0], "mark"),
            "W408",
            f"{many} für das Spiel gesetzt: {names}.",
            "Gäste lesen das unter „Woher kommen die Zahlen?“. Vor der Eröffnung fragen, ob es echte gibt.",
        )


def _services(library: Library, today: date) -> Iterator[Problem]:
    for name, service in library.german.services.items():
        document = library.documents["services"]
        age = today - service.checked
        if service.offered(today) and age > FRESH:
            yield document.problem(
                (name, "checked"),
                "W404",
                f"Die Adresse von „{name}“ hat seit {age.days} Tagen niemand ausprobiert.",
                "QR-Code scannen, ansehen, checked auf heute setzen.",
            )
        if not service.offered(today):
            over = f"galt bis {service.expires}" if service.active else "ist abgeschaltet (active: false)"
            yield document.problem(
                (name, "expires" if service.active else "active"),
                "W406",
                f"Der Dienst „{name}“ {over} und erscheint nirgends mehr.",
                "Gibt es ihn noch, setze expires, active und checked neu.",
            )
    for scenario in library.german.scenarios.values():
        yield from _end(scenario, library, today)


def _end(scenario: Scenario, library: Library, today: date) -> Iterator[Problem]:
    """Every scenario ends at a service that exists."""
    named = _services_at_the_end(scenario)
    known = library.german.services
    if any(name in known and known[name].offered(today) for name in named):
        return
    position = len(scenario.steps) - 1
    document = library.documents[scenario.id]
    if named:
        said = f"Kein Dienst am Ende dieses Spiels gilt noch: {listed(sorted(named))}."
        remedy = "Nenne bei result: unter services: einen, den es gibt."
        yield document.problem(("steps", position, "services"), "E407", said, remedy)
    else:
        said = "Dieses Spiel endet bei keinem Dienst der Stadt."
        remedy = "Ergänze bei result: services: [name], mit Namen aus content/services.yaml."
        yield document.problem(("steps", position), "W407", said, remedy)


def _services_at_the_end(scenario: Scenario) -> set[str]:
    """The services the result names, and those of the step it takes found ones from."""
    result = scenario.steps[-1]
    named = set(getattr(result, "services", ()))
    for step in scenario.steps:
        if step.id == getattr(result, "take", None):
            named |= {s for _, part in inside(step) if isinstance(s := getattr(part, "service", None), str)}
            named |= set(getattr(step, "golden", ()))
    return named


def _address(library: Library, conditions: Conditions) -> Iterator[Problem]:
    """The address of the QR code, where it is one of the names that lead nowhere (RFC 2606)."""
    address = library.german.exhibition.take_home.address
    host = address.removeprefix("https://").partition("/")[0].rstrip(".")
    if conditions.opening and host.rpartition(".")[2] in ("example", "invalid", "test"):
        yield library.documents["exhibition"].problem(
            ("take_home", "address"),
            "W405",
            f"Die Adresse „{host}“ ist ein Platzhalter: der QR-Code führt nirgendwohin.",
            "Vor der Eröffnung die eigene Adresse eintragen und den Code mit einem Handy ausprobieren.",
        )
