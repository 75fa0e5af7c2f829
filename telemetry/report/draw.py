"""Draws Vega-Lite specs as SVG that can stand in a page: no script, no address, no name used twice."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from telemetry.report.look import Look

Spec = Mapping[str, Any]

GRAMMAR = "5.21"
"""The version of Vega-Lite the charts are written in."""

_MEASURED = "sans-serif"
"""What texts are measured with: a face the engine brings along, as wide as the house's to half a
percent. With the house's own files every drawing took three times as long."""

_FACE = re.compile(r' font-family="[^"]*"')
_NAMED = re.compile(r'(\bid="|url\(#|href="#)((?:clip|gradient)_?\d+)')


def config(look: Look) -> dict[str, Any]:
    """What all charts share: the house's colours, no frames, quiet axes, nothing announced twice."""
    quiet = {
        "domain": False, "ticks": False, "labelColor": look.muted, "titleColor": look.muted,
        "gridColor": look.empty, "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": 400,
        "labelPadding": 6,
    }  # fmt: skip
    return {
        "aria": False, "font": _MEASURED, "background": None, "padding": 2,
        "view": {"stroke": None}, "axis": quiet,
        "text": {"color": look.ink, "fontSize": 13}, "bar": {"color": look.deep("mobil")},
        "rule": {"color": look.ink}, "tick": {"color": look.ink, "opacity": 1}, "legend": {"disable": True},
        "header": {"labelColor": look.ink, "labelFontSize": 13},
    }  # fmt: skip


class Drawing:
    """Turns specs into SVG with one engine for the whole report. Needs `vl-convert-python`."""

    def __init__(self, look: Look) -> None:
        import vl_convert

        self._draw = vl_convert.vegalite_to_svg
        self._config = config(look)

    def svg(self, spec: Spec, name: str) -> str:
        """The picture. name: unlike that of every other picture in the page."""
        drawn: str = self._draw(json.dumps({**spec, "config": self._config}), vl_version=GRAMMAR)
        drawn = _FACE.sub("", drawn)
        drawn = _NAMED.sub(rf"\g<1>{name}-\2", drawn)
        width, height = (float(n) for n in re.findall(r' (?:width|height)="([\d.]+)"', drawn)[:2])
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" '
            f'viewBox="0 0 {width:g} {height:g}" style="width:{width / 16:g}rem">'
        )
        return head + drawn.partition(">")[2]
