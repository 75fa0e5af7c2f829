"""The typeface: how wide a text is, which characters exist, which file to draw from.

The family ships as one variable font, the renderer knows no weight axis: static weights are cut
once into a cache folder, with their measures beside them. A later start only reads the measures.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

WEIGHTS = (400, 500, 600, 700, 800, 900)
DRAWN = "→←↑↓✓"
DRAWN_EM = 0.95
FAMILY = "Rubik"

# Raised whenever `cut` would make different files from the same package.
RECIPE = 1
# Shapers show nothing for these, whatever the font says.
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# A letter no table knows takes the room of an average one.
UNKNOWN_EM = 0.6
REMEMBERED = 8192


class Typeface:
    """One family in several weights.

    advances: per weight the width of each character as a share of the text size.
    problem: None, or why this is not the real thing (one sentence for the operator).
    ascent, cap: height above the baseline of the tallest and of a capital letter, per size.
    """

    def __init__(
        self,
        advances: Mapping[int, Mapping[str, float]],
        files: Mapping[int, Path],
        ascent: float = 0.935,
        cap: float = 0.7,
        problem: str | None = None,
    ) -> None:
        self._advances = {w: dict(a) | dict.fromkeys(DRAWN, DRAWN_EM) for w, a in advances.items()}
        for table in self._advances.values():
            table.update(dict.fromkeys(UNSEEN, 0.0))
        self._files = dict(files)
        self._em = lru_cache(maxsize=REMEMBERED)(self._measure)
        self.ascent = ascent
        self.cap = cap
        self.problem = problem

    def width(self, text: str, size: float, weight: int) -> float:
        """Width of one line in the unit of `size`, without kerning."""
        return self._em(text, weight) * size

    def has(self, char: str) -> bool:
        """Whether `char` can be shown, as a letter or as a drawn sign."""
        return char in self._table(400)

    def missing(self, text: str) -> list[str]:
        """The characters of `text` that would show as an empty box, each once, in order."""
        return [c for c in dict.fromkeys(text) if c != "\n" and not self.has(c)]

    def file(self, weight: int) -> Path | None:
        """The font file nearest to `weight`; None means: use the renderer's own font."""
        return self._files[_nearest(weight, self._files)] if self._files else None

    def _table(self, weight: int) -> dict[str, float]:
        return self._advances[_nearest(weight, self._advances)]

    def _measure(self, text: str, weight: int) -> float:
        table = self._table(weight)
        return sum(table.get(c, UNKNOWN_EM) for c in text)


def ensure(cache: Path, progress: Callable[[int, int], None] | None = None) -> Typeface:
    """The typeface, cut into `cache` if it is not there yet (about a second a weight, once).

    progress: told (weights done, weights in all) while cutting. Never raises: without the font
    package or a writable folder the kiosk runs on a substitute, and `problem` says so.
    """
    try:
        source, version = _package()
    except (LookupError, OSError, ValueError) as error:
        return _substitute(f"package fontpkg-rubik is missing or damaged: {error}")
    name = f"rubik-{version}-{RECIPE}"
    problem: str | None = None
    places: tuple[Callable[[], Path], ...] = (lambda: cache, _private_temp)
    for folder in places:
        try:
            return _ready(source, folder() / name, problem, progress)
        except OSError as error:
            reason = error.strerror or str(error)
            problem = problem or f"{cache} cannot be written ({reason}), the typeface lies elsewhere"
        except Exception as error:  # noqa: BLE001
            # fontTools raises many kinds of errors, and none of them may keep the kiosk shut.
            return _substitute(f"the typeface could not be cut: {type(error).__name__}: {error}")
    return _substitute(f"neither {cache} nor the folder for temporary files can be written")


def _ready(
    source: Path, folder: Path, problem: str | None, progress: Callable[[int, int], None] | None
) -> Typeface:
    found = _load(folder, problem)
    if found is None:
        _cut(source, folder, progress)
        found = _load(folder, problem)
    if found is None:
        raise ValueError(f"what was cut into {folder} cannot be read back")
    return found


def _nearest(weight: int, known: Mapping[int, object]) -> int:
    return weight if weight in known else min(known, key=lambda w: (abs(w - weight), w))


def _package() -> tuple[Path, str]:
    """Variable font and version of the installed package; finding it imports nothing of it."""
    spec = find_spec("fontpkg_rubik")
    if spec is None or not spec.submodule_search_locations:
        raise LookupError("not installed")
    root = Path(spec.submodule_search_locations[0])
    about = json.loads((root / "metadata.json").read_text(encoding="utf-8"))
    upright = next((f for f in about["files"] if f["variable"] and f["style"] == "normal"), None)
    if upright is None:
        raise LookupError("it holds no upright variable font")
    return root / upright["path"], str(about["version"])


