"""Who came to the site: people, the practice itself, and two crawlers. Exact shares, small numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from outreach.engagement.sample import words
from outreach.engagement.sample.draws import Draws
from outreach.engagement.sample.happened.blog import posts
from outreach.engagement.sample.weeks import SUNDAY, WEEKS, at, day, week_of

if TYPE_CHECKING:
    from datetime import date, datetime

PERSON, OWN, CRAWLER = "person", "own", "crawler"
CONTACT = "/contact/"

OWN_ADDRESS = "203.0.113.24"
OWN_WEEK = 3
OWN_VISITS = 7
"""One on each day of the week in which the site was designed."""

OWN_SHARE = 3
"""One visit in so many of that week, and one page in so many."""

CRAWLER_SHARE = 10
"""One visit in so many of all, and one page in so many."""

PEOPLE = 524
PEOPLE_IN_OWN_WEEK = 12
CRAWLERS_IN_OWN_WEEK = 2
SHARED_POST_WEEK = 12
FROM_SHARED_POST = 14
"""Visits that the shared post sent. They read one page and leave."""

HOSPICE_WEEKS = (2, 4, 5, 6, 8, 9, 11, 11, 13, 15, 16, 17, 19, 20, 21, 23, 24, 25)
"""One visit each. They read three or four pages, the contact page among them."""

_APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3"
_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0"
AGENTS = (
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) {_APPLE} Mobile/15E148 Safari/604.1",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_CHROME} Safari/537.36",
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {_APPLE} Safari/605.1.15",
    f"Mozilla/5.0 (Linux; Android 10; K) {_CHROME} Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:136.0) Gecko/20100101 Firefox/136.0",
)
OWN_AGENT = AGENTS[2]
CRAWLERS = (
    ("198.51.100.17", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
    ("198.51.100.83", "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"),
)
GOOGLE = "https://www.google.com/"
FACEBOOK = "https://l.facebook.com/"
SOURCES = (GOOGLE, GOOGLE, GOOGLE, "-", "-", "-", "https://www.linkedin.com/", "https://www.bing.com/", FACEBOOK)


@dataclass(frozen=True)
class Visit:
    """One sitting: nobody comes twice on a day, so that visits and addresses of a day are the same number."""

    who: str
    address: str
    agent: str
    source: str
    start: datetime
    pages: tuple[str, ...]
    seconds: tuple[int, ...]
    """How long after the start each page was opened."""

    @property
    def week(self) -> int:
        """The week it lies in."""
        return week_of(self.start)

    @property
    def from_hospice(self) -> bool:
        """Whether the visitor followed the hospice's link."""
        return self.source == words.HOSPICE_PAGE


