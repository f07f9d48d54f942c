"""Putting together what was counted, with what must be said about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.access_log.counting import BOT, DAY, FEED, MOST_HOSTS, MOST_PAGES, OTHER, OWN
from outreach.engagement.access_log.lines import EPOCH
from outreach.engagement.access_log.log_days import DAY_COLUMNS, LogDays, Unread
from outreach.engagement.access_log.referrers import category, referrers, site_name
from outreach.engagement.access_log.visits import DayCount
from outreach.wording import listed, share_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.engagement.access_log.counting import Counting
    from outreach.engagement.access_log.repeats import Repeats

FETCHED_ROBOTS = "fetched robots.txt"
_MOST_NAMED = 5


def result(counting: Counting, repeats: Repeats, site: Iterable[str]) -> LogDays:
    """Close all days and put the tables together."""
    counting.views.close()
    own_hosts = _own_hosts(counting, site)
    return LogDays(
        days=_days(counting),
        pages=_pages(counting),
        referrers=_referrers(counting, own_hosts),
        lines=counting.lines,
        unread=Unread(counting.unread, tuple(counting.examples)),
        repeated=repeats.count,
        first_day=_date(counting.first // DAY),
        last_day=_date(counting.last // DAY),
        first_time=_time(counting.first),
        last_time=_time(counting.last),
        offsets=tuple(counting.clock.offsets),
        site=tuple(sorted(own_hosts)),
        has_agents=counting.has_agents,
        bots_named=_bots(counting),
        warnings=tuple(_warnings(counting, repeats, own_hosts)),
    )


def _own_hosts(counting: Counting, site: Iterable[str]) -> set[str]:
    """Return the site's own hosts: those given, those in the lines, or the host whose pages load styles and images."""
    given = {site_name(host) for host in ([site] if isinstance(site, str) else site)}
    if given or counting.sites:
        return given or counting.sites
    named = [(count, host) for host, count in counting.asked_from.items() if host]
    return {max(named)[1]} if named else set()


def _days(counting: Counting) -> pd.DataFrame:
    rows = []
    for day in sorted(counting.counts):
        kinds = counting.counts[day]
        seen = counting.views.days.get(day, DayCount())
        rows.append(
            (
                pd.Timestamp(_date(day)),
                seen.page_views,
                seen.visits,
                seen.visitors,
                kinds[BOT] + seen.bot_views,
                kinds[OWN] + seen.own_views,
                kinds[FEED],
                kinds[OTHER],
                day in {counting.first // DAY, counting.last // DAY},
            )
        )
    return pd.DataFrame(rows, columns=list(DAY_COLUMNS)).astype({"date": "datetime64[s]"})


def _pages(counting: Counting) -> pd.DataFrame:
    names = list(counting.paths)
    rows = [(_date(day), names[page], views) for (day, page), views in counting.views.page_counts().items()]
    table = pd.DataFrame(rows, columns=["date", "path", "views"]).astype(
        {"date": "datetime64[s]", "path": "str", "views": "int64"}
    )
    return table.sort_values(["date", "views", "path"], ascending=[True, False, True], ignore_index=True)


def _referrers(counting: Counting, own_hosts: set[str]) -> pd.DataFrame:
    names = list(counting.hosts)
    known = referrers()
    kinds = [category(host, own_hosts, known) for host in names]
    rows = [
        (_date(day), kinds[host], names[host], visits) for (day, host), visits in counting.views.host_counts().items()
    ]
    table = pd.DataFrame(rows, columns=["date", "category", "host", "visits"]).astype(
        {"date": "datetime64[s]", "category": "str", "host": "str", "visits": "int64"}
    )
    return table.sort_values(["date", "visits", "host"], ascending=[True, False, True], ignore_index=True)


def _bots(counting: Counting) -> dict[str, int]:
    named = {word: int(counting.agent_hits[place]) for place, word in enumerate(counting.bot_words, 1)}
    named[FETCHED_ROBOTS] = sum(day.bot_views for day in counting.views.days.values())
    return dict(sorted(((word, hits) for word, hits in named.items() if hits), key=lambda pair: (-pair[1], pair[0])))


def _warnings(counting: Counting, repeats: Repeats, own_hosts: set[str]) -> Iterator[str]:
    yield from dict.fromkeys(counting.warnings)
    yield from _about_days(counting)
    yield from _about_lines(counting, repeats)
    yield from _about_bounds(counting, repeats)
    if not own_hosts and counting.has_agents:
        yield "Nothing in the log shows the site's own host, so visits that go on seem to come from another."


def _about_days(counting: Counting) -> Iterator[str]:
    first, last = (_date(moment // DAY) for moment in (counting.first, counting.last))
    yield (
        f"The log begins on {_said(first)} at {_time(counting.first)} and ends on {_said(last)} at "
        f"{_time(counting.last)}. Its first and last day are rarely whole: leave them out when you compare days."
    )
    missing = (last - first).days + 1 - len(counting.counts)
    if missing:
        yield (f"{_number_of(missing, 'day')} in between without any line. A file may be missing; none counts as zero.")
    offsets = counting.clock.offsets
    if len(offsets) > 1:
        shown = [*offsets[:_MOST_NAMED], *(["others"] if len(offsets) > _MOST_NAMED else [])]
        yield f"The server's clock changes its offset from UTC ({listed(shown)}). Days are those that the lines name."


def _about_lines(counting: Counting, repeats: Repeats) -> Iterator[str]:
    if counting.lacks_agents:
        which = "Some lines have" if counting.has_agents else "The log has"
        yield (
            f"{which} no agent and no referrer (the form called common), so bots cannot be told from people there. "
            'Ask your host for the form called "combined".'
        )
    if counting.unread:
        yield (
            f"{counting.unread:,} of {counting.lines:,} lines ({share_words(counting.unread / counting.lines)}) "
            f"could not be read and were set aside, such as: {counting.examples[0]}"
        )
    if repeats.count:
        yield f"{_number_of(repeats.count, 'line')} stood in more than one of the files and were counted once."


def _about_bounds(counting: Counting, repeats: Repeats) -> Iterator[str]:
    if repeats.is_full:
        yield "The files overlap by more lines than can be remembered; some may be counted twice. Give them one by one."
    if counting.views.late:
        yield (
            f"{_number_of(counting.views.late, 'page view')} came after their day was closed, as the log is very large "
            "and not in order of time. Visits and visitors of those days are counted a little too high."
        )
    if len(counting.paths) > MOST_PAGES:
        yield f"Views of paths beyond the first {MOST_PAGES:,} stand together as other pages."
    if len(counting.hosts) > MOST_HOSTS:
        yield f"Visits from hosts beyond the first {MOST_HOSTS:,} stand together as other hosts."


def _number_of(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _date(day: int) -> date:
    return date.fromordinal(EPOCH + day)


def _time(moment: int) -> str:
    seconds = moment % DAY
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
