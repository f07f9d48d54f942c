"""Which agents are programs, read from ``agents.toml``. The list is dated, and it is never whole."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.engagement.access_log.known_words import KnownWords, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.dated import Dated

NO_AGENT = "no agent"
"""The name of programs that send none; browsers always do."""


@cache
def agents() -> KnownWords:
    """Return the words of the course, read once."""
    return read_words(Path(__file__).with_name("agents.toml"))


def dated() -> Iterator[Dated]:
    """Go through the words for agents as a list shows them."""
    yield from agents().dated("agent", "Programs in access logs")


class BotNames:
    """Says of an agent which word shows that it is a program."""

    def __init__(self, known: KnownWords) -> None:
        words = [word for group in known.groups for word in group.words]
        innocent = [word for group in known.groups for word in group.innocent]
        self._innocent = re.compile("|".join(map(re.escape, innocent)) or r"(?!)")
        self._any = re.compile("|".join(map(re.escape, words)))
        self._words = words

    def name(self, agent: bytes) -> str:
        """Return the first word of the file that stands in an agent; "" where it may be a person's browser."""
        text = agent.decode("latin-1").strip().lower()
        if text in {"", "-"}:
            return NO_AGENT
        text = self._innocent.sub(" ", text)
        if not self._any.search(text):
            return ""
        return next(word for word in self._words if word in text)
