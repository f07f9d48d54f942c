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
    from outreach.engagement.exploring.explorer import explore
    from outreach.engagement.exploring.numbers import show_numbers
    from outreach.engagement.exploring.share import show_coverage, show_share
    from outreach.posts.exporter import export_post
    from outreach.posts.starting import plan_post, question_bank
    from outreach.posts.studio.view import write_post
    from outreach.practice_form import my_byline, my_practice

__version__ = "2026.11"
__all__ = [
    "ask",
    "audit_accounts",
    "choose_channels",
    "explore",
    "export_post",
    "my_byline",
    "my_practice",
    "plan_post",
    "progress",
    "question_bank",
    "show_coverage",
    "show_facts",
    "show_numbers",
    "show_share",
    "worked_example",
    "write_post",
]

# Loaded at first use, so that `import outreach` costs next to nothing.
_ROOMS = {
    "ask": "outreach.course.ask",
    "audit_accounts": "outreach.channels.accounts.view",
    "choose_channels": "outreach.channels.chooser",
    "explore": "outreach.engagement.exploring.explorer",
    "export_post": "outreach.posts.exporter",
    "my_byline": "outreach.practice_form",
    "my_practice": "outreach.practice_form",
    "plan_post": "outreach.posts.starting",
    "progress": "outreach.course.progress",
    "question_bank": "outreach.posts.starting",
    "show_coverage": "outreach.engagement.exploring.share",
    "show_facts": "outreach.channels.facts.view",
    "show_numbers": "outreach.engagement.exploring.numbers",
    "show_share": "outreach.engagement.exploring.share",
    "worked_example": "outreach.course.ask",
    "write_post": "outreach.posts.studio.view",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        msg = f"module 'outreach' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_ROOMS])
