"""How all figures of the course look: ink, page, letters and frame."""

from __future__ import annotations

import textwrap
from typing import Any

import plotly.graph_objects as go

from outreach.wording import escaped

INK = "#1a1a1a"
PAGE = "#ffffff"
GRID = "#dddddd"
BLUE = "#0072b2"
SKY = "#56b4e9"
ORANGE = "#e69f00"
GREEN = "#009e73"
VERMILION = "#d55e00"
PURPLE = "#cc79a7"
YELLOW = "#f0e442"
GREY = "#bbbbbb"
"""The palette of Okabe and Ito, made for color-blind readers, with grey in place of black."""

MARGIN: dict[str, int] = {"l": 10, "r": 20, "t": 50, "b": 10}
LETTERS_IN_A_LINE = 72
_LINE = 24

TEMPLATE = go.layout.Template()
"""An empty one: the library's own would add what is not asked for."""


def frame(title: str, height: int, **more: Any) -> dict[str, Any]:
    """Return a layout with a title, for a figure of that height in pixels; ``more`` is added to it.

    The library breaks no lines, so that a long title would end beyond the edge.
    """
    lines = textwrap.wrap(title, LETTERS_IN_A_LINE)
    return {
        "template": TEMPLATE,
        "title": {
            "text": "<br>".join(escaped(line) for line in lines),
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "pad": {"l": 10},
            "font": {"size": 18},
        },
        "font": {"family": "system-ui, sans-serif", "size": 14, "color": INK},
        "paper_bgcolor": PAGE,
        "plot_bgcolor": PAGE,
        "height": height,
        "margin": {**MARGIN, "t": MARGIN["t"] + _LINE * (len(lines) - 1)},
        **more,
    }
