"""What a scenario shows of everybody: its shared picture, and when it may speak of the crowd."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pydantic import BaseModel

from kiosk.content.answers import TRUTH, UNKNOWN, options_of
from kiosk.content.diagnostics import Problem, near
from kiosk.content.formula import Formula
from kiosk.content.model import Bar, Part, Scenario, Step
from kiosk.content.scope import behind
from kiosk.content.survey import Survey
from kiosk.content.walk import Path
from kiosk.content.ways import onward


def pictures(survey: Survey, known: Collection[str]) -> Iterator[Problem]:
    """What a shared picture names and nobody has. known: names of pictures."""
    scenario, document = survey.scenario, survey.document
    if (shared := scenario.mosaic) is None:
        return
    for position, name in enumerate(shared.pictures):
        if name not in known:
            remedy = near(name, known) or "Bilder stehen in content/pictures/, je eines in name.txt."
            path: Path = ("mosaic", "pictures", position)
            yield document.problem(path, "E396", f"Ein Bild „{name}“ gibt es nicht.", remedy)
    choices = {step.id: step for step in scenario.steps if options_of(step) and not step.several}
    asked = choices.get(shared.of)
    if asked is None:
        said = f"„{shared.of}“ ist hier keine Frage mit Antworten."
        remedy = near(shared.of, choices) or "Nenne eine choice dieses Spiels."
        yield document.problem(("mosaic", "of"), "E395", said, remedy)
    elif not asked.collect:
        said = f"Bei „{shared.of}“ wird nichts gezählt."
        yield document.problem(("mosaic", "of"), "E395", said, "Ergänze dort collect: true.")
    elif shared.option not in options_of(asked):
        said = f"Eine Antwort „{shared.option}“ gibt es bei „{shared.of}“ nicht."
        yield document.problem(("mosaic", "option"), "E395", said, near(shared.option, options_of(asked)))


def nights(survey: Survey) -> Iterator[Problem]:
    """Steps that shall stand under the night sky and have a light of their own."""
    for position, step in enumerate(survey.scenario.steps):
        if step.ground == "night" and not step.by_night:
            said = f"Ein {step.kind} hat ein eigenes Licht."
            path: Path = ("steps", position, "ground")
            yield survey.document.problem(path, "E319", said, "Lass ground: hier weg.", key=True)


def forestalled(survey: Survey) -> Iterator[Problem]:
    """Texts that say what others answered before the visitor answered the same question."""
    scenario, models = survey.scenario, dict(survey.models)
    polls = {step.id: at for at, step in enumerate(scenario.steps) if step.collect and step.asks}
    for path, names in _shown(survey):
        for poll in sorted(polls.keys() & _told(scenario, names)):
            if _early(scenario, polls[poll], path) and not _guarded(models, path, poll):
                said = f"Das verrät, was andere bei „{poll}“ antworten, ehe man selbst geantwortet hat."
                remedy = f"Sag es nach „{poll}“ und nur bei when: not {poll}.unknown."
                yield survey.document.problem(path, "W319", said, remedy)


def _shown(survey: Survey) -> Iterator[tuple[Path, frozenset[str]]]:
    """Everything a visitor reads, with the names its numbers come from."""
    for path, text in survey.texts:
        yield path, frozenset().union(*(slot.formula.names for slot in text.slots))
    for path, model in survey.models:
        if isinstance(model, Part | Bar):
            yield path, frozenset({str(path[-1])})


def _told(scenario: Scenario, names: Iterable[str]) -> set[str]:
    """The questions whose crowd these names tell of, through any number of formulas."""
    found = {voice for name in names for voice in behind(scenario, name)}
    for step in scenario.steps:
        if isinstance(step.guess, Formula) and f"{step.id}.{TRUTH}" in found:
            found |= {voice for name in step.guess.names for voice in behind(scenario, name)}
    return {name.split(":")[1] for name in found if ":" in name}


def _early(scenario: Scenario, poll: int, path: Path) -> bool:
    """Whether a visitor can read what stands at `path` without having answered the question there."""
    at = path[1] if path[0] == "steps" else 0  # beside the questions it stands from the first one on
    if at == poll:
        return not _afterwards(scenario.steps[poll], path[2:])
    seen: set[int] = set()
    waiting = [0]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        waiting.extend(_ahead(scenario, here, poll))
    return at in seen


def _ahead(scenario: Scenario, here: int, poll: int) -> Iterator[int]:
    """Where one gets to from a step, an early end included; past the poll only without an answer."""
    if here != poll:
        yield from onward(scenario, here)
    elif scenario.steps[here].when is not None:
        yield here + 1
    asking = [at for at, step in enumerate(scenario.steps) if step.asks]
    if here in asking and (here != poll or here > asking[0]) and asking[-1] + 1 < len(scenario.steps):
        yield asking[-1] + 1


def _afterwards(step: Step, tail: Path) -> bool:
    """Whether a text of a step comes only once it was answered."""
    if tail and tail[0] == "options":
        return tail[-1] == "say"
    if tail and tail[0] == "say":
        return getattr(step, "answer", None) is not None
    return "reveal" in tail or "why" in tail


def _guarded(models: Mapping[Path, BaseModel], path: Path, poll: str) -> bool:
    """Whether it shows only once the question was answered: a `when` around it asks for that."""
    around = [getattr(models.get(path[:end]), "when", None) for end in range(2, len(path) + 1)]
    return any(f"{poll}.{UNKNOWN}" in formula.names for formula in around if formula is not None)
