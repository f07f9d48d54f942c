"""Mailchimp: the campaigns, and the list of people in its three files.

The names of the full campaigns table are documented, its order is KNOWN; the reduced one and the lists were seen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.counts import decimal_of
from outreach.engagement.forms.table_form import Rows, TableForm
from outreach.engagement.platforms.own.own_columns import with_items
from outreach.engagement.platforms.shared.letter_cautions import opens_inflated
from outreach.engagement.platforms.shared.lists import ListForm
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.numbers import numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outreach.engagement.forms.form import Form, Reading

CHANNEL = "newsletter"

MOST_OF_A_TEST = 5
"""Recipients up to whom a campaign may be a test. An ESTIMATE."""

FAR_BELOW = 0.1
"""Share of what the campaigns around it went to, below which a campaign went to far fewer. An ESTIMATE."""

AROUND = 11
"""So many campaigns around it are looked at, because lists grow."""

TESTS = f"campaigns to {MOST_OF_A_TEST} recipients or fewer, probably tests"

_CAMPAIGNS = {
    "total recipients": "sends",
    "successful deliveries": "deliveries",
    "total bounces": "bounces",
    "times forwarded": "forwards",
    "unique opens": "unique_opens",
    "open rate": "open_rate",
    "total opens": "opens",
    "unique clicks": "unique_clicks",
    "click rate": "click_rate",
    "total clicks": "clicks",
    "unsubscribes": "unsubscribes",
    "abuse complaints": "complaints",
}


def far_fewer(rows: Rows) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which campaigns went to far fewer people than those around them, and to how many each went."""
    texts = rows.text("total recipients")
    recipients = numbers(texts, decimal_of(texts, "sends", "."))
    moments = dates(rows.text("send date"), "MDY")
    sent, when = np.asarray(recipients.values), np.asarray(moments.values, dtype="int64")
    large = np.flatnonzero(sent > MOST_OF_A_TEST)
    if not len(large):
        return np.zeros(len(sent), dtype=bool), sent
    large = large[np.argsort(when[large], kind="stable")]
    usual = pd.Series(sent[large]).rolling(AROUND, center=True, min_periods=1).median().to_numpy()
    place = np.clip(np.searchsorted(when[large], when), 0, len(large) - 1)
    return sent < FAR_BELOW * usual[place], sent


def _is_test(rows: Rows) -> NDArray[np.bool_]:
    far, sent = far_fewer(rows)
    return far & (sent <= MOST_OF_A_TEST)


def _small_ones(rows: Rows) -> str:
    far, sent = far_fewer(rows)
    few = np.sort(sent[far])
    if not len(few):
        return ""
    sizes = ", ".join(f"{size:g}" for size in few[:3])
    what = "1 campaign" if len(few) == 1 else f"{len(few)} campaigns"
    return (
        f"{what} went to far fewer people than those around it ({sizes}) and still counts; "
        "compare by counts there, not by rates."
    )


def _say_tests(reading: Reading, rows: Rows) -> Reading:
    reading = with_items(reading, rows)
    tests = sum(one.count for one in reading.set_aside if one.reason == TESTS)
    if not tests:
        return reading
    what, were = ("1 campaign", "was") if tests == 1 else (f"{tests} campaigns", "were each")
    said = (
        f"{what} went to {MOST_OF_A_TEST} recipients or fewer, far below the campaigns around, and {were} taken for "
        f"a test and set aside. The limit of {MOST_OF_A_TEST} is an estimate of ours."
    )
    return replace(reading, warnings=(said, *reading.warnings))


CAMPAIGNS = TableForm(
    platform="Mailchimp",
    export="campaigns",
    kind="posts",
    how="Look for Export where Mailchimp lists your campaign reports.",
    channel=CHANNEL,
    needs=("send date", "total recipients", "unique id"),
    metrics=_CAMPAIGNS,
    words={"list": "audience"},
    item=("unique id",),
    title=("subject", "title"),
    account=("audience",),
    published=("send date",),
    order="MDY",
    decimal=lambda _rows: ".",
    skips=((TESTS, _is_test),),
    cautions=(opens_inflated(("send date",), ("unique opens", "total opens", "open rate")), _small_ones),
    finish=_say_tests,
)

IN_PART = tuple(
    replace(CAMPAIGNS, needs=needs)
    for needs in (("subject", "audience", "send date", "total recipients"), ("subject", "send date", "unique id"))
)
"""The same table with some of its columns."""


def _cleaned(rows: Rows) -> str:
    if "clean_time" not in rows.frame:
        return ""
    return "These people did not leave by themselves: mail to their addresses came back, and Mailchimp took them off."


AUDIENCE = ListForm(
    platform="Mailchimp",
    export="audience list",
    kind="people",
    how="Look for Export where Mailchimp shows the contacts of your audience; the zip holds a file for each status.",
    channel=CHANNEL,
    needs=("optin_time", "confirm_time", "leid", "euid"),
    joined=("confirm_time", "optin_time"),
    left=("unsub_time", "clean_time"),
    cautions=(_cleaned,),
)

FORMS: tuple[Form, ...] = (CAMPAIGNS, *IN_PART, AUDIENCE)
