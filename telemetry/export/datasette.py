"""What Datasette is told about a merged file: every table and column, and a query for every metric.

`datasette.json` beside this file is what `text` gives; a test keeps them the same.
"""

from __future__ import annotations

import json
from typing import Any

from telemetry.export.dictionary import TABLES
from telemetry.metrics import METRICS
from telemetry.metrics.metric import Language

DATABASE = "dig-itma2"
"""The name of the file, without `.db`, that the metadata are for."""


def metadata(language: Language) -> dict[str, Any]:
    """The metadata of Datasette."""
    tables = {
        name: {
            "title": entry.title.in_(language),
            "description": entry.text.in_(language),
            "columns": {column: text.in_(language) for column, text in entry.columns.items()},
        }
        for name, entry in TABLES.items()
    }
    queries = {
        one.id: {
            "title": one.title.in_(language),
            "description": f"{one.question.in_(language)} {one.formula.in_(language)}",
            "sql": one.sql,
        }
        for one in METRICS
    }
    return {"databases": {DATABASE: {"tables": tables, "queries": queries}}}


def text(language: Language = "de") -> str:
    """The shipped file."""
    return json.dumps(metadata(language), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import sys
    from pathlib import Path

    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
