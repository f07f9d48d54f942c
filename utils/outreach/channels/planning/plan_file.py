"""``channel-plan.md``: the plan as a person reads it, and may change it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.channels.deciding.portfolio import SPARE
from outreach.channels.facts.catalog import FACTS, Mark
from outreach.channels.planning.left_out import grouped
from outreach.channels.planning.plan import evidence
from outreach.channels.planning.plan_reading import FOR_ME, LOOK_AGAIN, NO_PURPOSE
from outreach.channels.sentences import how_sure, the_essay, weights_in_words, what_would_change
from outreach.channels.wording import dollars, figure_words, hours_words, mark_words, source_words
from outreach.practice import GOALS
from outreach.wording import MARK_LEGEND, listed, markdown, number_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from outreach.channels.deciding.ranking import Ranking
    from outreach.channels.facts.catalog import Catalog, Cell
    from outreach.channels.planning.plan import Place, Plan

YOURS = "This plan is yours. Change it as you like; keep the headings, so that the course can still read it."
AFTER_FOUR_POSTS = "write down the hours they really took, then read this plan once more."
_ISOLATES = "\u2068\u2069"
_PIECE = 100


def write_plan(plan: Plan, catalog: Catalog) -> str:
    """Return the plan as Markdown."""
    name = markdown(plan.practice.name)
    day = plan.review_on.isoformat() if plan.review_on else ""
    parts = [
        [f"# Channel plan{f': {name}' if name else ''}", *_for_whom(plan, day)],
        ["## Purpose", in_full(plan.purpose, markdown) or NO_PURPOSE],
        ["## Home base", *_place(plan.home_base, plan.without_home)],
        ["## Outpost", *_place(plan.outpost, plan.without_outpost)],
        ["## Hours and money", _bullets(amounts(plan)), *rooms(plan)],
        ["## How sure this is", *sureness(plan)],
        ["## What would change this choice", _bullets([*what_would_change(plan.choice), f"{FOR_ME}:"])],
        ["## Left out, and what would bring it back", *_left_out(plan)],
        ["## Facts used", *_facts(plan, catalog)],
        ["## Review", _bullets([f"Review on: {day}".rstrip(), f"After four posts: {AFTER_FOUR_POSTS}"])],
    ]
    return "\n\n".join(block for part in parts for block in part if block) + "\n"


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _for_whom(plan: Plan, day: str) -> Iterator[str]:
    yield _bullets([*(f"{label}: {said}" for label, said in about(plan, markdown)), f"{LOOK_AGAIN}: {day}".rstrip()])
    yield YOURS


def about(plan: Plan, escape: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return whom the plan is for, where, and to what end, escaped."""
    said = [("For", escape(plan.practice.serves)), ("Where", escape(plan.practice.place))]
    return [
        *((label, words) for label, words in said if words),
        *(("Goal", GOALS[goal]) for goal in plan.practice.goals),
    ]


def in_full(text: str, escape: Callable[[str], str]) -> str:
    """Return foreign text escaped on one line as `wording.one_line` makes it, and not cut off as a name is."""
    pieces = re.findall(rf"\S{{1,{_PIECE}}}|\s+", text.strip())
    joined = "".join(" " if piece.isspace() else escape(piece) for piece in pieces)
    line = re.sub(" {2,}", " ", re.sub(f"[{_ISOLATES}]", "", joined)).strip()
    return f"{_ISOLATES[0]}{line}{_ISOLATES[1]}" if _ISOLATES[0] in joined else line


def _place(place: Place | None, without: str) -> Iterator[str]:
    if place is None:
        yield without
        return
    yield _bullets(
        [
            f"Channel: {place.channel.name}",
            f"Hours a week: {number_words(place.hours_per_week)}",
            f"Dollars a month: {number_words(place.money_per_month)}",
            f"Why: {place.why}",
        ]
    )


def amounts(plan: Plan) -> list[str]:
    """Return what there is and what is planned, a line each."""
    planned = sum(place.hours_per_week for place in plan.places)
    cost = sum(place.money_per_month for place in plan.places)
    hours, money = plan.practice.hours_per_week, plan.practice.money_per_month
    return [
        f"Hours there are: {f'{number_words(hours)} a week' if hours is not None else 'not said'}",
        f"Hours planned: {number_words(planned)} a week",
        f"Dollars there are: {f'{number_words(money)} a month' if money is not None else 'not said'}",
        f"Dollars planned: {number_words(cost)} a month",
    ]


