"""Podcasts: the downloads of each episode at the same age, as a host of podcasts exports them.

The host is not confirmed. For other hosts the columns can be named by hand, see `own_columns`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.forms.table_form import TableForm
from outreach.engagement.reading.numbers import numbers
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from outreach.engagement.forms.form import Form, Reading
    from outreach.engagement.forms.table_form import Rows

AGES = (1, 2, 3, 7, 14, 28, 30, 60, 90, 180, 365)
DOWNLOADS = "downloads"
SPOTIFY = "Spotify"

SAME_AGE = "Compare episodes at the same age, such as their first 7 or 30 days: the total of an old one grew longer."
NOT_CONNECTED = (
    "The column Spotify is 0 for every episode. That means that Spotify is not connected, not that nobody listens "
    "there; it was left out."
)


def _metric_of(name: str) -> str:
    return DOWNLOADS if name.startswith(DOWNLOADS) else "views"


def _windows(reading: Reading, rows: Rows) -> Reading:
    """Turn names such as "downloads age:7d" into the metric and its window."""
    said = [SAME_AGE]
    table = reading.rows
    columns = {header: _metric_of(name) for header, name in reading.columns.items()}
    if "spotify" in rows.frame:
        plays = numbers(rows.frame["spotify"], ".")
        if not np.nansum(plays.values):
            table = table[(table["metric"] != SPOTIFY).to_numpy()]
            columns.pop(rows.written["spotify"], None)
            said.append(NOT_CONNECTED)
    names = table["metric"].astype("str")
    is_spotify = (names == SPOTIFY).to_numpy()
    window = names.str.removeprefix(f"{DOWNLOADS} ").mask(is_spotify, tidy.LIFETIME)
    account = table["account"].astype("str").mask(is_spotify, SPOTIFY)
    metric = names.map(_metric_of)
    made = table.assign(metric=metric, window=window, account=account)
    young = int(sum((rows.frame[name].str.strip() == "\u2013").sum() for name in rows.frame.columns if " day" in name))
    if young:
        said.append(f"{young} numbers are not there yet, because the episode is younger than the column says.")
    return replace(reading, rows=tidy.table(made), columns=columns, warnings=(*reading.warnings, *said))


EPISODES = TableForm(
    platform="Podcast host",
    export="downloads of episodes",
    kind="posts",
    how="Look for Export or Download where the numbers are shown.",
    channel="podcast",
    needs=("title", "published", "7 days", "all time"),
    metrics={
        **{f"{days} day{'s' * (days > 1)}": f"{DOWNLOADS} {tidy.age(days)}" for days in AGES},
        "all time": f"{DOWNLOADS} {tidy.LIFETIME}",
        "spotify": SPOTIFY,
    },
    item=("slug", "id", "guid", "title"),
    title=("title",),
    published=("published",),
    decimal=lambda _rows: ".",
    finish=_windows,
)

FORMS: tuple[Form, ...] = (EPISODES,)
