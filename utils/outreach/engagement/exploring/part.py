"""One part of the sample, as the lesson shows it: a few sentences, a table, and a figure where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from outreach.engagement.exploring.reading_once import gathered_once, read_once, sample_paths
from outreach.engagement.forms.form import Answers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from plotly.graph_objects import Figure

    from outreach.engagement.findings.gathered import Findings
    from outreach.engagement.importing.imported import Imported


@dataclass(frozen=True)
class Part:
    """What is shown of one thing.

    Attributes
    ----------
    title
        What it is, in a few words.
    lines, more
        What is to be seen in it, a sentence each; ``more`` stands on the page and not in the text.
    heads, rows
        The table as text; nothing in it is escaped. ``first`` is the row that the text begins with.
    caption
        What the table holds.
    alt, draw
        The figure in words, and what draws it; None where there is none.
    """

    title: str
    lines: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str
    alt: str = ""
    draw: Callable[[], Figure] | None = None
    first: int = 0
    more: Sequence[str] = ()


@dataclass(frozen=True, eq=False)
class Sample:
    """The invented files as they were read, and what they say."""

    imported: Imported
    findings: Findings

    @property
    def table(self) -> pd.DataFrame:
        """The tidy table of all files."""
        return self.imported.table

    def of(self, channel: str, *metrics: str, window: str = "") -> pd.DataFrame:
        """Return the rows of one channel and of these metrics, in the order of their days."""
        rows = self.table
        chosen = rows[(rows["channel"] == channel) & rows["metric"].isin(metrics)]
        if window:
            chosen = chosen[chosen["window"] == window]
        return chosen.sort_values(["published", "date", "item"], kind="stable")

    def by_item(self, channel: str, *metrics: str) -> pd.DataFrame:
        """Return posts or letters, a row each with its day and these numbers, the first one first."""
        rows = self.of(channel, *metrics, window="lifetime")
        wide = rows.pivot_table(
            index=["published", "item", "title"], columns="metric", values="value", observed=True
        ).reset_index()
        return wide.reindex(columns=["published", "item", "title", *metrics])


@cache
def sample() -> Sample:
    """Return the sample, read once in this process."""
    imported = read_once(sample_paths(), Answers(), {})
    return Sample(imported, gathered_once(imported))
