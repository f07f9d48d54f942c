"""What tests of websites and search share."""

from __future__ import annotations

import pandas as pd

from outreach.engagement.forms.form import Form, Reading
from outreach.engagement.platforms.websites import (
    access_log_form,
    feeds,
    ga4,
    ghost,
    matomo,
    plausible,
    search_console,
    umami,
    wordpress_json,
    wordpress_stats,
    wordpress_wxr,
)

FORMS: tuple[Form, ...] = tuple(
    form
    for module in (
        access_log_form,
        feeds,
        ga4,
        ghost,
        matomo,
        plausible,
        search_console,
        umami,
        wordpress_json,
        wordpress_stats,
        wordpress_wxr,
    )
    for form in module.FORMS
)


def of(reading: Reading, metric: str) -> pd.DataFrame:
    """Return the rows of one metric."""
    return reading.rows[reading.rows["metric"] == metric].reset_index(drop=True)


def by_item(reading: Reading, metric: str) -> dict[str, float]:
    rows = of(reading, metric)
    return dict(zip(rows["item"], rows["value"], strict=True))


def by_day(reading: Reading, metric: str) -> dict[str, float]:
    rows = of(reading, metric)
    return dict(zip(rows["date"].dt.strftime("%Y-%m-%d"), rows["value"], strict=True))


def left_out(reading: Reading) -> dict[str, int]:
    return {one.reason: one.count for one in reading.set_aside}


def windows(reading: Reading) -> set[str]:
    return set(reading.rows["window"].astype("str"))


def everything(reading: Reading) -> str:
    """Return all that a reading holds as one text, to look for what must not be in it."""
    tables = [reading.rows, reading.ties, reading.people, *reading.detail.values()]
    text = "\n".join(table.to_csv() for table in tables if table is not None)
    return "\n".join(
        (text, *reading.warnings, *(str(one) for one in reading.set_aside), *(one.sentence for one in reading.asked))
    )
