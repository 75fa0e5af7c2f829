"""How the parts of a scenario fit together: ids, names, references. Nothing is computed here."""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from kiosk.content import pictures, telling
from kiosk.content.answers import TRUTH, UNKNOWN, numbers_of, options_of, properties_of, voices_of
from kiosk.content.diagnostics import Problem, near
from kiosk.content.document import Document
from kiosk.content.formula import FUNCTIONS, VOICES, Formula
from kiosk.content.maps import Map
from kiosk.content.model import Bar, Figure, Part, Scenario, Step
from kiosk.content.survey import Survey
from kiosk.content.walk import Path

RESERVED = frozenset(
    {"title", "tagline", "live", UNKNOWN, *FUNCTIONS, *VOICES, *keyword.kwlist, "true", "false"}
)
GIVEN = frozenset({"low", "high"})
"""Names the result's `range` text gets from its kind."""


@dataclass(frozen=True)
class Stock:
    """What scenarios may refer to. scenario: the one that is looked at, once it reads well."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    icons: Collection[str] = ()
    services: Collection[str] = ()
    pictures: FilePath | None = None
    maps: Mapping[str, Map] = field(default_factory=dict)
    mosaics: Collection[str] = ()
    scenario: Scenario | None = None


def structure(survey: Survey, stock: Stock) -> list[Problem]:
    """Every error and warning about names and references, without computing anything."""
    return [
        *_ids(survey.scenario, survey.document),
        *_names(survey, stock),
        *_properties(survey),
        *_references(survey, stock),
        *_faults(survey, stock),
        *telling.pictures(survey, stock.mosaics),
        *telling.nights(survey),
    ]


def names_of(scenario: Scenario, figures: Mapping[str, Figure]) -> frozenset[str]:
    """Every name a formula of this scenario may use."""
    names = {*figures, *scenario.figures, *scenario.start, *scenario.formulas}
    for step in scenario.steps:
        names.update([step.id, f"{step.id}.{UNKNOWN}"] if step.asks else [])
        names.update([f"{step.id}.{TRUTH}"] if step.guess is not None else [])
        names.update(f"{step.id}.{name}" for name in properties_of(step))
        names.update(voices_of(step))
    return frozenset(names)


def _ids(scenario: Scenario, document: Document) -> Iterator[Problem]:
    counted = Counter(step.id for step in scenario.steps)
    seen: dict[str, int] = {}
    for position, step in enumerate(scenario.steps):
        path: Path = ("steps", position, "id")
        if step.id in seen:
            first = document.place(("steps", seen[step.id], "id")).line
            yield document.problem(
                path,
                "E301",
                f"Den Schritt „{step.id}“ gibt es zweimal, zuerst in Zeile {first}.",
                "Gib einem davon einen anderen Namen.",
            )
        seen.setdefault(step.id, position)
        if step.id in RESERVED or not step.id[0].isalpha():
            yield document.problem(
                path,
                "E315",
                f"„{step.id}“ kann kein Name eines Schritts sein.",
                "Nimm einen anderen, der mit einem Buchstaben beginnt.",
            )
        if UNKNOWN in options_of(step):
            yield document.problem(
                (*path[:2], "options", UNKNOWN),
                "E315",
                f"Eine Antwort kann nicht „{UNKNOWN}“ heißen.",
                "Für „weiß nicht“ gibt es unknown: neben options:.",
                key=True,
            )
    counted.update(list(scenario.start))
    counted.update(list(scenario.formulas))
    for block, names in (("formulas", scenario.formulas), ("start", scenario.start)):
        for name in names:
            if counted[name] > 1:
                yield document.problem(
                    (block, name),
                    "E301",
                    f"Den Namen „{name}“ gibt es zweimal.",
                    "Ein Schritt, eine Formel und eine Variable heißen verschieden.",
                    key=True,
                )
            elif name in RESERVED:
                yield document.problem((block, name), "E315", f"„{name}“ kann kein Name sein.", key=True)


def _names(survey: Survey, stock: Stock) -> Iterator[Problem]:
    scenario, document = survey.scenario, survey.document
    known = names_of(scenario, stock.figures)
    for path, formula in survey.formulas:
        yield from _unknown_names(formula, known | _inner(scenario, path), document, path)
        yield from _unknown_options(scenario, formula, document, path)
    for path, text in survey.texts:
        for slot in text.slots:
            allowed = known | GIVEN if path[-1] == "range" else known
            column = max(0, text.source.find(slot.formula.source))
            yield from _unknown_names(slot.formula, allowed, document, path, column)
    for path, model in survey.models:
        for name in getattr(model, "set", {}):
            if name not in scenario.start:
                yield document.problem(
                    (*path, "set", name),
                    "E304",
                    f"Die Variable „{name}“ steht nicht unter start:.",
                    near(name, scenario.start) or f"Ergänze oben start: {{{name}: 0}}.",
                    key=True,
                )
        if isinstance(model, Part | Bar) and str(path[-1]) not in known:
            yield document.problem(
                path,
                "E304",
                f"„{path[-1]}“ ist keine Zahl dieses Spiels.",
                near(str(path[-1]), known),
                key=True,
            )
        if isinstance(model, Step) and model.guess is not None and not _can_guess(model):
            said = f"„{model.id}“ kann keine Schätzung sein: hier gibt es nichts, womit man vergleicht."
            remedy = "Nimm eine choice oder einen slider."
            yield document.problem((*path, "guess"), "E204", said, remedy, key=True)
        elif isinstance(model, Step) and isinstance(model.guess, Formula):
            yield from _unguessable(scenario, model, document, path)
        elif isinstance(model, Step) and model.guess == "biggest":
            for id in options_of(model):
                if id not in known:
                    yield document.problem(
                        (*path, "options", id),
                        "E304",
                        f"Bei guess: biggest muss „{id}“ eine Zahl sein.",
                        near(id, known),
                        key=True,
                    )


def _inner(scenario: Scenario, path: Path) -> frozenset[str]:
    """Names only this place knows: those a step gives to formulas below one of its keys."""
    if len(path) < 3 or path[0] != "steps" or not isinstance(path[1], int):
        return frozenset()
    return frozenset(scenario.steps[path[1]].inner().get(str(path[2]), {}))


def _can_guess(step: Step) -> bool:
    """Whether a visitor gives an answer here that can be compared: an option, or a number."""
    if step.several or step.outputs() or not step.asks:
        return False
    return bool(options_of(step)) or step.guess != "biggest"


def _unguessable(scenario: Scenario, step: Step, document: Document, path: Path) -> Iterator[Problem]:
    """Words a simulation may turn out as, where nobody could have guessed them."""
    assert isinstance(step.guess, Formula)
    id, _, output = step.guess.source.partition(".")
    played = next((other for other in scenario.steps if other.id == id), None)
    tried = played.outputs().get(output, ()) if played is not None else ()
    words = {word for word in tried if isinstance(word, str) and word}
    if words and not options_of(step):
        said = f"„{step.guess.source}“ ist ein Wort, keine Zahl."
        yield document.problem((*path, "guess"), "E204", said, "Nimm eine choice mit diesen Antworten.")
        return
    for word in sorted(words - set(options_of(step))):
        said = f"„{word}“ kann herauskommen und steht nicht zur Wahl."
        yield document.problem((*path, "guess"), "E312", said, near(word, options_of(step)))


def _unknown_names(
    formula: Formula, known: Collection[str], document: Document, path: Path, offset: int = 0
) -> Iterator[Problem]:
    """offset: characters before the formula in the text it stands in."""
    for name in sorted(formula.names - set(known)):
        if ":" in name:
            yield _unknown_voice(name, known, document, path, offset + formula.columns[name])
            continue
        yield document.problem(
            path,
            "E304",
            f"„{name}“ kennt die Formel „{formula.source}“ nicht.",
            near(name, known) or "Es gibt Schritte, figures, formulas und start.",
            column=offset + formula.columns[name],
        )


def _unknown_voice(name: str, known: Collection[str], document: Document, path: Path, column: int) -> Problem:
    """crowd() or votes() of something that is not counted."""
    function, step, *option = name.split(":")
    written = f"{function}({', '.join((step, *option))})"
    counted = {n.split(":")[1] for n in known if n.startswith("votes:")}
    if step not in counted:
        message = f"„{written}“: Bei „{step}“ wird nichts gezählt."
        remedy = near(step, counted) or "Ergänze dort collect: true."
    elif option:
        ids = {n.split(":")[2] for n in known if n.startswith(f"crowd:{step}:")}
        message = f"„{written}“: Eine Antwort „{option[0]}“ gibt es bei „{step}“ nicht."
        remedy = near(option[0], ids)
    else:
        message = f"„{written}“: „{step}“ hat Antworten, keine Zahl."
        remedy = f"Schreibe crowd({step}, antwort)."
    return document.problem(path, "E304", message, remedy, column=column)


def _unknown_options(
    scenario: Scenario, formula: Formula, document: Document, path: Path
) -> Iterator[Problem]:
    if not formula.strings:
        return
    steps = [step for step in scenario.steps if options_of(step) or step.words()]
    heads = {name.partition(".")[0] for name in formula.names}
    asked = [step for step in steps if step.id in heads] or steps
    known = {id for step in asked for id in (*options_of(step), *step.words())} | {UNKNOWN}
    for word in sorted(formula.strings - known):
        yield document.problem(
            path,
            "E312",
            f"Eine Antwort „{word}“ gibt es nicht.",
            near(word, known),
            column=formula.columns[word],
        )


def _properties(survey: Survey) -> Iterator[Problem]:
    document = survey.document
    used = {name for _, formula in survey.everywhere for name in formula.names}
    used |= {str(path[-1]) for path, model in survey.models if isinstance(model, Part | Bar)}
    for position, step in enumerate(survey.scenario.steps):
        wanted = {n for n in properties_of(step) if f"{step.id}.{n}" in used}
        path: Path = ("steps", position)
        bearers = [(("options", id), id, numbers_of(o), o.properties) for id, o in options_of(step).items()]
        if step.unknown:
            bearers.append(
                (("unknown", ""), "unknown", dict(step.unknown.properties), step.unknown.properties)
            )
        for tail, id, has, written in bearers:
            for name in sorted(wanted - set(has)) if not step.several else ():
                yield document.problem(
                    (*path, *tail),
                    "E307",
                    f"Bei „{id}“ fehlt {name}.",
                    f"Die anderen haben es: ergänze {name}: …",
                    key=True,
                )
            for name in sorted(set(written) - wanted):
                yield document.problem(
                    (*path, *tail, name),
                    "W307",
                    f"„{name}“ benutzt keine Formel.",
                    near(name, wanted | {"text", "note", "icon", "saves", "when", "next", "say"}),
                    key=True,
                )
        ids = options_of(step)
        if (
            step.unknown
            and ids
            and all(id.isdecimal() for id in ids)
            and step.unknown.value is None
            and not step.several
        ):
            yield document.problem(
                (*path, "unknown"),
                "E307",
                "Hier sind die Antworten Zahlen: „weiß nicht“ braucht auch eine.",
                "Schreibe unknown: {is: 2.5}.",
                key=True,
            )


def _faults(survey: Survey, stock: Stock) -> Iterator[Problem]:
    """What the kinds themselves find, each at its place."""
    figures = {**stock.figures, **survey.scenario.figures}
    known = replace(stock, figures=figures, scenario=survey.scenario)
    for position, step in enumerate(survey.scenario.steps):
        for fault in step.faults(known):
            path = ("steps", position, *fault.tail)
            yield survey.document.problem(path, fault.code, fault.message, fault.remedy, key=fault.key)


def _references(survey: Survey, stock: Stock) -> Iterator[Problem]:
    document = survey.document
    for path, model in survey.models:
        icon = getattr(model, "icon", None)
        if isinstance(icon, str) and icon not in stock.icons:
            yield document.problem(
                (*path, "icon"),
                "E308",
                f"Ein Bildzeichen „{icon}“ gibt es nicht.",
                near(icon, stock.icons) or "Sie stehen in content/icons/.",
            )
        services = getattr(model, "services", ())
        for position, service in enumerate(services if isinstance(services, tuple) else ()):
            if service not in stock.services:
                yield document.problem(
                    (*path, "services", position),
                    "E309",
                    f"Den Dienst „{service}“ gibt es nicht.",
                    near(service, stock.services) or "Sie stehen in content/services.yaml.",
                )
        picture = getattr(model, "picture", None)
        if isinstance(picture, str) and stock.pictures and (fault := pictures.fault(stock.pictures, picture)):
            yield document.problem((*path, "picture"), "E310", fault)
