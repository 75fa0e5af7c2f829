"""All screens as pictures and as elements, and a page to look at them."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

from kiosk.core.frame import Element, Frame
from kiosk.core.geometry import Rect, stage_for
from kiosk.rehearsal.script import Script
from kiosk.runtime.house import House
from kiosk.screen.screenshot import render, save
from kiosk.ui.typeface import Typeface
from kiosk.visit.settings import Settings


@dataclass(frozen=True, slots=True)
class Ways:
    """In which ways every screen is shown: the product of these."""

    sizes: tuple[tuple[int, int], ...] = ((1920, 1080), (1080, 1920))
    languages: tuple[str, ...] = ("de",)
    texts: tuple[int, ...] = (100,)
    themes: tuple[str, ...] = ("normal",)
    reaches: tuple[str, ...] = ("normal",)

    def all(self) -> Iterator[tuple[tuple[int, int], Settings]]:
        """Each way as a size in pixels and settings."""
        for tag, size, text, theme, reach in product(
            self.languages, self.sizes, self.texts, self.themes, self.reaches
        ):
            yield size, Settings(tag, text, contrast=theme == "contrast", low=reach == "low")


@dataclass(frozen=True, slots=True)
class Strip:
    """The pictures of one way; `title` says which, `tall` whether they stand upright."""

    folder: str
    title: str
    tall: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What was written. problems: what could not be shown to its end, each with the way it was shown."""

    index: Path
    problems: tuple[str, ...]


def storyboard(
    house: House, face: Typeface, out: Path, ways: Ways, progress: Callable[[str], None] = lambda name: None
) -> Board:
    """Write everything to `out`: its index.html, and what could not be shown. OSError if it cannot be
    written."""
    strips: list[Strip] = []
    problems: list[str] = []
    for size, settings in ways.all():
        folder, title = _named(size, settings)
        names = []
        script = Script(house, stage_for(size), settings)
        for number, shot in enumerate(script.shots(), 1):
            name = f"{number:02d}-{shot.name}"
            progress(f"{folder}/{name}")
            save(render(shot.frame, size, face), out / folder / f"{name}.png")
            text = json.dumps(described(shot.frame), ensure_ascii=False, indent=1)
            (out / folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
            names.append(name)
        problems += [f"{title}: {problem}" for problem in script.problems]
        strips.append(Strip(folder, title, size[1] > size[0], tuple(names)))
    index = out / "index.html"
    index.write_text(page(strips, house.content(house.home).exhibition.title), encoding="utf-8")
    return Board(index, tuple(problems))


def _named(size: tuple[int, int], settings: Settings) -> tuple[str, str]:
    words = [settings.language, f"{size[0]}x{size[1]}", f"{settings.text} %"]
    words += ["contrast"] if settings.contrast else []
    words += ["low reach"] if settings.low else []
    return "-".join(words).replace(" %", "").replace(" ", "-"), " · ".join(words)


def described(frame: Frame) -> dict[str, object]:
    """What a frame means, without what it looks like."""
    return {
        "screen": frame.screen,
        "language": frame.language,
        "stage": [frame.stage.w, frame.stage.h],
        "anywhere": asdict(frame.anywhere) if frame.anywhere else None,
        "elements": [_element(e) for e in frame.elements if e.role != "decor"],
    }


def _element(element: Element) -> dict[str, object]:
    found: dict[str, object] = {
        "id": element.id, "role": element.role, "label": element.label, "rect": _rect(element.rect),
    }  # fmt: skip
    if element.action is not None:
        found |= {"action": asdict(element.action), "hit": _rect(element.target)}
    if element.value is not None:
        found["value"] = element.value
    if element.state:
        found["state"] = list(element.state)
    return found


def _rect(rect: Rect) -> list[float]:
    return [round(v, 1) for v in (rect.x, rect.y, rect.w, rect.h)]


STYLE = """
:root { color-scheme: light dark; --ink: #171e47; --ground: #fbf7ee; --line: #d9d2c0; }
@media (prefers-color-scheme: dark) { :root { --ink: #fbf7ee; --ground: #12173a; --line: #39407a; } }
body { margin: 0 auto; max-width: 110rem; padding: 2rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--ground); }
nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; padding-bottom: 1rem;
  border-bottom: 1px solid var(--line); }
a { color: inherit; }
.strip { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); }
.tall { grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); }
figure { margin: 0; }
img { width: 100%; height: auto; display: block; border: 1px solid var(--line); border-radius: .4rem; }
figcaption { font-size: .85rem; overflow-wrap: anywhere; }
"""


def page(strips: list[Strip], title: str) -> str:
    """The contact sheet; every link is relative, so the folder can be moved or zipped."""
    title = html.escape(title)
    links = "".join(f'<a href="#{s.folder}">{html.escape(s.title)}</a>' for s in strips)
    body = "".join(_strip(s) for s in strips)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}: storyboard</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>{STYLE}</style>\n'
        f"<h1>{title}: storyboard</h1>\n<nav>{links}</nav>\n{body}</html>\n"
    )


def _strip(strip: Strip) -> str:
    figures = "".join(_figure(strip.folder, name) for name in strip.names)
    tall = " tall" if strip.tall else ""
    heading = f'<h2 id="{strip.folder}">{html.escape(strip.title)}</h2>'
    return f'{heading}\n<div class="strip{tall}">{figures}</div>\n'


def _figure(folder: str, name: str) -> str:
    path = f"{folder}/{name}"
    return (
        f'<figure><a href="{path}.png"><img src="{path}.png" alt="{name}" loading="lazy"></a>'
        f'<figcaption>{name} · <a href="{path}.json">elements</a></figcaption></figure>\n'
    )
