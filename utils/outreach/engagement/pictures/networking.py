"""Networking or applause, as a point with its interval on a scale from 0 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from outreach.engagement.measuring.real_or_fake import HALF
from outreach.engagement.pictures.style import values_axis
from outreach.figure_style import INK, PAGE, VERMILION, frame

if TYPE_CHECKING:
    from outreach.engagement.findings.networking import RealOrFake

_HEIGHT = 190


def draw(found: RealOrFake) -> go.Figure:
    """Draw the figure with its interval; an empty scale where it is too early to tell."""
    figure = found.figure
    points = []
    if figure is not None and figure.value is not None and figure.interval is not None:
        value = round(figure.value, 1)
        points.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [value],
                "y": [0],
                "marker": {"symbol": "diamond", "size": 15, "color": VERMILION, "line": {"color": INK, "width": 1}},
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [round(figure.interval.high - value, 2)],
                    "arrayminus": [round(value - figure.interval.low, 2)],
                    "color": INK,
                    "thickness": 3,
                    "width": 8,
                },
                "hovertemplate": "%{x} of 100<extra></extra>",
            }
        )
    half = {"type": "line", "xref": "x", "yref": "paper", "x0": HALF, "x1": HALF, "y0": 0, "y1": 1}
    layout = frame(
        found.title,
        _HEIGHT,
        showlegend=False,
        xaxis=values_axis("0: all applause. 100: all networking.", range=[0, 100]),
        yaxis={"visible": False, "range": [-1, 1], "fixedrange": True},
        shapes=[{**half, "line": {"color": INK, "width": 1, "dash": "dash"}}],
        plot_bgcolor=PAGE,
    )
    return go.Figure(data=points, layout=layout)
