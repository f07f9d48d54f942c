"""What was left out of a reading: why, how often, and a few of them to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EXAMPLES = 3
"""As many examples are kept."""

LONGEST_EXAMPLE = 120


@dataclass(frozen=True)
class SetAside:
    """A reason, how many there were, and the first few as they stood in the file."""

    reason: str
    count: int
    examples: tuple[str, ...] = ()


def set_aside(reason: str, found: Iterable[str]) -> tuple[SetAside, ...]:
    """Count what was found for a reason; nothing found is nothing said."""
    count = 0
    examples: list[str] = []
    for one in found:
        count += 1
        if len(examples) < EXAMPLES:
            examples.append(shortened(one))
    return (SetAside(reason, count, tuple(examples)),) if count else ()


def shortened(text: str) -> str:
    """Return a text on one line, cut where it is too long for an example."""
    line = " ".join(text[: 2 * LONGEST_EXAMPLE].split())
    return line if len(line) <= LONGEST_EXAMPLE else line[: LONGEST_EXAMPLE - 1].rstrip() + "…"
