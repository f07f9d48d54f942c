"""What the figures of engagement have in common: their axes, and room for a legend."""

from __future__ import annotations

from typing import Any

from outreach.engagement.findings.words import shortened
from outreach.figure_style import GRID, INK
from outreach.wording import escaped

LEGEND = 26
"""Pixels that a legend takes between the title and the figure."""

LONGEST_LABEL = 44
ROW, FRAME = 30, 130
"""Pixels of a row, and of all around the rows."""


def rows_axis(labels: list[str]) -> dict[str, Any]:
    """Return an axis of rows by their place, the first on top; two rows may have the same label."""
    return {
        "range": [len(labels) - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": [row_label(label) for label in labels],
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def row_label(text: str) -> str:
    """Return a foreign label as the library may have it: one short line, with nothing in it that marks anything up."""
    return escaped(shortened(text, LONGEST_LABEL))


def values_axis(title: str, **more: Any) -> dict[str, Any]:
    """Return an axis that begins at zero, with its unit."""
    return {
        "title": {"text": title, "standoff": 8, "font": {"size": 13}},
        "automargin": True,
        "rangemode": "tozero",
        "fixedrange": True,
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": INK,
        **more,
    }
