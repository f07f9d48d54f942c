"""Columns of text as arrays, for modules that read a file by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.forms.counts import decimal_of
from outreach.engagement.reading.counted import SetAside, set_aside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.numbers import numbers

if TYPE_CHECKING:
    import pandas as pd

    from outreach.engagement.reading.dates import Order

Left = tuple[SetAside, ...]
"""What could not be read, nothing where all was."""


def moments(texts: pd.Series, order: Order | None = None) -> tuple[np.ndarray, Left]:
    """Return a column as days and times, and what could not be read."""
    read = dates(texts, order)
    return np.asarray(read.values), set_aside("dates that could not be read", texts[read.unread])


def amounts(texts: pd.Series, header: str, metric: str = "") -> tuple[np.ndarray, Left]:
    """Return a column as numbers with a decimal point, and what could not be read.

    With a metric that counts something, "1.222" is 1,222.
    """
    read = numbers(texts, decimal_of(texts, metric, ".") if metric else ".")
    return np.asarray(read.values), set_aside(f"numbers under '{header}' that could not be read", texts[read.unread])


def amount(texts: pd.Series) -> float:
    """Return the sum of a column of numbers, those left out that are missing."""
    return float(np.nansum(np.asarray(numbers(texts, ".").values)))
