"""The figures of a printed page, each from a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.measuring.real_or_fake import HALF
from outreach.engagement.reporting.drawing import (
    BLUE,
    GREEN,
    GREY,
    GRID,
    INK,
    PAGE,
    SKY,
    SMALL,
    VERMILION,
    WIDTH,
    Scale,
    bar,
    diamond,
    dot,
    drawing,
    fitted,
    line,
    marks,
    span_across,
    span_up,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.engagement.findings.answered import Answered
    from outreach.engagement.findings.inquiries import Inquiries
    from outreach.engagement.findings.networking import RealOrFake
    from outreach.engagement.findings.posts import Posts
    from outreach.engagement.findings.weekly import Weekly

_LABELS = 270
"""Pixels for the labels of rows."""

_LETTERS_OF_A_LABEL = 36
_ROW = 28
_TOP = 34
_RIGHT = WIDTH - 36
_UNDER = 46
_EVERY = 8
"""About so many weeks have their day written below them."""


def networking_figure(found: RealOrFake) -> str:
    """Return the scale from applause to networking."""
    scale = Scale(100, 20, WIDTH - 20)
    parts = [line(scale(0), 50, scale(100), 50, width=2)]
    for mark in range(0, 101, 10):
        parts += [
            line(scale(mark), 45, scale(mark), 55),
            words(scale(mark), 74, str(mark), anchor="middle", size=SMALL),
        ]
    parts += [
        line(scale(HALF), 26, scale(HALF), 58, dash="4 3"),
        words(scale(0) - 10, 96, "all applause"),
        words(scale(100) + 10, 96, "all networking", anchor="end"),
    ]
    figure = found.figure
    if figure is not None and figure.value is not None and figure.interval is not None:
        parts += [
            span_across(scale(figure.interval.low), scale(figure.interval.high), 50, width=4),
            diamond(scale(figure.value), 50, VERMILION, radius=9),
            words(scale(figure.value), 32, f"{figure.value:.0f}", anchor="middle", bold=True),
        ]
    return drawing("networking", 106, found.title, found.alt, parts)


def weekly_figure(found: Weekly) -> str:
    """Return a bar a week with its interval, and a line between the halves."""
    left, bottom, height = 44, 250, 316
    values = marks(max(week.interval.high for week in found.weeks))
    scale = Scale(values[-1], bottom, _TOP)
    step = (WIDTH - left - 10) / len(found.weeks)
    wide = step * 0.7
    parts = []
    for value in values:
        parts += [
            line(left, scale(value), WIDTH - 10, scale(value), GRID),
            words(left - 6, scale(value) + 4, f"{value:g}", anchor="end", size=SMALL),
        ]
    every = max(1, round(len(found.weeks) / _EVERY))
    for place, week in enumerate(found.weeks):
        middle = left + (place + 0.5) * step
        top = scale(week.count)
        parts.append(bar(middle - wide / 2, top, wide, bottom - top, SKY if week.half == 1 else BLUE))
        parts.append(span_up(middle, scale(week.interval.low), scale(week.interval.high)))
        if place % every == 0:
            parts.append(words(middle, bottom + 18, f"{week.monday:%m-%d}", anchor="middle", size=SMALL))
    first = sum(week.half == 1 for week in found.weeks)
    between = left + first * step
    parts += [
        line(left, bottom, WIDTH - 10, bottom, width=1.5),
        line(between, 8, between, bottom, width=2, dash="6 4"),
        words(between - 8, 20, "first half", anchor="end"),
        words(between + 8, 20, "second half"),
        words(left, bottom + 40, f"Conversations a week, from {found.weeks[0].monday}; day is the Monday", size=SMALL),
    ]
    return drawing("weekly", height, found.title, found.alt, parts)


def posts_figure(found: Posts) -> str:
    """Return a row a post: by itself, drawn to the others, and the interval."""
    times = 100 if found.seen_by else 1
    highest = max(max(post.raw, post.interval.high) for post in found.posts)
    labels = [post.label for post in found.posts]
    unit = f"Conversations of 100 {found.seen_by}" if found.seen_by else "Conversations a post"
    scale, parts, bottom = _rows(labels, times * highest, unit, top=_TOP + 22)
    parts += [
        dot(_LABELS + 8, 14, PAGE),
        words(_LABELS + 20, 18, "by itself", size=SMALL),
        diamond(_LABELS + 96, 14, BLUE),
        words(_LABELS + 108, 18, "drawn to the others, with interval", size=SMALL),
        line(scale(times * found.mean), _TOP, scale(times * found.mean), bottom, dash="2 3"),
        words(scale(times * found.mean), _TOP + 2, "mean", anchor="middle", size=SMALL),
    ]
    for place, post in enumerate(found.posts):
        y = _middle(place, _TOP + 22)
        parts += [
            line(scale(times * post.raw), y, scale(times * post.shrunk), y, GREY, width=6),
            span_across(scale(times * post.interval.low), scale(times * post.interval.high), y, BLUE),
            dot(scale(times * post.raw), y, PAGE),
            diamond(scale(times * post.shrunk), y, BLUE),
        ]
    return drawing("posts", bottom + _UNDER, found.title, found.alt, parts)


def answered_figure(found: Answered) -> str:
    """Return a bar a post."""
    counts = [(post.label, post.talk) for post in found.posts]
    return _bars("answered", found.title, found.alt, counts, "Conversations", GREEN)


def inquiries_figure(found: Inquiries) -> str:
    """Return bars of counts, or shares with their intervals where there are enough inquiries."""
    if not found.has_intervals:
        counts = [(name, float(one.part)) for name, one in found.sources]
        return _bars("inquiries", found.title, found.alt, counts, "Inquiries", SKY)
    labels = [f"{name} ({one.part} of {one.whole})" for name, one in found.sources]
    scale, parts, bottom = _rows(labels, 100, "Share of all inquiries, of 100")
    for place, (_, one) in enumerate(found.sources):
        y = _middle(place)
        parts += [
            span_across(scale(100 * one.interval.low), scale(100 * one.interval.high), y, BLUE),
            dot(scale(100 * (one.value or 0)), y, BLUE),
        ]
    return drawing("inquiries", bottom + _UNDER, found.title, found.alt, parts)


def _bars(name: str, title: str, alt: str, counts: Sequence[tuple[str, float]], unit: str, color: str) -> str:
    scale, parts, bottom = _rows([label for label, _ in counts], max(count for _, count in counts), unit)
    for place, (_, count) in enumerate(counts):
        y = _middle(place)
        parts += [
            bar(scale(0), y - 9, scale(count) - scale(0), 18, color),
            words(scale(count) + 6, y + 4, f"{count:,.0f}", size=SMALL),
        ]
    return drawing(name, bottom + _UNDER, title, alt, parts)


def _middle(place: int, top: float = 8) -> float:
    return top + _ROW * (place + 0.5)


def _rows(labels: Sequence[str], highest: float, unit: str, *, top: float = 8) -> tuple[Scale, list[str], float]:
    """Return the scale, the labels with the grid behind them, and where the rows end."""
    values = marks(highest, 5)
    scale = Scale(values[-1], _LABELS, _RIGHT)
    bottom = top + _ROW * len(labels)
    return scale, list(_ground(labels, values, scale, unit, (top, bottom))), bottom


def _ground(
    labels: Sequence[str], values: Sequence[float], scale: Scale, unit: str, ends: tuple[float, float]
) -> Iterator[str]:
    top, bottom = ends
    for value in values:
        yield line(scale(value), top, scale(value), bottom, INK if value == 0 else GRID)
        yield words(scale(value), bottom + 16, f"{value:g}", anchor="middle", size=SMALL)
    for place, label in enumerate(labels):
        yield words(0, _middle(place, top) + 4, fitted(label, _LETTERS_OF_A_LABEL))
    yield words(_LABELS, bottom + 36, unit, size=SMALL)
