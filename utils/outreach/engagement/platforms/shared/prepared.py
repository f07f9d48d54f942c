"""A table whose cells need a word of their platform before they are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.forms.table_form import Rows, TableForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from outreach.engagement.forms.form import Answers
    from outreach.engagement.reading.opened import Opened
    from outreach.engagement.reading.rows import Sheet


@dataclass(frozen=True)
class PreparedForm(TableForm):
    """A table form with one more part.

    Attributes
    ----------
    prepare
        Takes the rows as they stand in the file, all of them, and returns them as they are to be read.
    """

    prepare: Callable[[Rows], Rows] = lambda rows: rows

    def _rows(self, file: Opened, read: Sheet, answers: Answers) -> Rows:
        return self.prepare(super()._rows(file, read, answers))


def with_columns(rows: Rows, made: Mapping[str, pd.Series], written: Mapping[str, str] | None = None) -> Rows:
    """Return rows with columns put in; ``written`` are the headers that they were made from."""
    return replace(rows, frame=rows.frame.assign(**made), written={**rows.written, **(written or {})})


def column(rows: Rows, name: str) -> pd.Series:
    """Return a column, stripped; empty text where the file has none of that name."""
    return rows.text(name)


def is_empty(name: str) -> Callable[[Rows], np.ndarray]:
    """Return what tells rows in which nothing stands under a name."""
    return lambda rows: np.asarray(rows.text(name) == "")
