"""What content may say, as checked frozen values.

The pydantic models here are the grammar of the YAML files; kinds add their own steps in
`scenes/kinds/<kind>/schema.py` by deriving from `Step`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kiosk.content.formula import Formula, Value
from kiosk.content.template import Template
from kiosk.content.walk import Path

if TYPE_CHECKING:
    from kiosk.content.structure import Stock


def _day(data: Any) -> Any:
    """Pydantic would take 20261120 for seconds since 1970; as text it refuses it."""
    return str(data) if isinstance(data, (int, float)) else data


ID_PATTERN = r"^[a-z0-9_]{1,40}$"
Id = Annotated[str, Field(pattern=ID_PATTERN)]
Picture = Annotated[
    str, Field(pattern=r"^[a-z0-9_-]+(/[a-z0-9_-]+)*\.(png|jpg|jpeg)$", max_length=120)
]  # a file below content/pictures: no absolute path, no `..`
Text = Annotated[Template, BeforeValidator(Template.parse)]
Expr = Annotated[Formula, BeforeValidator(Formula.parse)]
Day = Annotated[date, BeforeValidator(_day)]  # written 2026-11-20, never a number
Domain = Literal["klima", "energie", "mobil", "amt", "antrag", "digital", "stadt", "wir"]
COLOURS: tuple[Domain, ...] = get_args(Domain)
Ground = Literal["day", "night"]


class Strict(BaseModel):
    """Frozen, and a key that is not known is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, allow_inf_nan=False)


HOURS = 24


def _hourly(value: Any) -> Any:
    if isinstance(value, (list, tuple)) and len(value) != HOURS:
        raise ValueError(f"Eine Kurve hat {HOURS} Werte, für jede Stunde einen; hier sind es {len(value)}.")
    return tuple(value) if isinstance(value, list) else value


class Figure(Strict):
    """A real-world number, or a curve with one for each hour: never without unit, source and year.

    text: what it is, in a few words, for the page "where do the numbers come from".
    mark: how sure we are. seen = read at the source, secondary = read in a text that quotes it,
    recalled = from memory, computed = from values named in the note, model = set for the game.
    """

    value: Annotated[float | tuple[float, ...], BeforeValidator(_hourly)]
    unit: str
    text: Text | None = None
    source: str
    year: int = Field(ge=1990, le=2100)
    checked: Day
    expires: Day | None = None
    mark: Literal["seen", "secondary", "recalled", "computed", "model"]
    note: str = ""
    url: str = ""


class Properties(Strict):
    """Named numbers beside the known keys: `{text: Gas, kg: gas}` has the property kg."""

    properties: dict[Id, Expr] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        """Every key that is not a field becomes a property; the check reports those nobody uses."""
        data = cls._long(data)
        if not isinstance(data, Mapping):
            return data
        known = {name for key, info in cls.model_fields.items() for name in (key, info.alias) if name}
        extra = {key: value for key, value in data.items() if key not in known}
        named = data.get("properties", {})
        if not extra or not isinstance(named, Mapping):
            return data
        fixed = {key: value for key, value in data.items() if key in known}
        return {**fixed, "properties": {**named, **extra}}

    @classmethod
    def _long(cls, data: Any) -> Any:
        """`data` with its short spelling written out."""
        return data


class Option(Properties):
    """One answer of a choice or pick. Keys beyond these are numbers formulas may use.

    note: a second, smaller line. plate: a short number shown on an enamel plate.
    saves: kilograms a year this lever saves. handprint: it moves others, and has no kilograms.
    """

    text: Text
    note: Text | None = None
    plate: str = ""
    icon: Id | None = None
    colour: Domain | None = None
    when: Expr | None = None
    set: dict[Id, Expr] = {}
    next: Id | None = None
    say: Text | None = None
    saves: Expr | None = None
    handprint: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        """`ja: Ja` is short for `ja: {text: Ja}`."""
        return {"text": data} if isinstance(data, str) else data

    def gives(self) -> Mapping[str, Formula]:
        """What formulas may ask of this option beside its properties."""
        return {"saves": self.saves} if self.saves is not None else {}


