"""Lines of access logs that the tests are made of."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from outreach.engagement.access_log import LogDays, read_log

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
COUNTS = ("page_views", "visits", "visitors", "bot_views", "own_views", "feed_requests", "other_requests")


def line(  # noqa: PLR0913 - a line has so many parts
    path: str = "/",
    at: str = "10:00:00",
    *,
    day: str = "03/Mar/2025",
    zone: str = "+0100",
    who: str = "198.51.100.7",
    user: str = "-",
    status: int = 200,
    size: str = "512",
    came: str = "-",
    agent: str = BROWSER,
    method: str = "GET",
    protocol: str = "HTTP/1.1",
) -> str:
    return f'{who} - {user} [{day}:{at} {zone}] "{method} {path} {protocol}" {status} {size} "{came}" "{agent}"'


def content(lines: Iterable[str], end: str = "\n") -> bytes:
    return "".join(one + end for one in lines).encode("latin-1")


def read(lines: Iterable[str] | bytes, **options: Any) -> LogDays:
    given = lines if isinstance(lines, bytes) else content(lines)
    return read_log(io.BytesIO(given), **options)


def counts(log: LogDays) -> list[tuple[int, ...]]:
    return [tuple(map(int, row)) for row in log.days[list(COUNTS)].itertuples(index=False)]


def only(log: LogDays) -> dict[str, int]:
    """Return the counts of a log with one day."""
    (row,) = counts(log)
    return dict(zip(COUNTS, row, strict=True))


def everything(log: LogDays) -> tuple[object, ...]:
    """Return all that a log gave, to be compared."""
    tables = (log.days, log.pages, log.referrers)
    return (
        *(table.to_csv(index=False) for table in tables),
        log.lines,
        log.unread,
        log.repeated,
        log.first_time,
        log.last_time,
        log.offsets,
        log.site,
        dict(log.bots_named),
        log.warnings,
    )
