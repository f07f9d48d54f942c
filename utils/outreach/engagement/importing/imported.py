"""What came of the files: one table, and for each file what it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.engagement.table import tidy
from outreach.engagement.table.adding import NotAdditiveError, total

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from outreach.engagement.forms.form import Asked
    from outreach.engagement.reading.counted import SetAside


@dataclass(frozen=True)
class ImportedFile:
    """One file, and what was made of it.

    Attributes
    ----------
    path
        How the file is called for people, a part of an archive with its archive.
    platform, export, kind
        What it was recognized as; "" where nothing recognized it.
    rows
        Records that became facts.
    first_date, last_date
        The days its numbers or posts are of; None where it states none.
    totals
        Metric to sum, for what may be added.
    not_additive
        Metrics that must not be added, with the reason and the right way, as a sentence.
    trouble
        Why nothing was read, as one sentence; "" where it was read.
    same_as
        The file that has the same content and was counted in its place; "" where there is none.
    suggested
        What the columns of a file that nothing recognized seem to mean, header to role or metric.
    """

    path: str
    platform: str = ""
    export: str = ""
    kind: str = ""
    rows: int = 0
    first_date: date | None = None
    last_date: date | None = None
    totals: Mapping[str, float] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    not_additive: Mapping[str, str] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    warnings: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    trouble: str = ""
    same_as: str = ""
    suggested: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_read(self) -> bool:
        """Return whether its numbers are in the table."""
        return not (self.trouble or self.same_as or self.asked)


@dataclass(frozen=True)
class Imported:
    """All files together.

    Attributes
    ----------
    table
        The tidy table of all files; what stands in several of them is in it once.
    files
        Each file in the order it was found.
    notes
        Sentences about the files together: what overlapped, what was passed over.
    ties, people, detail
        As in `outreach.engagement.forms.form.Reading`, with the column ``source`` where they are tables of several
        files.
    """

    table: pd.DataFrame
    files: tuple[ImportedFile, ...] = ()
    notes: tuple[str, ...] = ()
    ties: pd.DataFrame | None = None
    people: pd.DataFrame | None = None
    detail: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def read(self) -> tuple[ImportedFile, ...]:
        """Return the files whose numbers are in the table."""
        return tuple(one for one in self.files if one.is_read)


def totals(rows: pd.DataFrame) -> tuple[dict[str, float], dict[str, str]]:
    """Return the sums by metric of what may be added, and for the rest the sentence why not.

    Where a metric is there for the whole and for its parts, the whole counts.
    """
    sums: dict[str, float] = {}
    refused: dict[str, str] = {}
    needed = rows[["channel", "account", "item", "date", "metric", "value", "window"]]
    for name, of_metric in needed.groupby("metric", observed=True, sort=False):
        try:
            sums[str(name)] = total(of_metric, str(name))
        except NotAdditiveError as error:
            whole = of_metric[(of_metric["item"] == "").to_numpy()]
            whole = whole[(whole["window"] == tidy.DAY).to_numpy()] if (whole["window"] == tidy.DAY).any() else whole
            try:
                if whole.empty:
                    raise
                sums[str(name)] = total(whole, str(name))
            except NotAdditiveError:
                refused[str(name)] = str(error)
    return sums, refused
