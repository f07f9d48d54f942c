"""A choice of channels as plain text and as static HTML, every foreign text escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from outreach.channels.deciding.license_rules import license_notes
from outreach.channels.planning.left_out import grouped
from outreach.channels.planning.plan import evidence, time_and_money
from outreach.channels.planning.plan_file import listings_in_words, unsaid_in_words
from outreach.channels.planning.plan_page import paragraphs
from outreach.channels.sentences import headline, how_sure, the_essay, weights_in_words, what_would_change
from outreach.wording import html_table, listed, of_hundred

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.channels.deciding.choice import Choice
    from outreach.channels.planning.plan import Place, Plan
    from outreach.practice import Practice

SHOWN = 6
"""Places shown in the text; the table has them all."""

SEEMS_EMPTY = (
    "You have not said anything about your practice yet, "
    "so nothing is shut out and this ranking fits nobody in particular."
)
FILL_IN = "Fill in your practice profile in module 00, then run this cell again."

LIMITS: dict[str, str] = {
    "hours_per_week": "hours",
    "money_per_month": "money",
    "confidentiality_ceiling": "how much private contact you can handle",
}
"""What a profile may leave open, so that nothing is set aside for it."""


def notes_on(choice: Choice) -> list[str]:
    """Return what a person should know first: what their profile leaves open."""
    said = []
    if choice.ranking.unsaid:
        said.append(unsaid_in_words(choice.ranking))
    open_ends = [words for name, words in LIMITS.items() if getattr(choice.practice, name) is None]
    if open_ends:
        said.append(f"Your profile leaves open: {listed(open_ends)}. Nothing is set aside for that.")
    rows = choice.ranking.rows
    if not any(row.channel.is_yours() for row in rows):
        every = len(rows) + len(choice.gated.out)
        few = "none" if not rows else f"only {len(rows)}"
        said.append(
            f"Of {every} channels, {few} passed your limits, and no home base is among them. That is a result. "
            "A listing that is kept true and a call to two people who refer may be your whole plan for now."
        )
    return said


def sureness(plan: Plan) -> str:
    """Return how sure first place is and how much of the facts was read in a source."""
    return " ".join(filter(None, [how_sure(plan.choice), evidence(plan)]))


def text_of(title: str, plan: Plan, notes: Iterable[str] = ()) -> str:
    """Return the choice as text that is the same at every run."""
    choice = plan.choice
    rows = choice.ranking.rows
    lines = [f"Channels for {title}", f"{headline(choice)}.", *notes]
    width = max((len(row.channel.name) for row in rows[:SHOWN]), default=0)
    for row in rows[:SHOWN]:
        tie = "  tie" if row.tied else ""
        first = f"first in {of_hundred(choice.chances.first(row.channel))} draws"
        lines.append(f"  {row.place:>2}. {row.channel.name:<{width}}  {row.points:4.1f} of 100  {first}{tie}")
    more = len(rows) - SHOWN
    lines += [f"      and {more} more"] if more > 0 else []
    lines += [sureness(plan), *what_would_change(choice), the_essay(choice)]
    lines += [f"Weights: {weights_in_words(choice.ranking)}."] if rows else []
    lines.append("Out:" if plan.out else "Nothing is out.")
    lines += [f"  {listed(alike.names)}: {alike.why} {alike.lift}" for alike in grouped(plan.out)]
    lines += ["Plan:", f"  Home base: {_place_text(plan.home_base, plan.without_home)}"]
    lines += [f"  Outpost: {_place_text(plan.outpost, plan.without_outpost)}"]
    lines += [f"  {said}" for said in (plan.among_pairs, plan.over) if said]
    return "\n".join(lines)


def _place_text(place: Place | None, without: str) -> str:
    return without if place is None else f"{place.channel.name}, {time_and_money(place)}"


def out_html(choice: Choice) -> str:
    """Return what the gates shut out, why, and what would lift it."""
    notes = paragraphs(license_notes(choice.practice.licence))
    out = choice.gated.out
    if not out:
        return f"<p>Nothing is shut out by what your profile says.</p>{notes}"
    rows = [
        (html.escape(listed(alike.names)), html.escape(alike.why), html.escape(alike.lift)) for alike in grouped(out)
    ]
    heads = ["Channel", "Why it is out", "What would bring it back"]
    return html_table("Out before any weight counts", heads, rows) + notes


def plan_html(plan: Plan) -> str:
    """Return the plan in short."""
    parts = [("Home base", plan.home_base, plan.without_home), ("Outpost", plan.outpost, plan.without_outpost)]
    items = []
    for label, place, without in parts:
        why = f"<br>{html.escape(place.why)}" if place else ""
        items.append(f"<dt>{label}</dt><dd>{html.escape(_place_text(place, without))}{why}</dd>")
    listings = listings_in_words(plan) if plan.listings else ""
    after = paragraphs(filter(None, [plan.among_pairs, plan.over, listings]))
    return f"<dl>{''.join(items)}</dl>{after}"


def sureness_html(plan: Plan, notes: Iterable[str] = ()) -> str:
    """Return how sure it is, and what a learner should know first."""
    return paragraphs([*notes, sureness(plan)])


def changes_html(choice: Choice) -> str:
    """Return what would take first place from the leader, as a list."""
    items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in what_would_change(choice))
    return f"<ul>{items}</ul>"


def essay_html(choice: Choice) -> str:
    """Return how the essay's claim fares."""
    return paragraphs([the_essay(choice)])


def is_empty(practice: Practice) -> bool:
    """Tell whether a profile says nothing at all."""
    return practice == type(practice)()
