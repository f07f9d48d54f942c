"""What a review says of a draft: findings, stories told by several of them, and what it asks the author."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.posts.reviewing.evidence import TIED

if TYPE_CHECKING:
    from outreach.posts.findings.rules import Clause, Rule
    from outreach.posts.reviewing.case import Severity

IDENTIFIERS = TIED | {"CLIENT_STATUS"}
"""Categories of what may show who somebody is."""

DIRECT = frozenset(("NAME", "PHONE", "EMAIL", "ONLINE_ID", "ID_NUMBER", "ADDRESS", "CLIENT_STATUS"))
"""Identifiers that may be enough alone; the others are so together."""


@dataclass(frozen=True)
class Edit:
    """Other words for a stretch of the draft; made only when the author asks for it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Finding:
    """One thing in a draft.

    ``start`` and ``end`` are places in the draft as it was given, in code points, the end exclusive; both are 0 where
    the draft as a whole is meant. ``message`` says what was found and why it matters, ``suggestion`` what may help;
    ``edit`` is there where other words can be offered. ``clauses`` are those of the ``rule`` that apply to the author,
    the strictest first.
    """

    start: int
    end: int
    category: str
    severity: Severity
    message: str
    suggestion: str
    rule: Rule = field(repr=False)
    clauses: tuple[Clause, ...] = field(repr=False, default=())
    words: str = ""
    edit: Edit | None = None

    @property
    def is_of_the_whole(self) -> bool:
        """Whether the draft as a whole is meant."""
        return self.end == 0

    @property
    def key(self) -> str:
        """What names this finding in this draft, also after words before it have changed."""
        return f"{self.category}:{self.words}"


@dataclass(frozen=True)
class Way:
    """A way out of a story in which somebody could be recognized."""

    name: str
    title: str
    words: str


@dataclass(frozen=True)
class Story:
    """A paragraph in which several facts together may show who is meant.

    ``parts`` are findings, which are in the review's findings too. ``consent`` tells whether the draft itself says that
    the person agreed.
    """

    start: int
    end: int
    severity: Severity
    parts: tuple[Finding, ...]
    message: str
    ways: tuple[Way, ...]
    rule: Rule = field(repr=False)
    clauses: tuple[Clause, ...] = field(repr=False, default=())
    consent: bool = False


@dataclass(frozen=True)
class Question:
    """What no program can check and the author is asked; ``key`` names it where the answer is kept."""

    key: str
    words: str
    why: str
