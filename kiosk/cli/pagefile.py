"""Puts the take-home page into one file: words, look, typeface and script, and a policy with their hashes."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.folders import assets_folder

if TYPE_CHECKING:
    from kiosk.content.load import Library
    from kiosk.content.whole import Content
    from kiosk.core.frame import Colour
    from kiosk.ui.theme import Theme

SCRIPTS = ("code.js", "words.js", "draw.js", "kept.js", "page.js")
"""In the order they are put together: each builds on those before it."""
WORKER = "sw.js"
SIGNS = "0123456789 .,:;·–−+-()/%€²₂ÄÖÜäöüß°!?„“"
"""Characters that are shown whatever the words are."""


def write(found: Library, today: date, out: Path) -> Path:
    """Write index.html and its worker to `out` and return the page. OSError if that cannot be done."""
    from kiosk.ui.theme import load_themes

    folder = assets_folder() / "takehome"
    out.mkdir(parents=True, exist_ok=True)
    theme = load_themes(assets_folder() / "theme.yaml")[0]
    index = out / "index.html"
    index.write_text(page(found, today, folder, theme), encoding="utf-8", newline="\n")
    (out / WORKER).write_text((folder / WORKER).read_text("utf-8"), encoding="utf-8", newline="\n")
    return index


def page(found: Library, today: date, folder: Path, theme: Theme) -> str:
    """The whole page as text. folder: where its parts are."""
    from kiosk.content.offers import offered
    from scenes.takehome.page import page_data

    contents = {tag: offered(found.content(tag), today) for tag in found.languages}
    home = next(iter(contents.values()))
    said = json.dumps(page_data(contents, theme), ensure_ascii=False, separators=(",", ":"))
    style = _face(said) + _tokens(theme) + (folder / "page.css").read_text("utf-8")
    script = "\n".join((folder / name).read_text("utf-8") for name in SCRIPTS)
    parts = {
        "LANGUAGE": home.language,
        "POLICY": _policy(style, script),
        "GROUND": _hex(theme.domain(None).tint),
        "TITLE": html.escape(f"{_said(home, 'page_name')} – {home.exhibition.title}"),
        "ICON": _icon(theme),
        "STYLE": style,
        "PLAIN": _plain(home),
        "DATA": said.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"),
        "SCRIPT": script,
    }
    text = (folder / "page.html").read_text("utf-8")
    pieces = text.split("%%")
    return "".join(parts[piece] if number % 2 else piece for number, piece in enumerate(pieces))


def _policy(style: str, script: str) -> str:
    """What the page may do: run this script, look like this, draw what it holds. It asks nobody anything."""
    allowed = {
        "default-src": "'none'",
        "script-src": _hash(script),
        "style-src": _hash(style),
        "font-src": "data:",
        "img-src": "data:",
        "worker-src": "'self'",
        "connect-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _tokens(theme: Theme) -> str:
    """The colours of the theme as custom properties, those of the domains by `data-colour`."""
    day, night = theme.day, theme.night
    names = ("ground", "empty", "card", "line", "ink", "muted", "accent", "accent_edge", "flap", "on_flap")
    root = {name.replace("_", "-"): getattr(day, name) for name in names}
    root |= {"night": night.ground, "night-block": night.block, "night-window": night.window}
    root |= {"night-ink": night.ink, "night-muted": night.muted}
    rules = [_rule(":root", {name: _hex(colour) for name, colour in root.items()})]
    for name, tones in theme.domains.items():
        shades = {"bright": tones.bright, "deep": tones.deep, "tint": tones.tint}
        rgb = " ".join(map(str, tones.deep[:3]))
        values = {**{shade: _hex(colour) for shade, colour in shades.items()}, "deep-rgb": rgb}
        rules.append(_rule(f'[data-colour="{name}"]', values))
    return "".join(rules)


def _rule(selector: str, values: Mapping[str, str]) -> str:
    return f"{selector}{{{''.join(f'--{name}:{value};' for name, value in values.items())}}}\n"


def _hex(colour: Colour) -> str:
    return f"#{colour[0]:02X}{colour[1]:02X}{colour[2]:02X}"


def _face(text: str) -> str:
    """The typeface with the characters of `text`, all weights in one; nothing where it is not installed."""
    from kiosk.ui.typeface import webfont

    font = webfont(sorted({*text, *SIGNS}))
    if font is None:
        return ""
    source = f"url(data:font/woff;base64,{base64.b64encode(font).decode()}) format('woff')"
    return f"@font-face{{font-family:Rubik;font-weight:300 900;src:{source};}}\n"


def _icon(theme: Theme) -> str:
    """A lit square, as the picture of the page's tab."""
    from urllib.parse import quote

    ground, light = _hex(theme.night.ground), _hex(theme.day.accent)
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        f'<rect width="16" height="16" rx="3" fill="{ground}"/>'
        f'<rect x="4" y="4" width="8" height="8" rx="1.6" fill="{light}"/></svg>'
    )
    return f"data:image/svg+xml,{quote(drawn)}"


def _plain(content: Content) -> str:
    """What is there where scripts are not: the services."""
    rows: Iterable[str] = (
        f'<li><a href="{html.escape(s.url)}" rel="noopener noreferrer">{html.escape(s.text.source)}</a><br>'
        f"{html.escape(s.what.source)}</li>"
        for s in content.services.values()
    )
    title, why = _said(content, "page_all_services"), _said(content, "page_script")
    return f"<p>{html.escape(why)}</p>\n<h1>{html.escape(title)}</h1>\n<ul>\n" + "\n".join(rows) + "\n</ul>"


def _said(content: Content, key: str) -> str:
    text = content.exhibition.texts.get(key)
    return key if text is None else text.source
