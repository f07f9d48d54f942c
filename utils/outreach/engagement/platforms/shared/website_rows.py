"""Columns of numbers to rows of the tidy table, for exports whose columns differ from file to file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from outreach.engagement.forms.repeats import repeats_header, stands_twice
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.numbers import numbers
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from outreach.engagement.reading.dates import Order
    from outreach.engagement.reading.numbers import Decimal
    from outreach.engagement.reading.rows import Sheet

BLOG = "blog"
"""The place that a website, its statistics and its feed are about."""

Fact: TypeAlias = "str | np.ndarray | pd.Series"


@dataclass(frozen=True, eq=False)
class Measured:
    """The tidy rows, which header became which metric, and what could not be read."""

    rows: pd.DataFrame
    columns: Mapping[str, str]
    set_aside: tuple[SetAside, ...] = ()


def measured(
    frame: pd.DataFrame,
    metrics: Mapping[str, str],
    written: Mapping[str, str],
    facts: Mapping[str, Fact],
    decimal: Decimal | None = None,
) -> Measured:
    """Return one row for each number.

    Parameters
    ----------
    frame
        Text, a column for each header.
    metrics
        Columns of ``frame`` to metrics. Of two columns for one metric the first counts.
    written
        Columns of ``frame`` to their headers as they stand in the file.
    facts
        The other columns of the tidy table: a word for all rows, or one for each row of ``frame``.
    decimal
        The decimal sign, where it is known.
    """
    pieces: list[pd.DataFrame] = []
    columns: dict[str, str] = {}
    unread: list[SetAside] = []
    for name, metric in metrics.items():
        if name not in frame or metric in columns.values():
            continue
        read = numbers(frame[name], decimal)
        header = written.get(name, name)
        columns[header] = metric
        unread += set_aside(f"numbers under '{header}' that could not be read", frame[name][read.unread])
        values = np.asarray(read.values)
        places = np.flatnonzero(np.isfinite(values))
        pieces.append(
            pd.DataFrame(
                {
                    **{fact: _taken(value, places) for fact, value in facts.items()},
                    "metric": metric,
                    "value": values[places],
                },
                index=pd.RangeIndex(len(places)),
            )
        )
    rows = tidy.table(pd.concat(pieces, ignore_index=True)) if pieces else tidy.empty()
    return Measured(rows, columns, tuple(unread))


def _taken(value: Fact, places: np.ndarray) -> object:
    if isinstance(value, str):
        return value
    return value.iloc[places].array if isinstance(value, pd.Series) else value[places]


def facts_of(read: Sheet, counts: Collection[str], *, once: bool = True) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    """Return the rows of a table without its header in their midst and without rows that stand there once more.

    ``counts`` are the columns that hold numbers; the others tell one row from another. Without ``once`` rows that are
    the same stay, for tables that part what they count by more than they say; but not where every row stands twice.
    """
    frame = read.frame
    again = repeats_header(frame, read.headers)
    left = set_aside("rows that are the header again", ("" for _ in range(int(again.sum()))))
    frame = frame[~again] if again.any() else frame
    first = [name for name in frame.columns if name not in counts]
    twice = stands_twice(frame, first) if first else np.zeros(len(frame), dtype=bool)
    if not once and not (twice.any() and frame.duplicated(keep=False).all()):
        twice = np.zeros(len(frame), dtype=bool)
    if twice.any():
        left = (*left, SetAside("rows that stand there twice", int(twice.sum())))
        frame = frame[~twice]
    return frame, left


def moments_of(texts: pd.Series, order: Order | None = None) -> np.ndarray:
    """Return when the texts say; NaT where they cannot be read."""
    return np.asarray(dates(texts, order).values)


def numbers_of(texts: pd.Series) -> np.ndarray:
    """Return the numbers that the texts are; NaN where they are none."""
    return np.asarray(numbers(texts).values)


def days_only(values: np.ndarray) -> np.ndarray:
    """Return the days of moments."""
    days: np.ndarray = values.astype("datetime64[D]").astype("datetime64[s]")
    return days


def labels(frame: pd.DataFrame, kinds: Mapping[str, str]) -> pd.Series:
    """Return for each row what it is about, each label with its kind: "country: NA, device: mobile".

    ``kinds`` names the columns that hold labels. An empty label is left out beside others and said to be none alone.
    """
    made = pd.Series("", index=frame.index, dtype="str")
    for name, kind in kinds.items():
        text = frame[name].str.strip()
        piece = (kind + ": " + text).where(text.astype(bool), "")
        both = made.astype(bool) & piece.astype(bool)
        made = made + pd.Series(np.where(both, ", ", ""), index=frame.index, dtype="str") + piece
    first = next(iter(kinds.values()), "")
    return made.where(made.astype(bool), f"{first}: (none)" if first else "")


def posted(
    items: Sequence[str], titles: Sequence[str], published: np.ndarray, facts: Mapping[str, str]
) -> pd.DataFrame:
    """Return a row for each post that came out: what the owner did, by day."""
    return tidy.table(
        pd.DataFrame(
            {
                "item": pd.Series(items, dtype="str"),
                "title": pd.Series(titles, dtype="str"),
                "published": published,
                "date": days_only(published),
                "metric": "posts",
                "value": 1.0,
                "window": tidy.DAY,
                **facts,
            }
        )
    )
