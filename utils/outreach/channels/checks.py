"""Named checks of the channel plan. They read the file that stands there, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.channels.accounts.checks import check_accounts
from outreach.channels.facts.known import catalog
from outreach.channels.planning.plan import FILE_NAME
from outreach.channels.planning.plan_reading import read_plan
from outreach.checks import (
    PURPOSE_WORDS,
    Fine,
    NotMade,
    Problem,
    Result,
    Unreadable,
    named_check,
    register_teller,
    words_in,
)
from outreach.errors import OutreachError
from outreach.practice import Practice, load_practice
from outreach.wording import number_words, one_line

if TYPE_CHECKING:
    from outreach.channels.planning.plan_reading import WrittenPlace, WrittenPlan
    from outreach.workspace import Workspace

__all__ = ["check_accounts", "check_plan"]
"""The checks of this room; whoever looks for one by name imports this module."""

REASON_WORDS = 3
"""A reason of fewer words gives none: "why not", "good"."""

LONGEST_PLAN = 1_000_000
"""Characters. A plan as the course writes it has about 10,000."""

MOST_NAMED = 5
"""So many channels are named where there are too many; of the others the number is enough."""


@named_check("channels.plan")
def check_plan(space: Workspace) -> Result:
    """Check that the plan holds together: one home base of one's own, at most one outpost, all that makes it hold."""
    try:
        text = space.read_text(FILE_NAME)
        said = load_practice(space) if text else Practice()
    except OutreachError as error:
        return Unreadable(str(error))
    if text is None or not text.strip():
        return NotMade()
    if len(text) > LONGEST_PLAN:
        return Unreadable(
            f"{FILE_NAME} has {len(text):,} characters; a plan has at most {LONGEST_PLAN:,}. "
            "Take out what does not belong to the plan, then check again."
        )
    plan = read_plan(text)
    if not plan.sections & {"home", "outpost"}:
        return Unreadable(
            f"{FILE_NAME} has no heading that says Home base. "
            "Put the headings back, or save the plan again from the chooser."
        )
    return problem_of(plan, said) or Fine()


def plan_in_short(space: Workspace) -> dict[str, str]:
    """Return the names and ids of home base and outpost as the plan says them; nothing where there is no plan.

    The keys are ``home_base``, ``home_base_id``, ``outpost`` and ``outpost_id``; an id is empty for a place that the
    catalog does not hold.

    Raises
    ------
    OutreachError
        If the plan cannot be read.
    """
    text = space.read_text(FILE_NAME)
    if text is None or len(text) > LONGEST_PLAN:
        return {}
    plan = read_plan(text)
    said: dict[str, str] = {}
    for part, places in (("home_base", plan.home_bases), ("outpost", plan.outposts)):
        if places:
            known = catalog().find(places[0].name)
            said |= {part: one_line(places[0].name), f"{part}_id": known.id if known is not None else ""}
    return said


register_teller("channels.plan", plan_in_short)


def problem_of(plan: WrittenPlan, said: Practice | None = None) -> Problem | None:
    """Return the first thing that is not right yet, in the order in which a person would mend it.

    Hours and money in the profile, ``said``, count before those in the plan.
    """
    said = said or Practice()
    return (
        _purpose(plan)
        or _home(plan)
        or _too_many(plan)
        or _places(plan)
        or _over("over-hours", [place.hours_per_week for place in _all(plan)], said.hours_per_week, plan.hours_there)
        or _over("over-money", [place.money_per_month for place in _all(plan)], said.money_per_month, plan.money_there)
        or _change(plan)
        or _review(plan)
    )


def _all(plan: WrittenPlan) -> tuple[WrittenPlace, ...]:
    return (*plan.home_bases, *plan.outposts)


def _purpose(plan: WrittenPlan) -> Problem | None:
    return Problem("no-purpose") if words_in(plan.purpose) < PURPOSE_WORDS else None


def _home(plan: WrittenPlan) -> Problem | None:
    if not plan.home_bases:
        return Problem("no-home-base")
    known = catalog().find(plan.home_bases[0].name)
    if known is not None and not known.is_yours():
        return Problem("rented-home-base", {"channel": known.name, "whose": known["ownership"].text})
    return None


def _too_many(plan: WrittenPlan) -> Problem | None:
    if len(plan.home_bases) > 1:
        return Problem("two-home-bases", {"channels": _names(plan.home_bases)})
    if len(plan.outposts) > 1:
        places = _all(plan)
        return Problem("too-many-channels", {"count": str(len(places)), "channels": _names(places)})
    return None


def _names(places: tuple[WrittenPlace, ...]) -> str:
    more = len(places) - MOST_NAMED
    named = ", ".join(one_line(place.name) for place in places[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named


def _places(plan: WrittenPlan) -> Problem | None:
    for place in _all(plan):
        if not place.hours_per_week:
            return Problem("no-hours", {"channel": one_line(place.name)})
        if words_in(place.why) < REASON_WORDS:
            return Problem("no-reason", {"channel": one_line(place.name)})
    return None


def _over(name: str, amounts: list[float | None], said: float | None, written: float | None) -> Problem | None:
    there = written if said is None else said
    planned = sum(amount or 0 for amount in amounts)
    # What is over by less than can be shown is not over.
    if there is not None and round(planned - there, 2) > 0:
        return Problem(name, {"planned": number_words(planned), "available": number_words(there)})
    return None


def _change(plan: WrittenPlan) -> Problem | None:
    return None if plan.changes else Problem("no-change-line")


def _review(plan: WrittenPlan) -> Problem | None:
    if plan.review_on is None:
        return Problem("no-review-date", {"said": one_line(plan.review_said) or "nothing"})
    return None
