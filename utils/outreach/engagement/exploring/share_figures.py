"""The figures of a share: its intervals, and how often each of them holds the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from outreach.engagement.exploring.share_words import (
    JEFFREYS,
    METHODS,
    SIZES,
    TRUTHS,
    WALD,
    WANTED,
    WILSON,
    coverage,
    intervals,
)
from outreach.engagement.pictures.style import LEGEND
from outreach.figure_style import BLUE, GREEN, GRID, INK, VERMILION, frame

if TYPE_CHECKING:
    from outreach.engagement.measuring.intervals import Interval

LOOKS: dict[str, tuple[str, str, str]] = {
    WILSON: (BLUE, "circle", "solid"),
    JEFFREYS: (GREEN, "diamond", "dash"),
    WALD: (VERMILION, "x", "dot"),
}
"""Color, mark and line of each; the color alone never tells them apart."""

_HEIGHT, _ROW = 170, 42
_ROOM = 1.15
_PANEL_NAME = 24
_ABOVE_NAMES = 1.08
"""Where the legend begins, above the names of the panels."""


def share_figure(part: int, whole: int) -> go.Figure:
    """Draw the share with each interval; what lies below 0 is drawn too, so that the failure can be seen."""
    held = intervals(part, whole)
    least, most = min(one.low for one in held.values()), max(one.high for one in held.values())
    value = part / whole
    layout = frame(
        f"{part:,} of {whole:,}: three intervals, of which one is wrong for small counts",
        _HEIGHT + _ROW * len(held),
        xaxis={
            "title": {"text": "Percent", "standoff": 8, "font": {"size": 13}},
            "range": [min(-2.0, 100 * least * _ROOM), max(5.0, 100 * most * _ROOM)],
            "gridcolor": GRID,
            "zeroline": True,
            "zerolinecolor": INK,
            "zerolinewidth": 2,
            "fixedrange": True,
            "automargin": True,
        },
        yaxis={"autorange": "reversed", "automargin": True, "fixedrange": True, "type": "category"},
        showlegend=False,
    )
    return go.Figure(data=[_span(name, value, one) for name, one in held.items()], layout=layout)


def _span(name: str, value: float, one: Interval) -> dict[str, Any]:
    color, symbol, _ = LOOKS[name]
    return {
        "type": "scatter",
        "x": [100 * value],
        "y": [name],
        "mode": "markers+text",
        "text": [f"{100 * one.low:.1f} to {100 * one.high:.1f}"],
        "textposition": "top center",
        "marker": {"color": color, "symbol": symbol, "size": 11},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [100 * (one.high - value)],
            "arrayminus": [100 * (value - one.low)],
            "color": color,
            "thickness": 3,
            "width": 8,
        },
        "hovertemplate": f"{name}: {100 * one.low:.1f} to {100 * one.high:.1f}<extra></extra>",
        "cliponaxis": False,
    }


def coverage_figure() -> go.Figure:
    """Draw, for each number of people, how often each interval holds the truth."""
    layout = frame(
        "The textbook interval holds the truth too seldom; Wilson and Jeffreys keep near to what they promise",
        420,
        showlegend=True,
        legend={"orientation": "h", "y": _ABOVE_NAMES, "yanchor": "bottom", "x": 0},
        annotations=[_name(place, size) for place, size in enumerate(SIZES)],
    )
    layout["margin"]["t"] += _PANEL_NAME + LEGEND
    width = 1 / len(SIZES)
    for place in range(len(SIZES)):
        axis = "" if place == 0 else str(place + 1)
        layout[f"xaxis{axis}"] = {
            "domain": [place * width + 0.02, (place + 1) * width - 0.02],
            "title": {"text": "True share, percent" if place == 1 else "", "standoff": 6, "font": {"size": 13}},
            "anchor": f"y{axis}",
            "range": [0, 100 * TRUTHS[-1]],
            "automargin": True,
            "fixedrange": True,
            "gridcolor": GRID,
        }
        layout[f"yaxis{axis}"] = {
            "anchor": f"x{axis}",
            "range": [0, 100],
            "fixedrange": True,
            "gridcolor": GRID,
            "title": {"text": "Holds the truth, of 100" if place == 0 else "", "standoff": 6, "font": {"size": 13}},
            "showticklabels": place == 0,
            "automargin": place == 0,
        }
    lines = [_line(name, place, size) for place, size in enumerate(SIZES) for name in METHODS]
    return go.Figure(data=[*lines, *(_promised(place) for place in range(len(SIZES)))], layout=layout)


def _line(name: str, place: int, size: int) -> dict[str, Any]:
    color, _, dash = LOOKS[name]
    return {
        **_axes(place),
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "showlegend": place == 0,
        "x": [100 * truth for truth in TRUTHS],
        "y": [round(100 * coverage(name, size, truth), 2) for truth in TRUTHS],
        "line": {"color": color, "dash": dash, "width": 2},
        "hovertemplate": f"{name}, {size} people<br>%{{x:.1f}}%: %{{y:.0f}} of 100<extra></extra>",
    }


def _promised(place: int) -> dict[str, Any]:
    return {
        **_axes(place),
        "type": "scatter",
        "mode": "lines",
        "name": f"promised: {100 * WANTED:.0f} of 100",
        "showlegend": place == 0,
        "x": [0, 100 * TRUTHS[-1]],
        "y": [100 * WANTED, 100 * WANTED],
        "line": {"color": INK, "width": 1},
        "hoverinfo": "skip",
    }


def _axes(place: int) -> dict[str, str]:
    return {"xaxis": "x", "yaxis": "y"} if place == 0 else {"xaxis": f"x{place + 1}", "yaxis": f"y{place + 1}"}


def _name(place: int, size: int) -> dict[str, object]:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": (place + 0.5) / len(SIZES),
        "y": 1.0,
        "xanchor": "center",
        "yanchor": "bottom",
        "text": f"<b>{size} people</b>",
        "showarrow": False,
    }
