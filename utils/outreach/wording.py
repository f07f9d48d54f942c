"""Words for people, in text, Markdown and HTML: lists, names, numbers, shares, tables and marks."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from typing import TYPE_CHECKING

from outreach.dated import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK_WORDS: dict[Mark, str] = {
    Mark.SEEN: "SEEN: source read {when}",
    Mark.KNOWN: "KNOWN: not read again, check it",
    Mark.ESTIMATE: "ESTIMATE: our judgment",
}
MARK_LEGEND = (
    "SEEN means that the source was read for this course. "
    "KNOWN means that the authors know it and did not read it again. "
    "ESTIMATE is a judgment of the authors, a place to start from. A ~ stands before every fact that is not SEEN."
)
LIMITS_OF_WORDS = (0.75, 0.95)
"""Chances from which "leaning" and "clear" are said."""

NAME_LIMIT = 120
_JOINERS = "\u200c\u200d"
_MARKDOWN = re.compile(r"([\\`*_\[\]#|~$])")


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def one_line(text: str) -> str:
    """Return foreign text as one short line without controls, ready to be escaped.

    Line breaks, control characters and the signs that turn the direction of
    writing are taken out; text that is written from right to left is isolated, so
    that it cannot reorder what stands around it. Joiners stay: some scripts need them.
    """
    spaced = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text)
    line = "".join(char for char in spaced if char in _JOINERS or unicodedata.category(char)[0] != "C").strip()
    if len(line) > NAME_LIMIT:
        line = line[: NAME_LIMIT - 1].rstrip() + "…"
    from_right = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in line)
    return f"\u2068{line}\u2069" if from_right else line


def markdown(text: str) -> str:
    """Return foreign text for Markdown: one line, with nothing in it that marks anything up."""
    return html.escape(_MARKDOWN.sub(r"\\\1", one_line(text)), quote=False)


def escaped(text: str) -> str:
    """Return foreign text for HTML, on one line."""
    return html.escape(one_line(text))


def html_table(caption: str, heads: Iterable[str], rows: Iterable[Sequence[str]], header: int = 0) -> str:
    """Return a table; the cells are HTML already, and the column ``header`` names its row."""
    head = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in heads)
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{cell}</th>' if place == header else f"<td>{cell}</td>" for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f"<table><caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def number_words(number: float) -> str:
    """Return a number as people write it: no more than two decimals, and never as 1e-05."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def share_words(share: float) -> str:
    """Return a share from 0 to 1 as people write it, with at most one decimal."""
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def of_hundred(share: float, limits: Sequence[float] = LIMITS_OF_WORDS) -> str:
    """Return a chance or a share from 0 to 1 as "84 of 100".

    It never says a false "all" or "none", and never rounds a share over one of the ``limits`` from which another
    word is used: where it would, a decimal is shown.
    """
    if 0 < share < 0.01:  # noqa: PLR2004 - one of a hundred
        return "fewer than 1 of 100"
    if 0.99 < share < 1:  # noqa: PLR2004
        return "more than 99 of 100"
    if any(share < limit <= round(share, 2) for limit in limits):
        return f"{math.floor(1000 * share) / 10:g} of 100"
    return f"{100 * share:.0f} of 100"
