"""A choice of channels as plain text and as static HTML, every foreign text escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from outreach.channels.plan import evidence, weights_in_words
from outreach.channels.plan_file import listings_in_words
from outreach.channels.wording import dollars, headline, hours_words, how_sure, html_table, listed, the_essay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outreach.channels.gates import Exclusion
    from outreach.channels.plan import Place, Plan
    from outreach.channels.ranking import Ranking

SHOWN = 6
"""Places shown in the text; the table has them all."""

SEEMS_EMPTY = (
    "You have not said anything about your practice yet, "
    "so nothing is shut out and this ranking fits nobody in particular."
)
FILL_IN = "Fill in your practice profile in module 00, then run this cell again."


def unsaid_in_words(ranking: Ranking) -> str:
    """Return which criteria decide nothing because the profile is silent; empty where it is not."""
    if not ranking.unsaid:
        return ""
    labels = listed([f"“{criterion.label}”" for criterion in ranking.unsaid])
    return f"Your profile says nothing on {labels}, so there it treats every channel alike or uses all adults."


def sureness(plan: Plan) -> str:
    """Return how sure first place is and what that does not test."""
    return " ".join(filter(None, [how_sure(plan.ranking), evidence(plan)]))


def text_of(title: str, plan: Plan, notes: Iterable[str] = ()) -> str:
    """Return the choice as text that is the same at every run."""
    ranking = plan.ranking
    lines = [f"Channels for {title}", f"{headline(ranking)}.", *notes]
    width = max((len(row.channel.name) for row in ranking.rows[:SHOWN]), default=0)
    for row in ranking.rows[:SHOWN]:
        tie = "  tie" if row.tied else ""
        lines.append(f"  {row.place:>2}. {row.channel.name:<{width}}  {row.points:4.1f} of 100{tie}")
    more = len(ranking.rows) - SHOWN
    lines += [f"      and {more} more"] if more > 0 else []
    lines += [sureness(plan), the_essay(ranking, plan.out)]
    lines += [f"Weights: {weights_in_words(ranking)}."] if ranking.rows else []
    lines.append("Out:" if plan.out else "Nothing is out.")
    lines += [f"  {gone.channel.name}: {gone.why} {gone.lift}" for gone in plan.out]
    lines += ["Plan:", f"  Home base: {_place_text(plan.home_base, plan.without_home)}"]
    lines += [f"  Outpost: {_place_text(plan.outpost, plan.without_outpost)}"]
    return "\n".join(lines)


def _place_text(place: Place | None, without: str) -> str:
    return without if place is None else f"{place.channel.name}, {_amounts(place)}"


def _amounts(place: Place) -> str:
    money = f"{dollars(place.money_per_month)} a month" if place.money_per_month else "no money"
    return f"{hours_words(place.hours_per_week)} a week, {money}"


def out_html(out: Sequence[Exclusion]) -> str:
    """Return what the gates shut out, why, and what would lift it."""
    if not out:
        return "<p>Nothing is shut out by what your profile says.</p>"
    rows = [
        (
            html.escape(gone.channel.name),
            _sentences(reason.why for reason in gone.reasons),
            _sentences(reason.lift for reason in gone.reasons),
        )
        for gone in out
    ]
    return html_table("Out before any weight counts", ["Channel", "Why it is out", "What would bring it back"], rows)


def _sentences(sentences: Iterable[str]) -> str:
    return "<br>".join(map(html.escape, sentences))


def plan_html(plan: Plan) -> str:
    """Return the plan in short."""
    parts = [("Home base", plan.home_base, plan.without_home), ("Outpost", plan.outpost, plan.without_outpost)]
    items = []
    for label, place, without in parts:
        why = f"<br>{html.escape(place.why)}" if place else ""
        items.append(f"<dt>{label}</dt><dd>{html.escape(_place_text(place, without))}{why}</dd>")
    listings = f"<p>{html.escape(listings_in_words(plan))}</p>" if plan.listings else ""
    return f"<dl>{''.join(items)}</dl>{listings}"


def sureness_html(plan: Plan, notes: Iterable[str] = ()) -> str:
    """Return how sure it is, what the essay says, and what a learner should know first."""
    said = [*notes, sureness(plan), the_essay(plan.ranking, plan.out)]
    return "".join(f"<p>{html.escape(sentence)}</p>" for sentence in said)
