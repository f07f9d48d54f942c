"""How often each channel takes each place when weights and facts may be off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from outreach.channels.deciding.uncertainty import sampling_interval
from outreach.channels.pictures.style import rows_axis
from outreach.channels.sentences import headline
from outreach.figure_style import INK, PAGE, SKY, frame
from outreach.wording import escaped, html_table, of_hundred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.channels.deciding.choice import Choice

NAMED_PLACES = 5
"""Places with a column of their own; the others share one."""

LIKELY = 4
"""Channels that the alternative text names."""

_ROW, _FRAME = 34, 130


def draw(choice: Choice) -> go.Figure:
    """Draw a row a channel and a column a place, in each cell of how many draws of 100."""
    rows = choice.ranking.rows
    labels = [row.channel.name for row in rows]
    shares = [_columns(choice.chances.of_places(row.channel)) for row in rows]
    heads = _heads(len(rows))
    layout = frame(
        title(choice),
        _FRAME + _ROW * len(labels),
        xaxis={
            "title": {"text": "Place, and in how many draws of 100", "standoff": 8},
            "side": "bottom",
            "type": "category",
            "automargin": True,
            "fixedrange": True,
            "visible": bool(labels),
        },
        yaxis=rows_axis(labels),
    )
    cells = {
        "type": "heatmap",
        "x": heads,
        "y": labels,
        "z": [[round(100 * share, 1) for share in row] for row in shares],
        "zmin": 0,
        "zmax": 100,
        "colorscale": [[0, PAGE], [1, SKY]],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": [[_short(share) for share in row] for row in shares],
        "texttemplate": "%{text}",
        "hovertemplate": "%{y}<br>place %{x}: %{z:.1f} of 100 draws<extra></extra>",
        "textfont": {"size": 14, "color": INK},
    }
    return go.Figure(data=[cells] if labels else [], layout=layout)


def title(choice: Choice) -> str:
    """Return the one message of the figure."""
    if not choice.ranking.rows:
        return headline(choice)
    likeliest = choice.contenders[0]
    return f"First place: {likeliest.name} in {of_hundred(choice.chances.first(likeliest))} draws"


def _heads(number: int) -> list[str]:
    named = [str(place) for place in range(1, min(number, NAMED_PLACES) + 1)]
    return [*named, f"{NAMED_PLACES + 1} or later"] if number > NAMED_PLACES else named


def _columns(shares: Sequence[float]) -> list[float]:
    later = sum(shares[NAMED_PLACES:])
    return [*shares[:NAMED_PLACES], later] if len(shares) > NAMED_PLACES else list(shares)


def _short(share: float) -> str:
    return "" if share == 0 else "<1" if share < 0.01 else f"{100 * share:.0f}"  # noqa: PLR2004 - one of a hundred


def alt(choice: Choice) -> str:
    """Return what the figure shows, in words."""
    rows = choice.ranking.rows
    if not rows:
        return f"Table of chances without rows. {headline(choice)}."
    order = sorted(rows, key=lambda row: (-choice.chances.first(row.channel), row.place))
    chances = [f"{row.channel.name} in {of_hundred(choice.chances.first(row.channel))}" for row in order[:LIKELY]]
    number = f"{len(rows)} {'channel' if len(rows) == 1 else 'channels'}"
    return f"Chances of places for {number}. {headline(choice)}. First place: {', '.join(chances)} draws."


def table(choice: Choice) -> str:
    """Return chances, with the intervals that the number of draws leaves, as a table."""
    rows = choice.ranking.rows
    heads = ["Channel", "First place, of 100 draws", "Mean place", "Nine tenths of draws: places", "Ahead of the first"]
    made = []
    for row in rows:
        chance = choice.chances.first(row.channel)
        low, high = sampling_interval(chance, choice.chances.draws)
        from_place, to_place = choice.chances.span_of_places(row.channel)
        ahead = "" if row is rows[0] else of_hundred(choice.chances.beating(row.channel, rows[0].channel))
        made.append(
            (
                escaped(row.channel.name),
                f"{100 * chance:.1f} ({100 * low:.1f} to {100 * high:.1f})",
                f"{choice.chances.expected_place(row.channel):.1f}",
                f"{from_place}" if from_place == to_place else f"{from_place} to {to_place}",
                ahead,
            )
        )
    caption = (
        f"{headline(choice)}. {choice.chances.draws:,} draws; in brackets, how far the count may be off by chance "
        "(95%). The last column says in how many draws a channel scores higher than the one in first place."
    )
    return html_table(caption, heads, made)
