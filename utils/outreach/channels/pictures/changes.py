"""How far each weight can move before another channel comes first."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from outreach.channels.pictures.style import rows_axis, share_axis
from outreach.channels.sentences import what_would_change
from outreach.channels.wording import verb
from outreach.figure_style import INK, SKY, frame
from outreach.wording import escaped, html_table, share_words

if TYPE_CHECKING:
    from outreach.channels.deciding.change import Stability
    from outreach.channels.deciding.choice import Choice

_ROW, _FRAME = 58, 130
_OFF = 20
"""Pixels from the middle of a bar to the words above and below it, clear of the mark on it."""


def draw(choice: Choice) -> go.Figure:
    """Draw for each criterion the span of weight in which first place stays, and where the weight is now."""
    rows = choice.stabilities
    labels = [row.criterion.label for row in rows]
    layout = frame(
        title(choice),
        _FRAME + _ROW * len(labels),
        bargap=0.6,
        xaxis=share_axis("Part of all weight, of 100. Bar: first place stays. Diamond: now.", visible=bool(labels)),
        yaxis=rows_axis(labels),
        showlegend=False,
        annotations=[note for row in rows for note in _rivals(row)],
    )
    spans = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "base": [round(100 * row.low, 2) for row in rows],
        "x": [round(100 * (row.high - row.low), 2) for row in rows],
        "marker": {"color": SKY, "line": {"color": INK, "width": 1}},
        "hovertemplate": "%{y}: first place stays from %{base:.1f} to %{x:.1f}<extra></extra>",
    }
    now = {
        "type": "scatter",
        "x": [round(100 * row.now, 2) for row in rows],
        "y": labels,
        "mode": "markers",
        "marker": {"color": INK, "size": 11, "symbol": "diamond"},
        "hovertemplate": "%{y}: now %{x:.1f}<extra></extra>",
        "cliponaxis": False,
    }
    return go.Figure(data=[spans, now] if labels else [], layout=layout)


def title(choice: Choice) -> str:
    """Return the one message of the figure."""
    leader = choice.leader
    if leader is None:
        return "Nothing is in first place, so no weight can change it"
    if len(choice.ranking.rows) == 1:
        return f"No weight changes it: only {leader.name} {verb(leader, 'passes', 'pass')} your gates"
    movable = [row for row in choice.stabilities if row.below or row.above]
    if not movable:
        return f"No single weight takes first place from {leader.name}"
    return f"{len(movable)} of {len(choice.stabilities)} weights could alone take first place from {leader.name}"


def _rivals(row: Stability) -> list[dict[str, object]]:
    """Name the rival that takes over above the span over the bar, and the one below the span under it."""
    notes: list[dict[str, object]] = []
    common = {"y": row.criterion.label, "showarrow": False, "font": {"size": 13, "color": INK}}
    if row.above is not None:
        notes.append({**common, **_end(row.high), "yshift": _OFF, "text": f"{row.above.name} ▸"})
    if row.below is not None:
        notes.append({**common, **_end(row.low), "yshift": -_OFF, "text": f"◂ {row.below.name}"})
    return notes


def _end(share: float) -> dict[str, object]:
    """Return where to write at an end of a span so that the words stay on the figure."""
    return {"x": 100 * share, "xanchor": "left" if share < 0.5 else "right"}  # noqa: PLR2004 - the middle


def alt(choice: Choice) -> str:
    """Return what the figure shows, in words."""
    said = [f"Spans of weight in which first place stays. {title(choice)}."]
    for row in choice.stabilities:
        said += [f"“{row.criterion.label}”, now {share_words(row.now)}: {words}." for words in _beyond(row)]
    return " ".join(said)


def _beyond(row: Stability) -> list[str]:
    said = [f"below {share_words(row.low)} {row.below.name} would lead"] if row.below else []
    return said + ([f"above {share_words(row.high)} {row.above.name} would lead"] if row.above else [])


def table(choice: Choice) -> str:
    """Return the spans as a table, and below it what would change first place in sentences."""
    rows = [
        (
            escaped(row.criterion.label),
            share_words(row.now),
            f"{share_words(row.low)} to {share_words(row.high)}",
            escaped("; ".join(_beyond(row)) or "nobody, however far it moves"),
        )
        for row in choice.stabilities
    ]
    caption = f"{title(choice)}. Each weight is moved by itself; the others keep their proportions."
    heads = ["Weight", "Now", "First place stays from", "Who would lead beyond it"]
    sentences = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in what_would_change(choice))
    return f"{html_table(caption, heads, rows)}<ul>{sentences}</ul>"
