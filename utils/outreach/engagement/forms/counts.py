"""Numbers that count something are whole, so what parts three figures in them parts thousands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from outreach.engagement.table.metrics import metric

if TYPE_CHECKING:
    import pandas as pd

Decimal = Literal[",", "."]

NOT_WHOLE = frozenset({"watch_hours", "revenue", "key_events", "visit_seconds", "session_seconds"})
"""Metrics that may be added and have decimals all the same."""

_DOTS = re.compile(r"^\s*\d{1,3}(?:\.\d{3})+\s*$", re.MULTILINE)
_COMMAS = re.compile(r"^\s*\d{1,3}(?:,\d{3})+\s*$", re.MULTILINE)


def decimal_of(texts: pd.Series, name: str, told: Decimal | None) -> Decimal | None:
    """Return the decimal sign to read a column by: in a column of counts "1.222" is 1,222, as "1,222" is.

    ``told`` is what is known of the file; it stands where the column leaves it open.
    """
    if name in NOT_WHOLE or metric(name).adds in {"rate", "mean"}:
        return told
    joined = "\n".join(map(str, texts.unique()))
    dots, commas = _DOTS.search(joined), _COMMAS.search(joined)
    if dots and not commas:
        return ","
    return "." if commas and not dots else told
