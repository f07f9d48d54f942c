"""What the figures of a choice have in common: their axes."""

from __future__ import annotations

from typing import Any

from outreach.figure_style import GRID, INK


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
