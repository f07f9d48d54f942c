"""Who starts, who answers, how fast and how deep: the replies of a community as a network.

People are pseudonymous ids here, never names.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import networkx as nx

from outreach.engagement.measuring.intervals import Share, share
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, timedelta

TENTH, HUNDREDTH = 10, 100


@dataclass(frozen=True)
class Post:
    """One post: who wrote it, to whom, in which thread, and when.

    ``to`` is None in the first post of a thread. ``time`` is None where it is not known.
    """

    who: str
    to: str | None
    thread: str
    time: datetime | None = None


@dataclass(frozen=True)
class Structure:
    """The replies of a community; see `structure` for what each part is."""

    posts: int
    threads: int
    people: int
    starters: Mapping[str, int] = field(repr=False)
    answerers: Mapping[str, int] = field(repr=False)
    both_ways: Share
    reciprocity: float | None
    deepest: int
    median_depth: float | None
    going_on: Share
    first_response_hours: float | None
    responses_timed: int
    coverage: Share
    too_young: int
    came_back: Share
    most_active: float | None
    top_tenth: float | None
    posted: Share | None


def structure(
    posts: Iterable[Post],
    *,
    members: int | None = None,
    until: datetime | None = None,
    wait: timedelta | None = None,
) -> Structure:
    """Return who starts, who answers, and how.

    Definition, with the denominator of each:

    - ``starters``, ``answerers``: threads begun, and replies to others, by person.
    - ``both_ways``: pairs who answered each other / pairs with an answer in some direction. ``reciprocity``: directed
      edges with an edge back / directed edges (networkx).
    - ``deepest``, ``median_depth``: 0 is a first post, 1 an answer to it. An answer stands one below the last post of
      the person answered in the thread. The median is over replies to others.
    - ``going_on``: threads in which an answer was answered by another person / threads with an answer.
    - ``first_response_hours``: median hours from the first post to the first reply of another person, over the
      ``responses_timed`` threads in which both times are known. Threads without a reply are not in it.
    - ``coverage``: first posts with a reply of another person / first posts. With ``until`` and ``wait``, threads that
      began less than ``wait`` before ``until`` are ``too_young``, and in neither number.
    - ``came_back``: people who wrote in two threads or more / people who wrote.
    - ``most_active``, ``top_tenth``: share of all posts by the most active person, and by the most active tenth
      (rounded up). ``posted``: members who wrote / ``members``.

    Source: reciprocity, Wasserman and Faust 1994; time and coverage, Joyce and Kraut 2006; unequal shares, Nielsen 2006
    and van Mierlo 2014; intervals by Wilson 1927.

    Raises
    ------
    OutreachError
        If a thread has two first posts, or more people wrote than there are members.
    """
    given = list(posts)
    threads = _threads(given)
    authors = Counter(post.who for post in given)
    graph = _graph(given)
    depths = {thread: _depths(told) for thread, told in threads.items()}
    of_others = [depth for told in depths.values() for depth in told if depth > 0]
    begun = [told for told in threads.values() if told[0].to is None]
    young = [told for told in begun if _is_young(told[0], until, wait)]
    old = [told for told in begun if not _is_young(told[0], until, wait)]
    answered = [told for told in old if _answers(told)]
    hours = [time for told in begun if (time := _hours(told)) is not None]
    answered_at_all = [told for told in depths.values() if max(told) > 0]
    if members is not None and members < len(authors):
        raise OutreachError(
            f"{len(authors)} people wrote, and {members} members were given. Give the number of all members, readers "
            "included."
        )
    return Structure(
        posts=len(given),
        threads=len(threads),
        people=len(authors),
        starters=dict(Counter(told[0].who for told in begun).most_common()),
        answerers=dict(Counter(post.who for post in given if post.to not in (None, post.who)).most_common()),
        both_ways=_both_ways(graph),
        reciprocity=float(nx.overall_reciprocity(graph)) if graph.number_of_edges() else None,
        deepest=max(of_others, default=0),
        median_depth=float(statistics.median(of_others)) if of_others else None,
        going_on=share(sum(max(told) > 1 for told in answered_at_all), len(answered_at_all)),
        first_response_hours=float(statistics.median(hours)) if hours else None,
        responses_timed=len(hours),
        coverage=share(len(answered), len(old)),
        too_young=len(young),
        came_back=_came_back(given, authors),
        most_active=_top(authors, 1),
        top_tenth=_top(authors, math.ceil(len(authors) / TENTH)),
        posted=share(len(authors), members) if members else None,
    )


def share_of_posts(posts: Iterable[Post], members: int) -> tuple[float, float, float] | None:
    """Return the shares of all posts by the most active 1 % of members, the next 9 %, and the rest; None without posts.

    Definition: numbers of people are rounded up, so that in a small group the first is one person.
    Denominator: all posts; people are shares of ``members``, readers included.
    Source: Nielsen 2006 for 90-9-1, which is a shape and not a law.
    """
    authors = Counter(post.who for post in posts)
    first = _top(authors, math.ceil(members / HUNDREDTH))
    most = _top(authors, math.ceil(members / TENTH))
    return None if first is None or most is None else (first, most - first, 1 - most)


def _threads(posts: list[Post]) -> dict[str, list[Post]]:
    threads: dict[str, list[Post]] = {}
    for post in posts:
        threads.setdefault(post.thread, []).append(post)
    for thread, told in threads.items():
        first = sum(post.to is None for post in told)
        if first > 1:
            raise OutreachError(
                f"Thread {thread[:40]!r} has {first} first posts; one was expected. "
                "Say of each of the others whom it answers."
            )
        # Stable, so that posts of the same moment, or without one, keep the order in which they were given.
        if all(post.time is not None for post in told):
            told.sort(key=lambda post: post.time.timestamp() if post.time else 0.0)
        told.sort(key=lambda post: post.to is not None)
    return threads


def _graph(posts: list[Post]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((post.who, post.to) for post in posts if post.to is not None and post.to != post.who)
    return graph


def _both_ways(graph: nx.DiGraph[str]) -> Share:
    pairs = {frozenset(edge) for edge in graph.edges}
    both = sum(graph.has_edge(one, two) and graph.has_edge(two, one) for one, two in map(tuple, pairs))
    return share(both, len(pairs))


def _depths(told: list[Post]) -> list[int]:
    """Return the depth of each post; 0 too for whoever goes on by themselves."""
    last: dict[str, int] = {}
    depths = []
    for post in told:
        if post.to is None:
            depth = 0
        elif post.to == post.who:
            depth = last.get(post.who, 0)
        else:
            depth = last.get(post.to, 0) + 1
        last[post.who] = depth
        depths.append(0 if post.to == post.who else depth)
    return depths


def _answers(told: list[Post]) -> list[Post]:
    return [post for post in told[1:] if post.who != told[0].who]


def _hours(told: list[Post]) -> float | None:
    begun, answers = told[0].time, _answers(told)
    if begun is None or not answers or any(post.time is None for post in answers):
        return None
    return min((post.time - begun).total_seconds() for post in answers if post.time) / 3600


def _is_young(first: Post, until: datetime | None, wait: timedelta | None) -> bool:
    return until is not None and wait is not None and first.time is not None and first.time > until - wait


def _came_back(posts: list[Post], authors: Counter[str]) -> Share:
    where = {(post.who, post.thread) for post in posts}
    threads = Counter(who for who, _ in where)
    return share(sum(number > 1 for number in threads.values()), len(authors))


def _top(authors: Counter[str], people: int) -> float | None:
    total = authors.total()
    return sum(number for _, number in authors.most_common(people)) / total if total else None