@cache
def visits() -> tuple[Visit, ...]:
    """Return all visits in their order."""
    draws = Draws("visits")
    people = _even_out(draws, _people(draws))
    own = _own(draws, sum(len(visit.pages) for visit in people if visit.week == OWN_WEEK) + CRAWLERS_IN_OWN_WEEK)
    pages = sum(len(visit.pages) for visit in (*people, *own))
    crawlers = _crawlers(draws, (len(people) + len(own)) // (CRAWLER_SHARE - 1), pages // (CRAWLER_SHARE - 1))
    return tuple(sorted((*people, *own, *crawlers), key=lambda visit: (visit.start, visit.address)))


def _people(draws: Draws) -> list[Visit]:
    """Return the visits of people; the number of a week wavers and does not grow."""
    weeks = [week for week in range(1, WEEKS + 1) if week not in {OWN_WEEK, SHARED_POST_WEEK}]
    usual = draws.shared_out(PEOPLE - PEOPLE_IN_OWN_WEEK - 20 - FROM_SHARED_POST, len(weeks), 14, 27)
    number_of = dict(zip(weeks, usual, strict=True)) | {OWN_WEEK: PEOPLE_IN_OWN_WEEK, SHARED_POST_WEEK: 20}
    made: list[Visit] = []
    addresses: list[str] = []
    for week, number in number_of.items():
        hospice = HOSPICE_WEEKS.count(week)
        shared = FROM_SHARED_POST if week == SHARED_POST_WEEK else 0
        sources = [words.HOSPICE_PAGE] * hospice + [FACEBOOK] * shared
        sources += [draws.one_of(SOURCES) for _ in range(number - hospice)]
        here_today: dict[date, set[str]] = {}
        for turn, source in enumerate(sources):
            when = _moment(draws, week)
            today = here_today.setdefault(when.date(), set())
            known = [address for address in addresses[-60:] if address not in today]
            address = draws.one_of(known) if known and draws.chance(0.3) else _new_address(draws, addresses)
            today.add(address)
            passing = hospice <= turn < hospice + shared
            made.append(_person(draws, address, source, when, passing=passing))
    return made


def _moment(draws: Draws, week: int) -> datetime:
    weekday = draws.one_of((0, 1, 2, 3, 4, 5, SUNDAY, SUNDAY))
    hour = draws.one_of((7, 9, 12, 13, 16, 18, 19, 20, 21, 22))
    return at(day(week, weekday), hour, draws.between(0, 29), draws.between(0, 59))


def _new_address(draws: Draws, addresses: list[str]) -> str:
    """Return an address nobody had yet: from the ranges that belong to no one on the open net."""
    while True:
        if draws.chance(0.1):
            address = f"2001:db8:{draws.between(1, 4095):x}::{draws.between(1, 255):x}"
        else:
            address = f"10.{draws.between(0, 255)}.{draws.between(0, 255)}.{draws.between(1, 254)}"
        if address not in addresses:
            addresses.append(address)
            return address


def _person(draws: Draws, address: str, source: str, when: datetime, *, passing: bool) -> Visit:
    out = [post.path for post in posts() if post.published < when] or ["/"]
    if source == words.HOSPICE_PAGE:
        between = draws.some_of(["/about/", "/first-visit/", draws.one_of(out)], draws.between(1, 2))
        pages, step = ["/", *between, CONTACT], (70, 240)
    else:
        pages, step = [draws.one_of([*out[-3:], *out[-3:], *out, "/"])], (20, 150)
        if not passing and draws.chance(0.22):
            pages.append(draws.one_of(["/about/", "/", CONTACT, draws.one_of(out)]))
    seconds = [0]
    for _ in pages[1:]:
        seconds.append(seconds[-1] + draws.between(*step))
    return Visit(PERSON, address, draws.one_of(AGENTS), source, when, tuple(pages), tuple(seconds))


def _one_page_more(visit: Visit) -> Visit:
    return replace(visit, pages=(*visit.pages, "/first-visit/"), seconds=(*visit.seconds, visit.seconds[-1] + 95))


def _even_out(draws: Draws, people: list[Visit]) -> list[Visit]:
    """Let a few visitors read one page more, so that the shares of pages come out as whole numbers, too."""
    made = list(people)
    in_week = [place for place, visit in enumerate(made) if visit.week == OWN_WEEK]
    others = [
        place
        for place, visit in enumerate(made)
        if visit.week not in {OWN_WEEK, SHARED_POST_WEEK} and not visit.from_hospice
    ]
    if (sum(len(made[place].pages) for place in in_week) + CRAWLERS_IN_OWN_WEEK) % (OWN_SHARE - 1):
        made[in_week[-1]] = _one_page_more(made[in_week[-1]])
    own = (sum(len(made[place].pages) for place in in_week) + CRAWLERS_IN_OWN_WEEK) // (OWN_SHARE - 1)
    for place in draws.some_of(others, -(sum(len(visit.pages) for visit in made) + own) % (CRAWLER_SHARE - 1)):
        made[place] = _one_page_more(made[place])
    return made


def _own(draws: Draws, pages_of_others: int) -> list[Visit]:
    """Return the practice's own visits: a third of the week."""
    made: list[Visit] = []
    counts = draws.shared_out(pages_of_others // (OWN_SHARE - 1), OWN_VISITS, 1, 4)
    for weekday, count in enumerate(counts):
        start = at(day(OWN_WEEK, weekday), 22, draws.between(5, 40), draws.between(0, 59))
        pages = tuple(draws.one_of(["/", "/about/", CONTACT, posts()[0].path]) for _ in range(count))
        made.append(Visit(OWN, OWN_ADDRESS, OWN_AGENT, "-", start, pages, tuple(range(0, 60 * count, 60))))
    return made


def _crawlers(draws: Draws, number: int, pages: int) -> list[Visit]:
    """Return the crawlers' visits: each comes about once a week, and neither comes twice on a day."""
    extra = number - len(CRAWLERS) * WEEKS
    twice = draws.some_of([week for week in range(1, WEEKS + 1) if week != OWN_WEEK], extra)
    starts = [
        (which, week, weekday) for which in (0, 1) for week in range(1, WEEKS + 1) for weekday in [draws.between(0, 3)]
    ]
    starts += [(draws.between(0, 1), week, draws.between(4, 6)) for week in twice]
    quiet = [place for place, (_, week, _) in enumerate(starts) if week == OWN_WEEK]
    counts = [1] * len(starts)
    for _ in range(pages - number):
        place = draws.one_of([place for place in range(len(starts)) if place not in quiet])
        counts[place] += 1
    made: list[Visit] = []
    for (which, week, weekday), count in zip(starts, counts, strict=True):
        address, agent = CRAWLERS[which]
        start = at(day(week, weekday), draws.between(2, 5), draws.between(0, 50), draws.between(0, 59))
        out = [post.path for post in posts() if post.published < start] or ["/"]
        read = tuple(draws.one_of([*out, "/", "/about/"]) for _ in range(count))
        made.append(Visit(CRAWLER, address, agent, "-", start, read, tuple(range(0, 4 * count, 4))))
    return made


def google_visits_by_day() -> dict[date, int]:
    """Return how many people a search engine sent on each day."""
    sent: dict[date, int] = {}
    for visit in visits():
        if visit.source == GOOGLE:
            sent[visit.start.date()] = sent.get(visit.start.date(), 0) + 1
    return sent
