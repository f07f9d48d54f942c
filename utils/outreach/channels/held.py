"""All dated data that the course holds, in one list: facts of channels, rules of codes, and the lines for a crisis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.channels.deciding.license_rules import license_rules
from outreach.channels.facts.known import catalog
from outreach.channels.facts.listing import day_of, fact_list, stale_list
from outreach.crisis_lines import crisis_lines

if TYPE_CHECKING:
    from outreach.dated import Dated


def held(name: str | None = None, day: str | None = None, *, only_stale: bool = False) -> str:
    """Return what the course holds, or what of it is past its re-check date on a day.

    For one channel these are its facts and the clauses that speak of it. The day is today where none is typed.

    Raises
    ------
    OutreachError
        If there is no such channel, or what was typed is no day.
    """
    known = catalog()
    channel = None if name is None else known.channel(name)
    beside: list[Dated] = [*license_rules().dated(channel)]
    if channel is None:
        beside += crisis_lines().dated()
    return (stale_list if only_stale else fact_list)(known, day_of(day), channel, beside)
