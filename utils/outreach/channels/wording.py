"""How channels, figures and rankings are put into words, in text, Markdown and HTML."""

from __future__ import annotations

import html
import math
import re
import unicodedata
from typing import TYPE_CHECKING

from outreach.channels.facts.catalog import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.channels.facts.catalog import Catalog, Cell, Channel, Fact, Note

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
"""Chances of first place from which "leaning" and "clear" are said."""

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


def verb(channel: Channel, one: str, several: str) -> str:
    """Return the form of a verb that fits the channel's name."""
    return several if channel.plural else one


def mark_words(said: Cell | Note) -> str:
    """Return the mark of a fact or a note in words."""
    return MARK_WORDS[said.mark].format(when=said.verified_on)


def figure_words(cell: Cell, fact: Fact) -> str:
    """Return a fact in words: value, unit and span. A figure that nobody read in a source carries a ~."""
    about = "" if cell.mark is Mark.SEEN else "~"
    if fact.kind == "yes":
        return f"{about}{'yes' if cell.low else 'mostly'}. {cell.text}"
    if fact.kind == "hours":
        judged = cell.mark is Mark.ESTIMATE and cell.low != cell.high
        return f"{about}{cell.text}{f' ({_lasting(cell.low)} to {_lasting(cell.high)})' if judged else ''}"
    unit = "of 3" if fact.kind == "scale" else cell.unit
    if cell.value == 1:
        unit = re.sub(r"^(hour|US dollar)s", r"\1", unit)
    span = "" if cell.low == cell.high else f" ({number_words(cell.low)} to {number_words(cell.high)})"
    # "40% of adults", but "2 hours"
    blank = "" if unit.startswith("%") else " "
    figure = f"{about}{number_words(cell.value)}{blank}{unit}{span}"
    return f"{figure}{' ' if fact.kind == 'percent' else '. '}{cell.text}" if cell.text else figure


def _lasting(hours: float) -> str:
    """Return hours in the unit that people would use."""
    larger = (("year", 8760), ("month", 720), ("week", 168), ("day", 24), ("hour", 1))
    unit, size = next(((unit, size) for unit, size in larger if hours >= 2 * size), ("minute", 1 / 60))
    count = round(hours / size)
    return f"{count} {unit}{'' if count == 1 else 's'}"


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


def hours_words(hours: float) -> str:
    """Return an amount of hours in words."""
    said = number_words(hours)
    return f"{said} {'hour' if said == '1' else 'hours'}"


def dollars(amount: float) -> str:
    """Return an amount of US dollars in words."""
    said = number_words(amount)
    return f"{f'{amount:,.2f}' if '.' in said else said} {'dollar' if said == '1' else 'dollars'}"


def source_words(catalog: Catalog, said: Cell | Note) -> str:
    """Return the sources of a fact or a note, each with its year, and the year that it speaks of."""
    sources = catalog.cited(said)
    titles = [f"{source.title}, {source.year or 'no year given'}" for source in sources]
    of_year = "" if all(source.year == said.year for source in sources) else f". Figure of {said.year}"
    return "; ".join(titles) + of_year
