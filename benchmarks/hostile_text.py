"""Does a text that was made to be slow take longer than its length? Seconds per megabyte, both sides in one run.

Prints, for each kind of hostile text, how long the course needs to read a megabyte of it, once of a long text and
once of one an eighth as long. A reading whose time grows with the square of the length shows a ratio of 8; one that
looks at so many characters and no more shows a ratio of an eighth.

    python benchmarks/hostile_text.py [--runs 5]
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from outreach.channels.planning.amounts import read_amount
from outreach.channels.planning.plan_reading import read_plan
from outreach.course.marking import read_number
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable

BOUND = 3.0
TIMES_LONGER = 8
SHORT = 100_000
"""Characters of the short text."""

MEGABYTE = 1_000_000
PLAN = "## Home base\n- Channel: A\n- Hours: 1\n"
LINES = ("- Hours: 1 and", "- Why: because", "and so on", "- Channel: X", "# a", "<!--", "<!-- x -->", "## Review")
"""Lines of which a plan may have very many."""

IN_ONE_LINE = (" ", "#", "a ", "9", "* ", "\\", "&amp;", "<!--")
"""What one line of a plan may be very full of."""

TYPED = (" ", "9", "9,", "1 and a half ", "one ")
"""What may be typed very often where a number is asked for."""


def number(text: str) -> object:
    """Read a number, or return the refusal."""
    try:
        return read_number(text)
    except OutreachError as error:
        return error


def seconds(read: Callable[[str], object], text: str, runs: int) -> float:
    """Return the least time that reading a text took."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        read(text)
        times.append(time.perf_counter() - begun)
    return min(times)


def compare(title: str, read: Callable[[str], object], parts: tuple[str, str, str], runs: int) -> float:
    """Print the seconds per megabyte of a long and of a short text, and return their ratio.

    A text is made of a beginning, a piece that is repeated, and an end.
    """
    begin, piece, end = parts
    texts = [begin + piece * (size // len(piece)) + end for size in (SHORT * TIMES_LONGER, SHORT)]
    long, short = (MEGABYTE * seconds(read, text, runs) / len(text) for text in texts)
    print(f"{title} {piece!r}: {long:.4f} s/MB, of the short text {short:.4f} s/MB, ratio {long / short:.2f}")
    return long / short


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    ratios = [compare("a plan of many lines", read_plan, (PLAN, f"{line}\n", ""), runs) for line in LINES]
    ratios += [compare("a plan with a line of", read_plan, (f"{PLAN}- Why: a", it, "b\n"), runs) for it in IN_ONE_LINE]
    for title, read in (("an amount of", read_amount), ("a number of", number)):
        ratios += [compare(title, read, ("1", piece, "x1"), runs) for piece in TYPED]
    print(f"the worst ratio: {max(ratios):.2f} (bound {BOUND}, least of {runs} runs)")


if __name__ == "__main__":
    main()