def rooms(plan: Plan) -> Iterator[str]:
    """Go through what is to be said of the hours and the money of a plan that has a home base."""
    if not plan.places:
        return
    if plan.over:
        yield plan.over
    hours, money = plan.practice.hours_per_week, plan.practice.money_per_month
    times = [place.channel["hours_per_week"] for place in plan.places]
    prices = [place.channel["money_per_month"] for place in plan.places]
    if hours is None:
        planned = hours_words(sum(place.hours_per_week for place in plan.places))
        yield f"You have not said how many hours you have. This plan would take {_about(times)}{planned} a week."
    if money is None:
        cost = dollars(sum(place.money_per_month for place in plan.places))
        yield f"You have not said what you can spend. This plan would cost {_about(prices)}{cost} a month."
    planned_hours, usual = sum(place.hours_per_week for place in plan.places), sum(cell.number for cell in times)
    if planned_hours < usual - SPARE and not plan.over:
        yield (
            f"This is a lean form. Our best figure for it is {_about(times)}{hours_words(usual)} a week: "
            "time two posts before you promise anything."
        )
    most = sum(cell.high for cell in times)
    lean = "keep to the lean form, or leave the outpost" if plan.outpost else "keep to the lean form"
    fits = hours is None or most <= hours
    room = "" if fits or plan.over else f" That is more than you have: {lean}."
    marks = listed([mark for mark in Mark if any(cell.mark is mark for cell in times)])
    yield f"At the high end it would take {_about(times)}{hours_words(most)} a week ({marks}).{room}"


def sureness(plan: Plan) -> Iterator[str]:
    """Go through how sure the choice is, on what it rests, and what the essay says of it, a paragraph each."""
    yield how_sure(plan.choice)
    if plan.places:
        yield " ".join(filter(None, [plan.among_pairs, evidence(plan)]))
    if plan.ranking.unsaid:
        yield unsaid_in_words(plan.ranking)
    yield the_essay(plan.choice)
    if plan.ranking.rows:
        yield f"Weights: {weights_in_words(plan.ranking)}."


def unsaid_in_words(ranking: Ranking) -> str:
    """Return on which criteria a profile says nothing, and what the ranking does there."""
    labels = listed([f"“{criterion.label}”" for criterion in ranking.unsaid])
    return f"Your profile says nothing on {labels}, so there it treats every channel alike or uses all adults."


def _left_out(plan: Plan) -> Iterator[str]:
    lines = [f"**{listed(alike.names)}.** {alike.why} {alike.lift}" for alike in grouped(plan.out)]
    yield _bullets(lines) or NOTHING_OUT
    if plan.listings:
        yield listings_in_words(plan)


NOTHING_OUT = "Nothing is shut out by what you said about your practice."


def listings_in_words(plan: Plan) -> str:
    """Return what to make of the listings that passed the gates."""
    costs = [channel["money_per_month"] for channel in plan.listings]
    prices = [
        f"{channel.name} ({f'{_about([cost])}{dollars(cost.number)} a month' if cost.number else 'free'})"
        for channel, cost in zip(plan.listings, costs, strict=True)
    ]
    return (
        "A listing is no outpost: it is an entry, not a place to give anything. "
        f"Decide on it by itself: {'; '.join(prices)}."
    )


def _about(cells: Iterable[Cell]) -> str:
    """Return the sign before a figure that rests on more than what was read in a source."""
    return "" if all(cell.mark is Mark.SEEN for cell in cells) else "~"


def _facts(plan: Plan, catalog: Catalog) -> Iterator[str]:
    if not plan.places:
        yield NO_FACTS
        return
    yield f"{MARK_LEGEND} Facts of {catalog.edition}."
    rows = ["| Channel | Fact | Figure | Year | How sure | Source |", "| --- | --- | --- | --- | --- | --- |"]
    for place in plan.places:
        for key in place.facts:
            cell, fact = place.channel[key], FACTS[key]
            cells = (
                place.channel.name,
                fact.label,
                figure_words(cell, fact),
                str(cell.year),
                mark_words(cell),
                source_words(catalog, cell),
            )
            rows.append(f"| {' | '.join(text.replace('|', '/') for text in cells)} |")
    yield "\n".join(rows)


NO_FACTS = "None, as long as there is no home base."
