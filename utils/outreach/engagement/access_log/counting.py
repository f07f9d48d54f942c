"""Counting the lines of a log, block by block: each distinct value is judged once, the rest is arithmetic on arrays."""

from __future__ import annotations

import secrets
from collections import Counter
from hashlib import blake2b
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.access_log.agents import BotNames, agents
from outreach.engagement.access_log.asked import Asked, asked_for, kind_by_query, page_number, page_path
from outreach.engagement.access_log.files import LONGEST_LINE
from outreach.engagement.access_log.lines import (
    NO_FIELD,
    UNREAD,
    ZONE_STEP,
    Clock,
    Remembered,
    before_time,
    client,
    columns,
    is_answer,
    masked,
)
from outreach.engagement.access_log.log_days import OTHER_PAGES
from outreach.engagement.access_log.referrers import REST, host_of, site_name
from outreach.engagement.access_log.visits import FETCHED_ROBOTS, OPENED_OWN, Held, Views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from outreach.engagement.access_log.lines import Columns
    from outreach.engagement.access_log.own import Own

MOST_PAGES = 5_000
MOST_HOSTS = 5_000
MOST_EXAMPLES = 3
DAY = 86_400
_MOST_SITES = 50

_ANSWERED = frozenset((b" 200 ", b" 304 "))
_PAGE = int(Asked.PAGE)
_NO_ANSWER, _REFUSED, _SEEN = range(3)
_PERSON, _NO_AGENT_FIELD, _OWN_AGENT = 0, -1, -2
OTHER, FEED, BOT, OWN, VIEW = range(5)
_KINDS = 8


