"""Services that are over are shown nowhere, from the day after their last one."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.content.offers import daily, offered
from tests.content.house import TODAY, House

LAST = date(2026, 12, 1)


def test_a_service_shows_on_its_last_day_and_not_on_the_next(house: House) -> None:
    house.change("checked: 2026-11-01", f"checked: 2026-11-01, expires: {LAST}", "services.yaml")
    content = house.load().german

    assert {"gartenamt"} == set(offered(content, LAST).services)
    assert set() == set(offered(content, LAST + timedelta(1)).services)


def test_a_service_that_is_switched_off_does_not_show(house: House) -> None:
    house.change("checked: 2026-11-01", "checked: 2026-11-01, active: false", "services.yaml")

    assert {} == offered(house.load().german, TODAY).services


def test_a_terminal_that_runs_for_weeks_notices_the_day(house: House) -> None:
    house.change("checked: 2026-11-01", f"checked: 2026-11-01, expires: {LAST}", "services.yaml")
    days = [LAST]
    content = daily(house.load().content, lambda: days[-1])

    before = content("de")
    assert before is content("de"), "nothing is made anew while the day lasts"
    days.append(LAST + timedelta(1))

    assert ({"gartenamt"}, set()) == (set(before.services), set(content("de").services))
