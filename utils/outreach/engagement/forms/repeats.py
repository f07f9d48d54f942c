"""Rows of a table that are no facts of their own: the header again, a row once more, a total below the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

TOTALS = frozenset(
    {
        "total", "totals", "grand total", "sum", "gesamt", "gesamtsumme", "gesamtwert", "summe", "insgesamt",
        "totale", "totaal", "suma", "somme", "totalt", "razem", "итого",
    }
)  # fmt: skip
"""What stands at the beginning of a row of totals."""

OF_ONE_PERSON = ("email", "email address", "leid", "euid", "username")
"""Columns that hold something else for each person."""

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d{2}", re.IGNORECASE)


def repeats_header(frame: pd.DataFrame, written: Mapping[str, str]) -> np.ndarray:
    """Tell rows in which the names of the columns stand again, as where files were put one below the other."""
    names = [name for name in frame.columns if name in written and written[name].strip()]
    found = np.full(len(frame), len(names) > 1)
    for name in names:
        if not found.any():
            break
        found = found & (frame[name].str.strip() == written[name].strip()).to_numpy(dtype=bool)
    return found


def stands_twice(frame: pd.DataFrame, known_by: Sequence[str]) -> np.ndarray:
    """Tell rows that stood there before, cell for cell. ``known_by`` are the columns that are looked at first."""
    first = [name for name in dict.fromkeys(known_by) if name in frame.columns]
    # In most tables one column, that of the ids, tells all rows apart, and the others need no look.
    if any(not frame[name].duplicated().any() for name in first) or (first and not frame.duplicated(first).any()):
        return np.zeros(len(frame), dtype=bool)
    return np.asarray(frame.duplicated(), dtype=bool)


def is_total(frame: pd.DataFrame, labels: Sequence[str], days: Sequence[str]) -> np.ndarray:
    """Tell rows of totals: a word for it stands first or as a label, and no day."""
    undated = np.ones(len(frame), dtype=bool)
    found = np.zeros(len(frame), dtype=bool)
    days = [name for name in days if name in frame.columns]
    if not days:
        return found
    for name in days:
        # What begins with a figure is a day as most exports write it: neither empty nor a word.
        others = (text for text in frame[name].unique().tolist() if not text[:1].isdecimal())
        none = [text for text in others if (plain := _plain(text)) in TOTALS or not plain]
        if not none:
            return found
        undated = undated & frame[name].isin(none).to_numpy(dtype=bool)
    places = np.flatnonzero(undated)
    if not len(places):
        return found
    few = frame.iloc[places]
    first = [next((cell for cell in row if cell.strip()), "") for row in few.itertuples(index=False, name=None)]
    is_sum = np.array([_plain(text) in TOTALS for text in first], dtype=bool)
    for name in (*labels, *days):
        if name in few.columns:
            is_sum |= np.array([_plain(text) in TOTALS for text in few[name]], dtype=bool)
    found[places] = is_sum
    return found


def is_rounded(ids: pd.Series) -> np.ndarray:
    """Tell ids that a spreadsheet took for numbers and rounded, such as 1.22E+17."""
    written = ids.tolist()
    if "E+" not in "".join(written).upper():
        return np.zeros(len(written), dtype=bool)
    return np.array([_ROUNDED.fullmatch(text) is not None for text in written], dtype=bool)


def _plain(text: str) -> str:
    return text.strip().rstrip(":").casefold()
