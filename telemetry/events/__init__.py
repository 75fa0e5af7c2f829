"""Every fact the exhibition may record. The docstrings are the data dictionary.

An event holds numbers, booleans and ids from the content, never free text, never a clock
time, never anything about a person. The store adds the milliseconds since the first touch.
"""

from __future__ import annotations

from telemetry.events.games import (
    CardLaid,
    DayPlanned,
    DayRun,
    LampsLit,
    LegTaken,
    LegTakenBack,
    RaceRun,
    Sorted,
    SwapTaken,
    TileLaid,
)
from telemetry.events.house import (
    AccessUsed,
    Answered,
    DeadTap,
    Failed,
    GroupPlayed,
    Guessed,
    HelpAsked,
    IdleContinued,
    IdleWarned,
    LanguageChosen,
    LightLit,
    Pledged,
    Resulted,
    ScreenEntered,
    Slow,
    Storm,
    SurveyAnswered,
    SurveyEnded,
    SurveyShown,
    Tapped,
    TaskEnded,
    TaskStarted,
    TaskStep,
    VisitEnded,
    VisitStarted,
    WentBack,
)

Event = (
    VisitStarted | ScreenEntered | Tapped | DeadTap | TaskStarted | GroupPlayed | TaskStep | TaskEnded
    | Answered | Guessed | Pledged | DayRun | LampsLit | LegTaken | LegTakenBack | SwapTaken | DayPlanned
    | Sorted | CardLaid | RaceRun | TileLaid
    | Resulted | LightLit | LanguageChosen | AccessUsed | HelpAsked | WentBack
    | SurveyShown | SurveyAnswered | SurveyEnded
    | IdleWarned | IdleContinued | Failed | Slow | Storm | VisitEnded
)  # fmt: skip
EVENTS: tuple[type[Event], ...] = (
    VisitStarted, ScreenEntered, Tapped, DeadTap, TaskStarted, GroupPlayed, TaskStep, TaskEnded,
    Answered, Guessed, Pledged, DayRun, LampsLit, LegTaken, LegTakenBack, SwapTaken, DayPlanned,
    Sorted, CardLaid, RaceRun, TileLaid,
    Resulted, LightLit, LanguageChosen, AccessUsed, HelpAsked, WentBack,
    SurveyShown, SurveyAnswered, SurveyEnded,
    IdleWarned, IdleContinued, Failed, Slow, Storm, VisitEnded,
)  # fmt: skip

__all__ = [
    "EVENTS",
    "AccessUsed",
    "Answered",
    "CardLaid",
    "DayPlanned",
    "DayRun",
    "DeadTap",
    "Event",
    "Failed",
    "GroupPlayed",
    "Guessed",
    "HelpAsked",
    "IdleContinued",
    "IdleWarned",
    "LampsLit",
    "LanguageChosen",
    "LegTaken",
    "LegTakenBack",
    "LightLit",
    "Pledged",
    "RaceRun",
    "Resulted",
    "ScreenEntered",
    "Slow",
    "Sorted",
    "Storm",
    "SurveyAnswered",
    "SurveyEnded",
    "SurveyShown",
    "SwapTaken",
    "Tapped",
    "TaskEnded",
    "TaskStarted",
    "TaskStep",
    "TileLaid",
    "VisitEnded",
    "VisitStarted",
    "WentBack",
]
