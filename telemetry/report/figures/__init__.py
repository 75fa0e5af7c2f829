"""The pictures: which metric is drawn how, and in which part of the report it stands."""

from __future__ import annotations

from dataclasses import dataclass

from telemetry.metrics.metric import Text
from telemetry.report.figure import Builder
from telemetry.report.figures import games, mind, opinion, people, running, screens, stay, when


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report: metrics in their order. id: its anchor."""

    id: str
    title: Text
    metrics: tuple[str, ...]


PARTS: tuple[Part, ...] = (
    Part("wann", Text("Wann kommt jemand?", "When does anyone come?"), ("visits_by_week", "visits_by_hour")),
    Part(
        "bleiben",
        Text("Wie lange bleibt man?", "How long do people stay?"),
        ("stay_curve", "dwell", "first_deed", "engagement", "end_reasons", "exits"),
    ),
    Part(
        "spiele",
        Text("Was wird gespielt?", "What is played?"),
        ("scenario_use", "funnel", "breadth", "step_funnel", "results"),
    ),
    Part(
        "bedienen",
        Text("Wie gut ist es zu bedienen?", "How easy is it to handle?"),
        ("dead_taps", "heat_map", "rage", "back_steps", "hand_overs", "idle_warnings"),
    ),
    Part(
        "alle",
        Text("Erreicht es alle?", "Does it reach everyone?"),
        ("languages", "accessibility", "group_play"),
    ),
    Part(
        "mitnehmen",
        Text("Was nehmen Menschen mit?", "What do people take along?"),
        ("guesses", "learning", "pledges", "mode_mix", "crowd_polls"),
    ),
    Part(
        "meinung",
        Text("Was sagen sie selbst?", "What do they say themselves?"),
        ("survey_uptake", "smiley", "ease", "ueq_s"),
    ),
    Part(
        "technik",
        Text("Wird es besser, und läuft es?", "Does it get better, and does it run?"),
        ("versions", "downtime", "health", "data_quality"),
    ),
)

BUILDERS: dict[str, Builder] = {
    "visits_by_week": when.weeks,
    "visits_by_hour": when.week_hours,
    "stay_curve": stay.stay_curve,
    "dwell": stay.dwell,
    "first_deed": stay.first_deed,
    "engagement": stay.engagement,
    "end_reasons": stay.end_reasons,
    "exits": stay.exits,
    "scenario_use": games.scenario_use,
    "funnel": games.funnel,
    "breadth": games.breadth,
    "step_funnel": screens.step_funnel,
    "results": games.results,
    "dead_taps": screens.dead_taps,
    "heat_map": screens.heat_map,
    "rage": screens.rage,
    "back_steps": screens.back_steps,
    "hand_overs": screens.hand_overs,
    "idle_warnings": screens.idle_warnings,
    "languages": people.languages,
    "accessibility": people.accessibility,
    "group_play": people.group_play,
    "guesses": mind.guesses,
    "learning": mind.learning,
    "pledges": mind.pledges,
    "mode_mix": mind.mode_mix,
    "crowd_polls": mind.crowd_polls,
    "survey_uptake": opinion.survey_uptake,
    "smiley": opinion.smiley,
    "ease": opinion.ease,
    "ueq_s": opinion.ueq_s,
    "versions": running.versions,
    "downtime": running.downtime,
    "health": running.health,
    "data_quality": running.data_quality,
}