class Unknown(Properties):
    """What "don't know" stands for: a value and properties, and how the average is named."""

    value: Expr | None = Field(None, alias="is")
    text: Text | None = None

    @classmethod
    def _long(cls, data: Any) -> Any:
        """`unknown: 25` is short for `unknown: {is: 25}`."""
        return data if isinstance(data, (Mapping, cls)) else {"is": data}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a step. tail: where, below the step. key: the name there, not its value."""

    tail: Path
    code: str
    message: str
    remedy: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """What most visits may turn out to have said at a step.

    poll: where it is counted, as it stands behind 'scenario/step' (".hund"). value: the answer that counts.
    """

    poll: str
    value: float
    text: Template


class Reveal(Strict):
    """What is said when something was played; of a list the first whose `when` holds (or that has none)."""

    when: Expr | None = None
    text: Text


def _reveals(data: Any) -> Any:
    """A text alone is short for a list with one text."""
    if data is None or isinstance(data, (list, tuple)):
        return data
    return ({"text": data},) if not isinstance(data, Mapping) else (data,)


Reveals = Annotated[tuple[Reveal, ...], BeforeValidator(_reveals)]


class Step(Strict):
    """What every kind of step understands.

    ask: the question, large. more: one smaller line below it.
    when: the step is left out where this is false. set: variables changed on leaving it.
    next: where to go on, else the following step. unknown: adds "don't know".
    guess: compared with the answer before the reveal; 'biggest' asks which option's number is largest.
    say: Karo's reaction. collect: counted in an open poll. ground: else that of the scenario.
    """

    kind: str
    id: Id
    ask: Text | None = None
    more: Text | None = None
    say: Text | None = None
    when: Expr | None = None
    set: dict[Id, Expr] = {}
    next: Id | None = None
    unknown: Unknown | None = None
    guess: Literal["biggest"] | Expr | None = None
    collect: bool = False
    icon: Id | None = None
    colour: Domain | None = None
    ground: Ground | None = None

    @property
    def asks(self) -> bool:
        """Whether this step wants an answer (counts in the progress row)."""
        return False

    @property
    def by_night(self) -> bool:
        """Whether its picture can stand under the night sky."""
        return False

    @property
    def several(self) -> bool:
        """Whether the answer may be more than one option."""
        return False

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        """What a simulation gives to formulas (`own` for `sommer.own`), each with values to try them with.

        The first value is what holds before it was played, the others are extremes.
        """
        return {}

    def inner(self) -> Mapping[str, Mapping[str, Value]]:
        """Names that only formulas below one of its own keys know, each with a value to try them with.

        `{"gauges": {"heat": (1.0, 1.0)}}`: below `gauges` there is a list called `heat`.
        """
        return {}

    def words(self) -> tuple[str, ...]:
        """Words that outputs of a simulation can be, for formulas that compare with them."""
        return ()

    def traces(self) -> tuple[str, ...]:
        """What telemetry may write behind 'scenario/step' beside options, such as '/kita.bahn'."""
        return ()

    def candidates(self) -> tuple[Candidate, ...]:
        """Of what is counted here: what can be the most frequent. Nothing where nothing is counted."""
        return ()

    def guesses(self) -> tuple[str, ...]:
        """Where a number is guessed, as it stands behind 'scenario/step': '' for the step itself, '.card'."""
        return ()

    def controls(self) -> tuple[str, ...]:
        """Ids of the elements this step offers beside options."""
        return ()

    def faults(self, stock: Stock) -> Iterator[Fault]:
        """What does not fit to the rest of the content, found while loading."""
        yield from ()


class Part(Strict):
    """One part of a chart: a name that formulas know, its label, colour and pattern.

    shared: it belongs to everybody (schools, roads, hospitals) and cannot be changed alone.
    """

    text: Text
    colour: str = ""
    shared: bool = False
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return data if isinstance(data, Mapping) else {"text": data}


class Bar(Strict):
    """One row of squares on the result card: a name that formulas know, and how its number is written.

    most: the number at which all squares of the row are full. when: the row is left out where this is false.
    """

    text: Text
    most: Expr
    unit: Text | None = None
    digits: int = Field(0, ge=0, le=3)
    icon: Id | None = None
    colour: Domain | None = None
    when: Expr | None = None


class Unit(Strict):
    """What one square stands for."""

    value: float = Field(alias="is", gt=0)
    text: Text


class Outline(Strict):
    """A dashed comparison on a chart."""

    value: Expr = Field(alias="is")
    text: Text


class Live(Strict):
    """The chart beside the questions that grows with every answer.

    The number above it is the sum of the shown parts.
    It is written divided by `per`, with `digits` digits, followed by `measure`.
    """

    chart: Literal["waffle"] = "waffle"
    title: Text
    unit: Unit
    parts: dict[str, Part]
    outline: Outline | None = None
    per: float = 1.0
    digits: int = Field(1, ge=0, le=3)
    measure: Text


class SharedPicture(Strict):
    """Pictures, one after the other: who chooses `option` of the choice `of` lays a square of them."""

    of: Id
    option: Id
    pictures: tuple[Id, ...] = Field(min_length=1, max_length=24)

    def target(self, scenario: str) -> str:
        """The answer that lays a square, as it is counted."""
        return f"{scenario}/{self.of}/{self.option}"

    def picture(self, number: int) -> str:
        """The name of the picture that comes after so many."""
        return self.pictures[number % len(self.pictures)]


class Check(Strict):
    """A sum the curator wants to hold: with these answers, `expect` is true."""

    answers: Literal["unknown"] | dict[Id, str | float] = "unknown"
    expect: Expr
    name: str = ""


class Scenario(Strict):
    """One playful thing of two to four minutes: one YAML file.

    players: how many play it at once. address: how its German speaks to visitors. With 'sie' the words
    of the house do so too. ground: whether it plays by day or under the night sky.
    """

    id: Id
    title: Text
    tagline: Text
    colour: Domain
    icon: Id
    minutes: int = Field(ge=1, le=10)
    players: int = Field(1, ge=1, le=2)
    address: Literal["du", "sie"] = "du"
    start: dict[Id, Expr] = Field({}, max_length=50)
    figures: dict[Id, Figure] = Field({}, max_length=200)
    formulas: dict[Id, Expr] = Field({}, max_length=200)
    steps: tuple[Step, ...] = Field(max_length=80)
    ground: Ground = "day"
    live: Live | None = None
    mosaic: SharedPicture | None = None
    checks: tuple[Check, ...] = ()

    def step(self, id: str) -> Step:
        """The step with this id; KeyError if there is none."""
        for step in self.steps:
            if step.id == id:
                return step
        raise KeyError(id)


class Service(Strict):
    """A real service of the city, with the day somebody last tried its address.

    active: false takes it out of the exhibition. expires: the last day it is shown.
    """

    text: Text
    what: Text
    url: str = Field(pattern=r"^https://[A-Za-z0-9.-]+(/[^\s]*)?$", max_length=300)
    online: Literal["ganz", "teils", "nein"] = "ganz"
    checked: Day
    expires: Day | None = None
    active: bool = True

    def offered(self, today: date) -> bool:
        """Whether visitors may be sent there on that day."""
        return self.active and (self.expires is None or today <= self.expires)
