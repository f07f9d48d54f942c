"""Say what had to be repaired before a file of JSON could be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.reading.json_text import ASSIGNMENT, LINES

if TYPE_CHECKING:
    from outreach.engagement.reading.json_text import Loaded

USUAL = frozenset({ASSIGNMENT, LINES})
"""What a platform always writes is no fault."""


def repaired(read: Loaded) -> tuple[str, ...]:
    """Return a warning for each repair."""
    return tuple(f"The file had a fault: {repair}." for repair in read.repairs if repair not in USUAL)
