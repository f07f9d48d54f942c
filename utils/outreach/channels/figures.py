"""The figure of a ranking, with the words and the table that stand for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from outreach.channels.criteria import CRITERIA
from outreach.channels.wording import escaped, headline, html_table, listed

if TYPE_CHECKING:
    from outreach.channels.criteria import Criterion
    from outreach.channels.ranking import Ranked, Ranking

INK = "#1a1a1a"
PAGE = "#ffffff"
COLOURS: dict[str, str] = {
    "purpose": "#0072b2",
    "audience": "#56b4e9",
    "comfort": "#e69f00",
    "ownership": "#009e73",
    "hours": "#cc79a7",
    "money": "#f0e442",
    "search": "#d55e00",
    "risk": "#bbbbbb",
}
"""The palette of Okabe and Ito, made for colour-blind readers, with grey in place of black.

Some of its colours are too pale on white by themselves, so every part has a dark outline.
"""

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

TOP = 100
_BAR, _AXIS, _FRAME = 30, 60, 230
_TEMPLATE = go.layout.Template()


def ranked_bars(ranking: Ranking) -> go.Figure:
    """Draw the ranking as horizontal bars, each made of the points from each criterion.

    Bars begin at zero and the axis ends at 100 points, so that two figures can be compared.
    """
    labels = [_label(row) for row in ranking.rows]
    parts = [_part(criterion, ranking, labels) for criterion in CRITERIA if ranking.weights[criterion.id] > 0]
    return go.Figure(data=[*parts, _totals(ranking, labels)] if labels else [], layout=_layout(ranking, labels))


def _part(criterion: Criterion, ranking: Ranking, labels: list[str]) -> go.Bar:
    return go.Bar(
        name=criterion.label,
        orientation="h",
        y=labels,
        x=[round(100 * row.contributions[criterion.id], 3) for row in ranking.rows],
        marker={
            "color": COLOURS[criterion.id],
            "line": {"color": INK, "width": 1},
            "pattern": {
                "shape": PATTERNS[criterion.id],
                "fgcolor": INK,
                "bgcolor": COLOURS[criterion.id],
                "size": 7,
                "solidity": 0.12,
            },
        },
        hovertemplate="%{y}<br>%{fullData.name}: %{x:.1f} points<extra></extra>",
    )


def _totals(ranking: Ranking, labels: list[str]) -> go.Scatter:
    return go.Scatter(
        x=[round(row.points, 3) for row in ranking.rows],
        y=labels,
        mode="text",
        text=[f"  {row.points:.0f}" for row in ranking.rows],
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
    )


def _layout(ranking: Ranking, labels: list[str]) -> dict[str, Any]:
    return {
        "template": _TEMPLATE,
        "title": {
            "text": headline(ranking),
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "pad": {"l": 10},
            "font": {"size": 18},
        },
        "font": {"family": "system-ui, sans-serif", "size": 14, "color": INK},
        "paper_bgcolor": PAGE,
        "plot_bgcolor": PAGE,
        "barmode": "stack",
        "bargap": 0.25,
        "height": _FRAME + _BAR * len(labels),
        "margin": {"l": 10, "r": 20, "t": 50, "b": 10},
        "xaxis": {
            "title": {"text": "Points, of 100", "standoff": 8},
            "automargin": True,
            "range": [0, TOP],
            "fixedrange": True,
            "gridcolor": "#dddddd",
            "zeroline": True,
            "zerolinecolor": INK,
            "visible": bool(labels),
        },
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "categoryorder": "array",
            "categoryarray": labels,
            "visible": bool(labels),
        },
        "legend": {
            "orientation": "h",
            "traceorder": "normal",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "x": 0,
        },
    }


def _label(row: Ranked) -> str:
    return f"{row.place}{'=' if row.tied else ''}. {row.channel.name}"


def alt_text(ranking: Ranking) -> str:
    """Return what the figure shows, in words."""
    first = ranking.first
    if first is None:
        return f"Bar chart without bars. {headline(ranking)}."
    best = listed([f"“{criterion.label}”" for criterion in first.strongest()])
    said = [
        f"Bar chart of {len(ranking.rows)} {'channel' if len(ranking.rows) == 1 else 'channels'}. {headline(ranking)}."
    ]
    said.append(f"{first.channel.name}: {first.points:.0f} of 100 points, most of them for {best}.")
    following = [f"{row.channel.name} {row.points:.0f}" for row in ranking.rows[1:4]]
    if following:
        said.append(f"Next: {', '.join(following)}.")
    if len(ranking.rows) > 4:  # noqa: PLR2004 - the first four are named already
        last = ranking.rows[-1]
        said.append(f"Last: {last.channel.name} {last.points:.0f}.")
    return " ".join(said)


def table_html(ranking: Ranking) -> str:
    """Return the same numbers as a table, every text escaped."""
    heads = ["Place", "Channel", "Points of 100", *(criterion.label for criterion in CRITERIA)]
    rows = [
        (
            f"{row.place}{' (tie)' if row.tied else ''}",
            escaped(row.channel.name),
            f"{row.points:.1f}",
            *(f"{100 * row.contributions[criterion.id]:.1f}" for criterion in CRITERIA),
        )
        for row in ranking.rows
    ]
    caption = f"{headline(ranking)}. Points of 100, and how many of them come from each criterion."
    return html_table(caption, heads, rows, header=1)