def _private_temp() -> Path:
    """A folder for temporary files that no other user can fill with fonts of theirs."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"dig-itma2-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if status.st_uid != user or status.st_mode & 0o022 or folder.is_symlink():
        return Path(tempfile.mkdtemp(prefix="dig-itma2-"))
    return folder


# --- a warm start -----------------------------------------------------------------------


def _load(folder: Path, problem: str | None) -> Typeface | None:
    """What an earlier start cut, or None if anything of it is missing or cut short."""
    try:
        data = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
        files = {int(w): folder / f"rubik-{w}.ttf" for w in data["weights"]}
        advances = {}
        for weight, entry in data["weights"].items():
            if files[int(weight)].stat().st_size != entry["bytes"]:
                return None
            ems = (a / data["units_per_em"] for a in entry["advances"])
            advances[int(weight)] = dict(zip(data["characters"], ems, strict=True))
        if not advances:
            return None
        return Typeface(advances, files, data["ascent"], data["cap"], problem)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


# --- the first start --------------------------------------------------------------------

# Latin with its extensions, Cyrillic, punctuation, currency, letterlike, arrows, mathematics, shapes.
_WANTED = (
    (0x20, 0x7F), (0xA0, 0x180), (0x18F, 0x190), (0x1A0, 0x1B1), (0x1E6, 0x1E8), (0x218, 0x21C),
    (0x2BB, 0x2DE), (0x300, 0x30D), (0x323, 0x329), (0x400, 0x500), (0x1E80, 0x1E86),
    (0x1E9E, 0x1E9F), (0x2000, 0x20C0), (0x2100, 0x2150), (0x2150, 0x2200), (0x2200, 0x2300),
    (0x25A0, 0x2600), (0x2700, 0x27C0),
)  # fmt: skip
# Spaces and hyphens that German typesetting needs and the family lacks: width in em, or a twin.
_NARROW_EM = {0x2009: 0.2, 0x202F: 0.2, 0x200A: 0.1}
_TWINS = {0x2011: 0x2D, 0x2007: 0x20}
# Eight bytes that leave the glyphs as drawn. With fewer, FreeType takes the font for one without
# instructions and bends its stems itself: letters up to 6 % wider at small sizes, measured.
_NO_HINTS = bytes.fromhex("b801ff85b0048db00021")


def _cut(source: Path, folder: Path, progress: Callable[[int, int], None] | None) -> None:
    """Write all weights and, last, their measures. Raises OSError if the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(13, "Permission denied", str(folder))
    small = _subset(source, [u for first, end in _WANTED for u in range(first, end)])
    weights: dict[str, dict[str, Any]] = {}
    metrics: dict[str, Any] = {"weights": weights}
    for done, weight in enumerate(WEIGHTS):
        if progress:
            progress(done, len(WEIGHTS))
        data, measures = _instance(small, weight)
        _write(folder / f"rubik-{weight}.ttf", data)
        weights[str(weight)] = {"bytes": len(data), "advances": measures.pop("advances")}
        metrics.update(measures)
    _write(folder / "metrics.json", json.dumps(metrics, ensure_ascii=False).encode())
    if progress:
        progress(len(WEIGHTS), len(WEIGHTS))


def webfont(characters: Iterable[str]) -> bytes | None:
    """The family with these characters only, all weights in one WOFF; None without the package."""
    try:
        source, _ = _package()
    except (LookupError, OSError, ValueError):
        return None
    return _subset(source, [ord(c) for c in characters], "woff")


def _subset(source: Path, unicodes: Iterable[int], flavor: str | None = None) -> bytes:
    import io

    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = Options()
    options.layout_features = ["kern", "ccmp", "locl", "mark", "mkmk"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    with TTFont(source) as font:
        subsetter.subset(font)
        font.flavor = flavor
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def _instance(variable: bytes, weight: int) -> tuple[bytes, dict[str, Any]]:
    import io

    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

    font = instantiateVariableFont(TTFont(io.BytesIO(variable)), {"wght": weight}, inplace=True)
    font["prep"].program.fromBytecode(_NO_HINTS)
    _add_spaces(font)
    out = io.BytesIO()
    font.save(out)
    cmap, advance = font.getBestCmap(), font["hmtx"]
    points = sorted(cmap)
    return out.getvalue(), {
        "units_per_em": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent / font["head"].unitsPerEm,
        "cap": font["OS/2"].sCapHeight / font["head"].unitsPerEm,
        "characters": "".join(map(chr, points)),
        "advances": [advance[cmap[point]][0] for point in points],
    }


def _add_spaces(font: Any) -> None:
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

    known = font.getBestCmap()
    new = {point: known[twin] for point, twin in _TWINS.items() if point not in known}
    for point, em in _NARROW_EM.items():
        if point not in known:
            new[point] = f"space{point:04X}"
            font["glyf"][new[point]] = Glyph()
            font["hmtx"][new[point]] = (round(em * font["head"].unitsPerEm), 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(new)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, also when two starts cut at the same time."""
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(partial, 0o644)
        os.replace(partial, path)
    except OSError:
        Path(partial).unlink(missing_ok=True)
        raise


# --- without the family -----------------------------------------------------------------


def _substitute(problem: str) -> Typeface:
    """Measures near those of the renderer's own bold sans serif."""
    classes = {
        " .,:;'!|ijlftrI()[]·-": 0.34,
        "abcdeghknopqsuvxyzäöüßL": 0.6,
        "0123456789+-=<>?–₂²€": 0.58,
        "ABCDEFGHJKNOPQRSTUVXYZÄÖÜ&": 0.72,
        "mwMW%—…Ø": 0.9,
    }
    table = {char: em for chars, em in classes.items() for char in chars}
    # Cyrillic and accented Latin: present in that font, wider than its average.
    table |= {chr(u): 0.66 for u in (*range(0xC0, 0x180), *range(0x400, 0x500)) if chr(u) not in table}
    return Typeface(dict.fromkeys(WEIGHTS, table), {}, problem=problem)
