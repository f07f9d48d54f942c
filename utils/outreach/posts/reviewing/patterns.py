"""All patterns of the reviewer in one grammar, so that a draft is gone through once.

The rows stand in ``forms/``, one file for each room; what a row may hold is said in `grammar`.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.posts.reviewing.grammar import Fit, Grammar

if TYPE_CHECKING:
    from outreach.posts.reviewing.reading import Reading

_FORMS = Path(__file__).with_name("forms")
ROOMS = ("scene", "status", "detail", "position", "label", "wording", "suicide", "claim", "advice")


@cache
def grammar() -> Grammar:
    """Return the grammar of all rooms; the name of a pattern is that of its room and its own."""
    made = Grammar()
    for room in ROOMS:
        content = tomllib.loads((_FORMS / f"{room}.toml").read_text(encoding="utf-8"))
        made.add(room, content["patterns"], content.get("slots", {}))
    return made


def fits_in(reading: Reading) -> dict[str, list[Fit]]:
    """Return what fits in a draft by room, each in the order in which it stands there."""
    found: dict[str, list[Fit]] = defaultdict(list)
    for fit in grammar().fits(reading):
        found[fit.room].append(fit)
    return found
