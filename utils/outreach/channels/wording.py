"""How channels, and the facts and figures of the catalog, are put into words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.dated import Mark
from outreach.wording import MARK_WORDS, number_words

if TYPE_CHECKING:
    from outreach.channels.facts.catalog import Catalog, Cell, Channel, Fact, Note


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
