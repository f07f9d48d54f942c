"""What every finding has: a message, a sentence, the words that stand for its figure, and its table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that the numbers say.

    Attributes
    ----------
    title
        The one message of the figure, in a few words.
    sentence
        What was found, in a plain sentence or two.
    alt
        What the figure shows, for whoever does not see it.
    heads, rows
        The table as text; nothing in it is escaped.
    notes
        How it was counted and what was left out, a sentence each.
    """

    title: str
    sentence: str
    alt: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
