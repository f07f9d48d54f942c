"""The days of an access log as rows of the tidy table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from outreach.engagement.access_log.log_days import LogDays

COLUMNS = ("channel", "account", "item", "title", "published", "date", "metric", "value", "window", "source")
CATEGORIES = ("channel", "account", "metric", "window", "source")
METRICS = ("visits", "visitors", "page_views")


def daily_table(log: LogDays, source: str, account: str = "") -> pd.DataFrame:
    """Return visits, visitors and page views of each day, and the page views of each page on each day.

    Rows with an empty ``item`` are those of the whole site; their page views are the sum of the pages' and must not be
    added to them. The first and the last day are given as they are: see ``partial`` in the days of the log.
    """
    whole = log.days.melt(id_vars="date", value_vars=list(METRICS), var_name="metric", value_name="value")
    pages = log.pages.rename(columns={"path": "item", "views": "value"}).assign(metric="page_views")
    table = pd.concat([whole.assign(item=""), pages], ignore_index=True)
    table = table.assign(
        channel="blog", account=account, title="", published=pd.NaT, window="day", source=source
    ).reindex(columns=list(COLUMNS))
    kinds = dict.fromkeys(CATEGORIES, "category")
    return table.astype(
        {
            **kinds,
            "item": "str",
            "title": "str",
            "published": "datetime64[s]",
            "date": "datetime64[s]",
            "value": "float64",
        }
    )
