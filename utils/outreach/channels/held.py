"""All dated data of the course in one list: facts of channels, professional codes, their rules, and crisis lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.channels.deciding.license_rules import license_rules
from outreach.channels.facts.known import catalog
from outreach.channels.facts.listing import day_of, fact_list, stale_list
from outreach.crisis_lines import crisis_lines
from outreach.professional_codes import professional_codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.dated import Dated


def held(
    name: str | None = None, day: str | None = None, *, only_stale: bool = False, others: Iterable[Dated] = ()
) -> str:
    """Return what the course holds, or what of it is past its re-check date on a day.

    For one channel these are its facts and the clauses that speak of it. The day is today where none is typed.
    ``others`` are dated things of other rooms, which stand at the end of the whole list.

    Raises
    ------
    OutreachError
        If there is no such channel, or what was typed is no day.
    """
    known = catalog()
    channel = None if name is None else known.channel(name)
    rules = license_rules().dated(channel)
    beside = (*professional_codes().dated(), *rules, *crisis_lines().dated(), *others) if channel is None else rules
    return (stale_list if only_stale else fact_list)(known, day_of(day), channel, beside)
