"""A review as text for terminal and notebook, and as static HTML with the draft marked; all of the draft is escaped."""

from __future__ import annotations

import html
from textwrap import wrap
from typing import TYPE_CHECKING

from outreach.posts.findings.finding import Story
from outreach.posts.reviewing.case import SEVERITIES
from outreach.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach.posts.findings.finding import Finding
    from outreach.posts.findings.rules import Clause
    from outreach.posts.review import Review

WIDTH = 79
LONGEST_WORDS = 70


def summary_of(review: Review, title: str = "") -> str:
    """Return a review as lines of text, the same at every run."""
    lines = [title] if title else []
    lines += _wrapped(review.verdict(), "")
    for one in sorted(_listed(review), key=lambda one: (one.start, isinstance(one, Story))):
        lines += _story_lines(review, one) if isinstance(one, Story) else _finding_lines(review, one)
    if review.draft.strip():
        lines += ["How it reads"]
        for sentence in review.readability.sentences_for_people():
            lines += _wrapped(sentence, "  ")
        lines += ["Giving and asking", *_wrapped(review.balance.in_words(), "  "), "What only you can tell"]
        for question in review.questions:
            lines += _wrapped(question.words, "  - ")
    return "\n".join(lines)


def gravest_first(review: Review) -> list[Finding | Story]:
    """Return stories, and the findings that are part of none, the gravest first and then as they stand in the draft."""
    return sorted(_listed(review), key=lambda one: (SEVERITIES.index(one.severity), one.start))


def _listed(review: Review) -> list[Finding | Story]:
    in_stories = {id(part) for story in review.stories for part in story.parts}
    return [*review.stories, *(one for one in review.findings if id(one) not in in_stories)]


def _finding_lines(review: Review, one: Finding) -> Iterator[str]:
    yield from _wrapped(f"{_where(review, one.start, one)} {one.severity.upper()}: {one.message}", "")
    if one.words:
        yield from _wrapped(f"“{shown(one.words)}”", "    ")
    if one.edit is not None and one.words:
        yield from _wrapped(f"You could say: {_instead(one)}", "    ")
    yield from _wrapped(one.suggestion, "    ")
    if one.clauses:
        yield from _wrapped(one.clauses[0].words(), "    ")


def _story_lines(review: Review, story: Story) -> Iterator[str]:
    where = _where(review, story.parts[0].start, None)
    yield from _wrapped(f"{where} {story.severity.upper()}, a story: {_story_message(story)}", "")
    for part in story.parts:
        better = f" You could say: {_instead(part)}" if part.edit is not None else ""
        yield from _wrapped(f"{part.severity}, {part.rule.name.lower()}: “{shown(part.words)}”.{better}", "    - ")
    for number, way in enumerate(story.ways, 1):
        yield from _wrapped(f"{number}. {way.title}. {way.words}", "    ")
    if story.clauses:
        yield from _wrapped(story.clauses[0].words(), "    ")


def _story_message(story: Story) -> str:
    return f"{story.message} The draft says that consent was given." if story.consent else story.message


def _instead(one: Finding) -> str:
    assert one.edit is not None  # noqa: S101 - asked for by callers only
    return f"“{shown(one.edit.text)}”" if one.edit.text.strip() else "leave it out"


def _where(review: Review, place: int, one: Finding | None) -> str:
    if one is not None and one.is_of_the_whole:
        return "Whole draft,"
    return f"Line {1 + review.draft.count(chr(10), 0, place)},"


def shown(words: str) -> str:
    """Return words of a draft on one line, shortened in the middle."""
    line = one_line(words)
    return line if len(line) <= LONGEST_WORDS else f"{line[: LONGEST_WORDS // 2]} … {line[-LONGEST_WORDS // 3 :]}"


def _wrapped(text: str, indent: str) -> list[str]:
    after = " " * len(indent) if indent.endswith(("- ", ". ")) else indent
    return wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=after or "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def marked_html(draft: str, findings: Iterable[Finding]) -> str:
    """Return a draft with what was found underlined; each mark says its severity and what it is to a screen reader."""
    parts, place = [], 0
    for one in sorted((one for one in findings if not one.is_of_the_whole), key=lambda one: (one.start, one.end)):
        if one.start < place:
            continue
        parts.append(html.escape(draft[place : one.start]))
        label = html.escape(f"{one.severity}: {one.rule.name}")
        parts.append(
            f'<mark title="{label}" style="{_STYLES[one.severity]}">{html.escape(draft[one.start : one.end])}</mark>'
        )
        place = one.end
    parts.append(html.escape(draft[place:]))
    style = "white-space:pre-wrap;overflow-wrap:anywhere;max-width:46rem"
    return f'<div class="tex2jax_ignore" style="{style}" dir="auto">{"".join(parts)}</div>'


