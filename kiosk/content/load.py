"""All content of a folder, checked: what is good plays, what is not is left out and explained."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.content.catalog import SOURCE, Catalog, localised, read_catalog
from kiosk.content.diagnostics import ContentError, Problem, near
from kiosk.content.document import Document
from kiosk.content.exhibition import Exhibition
from kiosk.content.grammar import Model, validated
from kiosk.content.housetexts import house_texts
from kiosk.content.icons import read_icons
from kiosk.content.maps import Map, undrawable
from kiosk.content.model import ID_PATTERN, Figure, Scenario, Service
from kiosk.content.mosaics import read_mosaics
from kiosk.content.questionnaire import Questionnaire, read_questionnaire
from kiosk.content.scenariofile import Kinds, read_scenario
from kiosk.content.structure import Stock, structure
from kiosk.content.sums import computed
from kiosk.content.survey import Survey
from kiosk.content.textfile import read_text
from kiosk.content.together import together
from kiosk.content.ways import circles, ways
from kiosk.content.whole import Content
from kiosk.content.yamlfile import read_document

_log = logging.getLogger(__name__)

ROUNDS = 2
"""Random answers each scenario is computed with while loading; the check takes more."""

_TAKEN = frozenset({"exhibition", "figures", "services", "survey"})
_STEM = re.compile(r"[a-z0-9_]{1,40}")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


@dataclass(frozen=True)
class Library:
    """The content of one folder in all its languages.

    problems: everything found while loading; scenarios with an error are not in the content.
    documents: the files by their stem, to point into them.
    """

    folder: Path
    languages: Mapping[str, str]
    german: Content
    catalogs: Mapping[str, Catalog]
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]
    _contents: Mapping[str, Content] = field(default_factory=dict, repr=False)

    def content(self, language: str) -> Content:
        """The content in a language; German where that language, or a text in it, is missing."""
        return self._contents.get(language, self.german)


def alone(library: Library, scenario: str) -> Library:
    """The same library with one scenario in its menu; KeyError if there is none of that id."""
    if scenario not in library.german.scenarios:
        raise KeyError(scenario)

    def only(content: Content) -> Content:
        exhibition = content.exhibition.model_copy(update={"scenarios": (scenario,)})
        return content.model_copy(update={"exhibition": exhibition})

    contents = {tag: only(content) for tag, content in library._contents.items()}
    return replace(library, german=only(library.german), _contents=contents)


def load(folder: Path, kinds: Kinds) -> Library:
    """The library in `folder`. kinds: the schema of every kind of step.

    ContentError only where exhibition.yaml or figures.yaml cannot be used. Where every scenario has an
    error, the house is there without one: its night, its menu and its help still are.
    """
    reader = _Reader(folder)
    exhibition = reader.exhibition()
    figures = reader.entries("figures.yaml", Figure)
    fatal = [p for p in reader.problems if p.severity == "error"]
    if exhibition is None or fatal:
        raise ContentError(fatal)
    reader.problems += house_texts(exhibition, reader.documents["exhibition"])
    services = reader.entries("services.yaml", Service)
    icons = reader.icons()
    maps = reader.maps(frozenset(icons))
    mosaics, drawn, problems = read_mosaics(folder / "pictures")
    reader.texts |= drawn
    reader.problems += problems
    stock = Stock(
        figures, frozenset(icons), frozenset(services), folder / "pictures", maps, frozenset(mosaics)
    )
    scenarios = reader.scenarios(kinds, stock)
    shown = reader.shown(exhibition, scenarios)
    survey = _survey(reader, folder)
    reader.problems += together(exhibition, reader.documents["exhibition"], scenarios, reader.games)
    catalogs = reader.catalogs(exhibition)
    german = Content(
        language=SOURCE,
        exhibition=exhibition.model_copy(update={"scenarios": shown}),
        scenarios=scenarios, services=services, figures=figures, icons=icons, maps=maps,
        mosaics=mosaics, survey=survey, hash=reader.hash(),
    )  # fmt: skip
    contents = {tag: localised(_below(german, tag, catalogs), catalog) for tag, catalog in catalogs.items()}
    return Library(
        folder,
        exhibition.languages,
        german,
        catalogs,
        reader.documents,
        tuple(sorted(reader.problems, key=lambda p: (p.file, p.line, p.column))),
        contents,
    )


def _below(german: Content, tag: str, catalogs: Mapping[str, Catalog]) -> Content:
    """What a language rests on: `en-easy` on `en`, everything else on German."""
    base = tag.partition("-")[0]
    return localised(german, catalogs[base]) if base != tag and base in catalogs else german


def _examined(survey: Survey, stock: Stock) -> list[Problem]:
    """Everything wrong with a scenario that reads well; computed only if its names and ways are sound."""
    problems = structure(survey, stock)
    problems += circles(survey.scenario, survey.document)
    problems += ways(survey.scenario, survey.document)
    if not any(problem.severity == "error" for problem in problems):
        problems += computed(survey, stock.figures, ROUNDS, each=False)
    return problems


class _Reader:
    """Reads the files of one folder and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}
        self.texts: dict[str, str] = {}

    def hash(self) -> str:
        """Twelve hexadecimal digits that change with every file that was read."""
        whole = hashlib.sha256()
        for name in sorted(self.texts):
            whole.update(f"{name}\n{self.texts[name]}\n".encode())
        return whole.hexdigest()[:12]

    def exhibition(self) -> Exhibition | None:
        document = self._document("exhibition.yaml")
        exhibition = self._valid(Exhibition, document.data, document) if document else None
        if exhibition and document:
            for tag in exhibition.languages:
                if not _TAG.fullmatch(tag):
                    self.problems.append(
                        document.problem(
                            ("languages", tag),
                            "E204",
                            f"„{tag}“ ist kein Kürzel einer Sprache.",
                            "Etwa: en.",
                            key=True,
                        )
                    )
            if SOURCE not in exhibition.languages:
                self.problems.append(
                    document.problem(
                        ("languages",), "E204", "Deutsch (de) muss dabei sein: es ist die Quelle aller Texte."
                    )
                )
        return exhibition

    def entries(self, file: str, model: type[Model]) -> dict[str, Model]:
        """A file of named entries; an entry with an error is left out."""
        document = self._document(file)
        if document is None:
            return {}
        if not isinstance(document.data, dict):
            self.problems.append(
                document.problem((), "E203", "Hier gehören Blöcke hin: name: und darunter Angaben.")
            )
            return {}
        found: dict[str, Model] = {}
        for name, data in document.data.items():
            if not re.fullmatch(ID_PATTERN, name):
                self.problems.append(
                    document.problem(
                        (name,),
                        "E204",
                        f"„{name}“ ist kein gültiger Name.",
                        "Erlaubt sind a-z, 0-9 und _.",
                        key=True,
                    )
                )
            elif (entry := self._valid(model, data, document, name)) is not None:
                found[name] = entry
        return found

    def icons(self) -> dict[str, tuple[str, ...]]:
        icons: dict[str, tuple[str, ...]] = {}
        for path in self._files("icons", ".yaml"):
            document = self._document(f"icons/{path.name}")
            if document:
                found, problems = read_icons(document)
                self.problems += problems
                icons |= found
        return icons

    def maps(self, icons: Collection[str]) -> dict[str, Map]:
        """The maps by the names of their files; one with an error is left out."""
        maps: dict[str, Map] = {}
        for path in self._files("maps", ".yaml"):
            document = self._document(f"maps/{path.name}")
            city = self._valid(Map, document.data, document) if document else None
            if city is None or document is None:
                continue
            self.documents.setdefault(path.stem, document)
            problems = list(undrawable(city, document, icons))
            self.problems += problems
            if not any(problem.severity == "error" for problem in problems):
                maps[path.stem] = city
        return maps

    def scenarios(self, kinds: Kinds, stock: Stock) -> dict[str, Scenario]:
        scenarios: dict[str, Scenario] = {}
        for path in self._files("scenarios", ".yaml"):
            try:
                scenario = self._scenario(path, kinds, stock)
            except Exception as error:  # noqa: BLE001 - whatever a file does to us, the others play on
                _log.exception("scenario %s", path.name)
                said = f"Diese Datei bringt den Prüfer durcheinander ({type(error).__name__})."
                self.problems.append(
                    Problem(f"scenarios/{path.name}", 0, 0, "E199", "error", said, "Bitte melden.")
                )
                continue
            if scenario is not None:
                scenarios[scenario.id] = scenario
        return scenarios

    def shown(self, exhibition: Exhibition, scenarios: Mapping[str, Scenario]) -> tuple[str, ...]:
        """The scenarios of the menu that can be played."""
        files = self.games
        if not exhibition.scenarios:
            self.problems.append(
                self.documents["exhibition"].problem(
                    ("scenarios",), "E317", "Hier steht kein Spiel.", "Etwa: scenarios: [fussabdruck]."
                )
            )
        for position, id in enumerate(exhibition.scenarios):
            if id not in files:
                self.problems.append(
                    self.documents["exhibition"].problem(
                        ("scenarios", position),
                        "E313",
                        f"Die Datei scenarios/{id}.yaml fehlt.",
                        near(id, files),
                    )
                )
        for id in sorted(files - set(exhibition.scenarios)):
            self.problems.append(
                Problem(
                    f"scenarios/{id}.yaml",
                    0,
                    0,
                    "W313",
                    "warning",
                    "Dieses Spiel zeigt niemand.",
                    "Trage es in exhibition.yaml unter scenarios: ein.",
                )
            )
        return tuple(dict.fromkeys(id for id in exhibition.scenarios if id in scenarios))

    @property
    def games(self) -> frozenset[str]:
        """What the files of scenarios are called."""
        return frozenset(path.stem for path in self._files("scenarios", ".yaml"))

    def catalogs(self, exhibition: Exhibition) -> dict[str, Catalog]:
        catalogs: dict[str, Catalog] = {}
        for tag in exhibition.languages:
            name = f"locale/{tag}.po"
            if tag == SOURCE or not _TAG.fullmatch(tag):
                continue
            try:
                self.texts[name] = read_text(self._folder / name, name)
            except ContentError as error:
                self.problems += error.problems
                catalogs[tag] = Catalog(tag, name)
                continue
            catalogs[tag], problems = read_catalog(self.texts[name], tag, name)
            self.problems += problems
        return catalogs

    def _scenario(self, path: Path, kinds: Kinds, stock: Stock) -> Scenario | None:
        document = self._document(f"scenarios/{path.name}")
        if document is None:
            return None
        scenario, problems, document = read_scenario(document, kinds)
        self.documents.setdefault(path.stem, document)
        if path.stem in _TAKEN or path.stem in stock.maps:
            problems.append(
                document.problem((), "E315", "So heißt schon eine andere Datei.", "Benenne sie um.")
            )
        elif scenario and scenario.id != path.stem:
            problems.append(
                document.problem(
                    ("id",),
                    "E301",
                    f"Die id „{scenario.id}“ passt nicht zum Dateinamen {path.name}.",
                    "Beide müssen gleich heißen; so ist jede id nur einmal da.",
                )
            )
        elif scenario:
            problems += _examined(Survey.of(scenario, document), stock)
        self.problems += problems
        return None if any(problem.severity == "error" for problem in problems) else scenario

    def _files(self, folder: str, suffix: str) -> list[Path]:
        """The files somebody meant: what editors and file managers leave behind is passed over."""
        found = []
        for path in sorted((self._folder / folder).glob("*")):
            if path.suffix.lower() not in (suffix, ".yml") or path.name[0] in ".~#_":
                continue
            if path.suffix == suffix and _STEM.fullmatch(path.stem):
                found.append(path)
            else:
                problem = Problem(
                    f"{folder}/{path.name}",
                    0,
                    0,
                    "E112",
                    "error",
                    "Diese Datei wird nicht gelesen.",
                    f"Ihr Name darf nur a-z, 0-9 und _ enthalten und endet auf {suffix}.",
                )
                self.problems += [] if problem in self.problems else [problem]
        return found

    def _document(self, name: str) -> Document | None:
        try:
            document = read_document(self._folder / name, name)
        except ContentError as error:
            self.problems += error.problems
            return None
        self.texts[name] = "\n".join(document.lines)
        if "/" not in name:
            self.documents[Path(name).stem] = document
        if not name.startswith("scenarios/"):
            self.problems += document.warnings
        return document

    def _valid(self, model: type[Model], data: object, document: Document, *path: str) -> Model | None:
        value, problems = validated(model, data, document, path)
        self.problems += problems
        return value


def _survey(reader: _Reader, folder: Path) -> Questionnaire | None:
    """The short survey; None where there is no file, or none that can be used."""
    there = (folder / "survey.yaml").exists()
    document = reader._document("survey.yaml") if there else None
    survey, problems = read_questionnaire(document) if document is not None else (None, [])
    reader.problems += problems
    return survey
