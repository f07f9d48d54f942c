"""The essay's claim as a map: who comes first where the weight is put."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from outreach.channels.deciding.essay import ESSAYS_CHOICE, GROUP_WORDS, weight_map
from outreach.channels.deciding.uncertainty import sampling_interval
from outreach.channels.wording import verb
from outreach.figure_style import BLUE, GREEN, GREY, INK, ORANGE, PAGE, PURPLE, SKY, VERMILION, YELLOW, frame
from outreach.wording import escaped, html_table, of_hundred

if TYPE_CHECKING:
    from outreach.channels.deciding.choice import Choice
    from outreach.channels.deciding.essay import WeightMap
    from outreach.channels.facts.catalog import Channel

ESSAYS_COLOURS: dict[str, str] = {"own-blog": SKY, "own-community": GREEN, "hosted-community": BLUE}
OTHER_COLOURS = (ORANGE, YELLOW, PURPLE, VERMILION, GREY)
"""Colours only help: each region is named where it lies, and the table says all."""

ROOM_FOR_A_NAME = 0.03
"""Part of the map from which a region has its name written on it."""

LINE_HEIGHT, FAR_OFF = 12.0, 60.0
"""Of 100, as the map is drawn."""

EDGE = 25.0
"""Of 100, from the left: closer than this a name does not fit around its point."""

VEIL = "rgba(255, 255, 255, 0.6)"
"""Behind a name, so that it can be read on every colour."""

CORNERS: dict[str, tuple[float, float]] = {
    "All weight on what it brings": (1.0, 0.0),
    "All weight on what it asks of you": (0.0, 1.0),
    "All weight on what is yours": (0.0, 0.0),
    "A third on each": (1 / 3, 1 / 3),
}
_HEIGHT = 520


def draw(choice: Choice) -> go.Figure:
    """Draw who comes first at each point of the map; a star marks the person's own weights."""
    found = weight_map(choice.ranking)
    regions = _regions(found)
    axis = {"range": [-1, 101], "automargin": True, "fixedrange": True, "zeroline": False, "showgrid": False}
    layout = frame(
        title(choice),
        _HEIGHT,
        xaxis={
            **axis,
            "title": {"text": f"Weight on {GROUP_WORDS['brings']}, of 100", "standoff": 8},
            "visible": bool(regions),
        },
        yaxis={
            **axis,
            "title": {"text": f"Weight on {GROUP_WORDS['asks']}", "standoff": 8, "font": {"size": 13}},
            "visible": bool(regions),
        },
        showlegend=False,
        annotations=[*_names(found, regions), *([_rest()] if regions else [])],
    )
    return go.Figure(data=[_ground(found, regions), _here(found)] if regions else [], layout=layout)


def _regions(found: WeightMap) -> list[Channel]:
    """Return the channels that come first anywhere on the map, the largest region first."""
    counts = np.bincount(found.first[found.first >= 0], minlength=len(found.channels))
    order = sorted(range(len(found.channels)), key=lambda row: (-counts[row], row))
    return [found.channels[row] for row in order if counts[row]]


def _ground(found: WeightMap, regions: list[Channel]) -> dict[str, Any]:
    rows = {channel.id: row for row, channel in enumerate(found.channels)}
    numbers = np.full(len(found.channels) + 1, np.nan)
    for number, channel in enumerate(regions):
        numbers[rows[channel.id]] = number
    z = numbers[found.first]
    others = iter(OTHER_COLOURS * len(regions))
    colours = [ESSAYS_COLOURS.get(channel.id) or next(others) for channel in regions]
    last = max(len(regions), 1)
    steps = [[part, colour] for number, colour in enumerate(colours) for part in (number / last, (number + 1) / last)]
    names = np.array([*(channel.name for channel in found.channels), ""], dtype=object)
    points = [round(100 * float(step), 1) for step in found.steps]
    return {
        "type": "heatmap",
        "x": points,
        "y": points,
        "z": [[None if np.isnan(cell) else float(cell) for cell in row] for row in z],
        "zmin": -0.5,
        "zmax": last - 0.5,
        "colorscale": steps,
        "showscale": False,
        "text": names[found.first].tolist(),
        "hovertemplate": "%{text}<br>brings %{x:.0f}, asks %{y:.0f} of 100<extra></extra>",
        "hoverongaps": False,
    }


def _here(found: WeightMap) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [round(100 * found.here[0], 2)],
        "y": [round(100 * found.here[1], 2)],
        "mode": "markers+text",
        "marker": {"symbol": "star", "size": 20, "color": PAGE, "line": {"color": INK, "width": 2}},
        "text": ["<b>Your weights</b>"],
        # Beside the star: above it, the words would run into the title.
        "textposition": "middle right" if found.here[0] < 0.5 else "middle left",  # noqa: PLR2004 - the middle
        "hovertemplate": "Your weights<extra></extra>",
        "cliponaxis": False,
    }


