"""The metrics: each one named definition with its text, its SQL and its table."""

from __future__ import annotations

from telemetry.metrics.learning import LEARNING_METRICS
from telemetry.metrics.metric import Metric
from telemetry.metrics.operation import OPERATION_METRICS
from telemetry.metrics.people import PEOPLE_METRICS
from telemetry.metrics.scenarios import SCENARIO_METRICS
from telemetry.metrics.screens import SCREEN_METRICS
from telemetry.metrics.stay import STAY_METRICS
from telemetry.metrics.survey import SURVEY_METRICS
from telemetry.metrics.versions import VERSION_METRICS
from telemetry.metrics.visits import VISIT_METRICS

METRICS: tuple[Metric, ...] = (
    *VISIT_METRICS,
    *STAY_METRICS,
    *SCENARIO_METRICS,
    *SCREEN_METRICS,
    *PEOPLE_METRICS,
    *LEARNING_METRICS,
    *SURVEY_METRICS,
    *VERSION_METRICS,
    *OPERATION_METRICS,
)
"""All of them, in the order to be read."""


def metric(id: str) -> Metric:
    """The metric of this id; KeyError when there is none."""
    return {one.id: one for one in METRICS}[id]
