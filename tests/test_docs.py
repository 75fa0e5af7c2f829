"""The pages say what is there: examples play; keys, codes and commands are named, no more and no less."""

from __future__ import annotations

import configparser
import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from click import Context
from pydantic import BaseModel

import telemetry
from kiosk.cli import COMMANDS, cli
from kiosk.content import maps, model
from kiosk.content.catalog import messages, read_catalog, translation
from kiosk.content.check import Conditions, check
from kiosk.content.exhibition import Exhibition, Together
from kiosk.content.formula import FUNCTIONS
from kiosk.content.load import load
from kiosk.content.questionnaire import Questionnaire
from kiosk.core.frame import Element
from scenes.kinds import examiners, schemas
from scenes.kinds.allocate.schema import Item
from scenes.kinds.allocate.schema import Person as Voter
from scenes.kinds.balance.schema import Block, Flow, Source, Storage
from scenes.kinds.duel.schema import Card as DuelCard
from scenes.kinds.grid import schema as grid
from scenes.kinds.order.schema import Card
from scenes.kinds.route import schema as route
from scenes.kinds.sort import schema as sort
from telemetry.events import EVENTS
from tests.house import only

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(page for folder in (".", "docs", "deploy") for page in (ROOT / folder).glob("*.md"))
CURATORS = (ROOT / "docs" / "curators.md").read_text(encoding="utf-8")
TODAY = date(2026, 11, 23)
UNTRANSLATED = ("W601", "W602")


@dataclass(frozen=True)
class Example:
    """A fenced block of a page. wrong: the code `check` must find in it."""

    line: int
    language: str
    wrong: str
    text: str

    def __str__(self) -> str:
        return f"line {self.line}"


