"""The outreach workshop: choose channels, write a first post, measure engagement.

What a learner types is here; every other name is reached through its room.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outreach.channels.accounts.view import audit_accounts
    from outreach.channels.chooser import choose_channels
    from outreach.channels.facts.view import show_facts
    from outreach.course.ask import ask, worked_example
    from outreach.course.progress import progress
    from outreach.practice_form import my_practice

__version__ = "2026.11"
__all__ = ["ask", "audit_accounts", "choose_channels", "my_practice", "progress", "show_facts", "worked_example"]

# Loaded at first use, so that `import outreach` costs next to nothing.
_ROOMS = {
    "ask": "outreach.course.ask",
    "audit_accounts": "outreach.channels.accounts.view",
    "choose_channels": "outreach.channels.chooser",
    "my_practice": "outreach.practice_form",
    "progress": "outreach.course.progress",
    "show_facts": "outreach.channels.facts.view",
    "worked_example": "outreach.course.ask",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        msg = f"module 'outreach' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_ROOMS])
