"""Where inquiries came from: counts while there are few, and shares with intervals from twenty on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from outreach.engagement.measuring.display import COUNTS_BELOW
from outreach.engagement.pictures.style import FRAME, ROW, rows_axis, values_axis
from outreach.figure_style import BLUE, INK, SKY, frame

if TYPE_CHECKING:
    from outreach.engagement.findings.inquiries import Inquiries


def draw(inquiries: Inquiries) -> go.Figure:
    """Draw a row a source: a bar for the count, or a dot for the share with its interval where there are enough."""
    labels = [f"{name} ({one.part} of {one.whole})" for name, one in inquiries.sources]
    title = "Share of all inquiries, of 100" if inquiries.has_intervals else "Inquiries"
    more = {"range": [0, 100]} if inquiries.has_intervals else {"dtick": 1} if inquiries.total < COUNTS_BELOW else {}
    layout = frame(
        inquiries.title,
        FRAME + ROW * len(labels),
        bargap=0.3,
        showlegend=False,
        xaxis=values_axis(title, **more),
        yaxis=rows_axis(labels),
    )
    return go.Figure(data=[_dots(inquiries) if inquiries.has_intervals else _bars(inquiries)], layout=layout)


def _bars(inquiries: Inquiries) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [one.part for _, one in inquiries.sources],
        "y": list(range(len(inquiries.sources))),
        "marker": {"color": SKY, "line": {"color": INK, "width": 1}},
        "hovertemplate": "%{x} inquiries<extra></extra>",
    }


def _dots(inquiries: Inquiries) -> dict[str, Any]:
    shares = [one for _, one in inquiries.sources]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(100 * (one.value or 0), 2) for one in shares],
        "y": list(range(len(shares))),
        "marker": {"symbol": "circle", "size": 11, "color": BLUE, "line": {"color": INK, "width": 1}},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [round(100 * (one.interval.high - (one.value or 0)), 3) for one in shares],
            "arrayminus": [round(100 * ((one.value or 0) - one.interval.low), 3) for one in shares],
            "color": BLUE,
            "thickness": 2,
            "width": 4,
        },
        "hovertemplate": "%{x} of 100<extra></extra>",
        "cliponaxis": False,
    }
