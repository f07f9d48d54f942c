"""Page insights as Facebook exported them before 2022, and the public data set that uses the same measures.

The classic export has two header rows: names, then explanations. A name may stand there twice, and only the explanation
tells how often something happened from how many people did it. The data set: S. Moro, P. Rita and B. Vala, "Facebook
metrics", UCI Machine Learning Repository, 2016, doi 10.24432/C5QK55, CC BY 4.0.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.platforms.shared.clock import with_clock
from outreach.engagement.platforms.shared.own_words import titles
from outreach.engagement.platforms.shared.prepared import PreparedForm, column, is_empty, with_columns

if TYPE_CHECKING:
    from outreach.engagement.forms.form import Reading
    from outreach.engagement.forms.table_form import Rows

EXPLAINED = "lifetime:"
TIMES, PEOPLE = "(total count)", "(unique users)"


def _explains(rows: Rows) -> np.ndarray:
    begins = pd.concat([rows.frame[name].str.casefold().str.startswith(EXPLAINED) for name in rows.frame], axis=1)
    return np.asarray(begins.any(axis=1) & (column(rows, "post id") == ""))


def _told_apart(rows: Rows) -> Rows:
    """Name columns of one name by what the second header row says of them."""
    rows = with_columns(rows, {"text": titles(column(rows, "post message"))})
    explains = _explains(rows)
    if not explains.any():
        return rows
    said = rows.frame[explains].iloc[0].str.casefold()
    names: dict[str, str] = {}
    for name in rows.frame:
        plain = name.removesuffix(" (2)")
        ending = next((end for end in (TIMES, PEOPLE) if said[name].rstrip().endswith(end)), "")
        if f"{plain} (2)" in rows.frame and ending:
            names[name] = f"{plain} {ending}"
    if len(set(names.values())) < len(names):
        return rows
    written = {names.get(name, name): header for name, header in rows.written.items()}
    return replace(rows, frame=rows.frame.rename(columns=names), written=written)


PAGE_INSIGHTS = PreparedForm(
    platform="Facebook",
    export="page insights before 2022",
    kind="posts",
    how="Facebook has ended this export; in Meta Business Suite open Insights, then Content, and choose Export data.",
    channel="facebook",
    needs=("post id", "posted", "lifetime post total reach"),
    metrics={
        "lifetime post total impressions": "impressions",
        "lifetime post total reach": "reach",
        "lifetime post consumptions": "clicks",
        "lifetime negative feedback from users": "hides",
        "like": "likes",
        "comment": "comments",
        "share": "shares",
        "lifetime organic video views (total count)": "video_views",
    },
    item=("post id",),
    title=("text",),
    published=("posted",),
    skips=(("rows that explain the columns", _explains), ("rows without an id", is_empty("post id"))),
    order="MDY",
    finish=with_clock,
    prepare=_told_apart,
)


def _numbered(rows: Rows) -> Rows:
    order = pd.Series(range(1, len(rows.frame) + 1), index=rows.frame.index).astype("str")
    kind, category = column(rows, "type"), column(rows, "category")
    return with_columns(rows, {"post": "post " + order, "text": kind + ", category " + category})


def _with_times(reading: Reading, rows: Rows) -> Reading:
    """Keep month, weekday and hour beside the table: without a year they are no date."""
    kept = ["post", "post month", "post weekday", "post hour", "paid"]
    times = rows.frame[[name for name in kept if name in rows.frame]].reset_index(drop=True)
    return replace(reading, detail={**reading.detail, "times without a year": times})


UCI_METRICS = PreparedForm(
    platform="Facebook",
    export="UCI data set of 500 posts of a brand's page in 2014",
    kind="posts",
    how="Download dataset_Facebook.csv from the UCI Machine Learning Repository.",
    channel="facebook",
    needs=("page total likes", "post month", "post weekday", "post hour", "total interactions"),
    metrics={
        "lifetime post total impressions": "impressions",
        "lifetime post total reach": "reach",
        "lifetime post consumptions": "clicks",
        "like": "likes",
        "comment": "comments",
        "share": "shares",
        "total interactions": "interactions",
    },
    item=("post",),
    title=("text",),
    cautions=(
        lambda _rows: (
            "This is a data set about somebody else's page. It holds months and hours without a year, so no dates."
        ),
    ),
    finish=_with_times,
    prepare=_numbered,
)

FORMS = (PAGE_INSIGHTS, UCI_METRICS)
