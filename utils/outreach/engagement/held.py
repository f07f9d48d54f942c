"""Dated data of this room, for the list of all that the course holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.access_log import agents, referrers
from outreach.engagement.measuring.benchmarks import benchmarks
from outreach.engagement.measuring.definitions import definitions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.dated import Dated


def dated() -> Iterator[Dated]:
    """Go through definitions of measures, benchmarks, and the names by which machines and referrers are known."""
    yield from definitions().dated()
    yield from benchmarks().dated()
    yield from agents.dated()
    yield from referrers.dated()
