"""What happens in a play: answers, "don't know", on, back, an early end, the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.content.answers import options_of
from kiosk.content.model import Step
from kiosk.core.frame import Action
from kiosk.core.scene import Outcome, Pop, Restart, Stay
from kiosk.ui.charts import square_list
from kiosk.ui.scene import Act
from kiosk.ui.theme import Theme
from kiosk.visit.world import WINDOWS
from scenes.play import group
from scenes.play.journey import (
    RESULT,
    Journey,
    Run,
    answered,
    applied,
    journey_of,
    option_of,
    rests,
    truth_known,
)
from scenes.play.live import slices, unknowns
from telemetry.events import (
    Answered,
    Event,
    Guessed,
    LightLit,
    Resulted,
    ScreenEntered,
    TaskEnded,
    TaskStep,
    WentBack,
)

Sounds = tuple[str, ...]
GAVE_UP, REACHED = 0, 1


def play(journey: Journey, act: Act, theme: Theme) -> Outcome:
    """The outcome of one action on a run."""
    handlers: dict[str, Callable[[Journey, float, Theme], Outcome]] = {
        "next": _next, "back": _back, "finish": _finish, "unknown": _unknown, "count": _counted,
    }  # fmt: skip
    handler = handlers.get(act.action.name)
    if handler is not None:
        return handler(journey, act.now, theme)
    if group.counts(journey) and (run := group.voted(journey, act.action)) is not None:
        return group.silent(run) if run != journey.run else Outcome(journey.run)
    if act.action.name == "again":
        return Outcome(journey.run, Pop(), sounds=("choose",))
    if act.action.name == "leave":
        return Outcome(journey.run, Restart(1), sounds=("back",))
    return _answer(journey, act.action, act.now, theme)


def _count(journey: Journey, theme: Theme) -> int:
    return len(square_list(slices(journey, theme)))


def _answer(journey: Journey, action: Action, now: float, theme: Theme) -> Outcome:
    run = journey.run
    before = journey.state
    after, events = journey.kind.rules.act(journey.step, before, action, journey.turn)
    again = run.here in run.unknown and action.name in ("choose", "set", "less", "more")
    if after == before and not again:
        return Outcome(run, sounds=("choose",) if run.counted else ())
    changed = replace(
        run,
        states={**run.states, run.here: after},
        unknown=tuple(id for id in run.unknown if id != run.here),
        changed=now,
        squares=_count(journey, theme),
    )
    own = getattr(journey.kind.rules, "heard", None)
    if own is not None:
        return Outcome(changed, events=events, sounds=own(journey.step, before, after, journey.turn))
    return Outcome(changed, events=events, sounds=_heard(journey, changed, theme))


def _heard(journey: Journey, run: Run, theme: Theme) -> Sounds:
    """A note that rises with the height of the tower, where squares came or went."""
    count = _count(replace_run(journey, run), theme)
    if count == run.squares:
        return ("choose",)
    return ("choose", f"square:{min(count // 10, 12)}")


def _counted(journey: Journey, now: float, theme: Theme) -> Outcome:
    """The votes are counted: the winner is the answer, a tie asks for another vote."""
    run, action = group.counted(journey)
    if action is None:
        return Outcome(run, sounds=("back",) if run.tied else ())
    return _answer(replace_run(journey, run), action, now, theme)


def _unknown(journey: Journey, now: float, theme: Theme) -> Outcome:
    run, step = journey.run, journey.step
    if step.unknown is None or run.here in run.unknown:
        return Outcome(run)
    changed = replace(run, unknown=(*run.unknown, run.here), changed=now, squares=_count(journey, theme))
    event = Answered(journey.turn.path(step), -1, step.collect)
    return Outcome(changed, events=(event,), sounds=_heard(journey, changed, theme))


def _enter(journey: Journey, target: str, now: float, via: int) -> tuple[Run, ScreenEntered]:
    run = journey.run
    trail, past = (*run.trail, target), (*run.past, run.vars)
    entered = replace(
        group.cleared(run), trail=trail, past=past, vars=applied(journey), entered=now, changed=-1e9
    )
    return entered, ScreenEntered(f"{run.scenario}/{target}", via)


def _next(journey: Journey, now: float, theme: Theme) -> Outcome:
    if not journey.ready:
        return Outcome(journey.run)
    if journey.run.here == RESULT or journey.step.kind == RESULT:
        return Outcome(journey.run, Pop(), sounds=("choose",))
    journey, met = _guess(journey)
    events: list[Event] = [
        *_settled(journey),
        TaskStep(journey.turn.path(journey.step), len(journey.run.trail) - 1),
        *met,
    ]
    following = replace_run(journey, replace(journey.run, vars=applied(journey))).following()
    if following is None:
        return Outcome(journey.run, Pop(), tuple(events), ("choose",))
    entered, screen = _enter(journey, following.id, now, 0)
    return _arrive(replace_run(journey, entered), (*events, screen), ("choose",))


def _finish(journey: Journey, now: float, theme: Theme) -> Outcome:
    """An early end: open questions stand on their averages, the reveal comes next."""
    target = journey.after_questions()
    if target is None or not can_finish(journey):
        return Outcome(journey.run)
    journey, met = _guess(journey)
    entered, screen = _enter(journey, target.id, now, 0)
    events = (*_settled(journey), *met, screen)
    return _arrive(replace_run(journey, replace(entered, finished=True)), events, ("choose",))


def _settled(journey: Journey) -> tuple[Event, ...]:
    """What leaving the present step records, if it was changed since it came up."""
    run = journey.run
    if run.changed < run.entered or run.here in run.unknown:
        return ()
    return journey.kind.rules.settled(journey.step, journey.state, journey.turn)


def can_finish(journey: Journey) -> bool:
    """Whether an early end is offered: on a question, once anything was answered."""
    on_question = journey.step in journey.questions()
    return on_question and bool(journey.run.states or journey.run.unknown)


def _back(journey: Journey, now: float, theme: Theme) -> Outcome:
    run = journey.run
    if len(run.trail) <= 1:
        return Outcome(
            run, Pop(), (*_settled(journey), WentBack(), TaskEnded(run.scenario, GAVE_UP)), ("back",)
        )
    journey, met = _guess(journey, made=False)
    run, trail = journey.run, run.trail[:-1]
    step = journey.scenario.step(trail[-1])
    still = run.finished and step not in journey.questions()
    before = replace(
        group.cleared(run),
        trail=trail,
        past=run.past[:-1],
        vars=run.past[-1],
        entered=now,
        changed=-1e9,
        finished=still,
    )
    screen = ScreenEntered(f"{run.scenario}/{trail[-1]}", 1)
    return Outcome(before, Stay(), (*_settled(journey), *met, WentBack(), screen), ("back",))


def replace_run(journey: Journey, run: Run) -> Journey:
    """The journey of another run of the same scenario."""
    return journey_of(journey.content, journey.kinds, run)


def _arrive(journey: Journey, events: tuple[Event, ...], sounds: Sounds) -> Outcome:
    """What reaching a step does by itself: past the questions all parts show; a result lights up."""
    run = journey.run
    past = journey.step not in journey.questions() and not _questions_ahead(journey)
    run = replace(run, finished=run.finished or past)
    if journey.step.kind != RESULT:
        return Outcome(run, events=events, sounds=sounds)
    lit = RESULT in run.states
    state = journey.state
    run = replace(run, states={**run.states, run.here: state})
    if lit:
        return Outcome(run, events=events, sounds=sounds)
    return Outcome(run, events=(*events, *_result_events(journey, state)), sounds=("light",))


def _questions_ahead(journey: Journey) -> bool:
    steps = journey.scenario.steps
    here = steps.index(journey.step)
    return any(s in journey.questions() for s in steps[here:])


def _result_events(journey: Journey, state: object) -> tuple[Event, ...]:
    step = journey.step
    formula = getattr(step, "number", None)
    value = float(formula.evaluate(journey.turn.scope)) if formula is not None else 0.0
    id = journey.run.scenario
    events: list[Event] = [Resulted(id, float(f"{value:.3g}"), unknowns(journey)), TaskEnded(id, REACHED)]
    block, window = getattr(state, "block", -1), getattr(state, "window", -1)
    if block >= 0:
        colour = str(getattr(step, "light", journey.scenario.colour))
        places = ((block, window), *(divmod(place, WINDOWS) for place in getattr(state, "more", ())))
        events.extend(LightLit(colour, *place) for place in places)
    return tuple(events)


def _guess(journey: Journey, made: bool = True) -> tuple[Journey, tuple[Guessed, ...]]:
    """The guesses that meet their truth when the present step is left, and the journey that remembers it.

    That is one `made` here, and one made before about what was played here. Each meets it once in a run:
    what is guessed after the truth was seen is no guess.
    """
    steps = [s for s in journey.scenario.steps if s.guess is not None and s.id not in journey.run.guessed]
    said = answered(journey.kinds, journey.step, journey.run) or journey.run.here in journey.run.unknown
    here = [s for s in steps if (made and s is journey.step) or (said and rests(journey, s))]
    met = {s.id: event for s in here if _told(journey, s) and (event := _guessed(journey, s)) is not None}
    return replace_run(journey, replace(journey.run, guessed=(*journey.run.guessed, *met))), (*met.values(),)


def _told(journey: Journey, step: Step) -> bool:
    return answered(journey.kinds, step, journey.run) and truth_known(journey, step)


def _guessed(journey: Journey, step: Step) -> Guessed | None:
    """A guess beside its truth, as numbers or positions of options; None where they cannot be compared."""
    scope, path = journey.turn.scope, journey.turn.path(step)
    said, true = scope[step.id], scope[f"{step.id}.truth"]
    if option_of(step, journey.run) is not None:
        order = [str(id) for id in options_of(step)]
        place = _position(order, true)
        return Guessed(path, _position(order, said), place) if place >= 0 else None
    if isinstance(said, str | tuple) or isinstance(true, str | tuple):
        return None
    return Guessed(path, float(said), float(true))


def _position(order: list[str], value: object) -> float:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return float(order.index(text)) if text in order else -1.0
