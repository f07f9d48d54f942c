"""The web server's access log, combined form."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from outreach.engagement.sample import words
from outreach.engagement.sample.draws import Draws
from outreach.engagement.sample.happened.notes import INQUIRIES
from outreach.engagement.sample.happened.visits import AGENTS, CRAWLER, OWN, visits
from outreach.engagement.sample.weeks import FRIDAY, LAST_DAY, WEEKS, at, day, hours_behind, month

if TYPE_CHECKING:
    from datetime import datetime

    from outreach.engagement.sample.happened.visits import Visit

NAME = "blog/access.log"
FEED_READER = "NetNewsWire (RSS Reader; https://netnewswire.com/)"
PROBER = "Mozilla/5.0 zgrab/0.x"
SENT, NOT_CHANGED = 200, 304
STYLE = "/wp-content/themes/juniper/style.css"
PARTS = (STYLE, "/wp-content/themes/juniper/script.js", "/wp-content/uploads/2026/03/window.jpg", "/favicon.ico")


def files() -> dict[str, bytes]:
    """Return the log. Its last line is cut off, as where the host began a new file."""
    lines: list[tuple[datetime, str]] = []
    draws = Draws("access log")
    for visit in visits():
        lines += _of_visit(draws, visit)
    for week in range(1, WEEKS + 1):
        lines += _of_machines(draws, week)
    for inquiry in INQUIRIES:
        if inquiry.source == "hospice":
            lines.append(
                _line(
                    "10.9.8.7",
                    at(inquiry.when, 19, 40),
                    "POST /contact/",
                    200,
                    812,
                    f"{words.SITE}/contact/",
                    AGENTS[0],
                )
            )
    text = "".join(f"{line}\n" for _, line in sorted(lines))
    last = _line("10.4.4.4", at(LAST_DAY, 23, 58), f"GET {STYLE}", 200, 4182, f"{words.SITE}/", AGENTS[0])[1]
    return {NAME: (text + last[: last.index("AppleWebKit")]).encode("ascii")}


def _line(
    address: str, when: datetime, asked: str, status: int, size: int | str, source: str, agent: str
) -> tuple[datetime, str]:
    stamp = f"{when.day:02d}/{month(when)}/{when.year}:{when:%H:%M:%S} -0{hours_behind(when)}00"
    return when, f'{address} - - [{stamp}] "{asked} HTTP/1.1" {status} {size} "{source}" "{agent}"'


def _of_visit(draws: Draws, visit: Visit) -> list[tuple[datetime, str]]:
    """Return the pages of a visit with the parts that a browser fetches for each."""
    made: list[tuple[datetime, str]] = []
    source = visit.source
    if visit.who == CRAWLER:
        made.append(_line(visit.address, visit.start, "GET /robots.txt", 304, "-", "-", visit.agent))
    elif visit.pages[0] != "/" and draws.chance(0.04):
        made.append(_line(visit.address, visit.start, f"GET {visit.pages[0].rstrip('/')}", 301, 0, source, visit.agent))
    for number, (page, seconds) in enumerate(zip(visit.pages, visit.seconds, strict=True)):
        when = visit.start + timedelta(seconds=seconds + 1)
        made.append(_line(visit.address, when, f"GET {page}", 200, draws.between(8200, 31900), source, visit.agent))
        if visit.who == CRAWLER:
            continue
        here = f"{words.SITE}{page}"
        parts = PARTS if number == 0 else PARTS[2:3]
        for part in parts:
            status = NOT_CHANGED if visit.who == OWN and number else SENT
            size = draws.between(900, 48000) if status == SENT else "-"
            made.append(
                _line(visit.address, when + timedelta(seconds=1), f"GET {part}", status, size, here, visit.agent)
            )
        if visit.who == OWN:
            asked = "POST /wp-admin/admin-ajax.php"
            made.append(_line(visit.address, when + timedelta(seconds=9), asked, 200, 47, here, visit.agent))
        source = here
    return made


def _of_machines(draws: Draws, week: int) -> list[tuple[datetime, str]]:
    """Return what no page was read by: a feed reader, and somebody who tries doors."""
    made: list[tuple[datetime, str]] = []
    for weekday in range(7):
        status, size = (SENT, 9120) if weekday == FRIDAY else (NOT_CHANGED, "-")
        when = at(day(week, weekday), 6, week)
        made.append(_line("192.0.2.66", when, "GET /feed/", status, size, "-", FEED_READER))
    if draws.chance(0.4):
        when = at(day(week, 5), 3, 14)
        made.append(_line("192.0.2.201", when, "POST /xmlrpc.php", 403, 199, "-", PROBER))
        made.append(_line("192.0.2.201", when + timedelta(seconds=2), "GET /wp-login.php", 404, 210, "-", PROBER))
    return made
