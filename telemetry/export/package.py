"""The package as a folder: all of it, or nothing; the same data give the same bytes."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from telemetry.export import pages
from telemetry.export.dcat import Catalogued, turtle
from telemetry.export.resource import Field, Resource
from telemetry.export.write import File, Format, write
from telemetry.metrics.metric import Language, Text

Level = Literal["public", "internal"]
DESCRIPTOR = "datapackage.json"
OURS = "dig-itma2"
"""The property of a descriptor by which a folder is known to be ours."""


class PackageError(Exception):
    """The folder cannot be written: which, why, what to do."""


@dataclass(frozen=True, slots=True)
class About:
    """What the package says of itself. name: id in the web. until: the last month in it (yyyymm), or 0."""

    level: Level
    language: Language
    catalogued: Catalogued
    name: str = OURS
    until: int = 0


def save(
    out: Path, about: About, content: Sequence[tuple[sqlite3.Connection, Resource]], formats: Sequence[Format]
) -> list[File]:
    """Write the package to `out`. PackageError if another folder is there, or the disk does not take it."""
    check(out)
    with _beside(out) as folder:
        files = {resource.name: write(db, resource, folder, formats) for db, resource in content}
        resources = [resource for _, resource in content]
        everything = [file for some in files.values() for file in some]
        descriptor = json.dumps(_descriptor(about, resources, files), indent=1, ensure_ascii=False)
        texts = {
            DESCRIPTOR: descriptor + "\n",
            "README.md": pages.readme(about.catalogued, about.level, resources),
            "dictionary.de.md": pages.dictionary(resources, "de"),
            "dictionary.en.md": pages.dictionary(resources, "en"),
        }
        if about.level == "public":
            texts["LICENCE.txt"] = pages.licence(about.catalogued)
            texts["dcat.ttl"] = turtle(about.catalogued, everything)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return everything


def check(out: Path) -> None:
    """PackageError when `out` is something that must not be replaced."""
    if not out.exists():
        return
    if not out.is_dir():
        raise PackageError(f"{out}: is a file; name a folder")
    if any(out.iterdir()) and _ours(out) is None:
        raise PackageError(
            f"{out}: holds something else than an export and is left as it is; name another folder"
        )


def earlier(out: Path) -> tuple[int, dict[str, list[dict[str, str]]]]:
    """What was published in this folder before: up to which month, and the rows of each table."""
    found = _ours(out) if out.is_dir() else None
    if found is None or found[OURS]["level"] != "public":
        return 0, {}
    tables = {}
    for resource in found["resources"]:
        with (out / resource["path"]).open(encoding="utf-8", newline="") as file:
            tables[resource["name"]] = list(csv.DictReader(file))
    return found[OURS]["until"], tables


def _ours(out: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((out / DESCRIPTOR).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and OURS in found else None


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder that takes the place of `out` when all went well, and is gone when it did not."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise PackageError(f"{out}: cannot be written ({error.strerror}); name another folder") from error
    try:
        new, old = folder / "new", folder / "old"
        new.mkdir()
        yield new
        if out.exists():
            out.rename(old)
        new.rename(out)
    except OSError as error:
        raise PackageError(f"{out}: cannot be written ({error.strerror}); is the disk full?") from error
    finally:
        if (folder / "old").exists() and not out.exists():
            (folder / "old").rename(out)
        shutil.rmtree(folder, ignore_errors=True)


def _descriptor(about: About, resources: Iterable[Resource], files: dict[str, list[File]]) -> dict[str, Any]:
    said = about.catalogued
    found: dict[str, Any] = {
        "profile": "tabular-data-package" if about.level == "public" else "data-package",
        "name": about.name,
        "title": said.title.in_(about.language),
        "description": said.description.in_(about.language),
        OURS: {"level": about.level, "until": about.until},
    }
    if about.level == "public":
        found["licenses"] = [
            {"name": "dl-de-by-2.0", "path": "https://www.govdata.de/dl-de/by-2-0",
             "title": "Datenlizenz Deutschland – Namensnennung – Version 2.0"}
        ]  # fmt: skip
        found["contributors"] = [{"title": said.publisher, "role": "publisher"}]
    found["resources"] = [_resource(one, files[one.name], about.language) for one in resources]
    return found


def _resource(resource: Resource, files: list[File], language: Language) -> dict[str, Any]:
    """The first format is the resource, the others stand beside it."""
    schema: dict[str, Any] = {
        "fields": [_field(field, language) for field in resource.fields],
        "missingValues": [""],
    }
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    if resource.foreign:
        schema["foreignKeys"] = [
            {"fields": list(one.fields), "reference": {"resource": one.resource, "fields": list(one.there)}}
            for one in resource.foreign
        ]
    first, *others = files
    tabular = first.format != "parquet"
    found = {
        "name": resource.name,
        "title": resource.title.in_(language),
        "description": resource.text.in_(language),
        **({"profile": "tabular-data-resource"} if tabular else {}),
        **_file(first),
        "encoding": "utf-8",
        "schema": schema,
    }
    return found | ({"alternates": [_file(file) for file in others]} if others else {})


def _file(file: File) -> dict[str, Any]:
    return {
        "path": file.path, "format": file.format, "mediatype": file.media_type, "bytes": file.bytes,
        "hash": f"sha256:{file.hash}",
    }  # fmt: skip


def _field(field: Field, language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": field.name,
        "type": field.kind,
        "description": field.text.in_(language),
    }
    limits = {"required": field.required or None, "minimum": field.low, "maximum": field.high}
    constraints = {name: value for name, value in limits.items() if value is not None}
    return found | ({"constraints": constraints} if constraints else {})


def described(title: Text, level: Level) -> Text:
    """What the package is, in two sentences."""
    if level == "public":
        return Text(
            f"Wie {title.de} genutzt wurde: Kennzahlen je Quartal, Nutzungen je Tag und als Zeilen."
            " Kleine Zahlen sind verborgen; es gibt keine Personen in diesen Daten.",
            f"How {title.en} was used: metrics per quarter, visits per day, visits as coarse rows."
            " Small numbers are hidden; there are no persons in these data.",
        )
    return Text(
        f"Alles, was {title.de} gezählt hat, für die eigene Auswertung. Nicht weitergeben.",
        f"Everything {title.en} counted, for one's own analysis. Not to be passed on.",
    )
