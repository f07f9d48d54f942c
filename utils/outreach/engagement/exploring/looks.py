"""The findings that can be looked at one at a time, each with its label and its figure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from plotly.graph_objects import Figure

    from outreach.engagement.findings.finding import Finding
    from outreach.engagement.findings.gathered import Findings

LABELS: dict[str, str] = {
    "networking": "Conversation or applause",
    "weekly": "Conversations by week",
    "posts": "Post by post",
    "answered": "What people answered to",
    "inquiries": "Where inquiries come from",
    "rates": "Rates, this quarter and the one before",
    "exchange": "Who answers whom",
    "giving": "Give and take",
    "retention": "Who stays",
}
"""All findings, by their names in `Findings`."""

_EMPTY_HEIGHT = 90


def found(findings: Findings) -> dict[str, Finding]:
    """Return the findings that there are, by name."""
    held = {name: getattr(findings, name) for name in LABELS}
    return {name: one for name, one in held.items() if one is not None}


def with_figure(findings: Findings) -> dict[str, Finding]:
    """Return the findings that have a figure; the others are tables."""
    return {name: one for name, one in found(findings).items() if name in drawings()}


def drawn(name: str, finding: Finding) -> Figure:
    """Return the figure of a finding that has one."""
    return drawings()[name](finding)


def nothing_yet(title: str) -> Figure:
    """Return what stands in the place of a figure where there is none."""
    import plotly.graph_objects as go

    from outreach.figure_style import frame

    hidden = {"visible": False}
    return go.Figure(layout=frame(title, _EMPTY_HEIGHT, xaxis=hidden, yaxis=hidden))


@cache
def drawings() -> dict[str, Callable[[Any], Figure]]:
    """Return what draws a finding, by its name."""
    # Loaded late: a summary needs no figure.
    from outreach.engagement.pictures import answered, inquiries, networking, posts, weekly

    return {
        "networking": networking.draw,
        "weekly": weekly.draw,
        "posts": posts.draw,
        "answered": answered.draw,
        "inquiries": inquiries.draw,
    }
