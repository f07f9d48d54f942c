"""Small drawings as SVG inside of a page: lines, bars, dots and words, and the marks of an axis."""

from __future__ import annotations

import html
import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 680
"""Pixels: as wide as a printed page, so that letters keep their size there."""

LETTERS = 13
SMALL = 12
"""Sizes of letters; none is smaller."""

INK = "#1a1a1a"
GRID = "#d0d0d0"
BLUE = "#0072b2"
SKY = "#56b4e9"
GREEN = "#009e73"
GREY = "#9a9a9a"
VERMILION = "#d55e00"
PAGE = "#ffffff"

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """From a number to a place in pixels."""

    highest: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value; what lies beyond the ends is held at them."""
        share = min(max(value / self.highest, 0.0), 1.0) if self.highest else 0.0
        return self.start + share * (self.end - self.start)


def marks(highest: float, most: int = 6) -> list[float]:
    """Return round numbers from 0 until one reaches the highest."""
    if highest <= 0 or not math.isfinite(highest):
        return [0.0, 1.0]
    rough = highest / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))
    return [round(place * step, 10) for place in range(math.ceil(highest / step - 1e-9) + 1)]


def drawing(name: str, height: float, title: str, words: str, parts: Iterable[str]) -> str:
    """Return a drawing with its title and, for whoever does not see it, its words."""
    return (
        f'<svg role="img" aria-label="{html.escape(title)}" aria-describedby="{name}-words" width="{WIDTH}" '
        f'height="{_n(height)}" viewBox="0 0 {WIDTH} {_n(height)}">'
        f'<desc id="{name}-words">{html.escape(words)}</desc>{"".join(parts)}</svg>'
    )


def line(x1: float, y1: float, x2: float, y2: float, color: str = INK, *, width: float = 1, dash: str = "") -> str:
    """Return a line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{color}" '
        f'stroke-width="{_n(width)}"{dashes}/>'
    )


def bar(x: float, y: float, width: float, height: float, color: str) -> str:
    """Return a bar with a dark outline."""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{color}" '
        f'stroke="{INK}" stroke-width="1"/>'
    )


def dot(x: float, y: float, color: str, *, radius: float = 5) -> str:
    """Return a round dot with a dark outline."""
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{color}" stroke="{INK}" stroke-width="1.5"/>'


def diamond(x: float, y: float, color: str, *, radius: float = 6) -> str:
    """Return a diamond with a dark outline."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    points = " ".join(f"{_n(one)},{_n(two)}" for one, two in corners)
    return f'<polygon points="{points}" fill="{color}" stroke="{INK}" stroke-width="1"/>'


def words(x: float, y: float, text: str, *, anchor: str = "start", size: int = LETTERS, bold: bool = False) -> str:
    """Return text, escaped."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" text-anchor="{anchor}" fill="{INK}"{weight}>'
        f"{html.escape(text)}</text>"
    )


def span_across(low: float, high: float, y: float, color: str = INK, *, width: float = 2) -> str:
    """Return a flat line with caps at its ends."""
    caps = (line(end, y - 5, end, y + 5, color, width=width) for end in (low, high))
    return line(low, y, high, y, color, width=width) + "".join(caps)


def span_up(x: float, low: float, high: float, color: str = INK) -> str:
    """Return an upright line with caps at its ends."""
    caps = (line(x - 3, end, x + 3, end, color, width=1.5) for end in (low, high))
    return line(x, low, x, high, color, width=1.5) + "".join(caps)


def fitted(text: str, most: int) -> str:
    """Return foreign text on one line that is as wide as so many letters; wide signs count twice."""
    plain = one_line(text).strip("\u2068\u2069")
    room, kept = most, ""
    for letter in plain:
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 1:
            return one_line(f"{kept.rstrip()}…")
        kept += letter
    return one_line(plain)


def _n(number: float) -> str:
    """Return a number for SVG, the same on every computer."""
    return f"{number:.1f}".removesuffix(".0")
