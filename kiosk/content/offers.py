"""Which services visitors are sent to: the one place where those that are over are left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kiosk.content.whole import Content


def offered(content: Content, today: date) -> Content:
    """The content with the services that are offered on that day, and no other."""
    services = {id: service for id, service in content.services.items() if service.offered(today)}
    return content if services == content.services else content.model_copy(update={"services": services})


def daily(content: Callable[[str], Content], today: Callable[[], date]) -> Callable[[str], Content]:
    """The content by language as it is on the present day: the same object until midnight."""
    kept: dict[str, tuple[date, Content]] = {}

    def present(language: str) -> Content:
        day = today()
        if language not in kept or kept[language][0] != day:
            kept[language] = day, offered(content(language), day)
        return kept[language][1]

    return present
