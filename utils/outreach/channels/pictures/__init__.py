"""The figures of a choice: each drawn by a pure function, with the words and the table that stand for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.channels.pictures import chances, changes, contributions, weightings

if TYPE_CHECKING:
    from collections.abc import Callable

    from plotly.graph_objects import Figure

    from outreach.channels.deciding.choice import Choice


@dataclass(frozen=True)
class Picture:
    """One way to look at a choice: a figure, what it says in words, and its numbers as a table in HTML."""

    id: str
    label: str
    draw: Callable[[Choice], Figure]
    alt: Callable[[Choice], str]
    table: Callable[[Choice], str]


PICTURES: dict[str, Picture] = {
    picture.id: picture
    for picture in (
        Picture("points", "Where the points come from", contributions.draw, contributions.alt, contributions.table),
        Picture("chances", "How sure the places are", chances.draw, chances.alt, chances.table),
        Picture("changes", "Which weights would change it", changes.draw, changes.alt, changes.table),
        Picture("essay", "Where the essay would be right", weightings.draw, weightings.alt, weightings.table),
    )
}
