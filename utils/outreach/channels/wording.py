"""How channels, figures and rankings are put into words, in text, Markdown and HTML."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

from outreach.channels.catalog import Mark
from outreach.channels.criteria import ASKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.channels.catalog import Catalog, Cell, Channel, Fact
    from outreach.channels.gates import Exclusion
    from outreach.channels.ranking import Ranking, Swap

ESSAYS_CHOICE = ("own-blog", "own-community", "hosted-community")
"""What the essay of 2009 puts first: a blog, and an online community of one's own."""

MARK_WORDS: dict[Mark, str] = {
    Mark.SEEN: "SEEN: source read {when}",
    Mark.KNOWN: "KNOWN: not read again, check it",
    Mark.ESTIMATE: "ESTIMATE: our judgment",
}
MARK_LEGEND = (
    "SEEN means that the source was read for this course. "
    "KNOWN means that the authors know it and did not read it again. "
    "ESTIMATE is a judgment of the authors, a place to start from. A ~ stands before every figure that is not SEEN."
)
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


def mark_words(cell: Cell) -> str:
    """Return the mark of a fact in words."""
    return MARK_WORDS[cell.mark].format(when=cell.verified_on)


def figure_words(cell: Cell, fact: Fact) -> str:
    """Return a fact in words: value, unit and span. A figure that nobody read in a source carries a ~."""
    if cell.value is None or cell.low is None or cell.high is None:
        return cell.text
    about = "" if cell.mark is Mark.SEEN else "~"
    if fact.kind == "hours":
        return f"{about}{cell.text}"
    unit = "of 3" if fact.kind == "scale" else cell.unit
    if cell.value == 1:
        unit = re.sub(r"^(hour|US dollar)s", r"\1", unit)
    span = "" if cell.low == cell.high else f" ({number_words(cell.low)} to {number_words(cell.high)})"
    # "40% of adults", but "2 hours"
    blank = "" if unit.startswith("%") else " "
    figure = f"{about}{number_words(cell.value)}{blank}{unit}{span}"
    return f"{figure}{' ' if fact.kind == 'percent' else '. '}{cell.text}" if cell.text else figure


def number_words(number: float) -> str:
    """Return a number as people write it: no more than two decimals, and never as 1e-05."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def share_words(share: float) -> str:
    """Return a share from 0 to 1 as people write it, with at most one decimal."""
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def hours_words(hours: float) -> str:
    """Return an amount of hours in words."""
    said = number_words(hours)
    return f"{said} {'hour' if said == '1' else 'hours'}"


def dollars(amount: float) -> str:
    """Return an amount of US dollars in words."""
    said = number_words(amount)
    return f"{f'{amount:,.2f}' if '.' in said else said} {'dollar' if said == '1' else 'dollars'}"


def source_words(catalog: Catalog, cell: Cell) -> str:
    """Return the sources of a fact, each with its year, and the year that the fact speaks of."""
    sources = catalog.cited(cell)
    titles = [f"{source.title}, {source.year or 'no year given'}" for source in sources]
    of_year = "" if all(source.year == cell.year for source in sources) else f". Figure of {cell.year}"
    return "; ".join(titles) + of_year


def headline(ranking: Ranking) -> str:
    """Return the one message of a ranking, as the title of its figure."""
    first = ranking.first
    if first is None:
        return "No channel passes your gates"
    channel = first.channel
    if len(ranking.unsaid) >= len(ASKED) and ranking.word in {"leaning", "clear"}:
        # The word would be about weights alone; of the practice nothing is known.
        return f"{channel.name} {verb(channel, 'comes', 'come')} first, for a practice that has not said anything yet"
    match ranking.word:
        case "tie":
            names = [channel.name, *(swap.rival.name for swap in ranking.swaps)]
            shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} more"]  # noqa: PLR2004 - a title is short
            return f"A tie: {listed(shown)}"
        case "leaning":
            return f"{channel.name} {verb(channel, 'leads', 'lead')} by a little"
        case "clear":
            return f"{channel.name} {verb(channel, 'leads', 'lead')} clearly"
        case _:
            return f"{channel.name} {verb(channel, 'is', 'are')} all that passes your gates"


def how_sure(ranking: Ranking) -> str:
    """Return how sure first place is, and which change of weights would change it."""
    first = ranking.first
    if first is None:
        return "There is nothing to rank: every channel is out. Below you see what would bring each of them back."
    match ranking.word:
        case "tie":
            equal = [row.channel.name for row in ranking.rows if row.place == 1]
            if len(equal) > 1:
                return f"Tie: {listed(equal)} have the same score."
            return f"Tie: if you gave {_change(ranking.swaps[0], 'a fifth')}, {_draws_level(ranking.swaps[0])}."
        case "leaning":
            swap = ranking.swaps[0]
            return (
                "Leaning: a fifth more or less on any weight changes nothing; "
                f"if you gave {_change(swap, 'half')}, {_draws_level(swap)}."
            )
        case "clear":
            return "Clear: even half as much more weight on one thing and half less on another leaves it first."
        case _:
            return "Alone: only one channel passes your gates, so the weights decide nothing."


def _change(swap: Swap, part: str) -> str:
    parts = [f"{part} more weight to “{swap.more.label}”"] if swap.more else []
    parts += [f"{part} less to “{swap.less.label}”"] if swap.less else []
    return listed(parts)


def _draws_level(swap: Swap) -> str:
    return f"{swap.rival.name} would draw level or pass"


def the_essay(ranking: Ranking, out: Sequence[Exclusion]) -> str:
    """Return whether this ranking agrees with the essay that the course starts from."""
    claim = "The essay of 2009 puts a blog and an online community of your own first."
    first = ranking.first
    if first is None:
        return f"{claim} Here nothing is left to rank."
    leaders = [first.channel, *(swap.rival for swap in ranking.swaps if ranking.word == "tie")]
    essays = [channel.name for channel in leaders if channel.id in ESSAYS_CHOICE]
    if first.channel.id in ESSAYS_CHOICE and ranking.word != "tie":
        agrees = (
            f"{claim} This ranking agrees on one of them: {first.channel.name} {verb(first.channel, 'comes', 'come')}"
        )
        return f"{agrees} first{_the_other_choice(ranking, first.channel)}."
    if essays:
        are = "is" if len(essays) == 1 else "are"
        return f"{claim} This ranking half agrees: {listed(essays)} {are} in the tie for first place."
    leader = first.channel
    blog = ranking.find("own-blog")
    if blog is not None:
        where = f"your own blog is in place {blog.place}"
    else:
        where = next(
            ("your own blog is out: " + gone.why for gone in out if gone.channel.id == "own-blog"),
            "there is no blog in it",
        )
    return (
        f"{claim} This ranking disagrees: {leader.name} {verb(leader, 'comes', 'come')} first, and {where.rstrip('.')}."
    )


def _the_other_choice(ranking: Ranking, leader: Channel) -> str:
    """Return where the essay's other first choice stands."""
    other = "own-blog" if leader.id != "own-blog" else "own-community"
    row = ranking.find(other)
    name = "a community of your own" if other == "own-community" else "a blog"
    return f"; {name} is set aside" if row is None else f"; {name} is in place {row.place}"
