"""Conversations by week, each with how far it may be off, and a line between the halves."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from outreach.engagement.pictures.style import LEGEND, values_axis
from outreach.figure_style import BLUE, INK, MARGIN, SKY, frame

if TYPE_CHECKING:
    from outreach.engagement.findings.weekly import Weekly

HALF_A_WEEK = timedelta(days=3, hours=12)
"""A bar stands around its Monday, so the line between two bars is half a week off."""

_HEIGHT = 380
_HATCH = {1: "", 2: "/"}
"""The second half is told by its pattern as well as by its color."""

_COLORS = {1: SKY, 2: BLUE}


def draw(weekly: Weekly) -> go.Figure:
    """Draw a bar a week with its interval; the halves differ in color and pattern, with a line between them."""
    halves = [_half(weekly, half) for half in (1, 2)]
    second = weekly.weeks[sum(week.half == 1 for week in weekly.weeks)].monday
    at = (datetime.combine(second, time()) - HALF_A_WEEK).isoformat()
    layout = frame(
        weekly.title,
        _HEIGHT,
        bargap=0.25,
        barmode="overlay",
        showlegend=True,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        margin={**MARGIN, "t": MARGIN["t"] + LEGEND},
        xaxis={
            "type": "date",
            "fixedrange": True,
            "title": {"text": "Week from Monday", "font": {"size": 13}},
            "automargin": True,
        },
        yaxis=values_axis("Conversations a week"),
        shapes=[_between(at)],
    )
    return go.Figure(data=halves, layout=layout)


def _half(weekly: Weekly, half: int) -> dict[str, object]:
    weeks = [week for week in weekly.weeks if week.half == half]
    return {
        "type": "bar",
        "name": "first half" if half == 1 else "second half",
        "x": [week.monday.isoformat() for week in weeks],
        "y": [week.count for week in weeks],
        "marker": {
            "color": _COLORS[half],
            "line": {"color": INK, "width": 1},
            "pattern": {"shape": _HATCH[half], "fgcolor": INK, "solidity": 0.2},
        },
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [round(week.interval.high - week.count, 3) for week in weeks],
            "arrayminus": [round(week.count - week.interval.low, 3) for week in weeks],
            "color": INK,
            "thickness": 1.5,
            "width": 3,
        },
        "hovertemplate": "week from %{x}: %{y} conversations<extra></extra>",
    }


def _between(second: str) -> dict[str, object]:
    line = {"color": INK, "width": 2, "dash": "dash"}
    # Half a week to the left of the first bar of the second half.
    return {"type": "line", "xref": "x", "yref": "paper", "x0": second, "x1": second, "y0": 0, "y1": 1, "line": line}