class Counting:
    """What is known so far. Addresses stand in its caches alone, and go with them at the end of the reading."""

    def __init__(self, own: Own, most_held: int) -> None:
        self.lines = self.read = self.unread = 0
        self.examples: list[str] = []
        self.warnings: list[str] = []
        self.counts: dict[int, list[int]] = {}
        self.views = Views(most_held)
        self.clock = Clock()
        self.first = self.last = -1
        self.has_agents = self.lacks_agents = False
        self.agent_hits = np.zeros(0, dtype=np.int64)
        self.bot_words: list[str] = []
        self.paths: dict[str, int] = {OTHER_PAGES: 0}
        self.hosts: dict[str, int] = {"": 0, REST: 1}
        self.asked_from: Counter[str] = Counter()
        self.sites: set[str] = set()
        self._own = own
        self._bot_names = BotNames(agents())
        self._salt = secrets.token_bytes(16)
        self._salts: dict[int, int] = {}
        self._answers = Remembered(_answer)
        self._asked = Remembered(_asked_for)
        self._agents = Remembered(self._agent)
        self._pages = Remembered(self._page)
        self._referrers = Remembered(self._host)
        self._addresses = Remembered(self._address)
        self._browsers = Remembered(self._mixed)
        self._own_addresses = Remembered(own.has_address)
        self._own_paths = Remembered(own.has_path)
        self._caches = [one for one in vars(self).values() if isinstance(one, Remembered)]

    def skip(self, too_long: int) -> None:
        """Count lines that were given up."""
        self.lines += too_long
        self.unread += too_long
        if too_long:
            self._example(f"a line of more than {LONGEST_LINE:,} signs")

    def take(self, content: bytes) -> int:
        """Take in some whole lines; return the latest moment in them, by the server's own clock."""
        rows = columns(content)
        size = len(rows.lines)
        if not size:
            return -1
        self._cut_off(rows, content)
        day, stamp = self.clock.read(rows.stamps)
        answer = np.fromiter(map(self._answers.__getitem__, rows.answers), np.int8, size)
        is_read = (answer > _NO_ANSWER) & (day != UNREAD) & (stamp != UNREAD)
        self._count_lines(rows.lines, is_read)
        agent = np.fromiter(map(self._agents.__getitem__, rows.agents), np.int64, size)
        is_answered = (answer == _SEEN) & is_read
        asked = self._what_was_asked(rows.requests, is_answered)
        is_page = is_answered & (asked == Asked.PAGE)
        is_own = agent == _OWN_AGENT
        if self._own.networks:
            matters = is_page | (asked == Asked.ROBOTS)
            befores = map(before_time, compress(rows.heads, matters.tolist()))
            is_own[matters] |= np.fromiter(map(self._own_addresses.__getitem__, befores), np.bool_)
        is_bot = (agent > _PERSON) & ~is_own
        kind = np.where(is_page, np.where(is_own, OWN, np.where(is_bot, BOT, VIEW)), OTHER)
        kind[is_answered & (asked == Asked.FEED)] = FEED
        self._count_kinds(day[is_read], kind[is_read])
        self._count_agents(agent[is_read & (agent > _PERSON)])
        self._note_agents(agent[is_read])
        latest = self._note_span(day, stamp, is_read)

        is_person = is_read & ~is_bot & ~is_own
        self._keep(rows, day, stamp, is_person & (asked == Asked.ROBOTS), FETCHED_ROBOTS)
        if self._own.paths:
            opened = np.fromiter(map(self._own_paths.__getitem__, rows.requests), np.bool_, size)
            self._keep(rows, day, stamp, is_person & is_answered & opened, OPENED_OWN)
        self._keep(rows, day, stamp, kind == VIEW)
        parts = Counter(compress(rows.referrers, (is_person & is_answered & (asked == Asked.PART)).tolist()))
        for referrer, count in parts.items():
            host = host_of(referrer)
            if host in self.asked_from or len(self.asked_from) < MOST_HOSTS:
                self.asked_from[host] += count
        for cache in self._caches:
            cache.trim()
        return latest

    def _cut_off(self, rows: Columns, content: bytes) -> None:
        """Set aside a last line without its end that lost what the others have; it only looks like a shorter form."""
        if content.endswith(b"\n") or rows.agents[-1] != NO_FIELD:
            return
        if self.has_agents or any(
            one and agent != NO_FIELD for one, agent in zip(rows.stamps, rows.agents, strict=True)
        ):
            rows.stamps[-1] = b""

    def _count_lines(self, lines: Sequence[bytes], is_read: NDArray[np.bool_]) -> None:
        good = int(np.count_nonzero(is_read))
        self.lines += len(lines)
        self.read += good
        self.unread += len(lines) - good
        for place in np.flatnonzero(~is_read)[:MOST_EXAMPLES].tolist():
            self._example(masked(lines[place]))

    def _example(self, text: str) -> None:
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(text)

    def _count_kinds(self, day: NDArray[np.int64], kind: NDArray[np.int64]) -> None:
        keys, counts = np.unique(day * _KINDS + kind, return_counts=True)
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            which, what = divmod(key, _KINDS)
            self.counts.setdefault(which, [0] * _KINDS)[what] += count

    def _count_agents(self, agent: NDArray[np.int64]) -> None:
        hits = np.bincount(agent, minlength=len(self.bot_words) + 1)
        hits[: len(self.agent_hits)] += self.agent_hits
        self.agent_hits = hits

    def _note_agents(self, agent: NDArray[np.int64]) -> None:
        lacks = int(np.count_nonzero(agent == _NO_AGENT_FIELD))
        self.lacks_agents |= lacks > 0
        self.has_agents |= lacks < len(agent)

    def _note_span(self, day: NDArray[np.int64], stamp: NDArray[np.int64], is_read: NDArray[np.bool_]) -> int:
        if not is_read.any():
            return -1
        moments = (day * DAY + stamp % ZONE_STEP)[is_read]
        first, last = int(moments.min()), int(moments.max())
        self.first = first if self.first < 0 else min(first, self.first)
        self.last = max(last, self.last)
        return last

    def _what_was_asked(self, requests: Sequence[bytes], is_answered: NDArray[np.bool_]) -> NDArray[np.int8]:
        """Return what each line asked for; of lines that had another answer, only whether it was robots.txt.

        Programs that try many addresses get such answers, and each address would have to be judged.
        """
        asked = np.full(len(requests), Asked.OTHER, dtype=np.int8)
        asked[is_answered] = [
            self._asked[request] if b"?" not in request else self._with_query(request)
            for request in compress(requests, is_answered.tolist())
        ]
        others = np.flatnonzero(~is_answered).tolist()
        robots = [place for place in others if b"robots.txt" in requests[place]]
        asked[[place for place in robots if asked_for(requests[place]) is Asked.ROBOTS]] = Asked.ROBOTS
        return asked

    def _keep(
        self,
        rows: Columns,
        day: NDArray[np.int64],
        stamp: NDArray[np.int64],
        chosen: NDArray[np.bool_],
        note: int = 0,
    ) -> None:
        """Hold views; or, with a note, lines that say something of their visitor."""
        picked = chosen.tolist()
        size = picked.count(True)
        if not size:
            return
        when, stamp = day[chosen], stamp[chosen]
        who = np.fromiter(
            map(self._addresses.__getitem__, map(before_time, compress(rows.heads, picked))), np.int64, size
        )
        who ^= np.fromiter(map(self._browsers.__getitem__, compress(rows.agents, picked)), np.int64, size)
        days, place = np.unique(when, return_inverse=True)
        who ^= np.array([self._salt_of(one) for one in days.tolist()], dtype=np.int64)[place]
        east = np.array(self.clock.seconds, dtype=np.int64)
        time = stamp % ZONE_STEP - east[stamp // ZONE_STEP]
        if note:
            page, host = np.full(size, note, dtype=np.int32), np.zeros(size, dtype=np.int32)
        else:
            views = compress(rows.requests, picked)
            pages = [request if b"?" not in request else _without_query(request) for request in views]
            page = np.fromiter(map(self._pages.__getitem__, pages), np.int32, size)
            host = np.fromiter(map(self._referrers.__getitem__, compress(rows.referrers, picked)), np.int32, size)
        self.views.keep(Held(when.astype(np.int32), who, time.astype(np.int32), page, host))

    def _with_query(self, request: bytes) -> int:
        """Return what a request asked for; there are far more of them than paths, so only the path is remembered."""
        before, _, query = request.partition(b"?")
        kind = self._asked[before]
        return int(kind_by_query(query)) if kind == _PAGE else kind

    def _agent(self, agent: bytes) -> int:
        """Return the place of the word that shows a program, from 1 on; or one of the numbers for no program."""
        if agent == NO_FIELD:
            return _NO_AGENT_FIELD
        if self._own.has_agent(agent):
            return _OWN_AGENT
        word = self._bot_names.name(agent)
        if not word:
            return _PERSON
        if word not in self.bot_words:
            self.bot_words.append(word)
        return self.bot_words.index(word) + 1

    def _page(self, request: bytes) -> int:
        return _numbered(self.paths, page_path(request), MOST_PAGES, 0)

    def _host(self, referrer: bytes) -> int:
        return _numbered(self.hosts, host_of(referrer), MOST_HOSTS, 1)

    def _address(self, before: bytes) -> int:
        address, host = client(before)
        if host and len(self.sites) < _MOST_SITES:
            self.sites.add(site_name(host.decode("latin-1")))
        return self._mixed(address)

    def _mixed(self, text: bytes) -> int:
        """Return a number for an address or an agent, which says nothing without the salt of this reading."""
        return int.from_bytes(blake2b(text, digest_size=8, key=self._salt).digest(), "big", signed=True)

    def _salt_of(self, day: int) -> int:
        """Return what is mixed into the numbers of a day, so that nobody has the same one on two days."""
        if day not in self._salts:
            self._salts[day] = int.from_bytes(secrets.token_bytes(8), "big", signed=True)
        return self._salts[day]


def _asked_for(request: bytes) -> int:
    """Return what a request asked for as a plain number, of which many become an array much faster."""
    return int(asked_for(request))


def _answer(text: bytes) -> int:
    """Return whether a text is the number of an answer, and whether somebody saw something."""
    return _SEEN if text in _ANSWERED else _REFUSED if is_answer(text) else _NO_ANSWER


def _without_query(request: bytes) -> bytes:
    """Return a request for a page with no more behind the question mark than what chooses the page."""
    before, _, query = request.partition(b"?")
    return before + page_number(query)


def _numbered(known: dict[str, int], name: str, most: int, rest: int) -> int:
    if name not in known:
        if len(known) > most:
            return rest
        known[name] = len(known)
    return known[name]
