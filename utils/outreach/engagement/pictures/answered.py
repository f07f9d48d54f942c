"""What people answered to, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from outreach.engagement.findings.words import channel_name
from outreach.engagement.pictures.style import FRAME, ROW, rows_axis, values_axis
from outreach.figure_style import GREEN, INK, frame

if TYPE_CHECKING:
    from outreach.engagement.findings.answered import Answered


def draw(answered: Answered) -> go.Figure:
    """Draw a bar a post, as long as people answered to it."""
    layout = frame(
        answered.title,
        FRAME + ROW * len(answered.posts),
        bargap=0.3,
        showlegend=False,
        xaxis=values_axis("Conversations"),
        yaxis=rows_axis([post.label for post in answered.posts]),
    )
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [post.talk for post in answered.posts],
        "y": list(range(len(answered.posts))),
        "text": [f"{post.talk:g}" for post in answered.posts],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [channel_name(post.channel) for post in answered.posts],
        "marker": {"color": GREEN, "line": {"color": INK, "width": 1}},
        "hovertemplate": "%{x} conversations, %{customdata}<extra></extra>",
    }
    return go.Figure(data=[bars], layout=layout)