_STYLES = {
    "high": "color:inherit;background:#fde2e2;border-bottom:3px solid #b91c1c",
    "medium": "color:inherit;background:#fdf0d5;border-bottom:3px dashed #b45309",
    "low": "color:inherit;background:#e8eef7;border-bottom:3px dotted #1d4ed8",
}


def page_of(review: Review, title: str = "") -> str:
    """Return a review as static HTML: the draft with marks, the findings, how it reads, and what is asked."""
    head = f"<p><strong>{html.escape(title)}</strong></p>" if title else ""
    parts = [head, f"<p><strong>{html.escape(review.verdict())}</strong></p>"]
    if review.draft.strip():
        parts.append(marked_html(review.draft, review.findings))
    parts += [findings_html(review), reading_html(review), questions_html(review)]
    return f'<div class="tex2jax_ignore">{"".join(parts)}</div>'


def findings_html(review: Review) -> str:
    """Return the findings as a list, the gravest first, with stories as cards of their own."""
    cards = (_story_html(one) if isinstance(one, Story) else _finding_html(one) for one in gravest_first(review))
    items = "".join(f"<li>{card}</li>" for card in cards)
    return f"<ol>{items}</ol>" if items else ""


def _finding_html(one: Finding) -> str:
    return f"{what_html(one)}{authority_html(one.clauses)}"


def what_html(one: Finding) -> str:
    """Return what was found, why it matters and what may help, without the authority."""
    words = f": <q>{html.escape(shown(one.words))}</q>" if one.words else ""
    better = f"You could say: {html.escape(_instead(one))}. " if one.edit is not None and one.words else ""
    name, _, why = one.message.partition(". ")
    return (
        f"<p><strong>{html.escape(one.severity.capitalize())}. {html.escape(name)}</strong>{words}<br>"
        f"{html.escape(why)}<br>{better}{html.escape(one.suggestion)}</p>"
    )


def _story_html(story: Story) -> str:
    parts = "".join(
        f"<li><strong>{html.escape(part.severity)}</strong>, {html.escape(part.rule.name.lower())}: "
        f"<q>{html.escape(shown(part.words))}</q></li>"
        for part in story.parts
    )
    return f"{what_of_story_html(story)}<ul>{parts}</ul>{ways_html(story)}{authority_html(story.clauses)}"


def what_of_story_html(story: Story) -> str:
    """Return what was found of a story and why it matters."""
    severity = html.escape(story.severity.capitalize())
    return f"<p><strong>{severity}. A story.</strong> {html.escape(_story_message(story))}</p>"


def ways_html(story: Story) -> str:
    """Return the ways out of a story."""
    ways = "".join(
        f"<li><strong>{html.escape(way.title)}.</strong> {html.escape(way.words)}</li>" for way in story.ways
    )
    return f"<p>Three ways out:</p><ul>{ways}</ul>"


def authority_html(clauses: Sequence[Clause]) -> str:
    """Return on whose authority something is said, the strictest first, with the sources."""
    if not clauses:
        return ""
    rows = []
    for clause in clauses:
        title = html.escape(clause.source.title)
        linked = f'<a href="{html.escape(clause.source.address)}">{title}</a>' if clause.source.address else title
        rows.append(f"<li>{html.escape(clause.words())}. Source: {linked}</li>")
    return (
        f"<details><summary>On whose authority: {html.escape(clauses[0].words())}</summary>"
        f"<ul>{''.join(rows)}</ul></details>"
    )


def reading_html(review: Review) -> str:
    """Return how a draft reads, and what it gives and asks."""
    if not review.draft.strip():
        return ""
    items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in review.readability.sentences_for_people())
    return (
        f"<p><strong>How it reads</strong></p><ul>{items}</ul>"
        f"<p><strong>Giving and asking</strong></p><p>{html.escape(review.balance.in_words())}</p>"
    )


def questions_html(review: Review) -> str:
    """Return what the author is asked to attest."""
    items = "".join(
        f"<li>{html.escape(one.words)}<br><small>{html.escape(one.why)}</small></li>" for one in review.questions
    )
    return f"<p><strong>What only you can tell</strong></p><ul>{items}</ul>"
