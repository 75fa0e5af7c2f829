"""Datasette opens a merged file with the shipped metadata: all is explained, every query runs."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from telemetry.export import datasette as ours
from telemetry.export.dictionary import TABLES
from telemetry.metrics import METRICS
from telemetry.metrics.metric import Text

SHIPPED = Path(ours.__file__).with_name("datasette.json")


def test_the_shipped_file_is_what_the_dictionary_and_the_metrics_say() -> None:
    assert ours.text() == SHIPPED.read_text("utf-8")


@pytest.mark.filterwarnings("ignore")
def test_every_canned_query_runs_and_every_table_is_explained(merged: Path) -> None:
    from datasette.app import Datasette

    async def ask() -> dict[str, Any]:
        server = Datasette([str(merged)], metadata=json.loads(SHIPPED.read_text("utf-8")))
        await server.invoke_startup()
        answers = {}
        for one in METRICS:
            answer = await server.client.get(f"/{ours.DATABASE}/{one.id}.json")
            assert 200 == answer.status_code, (one.id, answer.text[:300])
            answers[one.id] = answer.json()
        page = (await server.client.get(f"/{ours.DATABASE}/visit_fact")).text
        for column in TABLES["visit_fact"].columns.values():
            assert _shown(column) in page, column
        return answers

    answers = asyncio.run(ask())

    assert {one.id for one in METRICS} == set(answers)
    assert sum(bool(answer["rows"]) for answer in answers.values()) > 15


def _shown(text: Text) -> str:
    return text.de.replace("&", "&amp;").replace("„", "„")
