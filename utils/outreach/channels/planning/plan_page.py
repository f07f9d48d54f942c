"""``channel-plan.html``: the plan on one page, to print and to put on the wall."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

from outreach.channels.facts.catalog import FACTS
from outreach.channels.planning.left_out import grouped
from outreach.channels.planning.plan import time_and_money
from outreach.channels.planning.plan_file import (
    AFTER_FOUR_POSTS,
    NO_FACTS,
    NOTHING_OUT,
    about,
    amounts,
    in_full,
    listings_in_words,
    rooms,
    sureness,
)
from outreach.channels.planning.plan_reading import FOR_ME, LOOK_AGAIN, NO_PURPOSE
from outreach.channels.sentences import what_would_change
from outreach.channels.wording import figure_words
from outreach.wording import MARK_LEGEND, escaped, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.channels.facts.catalog import Catalog, Cell
    from outreach.channels.planning.plan import Place, Plan

_DOT = " · "
_SHORT_UNITS = {"percent": "%", "US dollars a month": "US dollars"}
"""Units of figures whose row says already of whom, or how often."""

# What a practice wrote itself may hold words of any length; it alone has a direction of its own.
# Black on white, a border for each part; on paper the type is small, so that the facts fit below the decision. There
# is room to spare in Arial, since what stands in for it where it is missing may be a tenth wider, as DejaVu Sans is.
STYLE = """
:root { color-scheme: light; }
body { background: #fff; color: #111; font: 1rem/1.45 Arial, Helvetica, sans-serif; margin: 0; }
main { max-width: 68rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.1rem; margin: 0 0 .2rem; border-bottom: 2px solid #111; }
p, ul, dl { margin: 0 0 .4rem; }
[dir] { overflow-wrap: anywhere; }
ul { padding-left: 1.2rem; }
section { margin: 1rem 0; }
.purpose { font-size: 1.15rem; font-weight: 600; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.pair section { margin: 0; border: 1px solid #111; padding: .6rem; }
.channel { font-size: 1.15rem; font-weight: 700; }
.line { display: inline-block; min-width: 16rem; border-bottom: 1px solid #111; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
caption { text-align: left; padding-bottom: .2rem; }
th, td { border: 1px solid #767676; padding: .15rem .35rem; text-align: left; vertical-align: top; }
th { font-weight: 600; }
tbody th { width: 42%; }
.sources { font-size: .875rem; padding-left: 1.8rem; }
@media (max-width: 40rem) { .pair { grid-template-columns: 1fr; } }
@page { margin: 7.5mm; }
@media print {
  body { font-size: 7.1pt; line-height: 1.15; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 12pt; }
  h2 { font-size: 8.8pt; border-bottom-width: 1px; margin-bottom: 1pt; break-after: avoid; }
  p, ul, dl { margin-bottom: 1.5pt; }
  ul { padding-left: 9pt; }
  section { margin: 3pt 0; }
  .pair { gap: 6pt; margin: 3pt 0; }
  .pair section { padding: 2pt 4pt; }
  .pair section, [aria-labelledby="purpose"] {
    display: grid; grid-template-columns: auto 1fr; align-content: start; align-items: baseline; column-gap: 6pt;
  }
  .pair h2, [aria-labelledby="purpose"] h2 { border: 0; }
  .pair p { grid-column: 1 / -1; }
  .pair .channel { grid-column: 2; }
  .purpose, .channel { font-size: 9.2pt; }
  .yours { display: none; }
  [aria-labelledby="hours-and-money"] p { display: inline; margin-right: .4em; }
  .columns { columns: 2; column-gap: 14pt; orphans: 2; widows: 2; }
  tr { break-inside: avoid; }
  table, .sources { font-size: 7pt; line-height: 1.08; }
  th, td { padding: 0 2pt; border-width: .5pt; }
  tbody th { width: auto; font-weight: 400; }
  .sources { columns: 2; column-gap: 9pt; padding-left: 12pt; margin: 2pt 0 0; }
}
"""


def plan_html_page(plan: Plan, catalog: Catalog) -> str:
    """Return the plan as one HTML file that needs nothing else: no script, no network, no picture.

    On paper, Letter or A4, a plan such as those of the examples takes one page.
    """
    name = escaped(plan.practice.name)
    title = f"Channel plan{f': {name}' if name else ''}"
    parts = [
        _head(plan, title),
        _section("purpose", "Purpose", f'<p class="purpose" dir="auto">{_purpose(plan)}</p>'),
        _pair(plan),
        _section("hours-and-money", "Hours and money", _limits(plan)),
        _section("how-sure", "How sure this is", paragraphs(sureness(plan))),
        _section("change", "What would change this choice", _changes(plan)),
        _section("left-out", "Left out, and what would bring it back", _left_out(plan)),
        _section("facts", "Facts used", _facts(plan, catalog)),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def _section(part: str, title: str, content: str) -> str:
    return f'<section aria-labelledby="{part}"><h2 id="{part}">{html.escape(title)}</h2>{content}</section>'


def paragraphs(sentences: Iterable[str]) -> str:
    """Return sentences as HTML, a paragraph each."""
    return "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)


def _items(lines: Iterable[str]) -> str:
    return "".join(f"<li>{html.escape(line)}</li>" for line in lines)


def _head(plan: Plan, title: str) -> str:
    # What the practice says of itself is escaped already; labels and goals are ours.
    said = [f'{html.escape(label)}: <span dir="auto">{words}</span>' for label, words in about(plan, escaped)]
    review = f"<strong>{LOOK_AGAIN}: {_day(plan)}.</strong> After four posts: {html.escape(AFTER_FOUR_POSTS)}"
    return f'<h1 dir="auto">{title}</h1>{f"<p>{_DOT.join(said)}</p>" if said else ""}<p>{review}</p>'


def _day(plan: Plan) -> str:
    return f"<time>{plan.review_on.isoformat()}</time>" if plan.review_on else "no day set yet"


def _purpose(plan: Plan) -> str:
    return in_full(plan.purpose, escaped) or html.escape(NO_PURPOSE)


def _pair(plan: Plan) -> str:
    home = _place("home-base", "Home base", plan.home_base, plan.without_home)
    return f'<div class="pair">{home}{_place("outpost", "Outpost", plan.outpost, plan.without_outpost)}</div>'


def _place(part: str, title: str, place: Place | None, without: str) -> str:
    if place is None:
        return _section(part, title, paragraphs([without]))
    return _section(
        part,
        title,
        f'<p class="channel">{html.escape(place.channel.name)}</p>'
        f"<p>{time_and_money(place)}</p><p>{html.escape(place.why)}</p>",
    )


def _limits(plan: Plan) -> str:
    return paragraphs([". ".join([*amounts(plan), ""]).strip(), *rooms(plan)])


def _changes(plan: Plan) -> str:
    mine = f'<li>{FOR_ME}: <span class="line">&nbsp;</span></li>'
    return f"<ul>{_items(what_would_change(plan.choice))}{mine}</ul>"


def _left_out(plan: Plan) -> str:
    items = "".join(
        f"<li><strong>{html.escape(listed(alike.names))}.</strong> {html.escape(f'{alike.why} {alike.lift}')}</li>"
        for alike in grouped(plan.out)
    )
    listings = paragraphs([listings_in_words(plan)]) if plan.listings else ""
    return (f'<ul class="columns">{items}</ul>' if items else paragraphs([NOTHING_OUT])) + listings


def _facts(plan: Plan, catalog: Catalog) -> str:
    """Return the facts as a table, a row a fact and a column a channel, with the sources by number below."""
    if not plan.places:
        return paragraphs([NO_FACTS])
    keys = [key for key in FACTS if any(key in place.facts for place in plan.places)]
    cells = {(key, place.channel.id): place.channel[key] for key in keys for place in plan.places if key in place.facts}
    cited = list(dict.fromkeys(source for cell in cells.values() for source in cell.source))
    heads = "".join(f'<th scope="col">{html.escape(place.channel.name)}</th>' for place in plan.places)
    rows = "".join(
        f'<tr><th scope="row">{html.escape(FACTS[key].label)}</th>'
        + "".join(f"<td>{_figure(cells.get((key, place.channel.id)), key, cited)}</td>" for place in plan.places)
        + "</tr>"
        for key in keys
    )
    sources = [
        f"{source.title}, {source.year or 'no year given'}" for source in map(catalog.sources.__getitem__, cited)
    ]
    caption = f"{MARK_LEGEND} Facts of {catalog.edition}; the number in brackets is that of the source below."
    return (
        f'<table><caption>{html.escape(caption)}</caption><thead><tr><th scope="col">Fact</th>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody></table><ol class="sources">'
        f"{_items(sources)}</ol>"
    )


def _figure(cell: Cell | None, key: str, cited: list[str]) -> str:
    """Return a figure with mark, year and the numbers of its sources. Its words stand in the longer file."""
    if cell is None:
        return ""
    fact, numbers = FACTS[key], ", ".join(str(cited.index(source) + 1) for source in cell.source)
    short = replace(cell, text="", unit=_SHORT_UNITS.get(fact.kind, cell.unit))
    return html.escape(f"{figure_words(short, fact)}, {cell.mark} {cell.year} [{numbers}]")
