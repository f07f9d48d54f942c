"""Where each channel's points come from, and how far its score could be off."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from outreach.channels.deciding.criteria import CRITERIA
from outreach.channels.pictures.style import rows_axis, share_axis
from outreach.channels.sentences import headline
from outreach.figure_style import BLUE, GREEN, GREY, INK, MARGIN, ORANGE, PURPLE, SKY, VERMILION, YELLOW, frame
from outreach.wording import escaped, html_table, listed

if TYPE_CHECKING:
    from outreach.channels.deciding.choice import Choice
    from outreach.channels.deciding.criteria import Criterion
    from outreach.channels.deciding.ranking import Ranked

COLOURS: dict[str, str] = {
    "purpose": BLUE,
    "audience": SKY,
    "comfort": ORANGE,
    "ownership": GREEN,
    "hours": PURPLE,
    "money": YELLOW,
    "search": VERMILION,
    "risk": GREY,
}
"""Some of these are too pale on white by themselves, so every part has a dark outline."""

PATTERNS: dict[str, str] = {
    "purpose": "",
    "audience": "/",
    "comfort": "",
    "ownership": "\\",
    "hours": "x",
    "money": "",
    "search": "-",
    "risk": ".",
}
"""Each part is told apart by its pattern and its place in the bar as well as by its colour."""

FOLLOWING = 3
"""Channels behind the leader that the alternative text names."""

_BAR, _FRAME = 30, 230


def draw(choice: Choice) -> go.Figure:
    """Draw the ranking as horizontal bars made of the points from each criterion, with the span of each score.

    Bars begin at zero and the axis ends at 100 points, so that two figures can be compared.
    """
    rows, weights = choice.ranking.rows, choice.ranking.weights
    labels = [label(row) for row in rows]
    parts = [_part(criterion, choice, labels) for criterion in CRITERIA if weights[criterion.id] > 0]
    layout = frame(
        headline(choice),
        _FRAME + _BAR * len(labels),
        barmode="stack",
        bargap=0.25,
        xaxis=share_axis(
            "Points, of 100. Dot: our best figures. Line: nine tenths of the draws.", visible=bool(labels)
        ),
        yaxis=rows_axis(labels),
        annotations=_numbers(choice, labels),
        margin={**MARGIN, "r": 44},
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "x": 0,
        },
    )
    return go.Figure(data=[*parts, _spans(choice, labels), _totals(choice, labels)] if labels else [], layout=layout)


def label(row: Ranked) -> str:
    """Return how a channel is called in a figure: its place and its name."""
    return f"{row.place}{'=' if row.tied else ''}. {row.channel.name}"


def _part(criterion: Criterion, choice: Choice, labels: list[str]) -> dict[str, Any]:
    colour = COLOURS[criterion.id]
    return {
        "type": "bar",
        "name": criterion.label,
        "orientation": "h",
        "y": labels,
        "x": [round(100 * row.contributions[criterion.id], 3) for row in choice.ranking.rows],
        "marker": {
            "color": colour,
            "line": {"color": INK, "width": 1},
            "pattern": {
                "shape": PATTERNS[criterion.id],
                "fgcolor": INK,
                "bgcolor": colour,
                "size": 7,
                "solidity": 0.12,
            },
        },
        "hovertemplate": "%{y}<br>%{fullData.name}: %{x:.1f} points<extra></extra>",
    }


def _totals(choice: Choice, labels: list[str]) -> dict[str, Any]:
    """Draw each score with every fact at its best figure as a dot."""
    return {
        "type": "scatter",
        "x": [round(row.points, 3) for row in choice.ranking.rows],
        "y": labels,
        "mode": "markers",
        "marker": {"color": INK, "size": 8},
        "showlegend": False,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _spans(choice: Choice, labels: list[str]) -> dict[str, Any]:
    """Draw the middle nine tenths of the drawn scores as lines; the dot need not lie within."""
    ends = [choice.chances.span_of_scores(row.channel) for row in choice.ranking.rows]
    return {
        "type": "scatter",
        "x": [round(50 * (low + high), 3) for low, high in ends],
        "y": labels,
        "mode": "markers",
        "marker": {"opacity": 0},
        "error_x": {
            "type": "data",
            "array": [round(50 * (high - low), 3) for low, high in ends],
            "color": INK,
            "width": 6,
        },
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _numbers(choice: Choice, labels: list[str]) -> list[dict[str, object]]:
    """Write each score behind its bar and its line."""
    # A draw may be a hair above 100, where nothing is drawn any more.
    ends = [
        min(100.0, max(row.points, 100 * choice.chances.span_of_scores(row.channel)[1])) for row in choice.ranking.rows
    ]
    return [
        {"x": end, "y": label, "text": f" <b>{row.points:.0f}</b>", "xanchor": "left", "showarrow": False}
        for end, label, row in zip(ends, labels, choice.ranking.rows, strict=True)
    ]


def alt(choice: Choice) -> str:
    """Return what the figure shows, in words."""
    rows = choice.ranking.rows
    if not rows:
        return f"Bar chart without bars. {headline(choice)}."
    first = rows[0]
    best = listed([f"“{criterion.label}”" for criterion in first.strongest()])
    low, high = choice.chances.span_of_scores(first.channel)
    said = [f"Bar chart of {len(rows)} {'channel' if len(rows) == 1 else 'channels'}. {headline(choice)}."]
    said.append(f"{first.channel.name}: {first.points:.0f} of 100 points, most of them for {best}.")
    said.append(f"Nine tenths of the draws give it {100 * low:.0f} to {100 * high:.0f}.")
    following = [f"{row.channel.name} {row.points:.0f}" for row in rows[1 : FOLLOWING + 1]]
    if following:
        said.append(f"Next: {', '.join(following)}.")
    if len(rows) > FOLLOWING + 1:
        said.append(f"Last: {rows[-1].channel.name} {rows[-1].points:.0f}.")
    return " ".join(said)


def table(choice: Choice) -> str:
    """Return the same numbers as a table, every text escaped."""
    heads = ["Place", "Channel", "Points of 100", "Nine tenths of draws", *(criterion.label for criterion in CRITERIA)]
    rows = []
    for row in choice.ranking.rows:
        low, high = choice.chances.span_of_scores(row.channel)
        rows.append(
            (
                f"{row.place}{' (tie)' if row.tied else ''}",
                escaped(row.channel.name),
                f"{row.points:.1f}",
                f"{100 * low:.0f} to {100 * high:.0f}",
                *(f"{100 * row.contributions[criterion.id]:.1f}" for criterion in CRITERIA),
            )
        )
    caption = f"{headline(choice)}. Points of 100, and how many of them come from each criterion."
    worked_out = "".join(f"<li>{html.escape(f'{one.label}: {one.formula}')}</li>" for one in CRITERIA)
    how = "Each criterion has a value from 0 to 1; the points are that value times its part of all weight."
    return f"{html_table(caption, heads, rows, header=1)}<p>{how}</p><ul>{worked_out}</ul>"
