"""All findings about what was imported, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from outreach.engagement.findings.answered import Answered, answered
from outreach.engagement.findings.chosen import chosen
from outreach.engagement.findings.exchange import Exchange, exchange
from outreach.engagement.findings.giving import Giving, giving
from outreach.engagement.findings.inquiries import Inquiries, inquiry_sources
from outreach.engagement.findings.networking import RealOrFake, real_or_fake
from outreach.engagement.findings.post_table import post_table
from outreach.engagement.findings.posts import Posts, shrunk_posts
from outreach.engagement.findings.rates import Rates, rates
from outreach.engagement.findings.retention import Retention, retention
from outreach.engagement.findings.streams import streams
from outreach.engagement.findings.unknown import not_known
from outreach.engagement.findings.weekly import Weekly, weekly

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from outreach.engagement.importing.imported import Imported

Found = TypeVar("Found")


@dataclass(frozen=True)
class Findings:
    """What the imported numbers say of some channels and a period.

    Attributes
    ----------
    channels
        The channels that the rows are of.
    first, last
        The first and last day that they speak of; None where they state none.
    networking, weekly, posts, answered, inquiries, rates, exchange, giving, retention
        The findings. None where there is none, and ``missing`` says why, by the same name.
    not_known
        What cannot be concluded yet; never empty.
    asked_channels, asked_period, names
        What was asked for: channels ((): all), a period, and whether titles are shown with addresses of people in them.
    """

    channels: tuple[str, ...]
    first: date | None
    last: date | None
    networking: RealOrFake | None
    weekly: Weekly | None
    posts: Posts | None
    answered: Answered | None
    inquiries: Inquiries | None
    rates: Rates | None
    exchange: Exchange | None
    giving: Giving | None
    retention: Retention | None
    not_known: tuple[str, ...]
    missing: Mapping[str, str] = field(default_factory=dict)
    asked_channels: tuple[str, ...] = ()
    asked_period: tuple[date, date] | None = None
    names: bool = False


def gathered(
    imported: Imported,
    *,
    channels: Sequence[str] = (),
    period: tuple[date, date] | None = None,
    names: bool = False,
) -> Findings:
    """Return all findings about these channels, all if none is named, and this period, both days in it.

    In titles e-mail addresses, telephone numbers and @handles are masked unless ``names`` is true.

    Raises
    ------
    OutreachError
        If a channel is named that no file speaks of, or the period ends before it begins.
    """
    part = chosen(imported, channels=channels, period=period, names=names)
    missing: dict[str, str] = {}

    def kept(name: str, found: Found | str) -> Found | None:
        if isinstance(found, str):
            missing[name] = found
            return None
        return found

    table = post_table(part)
    talks = streams(part, table)
    of_weeks = kept("weekly", weekly(talks))
    of_posts = kept("posts", shrunk_posts(part, table))
    of_inquiries = kept("inquiries", inquiry_sources(part))
    of_exchange = kept("exchange", exchange(part))
    of_giving = kept("giving", giving(part))
    return Findings(
        channels=part.channels,
        first=part.first,
        last=part.last,
        networking=kept("networking", real_or_fake(part, table, talks, of_exchange, of_giving)),
        weekly=of_weeks,
        posts=of_posts,
        answered=kept("answered", answered(part, table)),
        inquiries=of_inquiries,
        rates=kept("rates", rates(part, table)),
        exchange=of_exchange,
        giving=of_giving,
        retention=kept("retention", retention(part)),
        not_known=not_known(part, table, of_weeks, of_posts, of_inquiries),
        missing=missing,
        asked_channels=tuple(channels),
        asked_period=period,
        names=names,
    )
