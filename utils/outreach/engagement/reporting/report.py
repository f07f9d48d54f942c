"""The report: one page in HTML with everything in it, that opens without a network and prints well."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.engagement.findings.gathered import Findings, gathered
from outreach.engagement.findings.words import channel_name, day_words
from outreach.engagement.measuring.display import RULE
from outreach.engagement.reporting.figures import (
    answered_figure,
    inquiries_figure,
    networking_figure,
    posts_figure,
    weekly_figure,
)
from outreach.engagement.reporting.sources import source_notes, source_rows
from outreach.wording import escaped, html_table, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from outreach.engagement.findings.finding import Finding
    from outreach.engagement.findings.networking import RealOrFake
    from outreach.engagement.findings.rates import Rates
    from outreach.engagement.importing.imported import Imported

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is fetched and nothing runs, whatever a title may hold."""

LONGEST_CELL = 120
SUBJECTS = {
    "networking": "Networking or applause",
    "weekly": "Conversations by week",
    "posts": "Posts side by side",
    "answered": "What people answered to",
    "inquiries": "Where inquiries came from",
    "rates": "Rates",
    "exchange": "Who starts and who answers",
    "giving": "Give and take",
    "retention": "Who stays on the list",
}
"""What each finding is about, by its name in `Findings`."""


def report(imported: Imported, findings: Findings, *, made_on: date, names: bool = False) -> str:
    """Return the page.

    Without ``names`` no name of a file is on it, and e-mail addresses, telephone numbers and @handles in titles are
    masked; findings that were gathered with them are gathered again.
    """
    if findings.names != names:
        findings = gathered(imported, channels=findings.asked_channels, period=findings.asked_period, names=names)
    title = "Engagement report"
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            "<body>",
            *_head(findings, title, made_on, names=names),
            "<main>",
            *_sections(imported, findings, names=names),
            "</main>",
            *_foot(),
            "</body>",
            "</html>",
            "",
        ]
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _head(findings: Findings, title: str, made_on: date, *, names: bool) -> Iterator[str]:
    channels = listed([channel_name(channel) for channel in findings.channels]) or "none"
    days = "no days are stated"
    if findings.first is not None and findings.last is not None:
        days = f"{day_words(findings.first)} to {day_words(findings.last)}"
    privacy = (
        "Titles and files are named as you named them."
        if names
        else "No file is named, and addresses, telephone numbers and handles in titles are masked. Titles are as you "
        "wrote them: look through them before you hand this page on."
    )
    yield "<header>"
    yield f"<h1>{title}</h1>"
    yield f"<p>Made on {day_words(made_on)}. Days: {html.escape(days)}. Channels: {html.escape(channels)}.</p>"
    yield f'<p class="notes">{privacy}</p>'
    yield "</header>"


def _sections(imported: Imported, findings: Findings, *, names: bool) -> Iterator[str]:
    if findings.networking is not None:
        yield from _networking(findings.networking)
    yield from _not_known(findings.not_known)
    if findings.weekly is not None:
        yield from _figure("weekly", findings.weekly, weekly_figure(findings.weekly))
    if findings.posts is not None:
        yield from _figure("posts", findings.posts, posts_figure(findings.posts))
    if findings.answered is not None:
        yield from _figure("answered", findings.answered, answered_figure(findings.answered))
    if findings.inquiries is not None:
        yield from _figure("inquiries", findings.inquiries, inquiries_figure(findings.inquiries))
    if findings.rates is not None:
        yield from _rates(findings.rates)
    for name, found in (
        ("exchange", findings.exchange),
        ("giving", findings.giving),
        ("retention", findings.retention),
    ):
        if found is not None:
            yield from _table_only(name, found)
    yield from _missing(findings)
    yield from _sources(imported, names=names)


def _opened(name: str, found: Finding) -> Iterator[str]:
    yield f'<section aria-labelledby="{name}-title">'
    yield f'<h2 id="{name}-title">{html.escape(found.title)}</h2>'
    yield f'<p class="said">{html.escape(found.sentence)}</p>'


