"""What must be said of numbers of e-mail, and of times that are not those of the clock on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.reading.dates import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from outreach.engagement.forms.table_form import Rows

MAIL_PRIVACY = np.datetime64("2021-09-20")
"""From this day on a widely used mail program loads the pictures of every e-mail by itself. KNOWN."""

OPENS_INFLATED = (
    "Opens are not to be trusted since September 2021: mail programs load the pictures of an e-mail whether somebody "
    "reads it or not. Look at clicks and replies."
)
IN_UTC = "Its times are in UTC, not those of the clock where you are; near midnight the day may be another one."


def opens_inflated(published: tuple[str, ...], opens: tuple[str, ...]) -> Callable[[Rows], str]:
    """Return a caution for a table with one of the columns ``opens``, sent later than the day or on an unknown one."""

    def caution(rows: Rows) -> str:
        if not any(name in rows.frame and rows.frame[name].str.strip().astype(bool).any() for name in opens):
            return ""
        sent = dates(rows.text(*published), "MDY")
        before = np.less(sent.values, MAIL_PRIVACY)  # an unknown day is before nothing
        return "" if len(before) and before.all() else OPENS_INFLATED

    return caution


def in_utc(*names: str) -> Callable[[Rows], str]:
    """Return a caution for a column whose times are marked as UTC."""

    def caution(rows: Rows) -> str:
        return IN_UTC if is_utc(rows.text(*names)) else ""

    return caution


def is_utc(times: pd.Series) -> bool:
    """Tell whether the times of a column are marked as UTC."""
    return bool(times.str.contains(r"(?:Z|UTC|\+00:?00)\s*$", regex=True).any())