def examples(page: str, language: str) -> list[Example]:
    found = re.finditer(rf"^```({language})(?: (\w+))?\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [Example(page[: m.start()].count("\n") + 2, m[1], m[2] or "", m[3]) for m in found]


def keys_of(schema: type[BaseModel], besides: type[BaseModel] | None = None) -> set[str]:
    """What may be written in YAML for a model, without what another one already has."""
    common = {"kind", "id", "properties"} if besides or schema is model.Step else {"properties"}
    known = set(besides.model_fields) if besides else set()
    named = {info.alias or name for name, info in schema.model_fields.items() if name not in known}
    return named - common


def table_below(title: str) -> set[str]:
    """The keys in the first table below a heading that begins so."""
    after = re.split(rf"^#+ {re.escape(title)}.*$", CURATORS, maxsplit=1, flags=re.MULTILINE)
    assert len(after) == 2, f"docs/curators.md has no heading „{title}“"
    table = re.search(r"^\|.*?(?=\n\n)", after[1], re.MULTILINE | re.DOTALL)
    assert table is not None
    return set(re.findall(r"^\| `([^`]+)`", table[0], re.MULTILINE))


# --- the curators' page --------------------------------------------------------------------------


def base() -> dict[str, object]:
    """A faultless scenario for fragments to be put into."""
    return {
        "id": "beispiel", "title": "Ein Beispiel", "tagline": "Nur zum Prüfen", "colour": "klima",
        "icon": "haus", "minutes": 1, "steps": [{"say": "anfang", "text": "Es geht los."}],
        "result": {"headline": "Fertig", "services": ["vrn"], "light": "klima"},
    }  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The shipped content, for an example to be put into."""
    return shutil.copytree(ROOT / "content", tmp_path / "content")


class Words(yaml.SafeLoader):
    """`yes` and `no` are words, as the house reads them (YAML 1.2)."""


BOOL = "tag:yaml.org,2002:bool"
Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != BOOL]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Words.add_implicit_resolver(BOOL, re.compile("^(?:true|false)$"), ["t", "f"])


def put(example: Example, content: Path) -> str:
    """Put an example where its page says it belongs; the file it went to."""
    data = yaml.load(example.text, Loader=Words)
    if isinstance(data, dict) and {"id", "steps"} <= set(data):
        return _scenario(content, str(data["id"]), example.text)
    if isinstance(data, list):
        return _scenario(content, "beispiel", _written({**base(), "steps": data}))
    assert isinstance(data, dict)
    if {"size", "places"} <= set(data):
        (content / "maps").mkdir(exist_ok=True)
        return _file(content, "maps/beispielstadt.yaml", example.text)
    if set(data) <= keys_of(Questionnaire):
        whole = yaml.safe_load((content / "survey.yaml").read_text(encoding="utf-8"))
        return _file(content, "survey.yaml", _written({**whole, **data}))
    if set(data) <= set(Exhibition.model_fields):
        whole = yaml.safe_load((content / "exhibition.yaml").read_text(encoding="utf-8"))
        return _file(content, "exhibition.yaml", _written({**whole, **data}))
    if set(data) <= {*model.Scenario.model_fields, "result"}:
        return _scenario(content, "beispiel", _written({**base(), **data}))
    name = "figures.yaml" if "unit" in next(iter(data.values())) else "services.yaml"
    return _file(content, name, (content / name).read_text(encoding="utf-8") + "\n" + example.text)


def _scenario(content: Path, id: str, text: str) -> str:
    return _file(only(content, id), f"scenarios/{id}.yaml", text)


def _file(content: Path, name: str, text: str) -> str:
    (content / name).write_text(text, encoding="utf-8")
    return name


def _written(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


@pytest.mark.parametrize("example", examples(CURATORS, "yaml"), ids=str)
def test_every_yaml_example_plays_or_fails_as_the_page_says(example: Example, content: Path) -> None:
    file = put(example, content)
    if "kellergeschichte" in example.text and file == "exhibition.yaml":
        _file(content, "scenarios/kellergeschichte.yaml", examples(CURATORS, "yaml")[0].text)

    found = check(load(content, schemas()), Conditions(TODAY, examiners=examiners())).problems

    said = [str(p) for p in found if p.file == file and p.code not in UNTRANSLATED]
    if example.wrong:
        assert [example.wrong] == [p.code for p in found if p.file == file and p.severity == "error"], said
    else:
        assert [] == said


def test_the_page_begins_with_a_whole_story_of_two_branches(content: Path) -> None:
    file = put(examples(CURATORS, "yaml")[0], content)

    story = load(content, schemas()).german.scenarios[Path(file).stem]

    assert {"say", "choice", "result"} == {step.kind for step in story.steps}


@pytest.mark.parametrize("example", examples(CURATORS, "po"), ids=str)
def test_every_example_of_a_translation_is_one(example: Example) -> None:
    shipped = {m.context: m for m in messages(load(ROOT / "content", schemas()).german)}

    catalog, problems = read_catalog(example.text, "en", "example")

    assert [] == problems
    assert catalog.entries
    for context in catalog.entries:
        assert (None, "W601", "fehlt") != translation(shipped[context], catalog)
        assert translation(shipped[context], catalog)[0] is not None


def test_every_kind_has_its_section_and_every_section_its_kind() -> None:
    chapter = CURATORS.split("## Die Arten von Schritten")[1].split("\n## ")[0]

    assert set(schemas()) == set(re.findall(r"^### `(\w+)`", chapter, re.MULTILINE))


@pytest.mark.parametrize("kind", sorted(schemas()))
def test_a_kind_understands_just_the_keys_its_section_lists(kind: str) -> None:
    assert keys_of(schemas()[kind], model.Step) == table_below(f"`{kind}`")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Das ganze Spiel", keys_of(model.Scenario)),
        ("Was jeder Schritt kann", keys_of(model.Step)),
        ("Was „Weiß nicht“ bedeutet", keys_of(model.Unknown)),
        ("Was eine Antwort kann", keys_of(model.Option)),
        ("Zahlen mit Quelle", keys_of(model.Figure)),
        ("Der Turm", keys_of(model.Live)),
        ("Ein Bild von allen", keys_of(model.SharedPicture)),
        ("Reihen auf der Ergebniskarte", keys_of(model.Bar)),
        ("Ein Block", keys_of(Block)),
        ("Eine Quelle", keys_of(Source)),
        ("Eine Gruppe, die Strom braucht", keys_of(Flow)),
        ("Der Speicher", keys_of(Storage)),
        ("Worauf verteilt wird", keys_of(Item)),
        ("Wer Ja sagt", keys_of(Voter)),
        ("Eine Zahl von allen", keys_of(Together)),
        ("Die kurze Umfrage", keys_of(Questionnaire)),
        ("Dienste, Bilder, Bildzeichen", keys_of(model.Service)),
        ("Wer unterwegs ist", keys_of(route.Person)),
        ("Womit", keys_of(route.Mode)),
        ("Wohin", keys_of(route.Leg)),
        ("Was gezählt wird", keys_of(route.Meter)),
        ("Eine Karte schreiben", keys_of(maps.Map)),
        ("Eine Karte im Duell", keys_of(DuelCard)),
        ("Ein Ort", keys_of(sort.Bin)),
        ("Ein Ding", keys_of(sort.Item)),
        ("Die Uhr", keys_of(sort.Time)),
        ("Eine Karte in der Reihe", keys_of(Card)),
        ("Ein Feld", keys_of(grid.Tile)),
        ("Wer auf Nachbarn wirkt", keys_of(grid.NextTo)),
        ("Eine Anzeige", keys_of(grid.Gauge)),
    ],
)
def test_a_table_lists_just_the_keys_there_are(title: str, expected: set[str]) -> None:
    assert expected == table_below(title)


def test_every_code_of_the_check_is_explained_and_no_other() -> None:
    files = [*(ROOT / "kiosk" / "content").glob("*.py"), *(ROOT / "scenes" / "kinds").rglob("*.py")]
    sources = "".join(file.read_text(encoding="utf-8") for file in files)

    assert set(re.findall(r'"([EW]\d{3})"', sources)) == table_below("Was check sagt")


def test_every_function_and_colour_of_formulas_and_themes_is_named() -> None:
    prose = re.sub(r"^```.*?^```$", "", CURATORS, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`([^`]+)`", prose))

    assert set() == {*FUNCTIONS, *model.COLOURS} - named


# --- all pages -----------------------------------------------------------------------------------


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", page.read_text(encoding="utf-8")):
            yield page, target[0] or target[1]


def test_no_link_of_the_pages_leads_nowhere() -> None:
    broken = []
    for page, target in links():
        path, _, anchor = target.partition("#")
        goal = (page.parent / path).resolve() if path else page
        if target.startswith("https://"):
            continue
        if not goal.exists() or (anchor and anchor not in anchors(goal)):
            broken.append(f"{page.relative_to(ROOT)}: {target}")

    assert [] == broken


def anchors(page: Path) -> set[str]:
    """The names by which a forge's pages reach their headings."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_path_the_pages_name_exists() -> None:
    tops = "kiosk|scenes|telemetry|content|assets|docs|deploy|tests"
    shown = re.compile(rf"`((?:{tops})/[\w./-]+|[\w-]+\.(?:py|toml|txt))`")
    made_up = {"content/scenarios/kellergeschichte.yaml", "content/pictures/"}
    missing = [
        f"{page.relative_to(ROOT)}: {path}"
        for page in PAGES
        for path in shown.findall(page.read_text(encoding="utf-8"))
        if path not in made_up and ".db" not in path and not [*ROOT.glob(path), *ROOT.glob(f"*/**/{path}")]
    ]

    assert [] == missing


def test_make_knows_what_the_pages_ask_of_it() -> None:
    rules = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = {
        word
        for page in PAGES
        for word in re.findall(r"(?:^|`)make (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert {"run", "test"} <= asked <= rules


def test_the_readme_lists_just_the_commands_there_are() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert set(COMMANDS) == set(re.findall(r"python run_kiosk\.py (\w+)", readme))


def test_every_command_the_pages_name_exists() -> None:
    asked = {
        word
        for page in PAGES
        for word in re.findall(r"run_kiosk\.py (\w+)", page.read_text(encoding="utf-8"))
    }

    assert asked <= set(COMMANDS)


def test_every_option_the_pages_show_is_one() -> None:
    """`run_kiosk.py check --opening` in a page means that `check` has `--opening`."""
    shown = {
        (word, option)
        for page in PAGES
        for word, rest in re.findall(r"run_kiosk\.py (\w+)([^`\n]*)`", page.read_text(encoding="utf-8"))
        for option in re.findall(r"--[a-z]+", rest)
    }

    assert shown
    assert set() == {(word, option) for word, option in shown if option not in _options(word)}


def _options(word: str) -> set[str]:
    command = cli.get_command(Context(cli), word)
    assert command is not None
    return {option for param in command.params for option in param.opts}


def test_the_architecture_names_every_part_of_the_house() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = {f"{p.parent.relative_to(ROOT).as_posix()}/" for p in ROOT.glob("kiosk/*/__init__.py")}

    assert set() == {p for p in packages if p not in page and f"{Path(p).name}/" not in page}
    assert set() == {e for e in ("Element", "Frame", "Outcome", "Turn", "Paint") if f"`{e}`" not in page}
    assert Element.__name__ in page


def test_every_event_says_what_each_of_its_numbers_means() -> None:
    undocumented = [
        f"{event.__name__}.{name}"
        for event in EVENTS
        for name in (field.name for field in fields(event))
        if f"{name}: " not in (event.__doc__ or "")
    ]

    assert [] == undocumented


# --- what is shipped beside the program ----------------------------------------------------------


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pinned_requirements_have_versions_and_hashes_and_name_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

    assert "://" not in text
    assert [] == [line for line in text.splitlines() if re.match(r"--|-[fir] |/|\w:\\", line)]
    assert [] == [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin]


def test_what_the_program_needs_is_pinned() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    names = [found[0] for found in (re.match(r"[a-z-]+", need) for need in wanted) if found]

    assert "pygame-ce" in names
    assert [] == [name for name in names if not re.search(rf"^{name}==", pinned, re.MULTILINE)]


def test_every_asset_has_an_author_and_a_licence() -> None:
    manifest = yaml.safe_load((ROOT / "assets" / "MANIFEST.yaml").read_text(encoding="utf-8"))
    named = [entry.get("file") or entry.get("made_by") or entry["package"] for entry in manifest]
    files = [
        path.relative_to(ROOT).as_posix()
        for folder in ("assets", "content/icons", "content/pictures", "docs/pictures")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.name != "MANIFEST.yaml"
    ]

    assert [] == [file for file in files if not any(fnmatch(file, name) for name in named)]
    assert [] == [entry for entry in manifest if not entry.get("author") or not entry.get("licence")]
    places = [entry.get("file", entry.get("made_by")) for entry in manifest if "package" not in entry]
    assert [] == [place for place in places if not list(ROOT.glob(place))]


def test_the_service_never_gives_up_and_may_write_only_its_own_folders() -> None:
    """Rules O7 and Z13."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(ROOT / "deploy" / "dig-itma2.service", encoding="utf-8")
    expected = {
        "Type": "notify", "NotifyAccess": "all", "WatchdogSec": "10", "Restart": "always", "RestartSec": "2",
        "TimeoutStartSec": "60", "TimeoutStopSec": "5", "KillMode": "control-group", "OOMPolicy": "kill",
        "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
        "RestrictSUIDSGID": "yes", "ProtectKernelTunables": "yes", "ProtectKernelModules": "yes",
        "ProtectKernelLogs": "yes", "IPAddressDeny": "any", "StateDirectory": "dig-itma2",
        "User": "kiosk",
    }  # fmt: skip

    assert "0" == unit["Unit"]["StartLimitIntervalSec"]
    assert expected == {key: unit["Service"][key] for key in expected}
    assert "MemoryMax" in unit["Service"]
    assert "PAMName" not in unit["Service"], "a login session takes the child out of the unit"


def test_telemetry_means_the_package_and_not_its_tests() -> None:
    assert [str(ROOT / "telemetry")] == [str(Path(path)) for path in telemetry.__path__]
