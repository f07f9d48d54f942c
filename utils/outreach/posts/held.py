"""Dated data of this room, for the list of all that the course holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.posts.findings.rules import review_rules
from outreach.posts.findings.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.dated import Dated


def dated() -> Iterator[Dated]:
    """Go through the rules for drafts and the better words for single terms."""
    yield from review_rules().dated()
    yield from terms().dated()
