"""What does not fit in a queue's file, found while loading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.content.diagnostics import listed, near
from kiosk.content.formula import Formula, Value
from kiosk.content.model import Fault
from kiosk.content.structure import Stock
from scenes.kinds.process.office import LIMITS, changed, limits, within
from scenes.kinds.process.schema import PERDAY, SHARED, Process


def faults(step: Process, stock: Stock) -> Iterator[Fault]:
    """Formulas that know nothing, numbers that cannot be, stations there are not, cards that undo another."""
    known = {name: figure.value for name, figure in stock.figures.items()}
    names = [*_shared(step), *(f"{id}.{PERDAY}" for id in step.stations)]
    unknown = [*_unknown_formulas(step, known), *_unknown_changes(step, known, names)]
    yield from unknown
    yield from _stations(step)
    yield from _chips(step)
    yield from _goals(step)
    yield from _undone(step)
    if not unknown:
        yield from _numbers(step, known)


def _shared(step: Process) -> list[str]:
    """The numbers beside the desks' own that this office has."""
    return [name for name in SHARED if step.rework is not None or not name.startswith("rework.")]


def _unknown_formulas(step: Process, known: Mapping[str, Value]) -> Iterator[Fault]:
    """An office is the same for every visitor: what it rests on are figures."""
    asked: list[tuple[tuple[str, ...], Formula]] = [(tail, formula) for tail, _, formula in step.conditions()]
    asked += [(("cards", id, "share"), card.share) for id, card in step.cards.items() if card.share]
    for tail, formula in asked:
        for name in sorted(formula.names - set(known)):
            said = f"„{name}“ ist keine Zahl aus figures; eine Warteschlange ist für alle Gäste dieselbe."
            yield Fault(tail, "E340", said, near(name, known) or "Zahlen stehen in figures:.")


def _unknown_changes(step: Process, known: Mapping[str, Value], names: list[str]) -> Iterator[Fault]:
    for id, card in step.cards.items():
        for key, change in card.changes.items():
            tail = ("cards", id, "set", key)
            if key not in names:
                said = f"„{key}“ gibt es hier nicht zu ändern."
                yield Fault(tail, "E341", said, near(key, names) or f"Es gibt: {listed(names)}.", True)
            for name in sorted(change.formula.names - set(known) - set(names)):
                said = f"„{name}“ kennt die Formel „{change.formula.source}“ nicht."
                remedy = near(name, [*names, *known]) or f"Es gibt figures und {listed(names)}."
                yield Fault(tail, "E340", said, remedy)


def _stations(step: Process) -> Iterator[Fault]:
    first = next(iter(step.stations))
    for id, card in step.cards.items():
        for at, station in enumerate(card.skip):
            tail = ("cards", id, "skip", at)
            if station not in step.stations:
                said = f"Eine Station „{station}“ gibt es nicht."
                remedy = near(station, step.stations) or f"Es gibt: {listed(list(step.stations))}."
                yield Fault(tail, "E342", said, remedy)
            elif station == first:
                said = f"„{first}“ ist die erste Station: Dort kommt jeder Antrag an."
                yield Fault(tail, "E342", said, "Überspringen kann man nur spätere.")
    for id in step.stations:
        if id in ("rework", "distraction"):
            said = f"Eine Station kann nicht „{id}“ heißen."
            yield Fault(("stations", id), "E315", said, "So heißt eine Zahl der ganzen Schlange.", True)


def _chips(step: Process) -> Iterator[Fault]:
    for id, card in step.cards.items():
        if card.chips > step.chips:
            said = f"„{id}“ kostet {card.chips} Chips, es gibt nur {step.chips}: Die Karte liegt nie."
            yield Fault(("cards", id, "chips"), "E343", said, "Mehr chips: oder eine billigere Karte.")


def _goals(step: Process) -> Iterator[Fault]:
    for goal in step.thresholds:
        if goal > step.cases.count:
            said = f"Das Ziel {goal} ist mehr, als es Anträge gibt ({step.cases.count})."
            yield Fault(("goals", str(goal)), "E346", said, key=True)


def _undone(step: Process) -> Iterator[Fault]:
    """A card that sets a number anew takes back what a card above it made of that number."""
    first: dict[str, str] = {}
    for id, card in step.cards.items():
        for key, change in card.changes.items():
            if key in first and key not in change.formula.names:
                said = f"„{id}“ setzt {key} neu: Was „{first[key]}“ daran änderte, ginge verloren."
                remedy = f"Stell „{id}“ vor „{first[key]}“, oder rechne weiter, etwa {key} * 0.5."
                yield Fault(("cards", id, "set", key), "E344", said, remedy, True)
            first.setdefault(key, id)


def _numbers(step: Process, known: Mapping[str, Value]) -> Iterator[Fault]:
    """Numbers that cannot be, of the file itself and of each card alone."""
    places = {name: tail for tail, name, _ in step.conditions()}
    seen = set()
    for cards in ((), *((id,) for id in step.cards)):
        for odd in changed(step, cards, known)[1]:
            if odd in seen:
                continue
            seen.add(odd)
            tail = ("cards", odd.card, "set", odd.name) if odd.card else places.get(odd.name, ())
            if odd.value is None:
                yield Fault(
                    tail, "E345", f"{odd.name} lässt sich damit nicht ausrechnen.", "Geteilt durch null?"
                )
                continue
            yield Fault(tail, "E345", _said(odd.name, odd.value, limits(odd.name)))
    for id, card in step.cards.items():
        share = card.share.number(known) if card.share is not None else 0.0
        if within("share", share) != share:
            yield Fault(("cards", id, "share"), "E345", _said("share", share, LIMITS["share"]))


def _said(name: str, value: float, between: tuple[float, float]) -> str:
    low, high = between
    return f"{name} = {value:g} geht hier nicht: es sind {low:g} bis {high:g} möglich."
