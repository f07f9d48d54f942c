"""Where inquiries came from, by the kind of source that people named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.engagement.findings.finding import Finding
from outreach.engagement.findings.streams import inquiry_rows
from outreach.engagement.findings.words import count_words, masked, share_of
from outreach.engagement.measuring.display import Showing, rate_words, showing
from outreach.engagement.measuring.inquiries import LONGEST_SOURCE, UNKNOWN, Inquiry, referral_shares
from outreach.wording import listed, number_words, one_line

if TYPE_CHECKING:
    from outreach.engagement.findings.chosen import Chosen
    from outreach.engagement.measuring.intervals import Share

MOST_SHOWN = 12
OTHERS = "others"
NOT_A_KIND = "a source that may be a name"
_MAY_BE_A_NAME = re.compile(r"\b(?:dr|mr|mrs|ms|miss|prof)\b|[\[\]@]", re.IGNORECASE)
_TWO_CAPITALS = re.compile(r"\b[A-Z][a-z]+ +[A-Z][a-z]+\b")


@dataclass(frozen=True)
class Inquiries(Finding):
    """Kinds of source with their share of all inquiries; ``has_intervals`` where there are enough to draw them."""

    sources: tuple[tuple[str, Share], ...] = ()
    total: int = 0
    has_intervals: bool = False
    can_be_told_apart: bool = False


def inquiry_sources(chosen: Chosen) -> Inquiries | str:
    """Return where inquiries came from, or why there is no such finding."""
    rows = inquiry_rows(chosen)
    counted = rows.groupby("source")["count"].sum() if len(rows) else rows
    if chosen.is_part and not len(counted):
        return "Inquiries are kept for all channels together. Choose all channels to see where they came from."
    if not len(counted) or counted.sum() < 1:
        return (
            "No inquiry is in these files. Note for each new inquiry its day and the kind of source, such as hospice, "
            "doctor or search, and never a name."
        )
    day = rows["date"].max().date()
    shares = referral_shares(
        Inquiry(day, kind_of_source(str(source)), round(float(count))) for source, count in counted.items()
    )
    total = next(iter(shares.values())).whole
    sources = sorted(shares.items(), key=lambda pair: (-pair[1].part, pair[0]))[:MOST_SHOWN]
    (first, most), *rest = sources
    enough = showing(total) is not Showing.COUNTS
    apart = enough and bool(rest) and most.interval.low > rest[0][1].interval.high
    level = [name for name, one in sources if one.part == most.part]
    title = f"{rate_words(most.part, total)} inquiries name {first}" if not enough else f"Most inquiries name {first}"
    sentence = f"{number_words(most.part)} of {count_words(total, 'inquiry', 'inquiries')} {_name(most.part)} {first}."
    if len(level) > 1:
        title = f"No source of {count_words(total, 'inquiry', 'inquiries')} stands out"
        sentence = f"{listed(level)} are named {count_words(most.part, 'time')} each, of {total}."
    elif enough:
        sentence = f"{share_of(most.part, total, 'inquiries')} name {first}."
    sentence += " That is clear." if apart else " From that nobody can tell which source is best."
    return Inquiries(
        title,
        sentence,
        f"{'Dots with intervals' if enough else 'Bars of counts'} for {count_words(len(sources), 'kind')} of source. "
        + " ".join(f"{name}: {one.part} of {total}." for name, one in sources),
        ("Source that was named", "Inquiries"),
        tuple((name, rate_words(one.part, one.whole)) for name, one in sources),
        (
            "Counted from your own log. It holds kinds of source and no names.",
            *([f"{len(shares) - len(sources)} more sources are not shown."] if len(shares) > len(sources) else []),
        ),
        tuple(sources),
        total,
        enough,
        apart,
    )


def kind_of_source(text: str) -> str:
    """Return a kind of source in small letters; what may be a person's name is not shown."""
    line = one_line(text)
    if not line:
        return UNKNOWN
    if len(line) > LONGEST_SOURCE or _MAY_BE_A_NAME.search(masked(line)) or _TWO_CAPITALS.search(line):
        return NOT_A_KIND
    return line.lower()


def _name(number: float) -> str:
    return "names" if number == 1 else "name"
