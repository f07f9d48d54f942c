"""Named checks of the channel plan. They read the file that stands there, whoever wrote it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from outreach.channels.facts.catalog import catalog
from outreach.channels.planning.plan import FILE_NAME
from outreach.channels.planning.plan_reading import read_plan
from outreach.checks import Fine, NotMade, Problem, Result, Unreadable, named_check
from outreach.errors import OutreachError
from outreach.practice import Practice, load_practice

if TYPE_CHECKING:
    from outreach.channels.planning.plan_reading import WrittenPlace, WrittenPlan
    from outreach.workspace import Workspace

REASON_WORDS = 3
"""A reason of fewer words gives none: "why not", "good"."""

PURPOSE_WORDS = 5
"""A purpose of fewer words names nobody, or nothing to do for them: "help people", "grow my practice"."""


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
    plan = read_plan(text)
    if not plan.sections & {"home", "outpost"}:
        return Unreadable(
            f"{FILE_NAME} has no heading that says Home base. "
            "Put the headings back, or save the plan again from the chooser."
        )
    return problem_of(plan, said) or Fine()


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


def words_in(text: str) -> int:
    """Return the number of words; where a script writes them without blanks, two signs count as one."""
    unspaced = sum(unicodedata.category(char) == "Lo" and unicodedata.bidirectional(char) == "L" for char in text)
    return max(len(text.split()), unspaced // 2)


def _home(plan: WrittenPlan) -> Problem | None:
    if not plan.home_bases:
        return Problem("no-home-base")
    known = catalog().find(plan.home_bases[0].name)
    if known is not None and not known.is_yours():
        return Problem("rented-home-base", {"channel": known.name, "whose": known["ownership"].text})
    return None


def _too_many(plan: WrittenPlan) -> Problem | None:
    names = [place.name for place in _all(plan)]
    if len(plan.home_bases) > 1:
        return Problem("two-home-bases", {"channels": ", ".join(place.name for place in plan.home_bases)})
    if len(plan.outposts) > 1:
        return Problem("too-many-channels", {"count": str(len(names)), "channels": ", ".join(names)})
    return None


def _places(plan: WrittenPlan) -> Problem | None:
    for place in _all(plan):
        if not place.hours_per_week:
            return Problem("no-hours", {"channel": place.name})
        if words_in(place.why) < REASON_WORDS:
            return Problem("no-reason", {"channel": place.name})
    return None


def _over(name: str, amounts: list[float | None], said: float | None, written: float | None) -> Problem | None:
    there = written if said is None else said
    planned = sum(amount or 0 for amount in amounts)
    if there is not None and round(planned - there, 6) > 0:
        return Problem(name, {"planned": f"{planned:g}", "available": f"{there:g}"})
    return None


def _change(plan: WrittenPlan) -> Problem | None:
    return None if plan.changes else Problem("no-change-line")


def _review(plan: WrittenPlan) -> Problem | None:
    if plan.review_on is None:
        return Problem("no-review-date", {"said": plan.review_said or "nothing"})
    return None
