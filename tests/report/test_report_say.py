"""Numbers as people write them."""

from __future__ import annotations

import pytest

from telemetry.metrics.metric import Estimate
from telemetry.report.charts.base import nice
from telemetry.report.say import NBSP, Say

DE, EN = Say("de"), Say("en")


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("estimate", "german", "english"),
    [
        (Estimate(0.7, 0.68, 0.72, 900), "70 % (68–72 %)", "70% (68–72%)"),
        (Estimate(0.7, 0.48, 0.86, 20), "70 % (48–86 %) °", "70% (48–86%) °"),
        (Estimate(48.2, 41.0, 52.6, 90, "s"), "48 s (41–53 s)", "48 s (41–53 s)"),
        (Estimate(140.0, 115.0, 200.0, 90, "s"), "2,3 min (1,9–3,3 min)", "2.3 min (1.9–3.3 min)"),
        (Estimate(-0.25, -0.5, 0.004, 90, "score"), "−0,25 (−0,50 bis 0,00)", "−0.25 (−0.50 to 0.00)"),
        (Estimate(0.0004, None, None, 9000), "0,0 %", "0.0%"),
        (Estimate(None, None, None, 3), "·", "·"),
    ],
)
def test_an_estimate_is_written_with_its_interval(estimate: Estimate, german: str, english: str) -> None:
    assert german == plain(DE.estimate(estimate))
    assert english == plain(EN.estimate(estimate))


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.7, "sieben von zehn"), (0.1, "eine von zehn"), (0.03, "drei von hundert"), (0.98, "98 von hundert")],
)
def test_shares_are_said_as_counts(share: float, said: str) -> None:
    assert said == DE.of_ten(share)[0]


def test_days_and_thousands() -> None:
    assert "3. Mai 2027" == plain(DE.day(20270503)) and "3 May 2027" == plain(EN.day(20270503))
    assert "12.345" == DE.count(12345) and "12,345" == EN.count(12345)
    assert "−0,3" == DE.decimal(-0.26) and "0,0" == DE.decimal(-0.01)


@pytest.mark.parametrize("most", [0.03, 0.7, 1, 9, 23, 99, 1234, 1e6])
def test_a_square_is_a_round_number_that_holds_all(most: float) -> None:
    worth = nice(most, 30)

    assert most / 30 * 0.99 <= worth <= most / 30 * 2.51
    assert f"{worth:e}"[:3] in ("1.0", "2.0", "2.5", "5.0")
