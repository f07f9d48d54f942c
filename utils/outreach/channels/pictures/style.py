"""What the figures of a choice have in common: ink, page, letters and frame."""

from __future__ import annotations

import textwrap
from typing import Any

import plotly.graph_objects as go

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
"""The palette of Okabe and Ito, made for colour-blind readers, with grey in place of black."""

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
            "text": "<br>".join(lines),
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


def rows_axis(labels: list[str]) -> dict[str, Any]:
    """Return an axis of rows, the first on top."""
    return {
        "autorange": "reversed",
        "automargin": True,
        "fixedrange": True,
        "categoryorder": "array",
        "categoryarray": labels,
        "visible": bool(labels),
    }


def share_axis(title: str, *, visible: bool = True) -> dict[str, Any]:
    """Return an axis from 0 to 100 that begins at zero, so that two figures can be compared."""
    return {
        "title": {"text": title, "standoff": 8, "font": {"size": 13}},
        "automargin": True,
        "range": [0, 100],
        "fixedrange": True,
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": INK,
        "visible": visible,
    }
