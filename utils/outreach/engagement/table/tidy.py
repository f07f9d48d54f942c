"""The form of the tidy table, and how it is put together.

One row for each measured fact. Columns: ``channel, account, item, title, published, date, metric, value, window,
source``.

All text is kept as categories, never missing: a post stands there once for each of its metrics, and to compare half a
million ids and titles anew for every one of them would take most of the time of an import. The categories of items are
in the order of the alphabet, so that rows are sorted by them as by text; "" is always the first of them, and of the
titles. Whoever changes these texts takes ``astype("str")`` first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("channel", "account", "item", "title", "published", "date", "metric", "value", "window", "source")
CATEGORIES = ("channel", "account", "metric", "window", "source")
"""Columns with few different words."""

TEXTS = ("item", "title")
"""Columns with a text of their own for each post."""

DAY = "day"
LIFETIME = "lifetime"
"""From the day something was published until the export."""

NOT_STATED = "not stated"

_DTYPES: dict[str, str] = {
    "published": "datetime64[s]",
    "date": "datetime64[s]",
    "value": "float64",
}


def span(first: object, last: object) -> str:
    """Return the window of a stated range, both days in it: "2025-01-01/2025-03-31"."""
    return f"{pd.Timestamp(str(first)):%Y-%m-%d}/{pd.Timestamp(str(last)):%Y-%m-%d}"


def age(days: int) -> str:
    """Return the window of the first days of an item: "age:7d"."""
    return f"age:{days}d"


def empty() -> pd.DataFrame:
    """Return a table of no rows."""
    made = {name: pd.Series(dtype=_DTYPES.get(name, "category")) for name in COLUMNS}
    return pd.DataFrame({**made, **{name: texts(name, pd.Series(dtype="str")) for name in TEXTS}})


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows as a tidy table: all columns in their order and types, rows without a value left out.

    Columns that ``rows`` lacks are empty: "" or no date.

    Raises
    ------
    ValueError
        If there is a column that the tidy table does not know, or no ``metric`` or ``value``.
    """
    unknown = set(rows.columns) - set(COLUMNS)
    if unknown or not {"metric", "value"} <= set(rows.columns):
        msg = f"not the columns of a tidy table: {sorted(map(str, unknown)) or 'metric or value is missing'}"
        raise ValueError(msg)
    value = rows["value"].to_numpy(dtype="float64", na_value=np.nan)
    kept = np.isfinite(value)
    if not kept.all():
        rows, value = rows[kept], value[kept]
    made: dict[str, object] = {}
    for name in COLUMNS:
        if name == "value":
            made[name] = value
        elif name in {"published", "date"}:
            made[name] = (
                _moments(rows[name])
                if name in rows
                else np.full(len(rows), np.datetime64("NaT", "s"), dtype="datetime64[s]")
            )
        elif name in CATEGORIES or name not in rows:
            made[name] = _categories(rows.get(name), len(rows))
        else:
            made[name] = texts(name, rows[name])
    return pd.DataFrame(made, index=pd.RangeIndex(len(rows)), copy=False)


def only(rows: pd.DataFrame, mask: np.ndarray) -> pd.DataFrame:
    """Return the rows where the mask holds; where it holds for all, the rows themselves.

    Most imports are of one channel, one source or one window, and to copy millions of rows at every step is slow.
    """
    if mask.all():
        return rows
    chosen: pd.DataFrame = rows[mask]
    return chosen


def texts(name: str, column: pd.Series) -> pd.Categorical:
    """Return the column ``item`` or ``title`` as categories."""
    is_sorted = name == "item"
    if isinstance(column.dtype, pd.CategoricalDtype) and not column.hasnans:
        held = column.cat.categories
        if len(held) and held[0] == "" and (held.is_monotonic_increasing or not is_sorted):
            return column.array
    # An empty text goes first, so that it is the first category, which is quicker to see than that it is among them.
    filled = ["", *column.astype("str").fillna("").tolist()]
    codes, found = pd.factorize(np.array(filled, dtype=object))
    if is_sorted:
        # Most exports are in the order of their ids, and sorted() is quick with what is nearly in order already.
        order = sorted(range(len(found)), key=found.tolist().__getitem__)
        places = np.empty(len(order), dtype=np.intp)
        places[order] = np.arange(len(order))
        codes, found = places[codes], found[order]
    return pd.Categorical.from_codes(codes[1:], categories=pd.Index(found, dtype="str"))


def _moments(column: pd.Series) -> np.ndarray:
    # To read and copy the days of millions of rows that are read already takes as long as many a step before.
    days = column if column.dtype == _DTYPES["date"] else pd.to_datetime(column)
    return np.asarray(days.to_numpy(), dtype=_DTYPES["date"])


def _categories(column: pd.Series | None, size: int) -> pd.Categorical:
    if column is None:
        return pd.Categorical.from_codes(np.zeros(size, dtype="int8"), categories=[""])
    if isinstance(column.dtype, pd.CategoricalDtype) and not column.hasnans:
        return column.array
    return pd.Categorical(column.fillna("").astype("str"))


def joined(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return tidy tables one below the other, their categories united."""
    filled = [one for one in tables if len(one)]
    if not filled:
        return empty()
    if len(filled) == 1:
        return filled[0].reset_index(drop=True).assign(**{name: texts(name, filled[0][name]) for name in TEXTS})
    made: dict[str, object] = {}
    for name in COLUMNS:
        if name in CATEGORIES:
            made[name] = pd.api.types.union_categoricals([one[name] for one in filled])
        elif name in TEXTS:
            parts = [texts(name, one[name]) for one in filled]
            made[name] = pd.api.types.union_categoricals(parts, sort_categories=name == "item")
        else:
            made[name] = pd.concat([one[name] for one in filled], ignore_index=True)
    return pd.DataFrame(made)
