"""The figures of the lesson that the explorer does not show: weeks, letters, weekdays and headlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from outreach.engagement.measuring.intervals import wilson
from outreach.engagement.pictures.style import ROW, rows_axis, values_axis
from outreach.figure_style import BLUE, GREEN, INK, MARGIN, ORANGE, SKY, VERMILION, frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.engagement.exploring.weekdays import Weekdays

    Pairs = Sequence[tuple[float, float]]

_HEIGHT = 380
_LEGEND = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0}
_WEEKS = {
    "title": {"text": "Week", "standoff": 6, "font": {"size": 13}},
    "fixedrange": True,
    "automargin": True,
    "dtick": 2,
}


def two_panels(weeks: Sequence[int], reach: Sequence[float], comments: Sequence[float], week: int) -> go.Figure:
    """Draw people reached above comments, each with an axis of its own, and the week that stands out marked."""
    layout = frame(
        f"In week {week} a post traveled; the conversation did not",
        _HEIGHT + 60,
        showlegend=False,
        xaxis={**_WEEKS, "anchor": "y2"},
        yaxis=values_axis("People reached", domain=[0.56, 1.0]),
        yaxis2=values_axis("Comments", domain=[0.0, 0.44], dtick=1),
    )
    top = {**_bars(weeks, reach, week), "hovertemplate": "week %{x}: %{y} people reached<extra></extra>"}
    below = {**_bars(weeks, comments, week), "yaxis": "y2", "hovertemplate": "week %{x}: %{y} comments<extra></extra>"}
    return go.Figure(data=[top, below], layout=layout)


def _bars(weeks: Sequence[int], values: Sequence[float], marked: int) -> dict[str, Any]:
    """Return bars by week; the marked one has another color and a pattern."""
    return {
        "type": "bar",
        "x": list(weeks),
        "y": list(values),
        "marker": {
            "color": [ORANGE if week == marked else SKY for week in weeks],
            "line": {"color": INK, "width": 1},
            "pattern": {
                "shape": ["/" if week == marked else "" for week in weeks],
                "fillmode": "overlay",
                "fgcolor": INK,
                "solidity": 0.2,
            },
        },
    }


def follows(weeks: Sequence[float], top: int) -> go.Figure:
    """Draw new followers by week."""
    layout = frame(
        "Followers rose because one post was shared",
        _HEIGHT,
        showlegend=False,
        xaxis=_WEEKS,
        yaxis=values_axis("New followers"),
    )
    bars = _bars(range(1, len(weeks) + 1), weeks, top)
    return go.Figure(
        data=[{**bars, "hovertemplate": "week %{x}: %{y} new followers<extra></extra>"}],
        layout=layout,
    )


def own_visits(every: Sequence[float], others: Sequence[float], week: int) -> go.Figure:
    """Draw visits by week, own visits above those of others."""
    weeks = list(range(1, len(every) + 1))
    own = [one - rest for one, rest in zip(every, others, strict=True)]
    layout = frame(
        f"A third of the visits of week {week} were her own"
        if round(3 * own[week - 1] / every[week - 1]) == 1
        else f"Week {week} holds own visits",
        _HEIGHT,
        barmode="stack",
        showlegend=True,
        legend=_LEGEND,
        margin={**MARGIN, "t": MARGIN["t"] + 24},  # the legend stands between title and figure
        xaxis=_WEEKS,
        yaxis=values_axis("Visits"),
    )
    line = {"color": INK, "width": 1}
    data = [
        {"name": "visits of others", "y": list(others), "marker": {"color": SKY, "line": line}},
        {
            "name": "own visits",
            "y": own,
            "marker": {
                "color": ORANGE,
                "line": line,
                "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": INK, "solidity": 0.2},
            },
        },
    ]
    return go.Figure(
        data=[
            {**one, "type": "bar", "x": weeks, "hovertemplate": f"week %{{x}}: %{{y}} {one['name']}<extra></extra>"}
            for one in data
        ],
        layout=layout,
    )


def opens_and_clicks(weeks: Sequence[int], opened: Pairs, clicked: Pairs, privacy: int) -> go.Figure:
    """Draw the shares of letters opened and clicked with Wilson intervals, and a line where mail privacy begins."""
    layout = frame(
        "Opens rise; clicks do not",
        _HEIGHT,
        showlegend=True,
        legend=_LEGEND,
        margin={**MARGIN, "t": MARGIN["t"] + 24},  # the legend stands between title and figure
        xaxis=_WEEKS,
        yaxis=values_axis("Of 100 delivered", range=[0, 100]),
        shapes=[
            {
                "type": "line",
                "x0": privacy - 1,
                "x1": privacy - 1,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": INK, "dash": "dot"},
            }
        ],
        annotations=[
            {
                "x": privacy - 1,
                "y": 97,
                "text": " mail privacy begins",
                "showarrow": False,
                "xanchor": "left",
            }
        ],
    )
    data = [
        _shares("opened", weeks, opened, VERMILION, "x", "dot"),
        _shares("clicked", weeks, clicked, BLUE, "circle", "solid"),
    ]
    return go.Figure(data=data, layout=layout)


def _shares(name: str, weeks: Sequence[int], pairs: Pairs, color: str, symbol: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": list(weeks),
        "y": [round(100 * x / n, 2) for x, n in pairs],
        "marker": {"color": color, "symbol": symbol, "size": 9},
        "line": {"color": color, "dash": dash, "width": 2},
        "error_y": _errors(pairs, color),
        "hovertemplate": f"week %{{x}}: %{{y:.0f}} of 100 {name}<extra></extra>",
    }


def _errors(pairs: Pairs, color: str) -> dict[str, Any]:
    held = [(x / n, wilson(x, n)) for x, n in pairs]
    return {
        "type": "data",
        "symmetric": False,
        "array": [round(100 * (one.high - value), 3) for value, one in held],
        "arrayminus": [round(100 * (value - one.low), 3) for value, one in held],
        "color": color,
        "thickness": 1.5,
        "width": 4,
    }


def weekdays(found: Weekdays) -> go.Figure:
    """Draw the mean of each weekday with its interval."""
    days = [day for day in found.days if day.mean is not None]
    layout = frame(
        f"{found.best} looks best, and chance alone does that",
        _HEIGHT,
        showlegend=False,
        xaxis={"type": "category", "fixedrange": True, "automargin": True},
        yaxis=values_axis("Impressions a post"),
    )
    means = [day.mean or 0.0 for day in days]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [day.name for day in days],
        "y": [round(mean, 2) for mean in means],
        "marker": {"color": GREEN, "size": 11, "line": {"color": INK, "width": 1}},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [round(day.interval.high - (day.mean or 0), 3) if day.interval else 0 for day in days],
            # A post has no fewer than no impressions, whatever the formula says.
            "arrayminus": [
                round((day.mean or 0) - max(0.0, day.interval.low), 3) if day.interval else 0 for day in days
            ],
            "color": INK,
            "thickness": 2,
            "width": 6,
        },
        "hovertemplate": "%{x}: %{y:.0f} impressions a post<extra></extra>",
    }
    return go.Figure(data=[dots], layout=layout)


def two_shares(names: Sequence[str], pairs: Pairs) -> go.Figure:
    """Draw two shares with their Wilson intervals."""
    layout = frame(
        "Two headlines, and intervals that overlap: leaning, and nobody has won",
        170 + ROW * len(names),
        showlegend=False,
        xaxis=values_axis("Clicked, of 100 delivered"),
        yaxis=rows_axis(list(names)),
    )
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [round(100 * x / n, 2) for x, n in pairs],
        "y": list(range(len(names))),
        "marker": {"color": BLUE, "size": 11},
        "error_x": _errors(pairs, BLUE),
        "hovertemplate": "%{x:.0f} of 100<extra></extra>",
    }
    return go.Figure(data=[dots], layout=layout)
