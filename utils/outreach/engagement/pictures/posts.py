"""Posts by themselves and drawn towards the others, with the interval of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from outreach.engagement.pictures.style import FRAME, LEGEND, ROW, rows_axis, values_axis
from outreach.figure_style import BLUE, GREY, INK, MARGIN, PAGE, frame

if TYPE_CHECKING:
    from outreach.engagement.findings.posts import Posts


def draw(posts: Posts) -> go.Figure:
    """Draw a row a post: a hollow dot by itself, a full one drawn to the others, a line for the interval."""
    places = list(range(len(posts.posts)))
    times = 100 if posts.seen_by else 1
    layout = frame(
        posts.title,
        FRAME + 40 + ROW * len(places),
        xaxis=values_axis(axis_title(posts)),
        yaxis=rows_axis([post.label for post in posts.posts]),
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        margin={**MARGIN, "t": MARGIN["t"] + LEGEND},
        shapes=[_mean(times * posts.mean)],
    )
    raw = [round(times * post.raw, 3) for post in posts.posts]
    shrunk = [round(times * post.shrunk, 3) for post in posts.posts]
    joined = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for pair in zip(raw, shrunk, strict=True) for x in (*pair, None)],
        "y": [y for place in places for y in (place, place, None)],
        "line": {"color": GREY, "width": 3},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    by_itself = {
        "type": "scatter",
        "mode": "markers",
        "name": "by itself",
        "x": raw,
        "y": places,
        "marker": {"symbol": "circle", "size": 11, "color": PAGE, "line": {"color": INK, "width": 2}},
        "hovertemplate": "by itself: %{x}<extra></extra>",
        "cliponaxis": False,
    }
    drawn = {
        "type": "scatter",
        "mode": "markers",
        "name": "drawn to the others, with interval",
        "x": shrunk,
        "y": places,
        "marker": {"symbol": "diamond", "size": 11, "color": BLUE, "line": {"color": INK, "width": 1}},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [round(times * (post.interval.high - post.shrunk), 4) for post in posts.posts],
            "arrayminus": [round(times * (post.shrunk - post.interval.low), 4) for post in posts.posts],
            "color": BLUE,
            "thickness": 2,
            "width": 4,
        },
        "hovertemplate": "drawn to the others: %{x}<extra></extra>",
        "cliponaxis": False,
    }
    return go.Figure(data=[joined, by_itself, drawn], layout=layout)


def axis_title(posts: Posts) -> str:
    """Return what the figures are of."""
    return f"Conversations of 100 {posts.seen_by}" if posts.seen_by else "Conversations a post"


def _mean(mean: float) -> dict[str, object]:
    line = {"color": INK, "width": 1, "dash": "dot"}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": mean, "x1": mean, "y0": 0, "y1": 1, "line": line}
