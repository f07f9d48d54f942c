"""Rates from plain numbers: what is above the line, what is below, and how sure the result is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.engagement.measuring.definitions import Definition, definition
from outreach.engagement.measuring.intervals import poisson, wilson
from outreach.wording import number_words

if TYPE_CHECKING:
    from outreach.engagement.measuring.intervals import Interval

COUNTED = (
    "One person may count several times, so this is no share of people: the interval is that of a count (Poisson), "
    "and Wilson's does not apply."
)


@dataclass(frozen=True)
class Rate:
    """A rate with its parts, an interval and its definition.

    ``value`` and ``interval`` are None where no rate can be told; ``note`` then says why.
    """

    name: str
    numerator: float | None
    denominator: float | None
    value: float | None
    interval: Interval | None
    definition: Definition
    note: str = ""


def engagement_by_reach(engagements: float | None, reach: float | None) -> Rate:
    """Return engagements for each person reached.

    Definition: engagements on a post / people reached; interval of a count.
    Denominator: people reached. A blog does not know it: take visitors, and say so.
    Source: Hootsuite 2019; interval by Garwood 1936.
    """
    return _count_per("engagement-by-reach", engagements, reach)


def engagement_by_impressions(engagements: float | None, impressions: float | None) -> Rate:
    """Return engagements for each time that a post was shown.

    Definition: engagements on a post / impressions; interval of a count.
    Denominator: impressions.
    Source: IT Benchmarking Journal 2019, after Hootsuite; interval by Garwood 1936.
    """
    return _count_per("engagement-by-impressions", engagements, impressions)


def engagement_by_followers(engagements: float | None, followers: float | None) -> Rate:
    """Return engagements for each follower.

    Definition: engagements on a post / followers; interval of a count.
    Denominator: followers, most of whom never saw the post.
    Source: Hootsuite 2019; interval by Garwood 1936.
    """
    return _count_per("engagement-by-followers", engagements, followers)


def engagement_daily(engagements: float | None, followers: float | None) -> Rate:
    """Return the engagements of one day for each follower.

    Definition: engagements in a day, on posts of any age / followers; interval of a count.
    Denominator: followers.
    Source: IT Benchmarking Journal 2019, after Hootsuite; interval by Garwood 1936.
    """
    return _count_per("engagement-daily", engagements, followers)


def engagement_rivaliq(
    likes: float | None, comments: float | None, shares: float | None, reactions: float | None, followers: float | None
) -> Rate:
    """Return engagement as RivalIQ counts it.

    Definition: (likes + comments + shares + reactions) / followers, per post; interval of a count. Where one of the
    four is not known, there is no rate: a sum without it would be another.
    Denominator: followers.
    Source: RivalIQ 2019; interval by Garwood 1936.
    """
    parts = (likes, comments, shares, reactions)
    known = [part for part in parts if not _missing(part) and part is not None]
    return _count_per("engagement-rivaliq", sum(known) if len(known) == len(parts) else None, followers)


def conversation(comments: float | None, posts: float | None) -> Rate:
    """Return comments and replies for each post.

    Definition: comments and replies / posts; interval of a count.
    Denominator: posts.
    Source: Kaushik 2011; interval by Garwood 1936.
    """
    return _count_per("conversation", comments, posts)


def amplification(shares: float | None, posts: float | None) -> Rate:
    """Return shares for each post.

    Definition: shares / posts; interval of a count.
    Denominator: posts.
    Source: Kaushik 2011; interval by Garwood 1936.
    """
    return _count_per("amplification", shares, posts)


def applause(likes: float | None, posts: float | None) -> Rate:
    """Return likes, and other reactions of one tap, for each post.

    Definition: likes / posts; interval of a count.
    Denominator: posts.
    Source: Kaushik 2011; interval by Garwood 1936.
    """
    return _count_per("applause", likes, posts)


def economic_value(inquiries: float | None, sessions: float | None) -> Rate:
    """Return inquiries for each session from one source.

    Definition: inquiries, in place of a goal value in dollars / sessions; interval of a count.
    Denominator: sessions from one source.
    Source: Kaushik 2011, with inquiries in place of dollars; interval by Garwood 1936.
    """
    return _count_per("economic-value", inquiries, sessions)


def relative(count: float | None, posts: float | None, followers: float | None) -> Rate:
    """Return what a post gets for 1,000 followers, so that two channels can be set side by side.

    Definition: comments, shares or likes / posts / followers x 1,000; interval of a count.
    Denominator: posts times thousands of followers.
    Source: TrueSocialMetrics, undated; interval by Garwood 1936.
    """
    below = None if posts is None or followers is None else posts * followers / 1000
    return _count_per("relative", count, below)


def open_rate(unique_opens: float | None, delivered: float | None) -> Rate:
    """Return the share of delivered mails that were opened. Untrusted since September 2021, and its note says so.

    Definition: unique opens / delivered; Wilson interval, which knows nothing of opens that no person made.
    Denominator: mails delivered.
    Source: NeverBounce 2025; that opens are inflated: Campaign Monitor's data in MarketingProfs 2022.
    """
    return _share_of("open", unique_opens, delivered)


def click_rate(unique_clicks: float | None, delivered: float | None) -> Rate:
    """Return the share of delivered mails in which a link was clicked.

    Definition: unique clicks / delivered; Wilson interval.
    Denominator: mails delivered.
    Source: NeverBounce 2025; interval by Wilson 1927.
    """
    return _share_of("click", unique_clicks, delivered)


def click_to_open(unique_clicks: float | None, unique_opens: float | None) -> Rate:
    """Return clicks for each opened mail. Untrusted since September 2021: its denominator is inflated.

    Definition: unique clicks / unique opens; interval of a count, because a click may come with no open counted.
    Denominator: unique opens.
    Source: NeverBounce 2025; interval by Garwood 1936.
    """
    return _count_per("click-to-open", unique_clicks, unique_opens, note="A click may come with no open counted.")


def _count_per(name: str, count: float | None, below: float | None, *, note: str = COUNTED) -> Rate:
    held = definition(name)
    refused = _refused(held, count, below)
    if count is None or below is None or refused:
        return Rate(held.name, count, below, None, None, held, refused)
    return Rate(
        held.name,
        count,
        below,
        count / below,
        poisson(count, below),
        held,
        " ".join(filter(None, [held.untrusted, note])),
    )


def _share_of(name: str, part: float | None, whole: float | None) -> Rate:
    held = definition(name)
    refused = _refused(held, part, whole)
    if part is not None and whole is not None and not refused and part > whole:
        refused = (
            f"{number_words(part)} {held.numerator} of {number_words(whole)} {held.denominator} were given. "
            "A part cannot be more than its whole: take the column that counts each mail once."
        )
    if part is None or whole is None or refused:
        return Rate(held.name, part, whole, None, None, held, refused)
    return Rate(held.name, part, whole, part / whole, wilson(part, whole), held, held.untrusted)


def _refused(held: Definition, above: float | None, below: float | None) -> str:
    """Return why there is no rate; nothing where there is one."""
    for what, number in ((held.numerator, above), (held.denominator, below)):
        if _missing(number):
            return f"No rate: the number of {what} is not known."
        if number is not None and number < 0:
            return f"No rate: {number_words(number)} {what} were given, and no count is below 0."
    if below == 0:
        return f"No rate: there were no {held.denominator}."
    return ""


def _missing(number: float | None) -> bool:
    return number is None or not math.isfinite(number)