def _drawn(name: str, drawing: str) -> str:
    # It can be wider than a telephone, and then a keyboard must be able to move it.
    return f'<div class="drawing" tabindex="0" role="group" aria-label="Figure: {SUBJECTS[name]}">{drawing}</div>'


def _figure(name: str, found: Finding, drawing: str) -> Iterator[str]:
    yield from _opened(name, found)
    yield _drawn(name, drawing)
    yield from _folded("The same as a table", [_table(SUBJECTS[name], found.heads, found.rows)])
    yield from _notes(found.notes)
    yield "</section>"


def _networking(found: RealOrFake) -> Iterator[str]:
    yield from _opened("networking", found)
    if found.figure is not None and found.figure.value is not None:
        yield _drawn("networking", networking_figure(found))
    yield from _folded("The same as a table", [_table(SUBJECTS["networking"], found.heads, found.rows)])
    first, *definition = found.notes
    yield from _notes([first])
    yield from _folded("How this figure is made", [f"<p>{html.escape(text)}</p>" for text in definition])
    yield "</section>"


def _table_only(name: str, found: Finding) -> Iterator[str]:
    yield from _opened(name, found)
    yield _table(SUBJECTS[name], found.heads, found.rows)
    yield from _notes(found.notes)
    yield "</section>"


def _rates(found: Rates) -> Iterator[str]:
    yield from _opened("rates", found)
    yield _table(SUBJECTS["rates"], found.heads, found.rows)
    yield from _notes(found.notes)
    if found.others:
        rows = [(one.words, one.why_not or "By the same definition.") for one in found.others]
        yield from _folded("What others publish", [_table("Others", ("What is published", "Beside yours"), rows)])
    yield from _folded("What each rate is", [_list(found.definitions)])
    yield "</section>"


def _not_known(sentences: Sequence[str]) -> Iterator[str]:
    yield '<section class="unknown" aria-labelledby="unknown-title">'
    yield '<h2 id="unknown-title">What you cannot conclude yet</h2>'
    yield _list(sentences)
    yield "</section>"


def _missing(findings: Findings) -> Iterator[str]:
    if not findings.missing:
        return
    yield '<section aria-labelledby="missing-title">'
    yield '<h2 id="missing-title">What these files do not show</h2>'
    items = (
        f"<li><strong>{SUBJECTS[name]}.</strong> {html.escape(findings.missing[name])}</li>"
        for name in SUBJECTS
        if name in findings.missing
    )
    yield f"<ul>{''.join(items)}</ul>"
    yield "</section>"


def _sources(imported: Imported, *, names: bool) -> Iterator[str]:
    yield '<section aria-labelledby="sources-title">'
    yield '<h2 id="sources-title">Where these numbers come from</h2>'
    rows = source_rows(imported, names=names)
    if rows:
        yield _table("Files that were read", ("Export", "Files", "Rows", "Days", "Set aside"), rows)
    else:
        yield "<p>No file was read.</p>"
    yield from _notes(source_notes(imported, names=names))
    yield "</section>"


def _foot() -> Iterator[str]:
    yield '<footer class="notes">'
    yield f"<p>{html.escape(RULE)}</p>"
    yield "<p>Everything was counted on your own computer. This page fetches nothing and sends nothing.</p>"
    yield "</footer>"


def _folded(summary: str, parts: Iterable[str]) -> Iterator[str]:
    yield f"<details><summary>{summary}</summary>"
    yield from parts
    yield "</details>"


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = [tuple(_cell(cell) for cell in row) for row in rows]
    table = html_table(caption, heads, cells)
    return f'<div class="rows" tabindex="0" role="group" aria-label="Table: {caption}">{table}</div>'


def _cell(text: str) -> str:
    return escaped(text) if len(text) <= LONGEST_CELL else html.escape(text)


def _list(sentences: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{html.escape(sentence)}</li>' for sentence in sentences)}</ul>"


def _notes(sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield f'<div class="notes">{_list(sentences)}</div>'
