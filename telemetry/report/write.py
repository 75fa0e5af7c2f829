"""From stores to the report's file: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from telemetry.fleet.warehouse import warehouse
from telemetry.metrics import METRICS
from telemetry.metrics.compute import compute
from telemetry.metrics.metric import Language, Table, Text
from telemetry.report.about import About, Source
from telemetry.report.figure import View
from telemetry.report.hide import protected
from telemetry.report.look import Look
from telemetry.report.page import Report, page
from telemetry.report.say import Say


def gather(paths: Iterable[Path], titles: dict[str, Text], about: About) -> tuple[About, dict[str, Table]]:
    """What stands in the stores behind `paths`. about: what is known beforehand.

    WarehouseError when nothing can be read; what is left out stands in `refused`.
    """
    with warehouse(paths, exhibition=about.exhibition or None) as merged:
        tables = protected(compute(merged.query, titles))
        sources = tuple(
            Source(one.path, one.terminal, one.first_day, one.last_day, one.visits, one.note)
            for one in merged.sources
        )
        known = About(
            sources,
            tuple(str(error) for error in merged.refused),
            tuple(merged.notes),
            merged.exhibition,
            about.title,
            about.version,
            about.made,
        )
    return known, tables


def written(
    about: About, tables: dict[str, Table], titles: dict[str, Text], look: Look, language: Language
) -> str:
    """The report as text."""
    return page(Report(METRICS, tables, about, View(Say(language), look, titles)))


def put(text: str, out: Path) -> None:
    """Write the file; at any moment it is the old one or the whole new one. OSError if that cannot be."""
    handle, partial = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(partial, 0o644)
        os.replace(partial, out)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
