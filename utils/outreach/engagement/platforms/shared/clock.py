"""Tell whether the time of day in an export means anything.

In 2023 and 2024 a platform wrote the month where the minute belongs, on a clock of twelve hours that had lost its
halves. The dates were right. What is of that kind is told here by what the times look like, whoever wrote them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from outreach.engagement.forms.form import Reading
    from outreach.engagement.forms.table_form import Rows

FEWEST = 10
"""Fewer times than these may look alike by chance."""

NIGHT = 5
"""Nobody who posts only in the morning begins before this hour; a clock that has lost its halves does."""

NOON = 12


def defect(times: pd.Series) -> str:
    """Return why the time of day cannot be used, in words that follow a colon; "" where nothing speaks against it."""
    known = times.dropna()
    count = len(known)
    if count < FEWEST:
        return ""
    hours, minutes = known.dt.hour.to_numpy(), known.dt.minute.to_numpy()
    if not hours.any() and not minutes.any():
        return ""
    if (minutes == known.dt.month.to_numpy()).all():
        return f"the minute equals the month in all {count} of them"
    if hours.min() >= 1 and hours.max() <= NOON and hours.min() <= NIGHT:
        return (
            f"all {count} lie between {hours.min():02d} and {hours.max():02d} o'clock, as on a clock of twelve hours "
            "without a.m. and p.m"
        )
    if (minutes == minutes[0]).all():
        return f"all {count} have the minute {minutes[0]:02d}, so they were rounded or planned ahead"
    return ""


def with_clock(reading: Reading, rows: Rows) -> Reading:
    """Return the reading with what is known of its clock: a warning, and the table ``clock``.

    Whoever looks for hours asks the table first. Its columns: ``channel, source, posts, usable, reason``.
    """
    if reading.rows.empty:
        return reading
    # Every post stands once under the metric that most posts have; to look for single posts among all rows takes long.
    most = reading.rows["metric"].value_counts().index[0]
    times = reading.rows.loc[(reading.rows["metric"] == most).to_numpy(), "published"].dropna()
    if times.empty:
        return reading
    reason = defect(times)
    has_time = bool((times.to_numpy() != times.to_numpy().astype("datetime64[D]")).any())
    told = pd.DataFrame(
        {
            "channel": [str(reading.rows["channel"].iloc[0])],
            "source": [rows.file.shown],
            "posts": [len(times)],
            "usable": np.array([has_time and not reason]),
            "reason": [reason if has_time else "the file holds no time of day"],
        }
    )
    warnings = reading.warnings
    if reason:
        warnings = (
            *warnings,
            f"The times of day cannot be used: {reason}. The dates stand; read no best hour from them.",
        )
    return replace(reading, warnings=warnings, detail={**reading.detail, "clock": told})
