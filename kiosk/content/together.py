"""Whether the numbers of all visits that are told at night are counted anywhere, and say what they must."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kiosk.content.diagnostics import Problem, listed, near
from kiosk.content.document import Document
from kiosk.content.exhibition import Exhibition, Together
from kiosk.content.model import Scenario, Step
from kiosk.content.walk import Path

FILLED: Mapping[str, tuple[str, ...]] = {
    "kg": ("number",), "median": ("number",), "most": ("answer", "number"), "square": ("square",),
}  # fmt: skip
"""The placeholders of a text: the first must be there."""


def together(
    exhibition: Exhibition, document: Document, scenarios: Mapping[str, Scenario], files: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with each number. It is not told, but keeps its place: translations go by it.

    scenarios: those that play. files: names of all scenario files; one with an error says so itself.
    """
    for position, entry in enumerate(exhibition.together):
        path: Path = ("together", position)
        yield from _number(entry, document, path, scenarios, files)
        for key, code, message, remedy in _texts(entry):
            yield document.problem((*path, key), code, message, remedy)


def sayable(entry: Together) -> bool:
    """Whether its texts say the number, and ask for nothing that nobody fills in."""
    return not any(_texts(entry))


def asked(entry: Together) -> tuple[str, str, str]:
    """Scenario, step and part ('.card', or nothing) of a number; kilograms have none."""
    scenario, _, rest = (entry.most or entry.median or "").partition("/")
    step, dot, part = rest.partition(".")
    return scenario, step, dot + part


def _number(
    entry: Together, document: Document, path: Path, scenarios: Mapping[str, Scenario], files: Collection[str]
) -> Iterator[Problem]:
    """What is asked for and is nowhere counted."""
    key = "most" if entry.most is not None else "median"
    place, written = (*path, key), entry.most or entry.median
    if written is None:
        return
    scenario, id, part = asked(entry)
    if not id:
        remedy = "Etwa: safari/fehlt, oder mit einem Teil: duell/runde.netz."
        yield document.problem(place, "E350", f"„{written}“ nennt keinen Schritt: spiel/schritt.", remedy)
    elif scenario not in files:
        said = f"Ein Spiel „{scenario}“ gibt es nicht."
        yield document.problem(place, "E350", said, near(scenario, files))
    elif scenario in scenarios:
        steps = {step.id: step for step in scenarios[scenario].steps}
        if id not in steps:
            said = f"Einen Schritt „{id}“ gibt es in „{scenario}“ nicht."
            yield document.problem(place, "E350", said, near(id, steps))
        elif fault := (_most if key == "most" else _median)(steps[id], part):
            yield document.problem(place, *fault)


def _most(step: Step, part: str) -> tuple[str, str, str] | None:
    """Code, message and remedy where nothing can be the most frequent here."""
    if part:
        said = f"„{part[1:]}“ ist eines von mehreren: die häufigste Antwort gibt es nur vom ganzen Schritt."
        return "E351", said, f"Lass „{part}“ weg."
    if not step.candidates():
        said = f"Bei „{step.id}“ wird nicht gezählt, welche Antwort die häufigste ist."
        return "E352", said, "Nimm eine choice, ein pick oder ein sort mit collect: true."
    return None


def _median(step: Step, part: str) -> tuple[str, str, str] | None:
    """Code, message and remedy where no number is guessed."""
    known = step.guesses()
    if part in known:
        return None
    if not known:
        remedy = "Nimm eine Karte aus einem duel, oder einen slider mit guess:."
        return "E352", f"Bei „{step.id}“ schätzt niemand eine Zahl.", remedy
    names = [name.removeprefix(".") for name in known]
    if not part:
        return "E351", f"„{step.id}“ hat mehrere Schätzungen.", f"Nenne eine: {step.id}{known[0]}."
    said = f"„{part[1:]}“ gibt es bei „{step.id}“ nicht."
    return "E351", said, near(part[1:], names) or f"Es gibt: {listed(filter(None, names))}."


def _texts(entry: Together) -> Iterator[tuple[str, str, str, str]]:
    """The key of a text that cannot be said, with code, message and remedy."""
    kind = "kg" if entry.kg else "most" if entry.most is not None else "median"
    for key, text, known in (("text", entry.text, FILLED[kind]), ("square", entry.square, FILLED["square"])):
        if known[0] not in text.names:
            said = f"Hier fehlt der Platzhalter {{{known[0]}}}."
            yield key, "E353", said, "An seine Stelle kommt, was gezählt wurde."
        for name in sorted(text.names - set(known)):
            said = f"Den Platzhalter {{{name}}} füllt hier niemand aus."
            yield key, "E304", said, near(name, known) or f"Es gibt hier: {listed(known)}."
