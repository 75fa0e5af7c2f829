"""Imports point down, and only one package knows pygame."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import ROOT

# Every layer may import itself and what stands above it in this list.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("telemetry.events",),
    ("kiosk.core",),
    ("telemetry",),
    ("kiosk.content",),
    ("kiosk.visit",),
    ("kiosk.ui",),
    ("scenes.kinds",),
    ("scenes",),
    ("kiosk.runtime", "kiosk.screen"),
    ("kiosk.rehearsal",),
    ("kiosk.cli",),
    ("run_kiosk",),
)
# What the house may not know though it lies above: telemetry's store is handed in by the command line.
FORBIDDEN = {
    "kiosk.content": ("telemetry",),
    "kiosk.visit": ("telemetry.store",),
    "kiosk.ui": ("telemetry.store", "scenes"),
    "kiosk.runtime": ("kiosk.cli",),
    "kiosk.screen": ("kiosk.content", "kiosk.visit", "scenes", "telemetry"),
    "telemetry": ("kiosk", "scenes"),
    "scenes": ("telemetry.store",),
}
FILES = sorted(
    p
    for top in ("kiosk", "scenes", "telemetry")
    for p in (ROOT / top).rglob("*.py")
    if "__pycache__" not in p.parts
)


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def level(name: str) -> int | None:
    """The layer of a module: the longest package name that fits wins."""
    fitting = [(len(p), i) for i, layer in enumerate(LAYERS) for p in layer if within(name, p)]
    return max(fitting)[1] if fitting else None


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_point_down(path: Path) -> None:
    own = level(module(path))
    if own is None or path == ROOT / "kiosk" / "__init__.py":
        return
    for name in imports(path):
        other = level(name)
        assert other is None or other <= own, f"{module(path)} imports {name}, which lies above it"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_what_a_layer_must_not_know_it_does_not_import(path: Path) -> None:
    for package, banned in FORBIDDEN.items():
        if not within(module(path), package):
            continue
        for name in imports(path):
            allowed = name == "telemetry.events" or within(name, package)
            assert allowed or not any(within(name, b) for b in banned), f"{module(path)} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_only_the_screen_package_knows_pygame(path: Path) -> None:
    if within(module(path), "kiosk.screen"):
        return
    assert not [n for n in imports(path) if within(n, "pygame")]


@pytest.mark.parametrize("path", [p for p in FILES if not within(module(p), "kiosk.cli")], ids=module)
def test_nobody_below_the_command_line_reads_the_clock_or_throws_dice(path: Path) -> None:
    """Time and chance are arguments; clocks are passed as functions, dice are seeded."""
    tree = ast.parse(path.read_text("utf-8"))
    calls = {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    banned = {
        "time.time",
        "time.monotonic",
        "time.perf_counter",
        "random.random",
        "random.choice",
        "random.randint",
        "datetime.now",
        "date.today",
        "datetime.today",
        "eval",
        "exec",
        "os.system",
    }

    assert not calls & banned


def test_rules_views_and_content_load_where_pygame_is_missing() -> None:
    """A fresh interpreter with pygame blocked loads all content and draws a frame of every screen."""
    code = (
        "import sys; sys.modules['pygame'] = None\n"
        "from tests.house import Stay, library, walk\n"
        "stay = Stay(library())\n"
        "stay.frame(); stay.act('open'); stay.act('panel', 'size'); stay.act('close')\n"
        "stay.act('play', 'fussabdruck')\n"
        "frames = list(walk(stay))\n"
        "assert frames[-1].screen.endswith('/result'), frames[-1].screen\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert 0 == done.returncode, done.stderr
