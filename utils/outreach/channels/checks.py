"""Named checks of the channel plan. They read the file that stands there, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.channels.catalog import catalog
from outreach.channels.plan import FILE_NAME
from outreach.channels.plan_reading import read_plan
from outreach.checks import Fine, NotMade, Problem, Result, Unreadable, named_check
from outreach.errors import OutreachError
from outreach.practice import load_practice

if TYPE_CHECKING:
    from outreach.channels.plan_reading import WrittenPlan
    from outreach.workspace import Workspace

REASON_WORDS = 3
"""A reason of fewer words gives none: "why not", "good"."""


@named_check("channels.plan")
def check_plan(space: Workspace) -> Result:
    """Check that the plan holds together: one home base of one's own, at most one outpost, hours, reasons, a date."""
    try:
        text = space.read_text(FILE_NAME)
        hours_said = load_practice(space).hours_per_week if text else None
    except OutreachError as error:
        return Unreadable(str(error))
    if text is None or not text.strip():
        return NotMade()
    plan = read_plan(text)
    if not plan.sections & {"home", "outpost"}:
        return Unreadable(
            f"{FILE_NAME} has no heading that says Home base. "
            "Put the headings back, or save the plan again from the chooser."
        )
    return problem_of(plan, hours_said) or Fine()


def problem_of(plan: WrittenPlan, hours_said: float | None = None) -> Problem | None:
    """Return the first thing that is not right yet, in the order in which a person would mend it."""
    return _home(plan) or _too_many(plan) or _places(plan) or _over_hours(plan, hours_said) or _review(plan)


def _home(plan: WrittenPlan) -> Problem | None:
    if not plan.home_bases:
        return Problem("no-home-base")
    known = catalog().find(plan.home_bases[0].name)
    if known is not None and not known.is_yours():
        return Problem("rented-home-base", {"channel": known.name, "whose": known["ownership"].text})
    return None


def _too_many(plan: WrittenPlan) -> Problem | None:
    names = [place.name for place in (*plan.home_bases, *plan.outposts)]
    if len(plan.home_bases) > 1:
        return Problem("two-home-bases", {"channels": ", ".join(place.name for place in plan.home_bases)})
    if len(plan.outposts) > 1:
        return Problem("too-many-channels", {"count": str(len(names)), "channels": ", ".join(names)})
    return None


def _places(plan: WrittenPlan) -> Problem | None:
    for place in (*plan.home_bases, *plan.outposts):
        if not place.hours_per_week:
            return Problem("no-hours", {"channel": place.name})
        if len(place.why.split()) < REASON_WORDS:
            return Problem("no-reason", {"channel": place.name})
    return None


def _over_hours(plan: WrittenPlan, hours_said: float | None) -> Problem | None:
    there = plan.hours_there if hours_said is None else hours_said
    planned = sum(place.hours_per_week or 0 for place in (*plan.home_bases, *plan.outposts))
    if there is not None and round(planned - there, 6) > 0:
        return Problem("over-hours", {"planned": f"{planned:g}", "available": f"{there:g}"})
    return None


def _review(plan: WrittenPlan) -> Problem | None:
    if plan.review_on is None:
        return Problem("no-review-date", {"said": plan.review_said or "nothing"})
    return None
