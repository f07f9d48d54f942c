"""``channel-plan.md``: the plan as a person reads it, and may change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.channels.catalog import FACTS
from outreach.channels.plan import evidence, weights_in_words
from outreach.channels.wording import (
    MARK_LEGEND,
    dollars,
    figure_words,
    hours_words,
    how_sure,
    mark_words,
    markdown,
    number_words,
    source_words,
    the_essay,
)
from outreach.practice import GOALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.channels.catalog import Catalog
    from outreach.channels.plan import Place, Plan


def write_plan(plan: Plan, catalog: Catalog) -> str:
    """Return the plan as Markdown."""
    name = markdown(plan.practice.name)
    parts = [
        [f"# Channel plan{f': {name}' if name else ''}", *_for_whom(plan)],
        ["## Home base", *_place(plan.home_base, plan.without_home)],
        ["## Outpost", *_place(plan.outpost, plan.without_outpost)],
        ["## Hours and money", *_limits(plan)],
        [
            "## How sure this is",
            " ".join(filter(None, [how_sure(plan.ranking), evidence(plan)])),
            the_essay(plan.ranking, plan.out),
        ]
        + ([f"Weights: {weights_in_words(plan.ranking)}."] if plan.ranking.rows else []),
        ["## Left out, and what would change that", *_left_out(plan)],
        ["## Facts used", *_facts(plan, catalog)],
        ["## Review", "\n".join([f"- Review on: {plan.review_on.isoformat() if plan.review_on else ''}".rstrip()])],
    ]
    return "\n\n".join(block for part in parts for block in part if block) + "\n"


def _for_whom(plan: Plan) -> Iterator[str]:
    serves, place = markdown(plan.practice.serves), markdown(plan.practice.place)
    lines = [f"- {label}: {said}" for label, said in (("For", serves), ("Where", place)) if said]
    lines += [f"- Goal: {GOALS[goal]}" for goal in plan.practice.goals]
    yield "\n".join(lines)
    yield "This plan is yours. Change it as you like; keep the headings, so that the course can still read it."


def _place(place: Place | None, without: str) -> Iterator[str]:
    if place is None:
        yield without
        return
    yield "\n".join(
        [
            f"- Channel: {place.channel.name}",
            f"- Hours a week: {number_words(place.hours_per_week)}",
            f"- Dollars a month: {number_words(place.money_per_month)}",
            f"- Why: {place.why}",
        ]
    )


def _limits(plan: Plan) -> Iterator[str]:
    planned = sum(place.hours_per_week for place in plan.places)
    cost = sum(place.money_per_month for place in plan.places)
    hours, money = plan.practice.hours_per_week, plan.practice.money_per_month
    lines = [f"- Hours there are: {number_words(hours)} a week" if hours is not None else "- Hours there are: not said"]
    lines += [f"- Hours planned: {number_words(planned)} a week"]
    lines += [
        f"- Dollars there are: {number_words(money)} a month" if money is not None else "- Dollars there are: not said"
    ]
    lines += [f"- Dollars planned: {number_words(cost)} a month"]
    yield "\n".join(lines)
    if plan.places and hours is None:
        yield f"You have not said how many hours you have. This plan would take {hours_words(planned)} a week."
    most = sum(place.channel["hours_per_week"].high or 0 for place in plan.places)
    if plan.places:
        room = (
            ""
            if hours is None or most <= hours
            else " That is more than you have: keep to the lean form, or leave the outpost."
        )
        yield f"The hours are estimates. At the high end it would take {hours_words(most)} a week.{room}"


def _left_out(plan: Plan) -> Iterator[str]:
    lines = [f"- **{gone.channel.name}.** {gone.why} {gone.lift}" for gone in plan.out]
    yield "\n".join(lines) or "Nothing is shut out by what you said about your practice."
    if plan.listings:
        yield listings_in_words(plan)


def listings_in_words(plan: Plan) -> str:
    """Return what to make of the listings that passed the gates."""
    costs = [channel["money_per_month"].number for channel in plan.listings]
    prices = [
        f"{channel.name} ({f'{dollars(cost)} a month' if cost else 'free'})"
        for channel, cost in zip(plan.listings, costs, strict=True)
    ]
    return (
        "A listing is no outpost: it is an entry, not a place to give anything. "
        f"Decide on it by itself: {'; '.join(prices)}."
    )


def _facts(plan: Plan, catalog: Catalog) -> Iterator[str]:
    if not plan.places:
        yield "None, as long as there is no home base."
        return
    yield f"{MARK_LEGEND} Facts of {catalog.edition}."
    rows = ["| Channel | Fact | Figure | How sure | Source |", "| --- | --- | --- | --- | --- |"]
    for place in plan.places:
        for key in place.facts:
            cell, fact = place.channel[key], FACTS[key]
            cells = (
                place.channel.name,
                fact.label,
                figure_words(cell, fact),
                mark_words(cell),
                source_words(catalog, cell),
            )
            rows.append(f"| {' | '.join(text.replace('|', '/') for text in cells)} |")
    yield "\n".join(rows)
