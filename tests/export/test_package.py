"""The package: valid for readers that are not ours, whole or not at all, the same bytes for the same data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from frictionless import Package
from rdflib.namespace import DCAT, DCTERMS, RDF

from kiosk.cli import main
from telemetry.export.dcat import LICENCE
from telemetry.export.dictionary import TABLES
from telemetry.fleet.tables import shapes
from telemetry.fleet.warehouse import Warehouse

PUBLIC = ("--publisher", "Stadt „Quadrat“", "--contact", "daten@example.org", "--today", "2027-08-01")


def export(stores: Path, out: Path, *options: str) -> int:
    return main(["export", str(stores), "--out", str(out), *options])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def public(stores: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "data"
    assert 0 == export(stores, out, *PUBLIC, "--format", "csv,json,parquet")
    return out


@pytest.mark.filterwarnings("ignore")
def test_the_public_package_is_valid_for_frictionless_and_every_column_is_explained(public: Path) -> None:
    package = Package(str(public / "datapackage.json"))

    report = package.validate()

    assert report.valid, report.flatten(["title", "message"])
    assert {"visits", "days", "metrics", "languages", "heat_map"} <= set(package.resource_names)
    for resource in package.resources:
        assert resource.description and all(field.description for field in resource.schema.fields)
        for other in resource.custom["alternates"]:
            assert (public / other["path"]).stat().st_size == other["bytes"]


@pytest.mark.filterwarnings("ignore")
def test_the_internal_package_is_valid_with_its_foreign_keys(stores: Path, tmp_path: Path) -> None:
    assert 0 == export(stores, tmp_path / "inner", "--level", "internal", "--paths", "--language", "en")

    package = Package(str(tmp_path / "inner" / "datapackage.json"))

    assert package.validate().valid
    assert {"visits"} == {
        key["reference"]["resource"] for key in package.get_resource("paths").schema.foreign_keys
    }
    assert not (tmp_path / "inner" / "LICENCE.txt").exists()


def test_no_id_of_a_visit_no_version_and_no_step_is_published(public: Path) -> None:
    descriptor = json.loads((public / "datapackage.json").read_text("utf-8"))
    names = {
        one["name"]: [field["name"] for field in one["schema"]["fields"]] for one in descriptor["resources"]
    }

    assert not {"visit", "book"} & {name for fields in names.values() for name in fields}
    assert "paths" not in names
    assert not {"version", "quality", "stations", "last_screen"} & set(names["visits"])


def test_the_metadata_have_what_dcat_ap_de_demands(public: Path) -> None:
    graph = rdflib.Graph().parse(public / "dcat.ttl", format="turtle")
    de = rdflib.Namespace("http://dcat-ap.de/def/dcatde/")

    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    for needed in (
        DCTERMS.title, DCTERMS.description, DCTERMS.publisher, de.contributorID, DCAT.theme, DCTERMS.temporal,
        DCAT.contactPoint, DCTERMS.identifier, DCAT.keyword,
    ):  # fmt: skip
        assert graph.value(dataset, needed) is not None or list(graph.objects(dataset, needed)), needed
    assert {"de", "en"} == {title.language for title in graph.objects(dataset, DCTERMS.title)}
    period = graph.value(dataset, DCTERMS.temporal)
    assert "2027-01-04" == str(graph.value(period, DCAT.startDate))
    distributions = list(graph.objects(dataset, DCAT.distribution))
    files = [file for file in contents(public) if file.startswith("data/")]
    assert len(files) == len(distributions) > 90
    for one in distributions:
        assert rdflib.URIRef(LICENCE) == graph.value(one, DCTERMS.license)
        for needed in (DCAT.accessURL, DCTERMS["format"], DCAT.mediaType, de.licenseAttributionByText):
            assert graph.value(one, needed) is not None, needed


def test_the_same_data_give_the_same_bytes(stores: Path, public: Path, tmp_path: Path) -> None:
    export(stores, tmp_path / "again", *PUBLIC, "--format", "csv,json,parquet")

    assert contents(public) == contents(tmp_path / "again")


def test_a_folder_with_something_else_is_left_alone(
    stores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    assert 1 == export(stores, tmp_path, *PUBLIC)

    assert "left as it is" in capsys.readouterr().err
    assert {"thesis.txt": b"years of work"} == contents(tmp_path)


def test_a_write_that_fails_leaves_what_was_there_and_nothing_half(
    stores: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    export(stores, tmp_path / "data", "--level", "internal")
    before = contents(tmp_path)

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("telemetry.export.pages.readme", full)
    assert 1 == export(stores, tmp_path / "data", "--level", "internal", "--language", "en")

    assert "No space left on device" in capsys.readouterr().err
    assert before == contents(tmp_path)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--publisher and --contact"),
        ((*PUBLIC, "--paths"), "never published"),
        ((*PUBLIC, "--format", "xlsx"), "xlsx"),
    ],
)
def test_what_cannot_be_asked_for_is_said_in_one_line(
    stores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    assert 0 != export(stores, tmp_path / "data", *options)

    assert said in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_every_table_and_column_of_a_merged_file_is_in_the_dictionary(house: Warehouse) -> None:
    there = {shape.name: set(shape.names) for shape in shapes(house.db)}

    assert there == {name: set(TABLES[name].columns) for name in there}