def _names(found: WeightMap, regions: list[Channel]) -> list[dict[str, object]]:
    """Write the name of each region of some size onto the point of it that lies deepest inside."""
    made: list[dict[str, object]] = []
    for channel in regions:
        if found.share([channel.id]) < ROOM_FOR_A_NAME:
            continue
        row = next(place for place, known in enumerate(found.channels) if known.id == channel.id)
        x, y = _inside(found, row)
        # Near the left edge a name would run out of the figure, so it begins at its point there.
        anchor = "left" if x < EDGE else "center"
        font = {"size": 14, "color": INK}
        words = {"text": channel.name, "xanchor": anchor, "showarrow": False, "font": font, "bgcolor": VEIL}
        made.append({"x": x, "y": y, **words})
    return made


def _inside(found: WeightMap, row: int) -> tuple[float, float]:
    """Return the point of a region nearest to its middle, away from where the star lies."""
    asks, brings = np.nonzero(found.first == row)
    points = np.stack([100 * found.steps[brings], 100 * found.steps[asks]])
    middle = points.mean(axis=1, keepdims=True)
    star = 100 * np.array(found.here)[:, None]
    # Within a line's height of the star a point counts as far off: there stands "Your weights".
    off = np.abs(points - middle).sum(axis=0) + np.where(np.abs(points - star)[1] < LINE_HEIGHT, FAR_OFF, 0.0)
    x, y = points[:, int(np.argmin(off))]
    return round(float(x), 1), round(float(y), 1)


def _rest() -> dict[str, object]:
    text = (
        f"The rest is on {GROUP_WORDS['yours']}:<br>all of it at the lower left.<br>"
        "Within each of the three,<br>your own proportions are kept."
    )
    return {"x": 99, "y": 97, "text": text, "showarrow": False, "xanchor": "right", "yanchor": "top", "align": "right"}


def title(choice: Choice) -> str:
    """Return the one message of the figure."""
    test = choice.essay
    if not test.draws:
        return "No channel passes your gates, so there is no map"
    share = of_hundred(test.share)
    if not any(channel.id in ESSAYS_CHOICE for channel in choice.chances.channels):
        return "Blog and community are both set aside, whatever the weights"
    return f"A blog or a community comes first in {share} of all weightings"


def alt(choice: Choice) -> str:
    """Return what the figure shows, in words."""
    if not choice.ranking.rows:
        return f"Map without regions. {title(choice)}."
    found = weight_map(choice.ranking)
    regions = [f"{channel.name} on {of_hundred(found.share([channel.id]))} of the map" for channel in _regions(found)]
    return f"Map of weightings. {title(choice)}. First place: {', '.join(regions)}. {_where(choice, found)}"


def _where(choice: Choice, found: WeightMap) -> str:
    leader = choice.leader
    own = (
        f"Your own weights lie where {leader.name} {verb(leader, 'comes', 'come')} first"
        if leader
        else "Your own weights lie nowhere"
    )
    return (
        f"{own}: {100 * found.here[0]:.0f} of 100 on what it brings, {100 * found.here[1]:.0f} on what it asks of you."
    )


def table(choice: Choice) -> str:
    """Return the shares of all weightings, and who comes first at the corners of the map, as tables."""
    heads = ["Channel", "First in so many weightings of 100", "Put first by the essay"]
    if not choice.ranking.rows:
        return html_table(f"{title(choice)}.", heads, [])
    test, found = choice.essay, weight_map(choice.ranking)
    order = sorted(choice.chances.channels, key=lambda channel: (-test.shares[channel.id], channel.id))
    rows = []
    for channel in order:
        share = test.shares[channel.id]
        low, high = sampling_interval(share, test.draws)
        named = "yes" if channel.id in ESSAYS_CHOICE else "no"
        if share:
            rows.append((escaped(channel.name), f"{100 * share:.1f} ({100 * low:.1f} to {100 * high:.1f})", named))
    caption = (
        f"{title(choice)}: {test.draws:,} weightings drawn evenly from all there are, "
        "in brackets how far the count may be off by chance (95%)."
    )
    shares = html_table(caption, heads, rows)
    corners = [(escaped(words), escaped(found.winner(brings, asks).name)) for words, (brings, asks) in CORNERS.items()]
    return shares + html_table("Who comes first on the map", ["Where on the map", "Comes first"], corners)
