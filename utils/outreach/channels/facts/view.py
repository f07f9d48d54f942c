"""What the catalog says of a channel, or of all, with source and mark beside every figure."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from outreach.channels.facts.catalog import FACTS, Cell, Mark
from outreach.channels.facts.known import catalog
from outreach.channels.wording import figure_words, mark_words, source_words
from outreach.view import View
from outreach.wording import MARK_LEGEND, html_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipywidgets import HTML

    from outreach.channels.facts.catalog import Catalog, Channel, Fact, Note

OVERVIEW = ("hours_per_week", "money_per_month", "half_life", "ownership", "search", "confidentiality")
"""The facts in the table of all channels; there is room for no more."""

FINE_PRINT = "Fine print"


def show_facts(channel: str | None = None) -> View:
    """Show the facts of one channel, such as ``show_facts("linkedin")``, or an overview of all.

    Raises
    ------
    OutreachError
        If there is no channel of that name.
    """
    known = catalog()
    return Overview(known) if channel is None else ChannelFacts(known, known.channel(channel))


class _Static(View):
    """A view with nothing to operate: its HTML is shown as it is, with no widget beside it."""

    def widget(self) -> HTML:
        """Return the page as a widget, for whoever composes it with others."""
        from ipywidgets import HTML as Page  # noqa: N811 - HTML is a class, and no constant

        return Page(self.page())

    def _repr_mimebundle_(self, **_kwargs: object) -> dict[str, Any]:
        return {"text/plain": self.summary(), "text/html": self.page()}


class ChannelFacts(_Static):
    """All facts of one channel."""

    def __init__(self, known: Catalog, channel: Channel) -> None:
        self.catalog = known
        self.channel = channel

    def summary(self) -> str:
        """Return a line for each fact, with its mark."""
        lines = [
            f"{self.channel.name}: {self.channel.what}",
            f"{self.channel.role_words()} Facts of {self.catalog.edition}.",
        ]
        lines += [
            f"  {label_of(key)}: {figure_and_note(key, said)} [{mark_words(said)}]" for key, said in self.channel.said()
        ]
        return "\n".join([*lines, f"{marks_counted([self.channel])} {MARK_LEGEND}"])

    def page(self) -> str:
        """Return a table with source and mark for each fact, and the addresses of the sources."""
        rows = [
            (
                html.escape(label_of(key)),
                _figure(said, FACTS[key]) if isinstance(said, Cell) else html.escape(said.text),
                _mark(said),
                html.escape(source_words(self.catalog, said)),
            )
            for key, said in self.channel.said()
        ]
        edition = html.escape(self.catalog.edition)
        caption = f"What is known, and how surely. Facts of {edition}. {marks_counted([self.channel])}"
        said = f"{html.escape(self.channel.what)} {html.escape(self.channel.role_words())}"
        return (
            f"<div><p><strong>{html.escape(self.channel.name)}</strong>: {said}</p>"
            f"{html_table(caption, ['Fact', 'Figure', 'How sure', 'Source'], rows)}"
            f"<p>{html.escape(MARK_LEGEND)}</p>{self._sources()}</div>"
        )

    def _sources(self) -> str:
        keys = dict.fromkeys(key for _, said in self.channel.said() for key in said.source)
        items = "".join(
            f"<li>{html.escape(source.title)}: "
            f'<a href="{html.escape(address)}" rel="noopener noreferrer">{html.escape(address)}</a></li>'
            for source in (self.catalog.sources[key] for key in keys)
            for address in (source.address, *source.also)
            if address
        )
        return f"<details><summary>Where it was read</summary><ul>{items}</ul></details>" if items else ""


class Overview(_Static):
    """A few facts of every channel."""

    def __init__(self, known: Catalog) -> None:
        self.catalog = known

    def summary(self) -> str:
        """Return a line for each channel."""
        lines = [f"{len(self.catalog.channels)} channels. Facts of {self.catalog.edition}."]
        for channel in self.catalog.channels:
            hours, fact = channel["hours_per_week"], FACTS["hours_per_week"]
            lines.append(f"  {channel.name} ({channel.id}): {figure_words(hours, fact)}. {channel.role_words()}")
        return "\n".join([*lines, f"{marks_counted(self.catalog.channels)} {MARK_LEGEND}"])

    def page(self) -> str:
        """Return a table of all channels, mark and year in every cell."""
        rows = [
            (
                html.escape(channel.name),
                *(f"{_figure(channel[key], FACTS[key])}<br>{_mark_and_year(channel[key])}" for key in OVERVIEW),
            )
            for channel in self.catalog.channels
        ]
        edition = html.escape(self.catalog.edition)
        caption = f"{len(rows)} channels. Facts of {edition}. {marks_counted(self.catalog.channels)}"
        heads = ["Channel", *(FACTS[key].label for key in OVERVIEW)]
        return f"<div>{html_table(caption, heads, rows)}<p>{html.escape(MARK_LEGEND)}</p></div>"


def marks_counted(channels: Iterable[Channel]) -> str:
    """Return how many facts carry which mark, in a sentence."""
    marks = [said.mark for channel in channels for _, said in channel.said()]
    counted = ", ".join(f"{marks.count(mark)} {mark}" for mark in Mark)
    return f"Of {len(marks)} facts: {counted}."


def label_of(key: str) -> str:
    """Return what a fact, or a line of the fine print, is called."""
    return FACTS[key].label if key in FACTS else FINE_PRINT


def figure_and_note(key: str, said: Cell | Note) -> str:
    """Return a fact in words with its note, or a line of the fine print as it is."""
    if not isinstance(said, Cell):
        return said.text
    figure = figure_words(said, FACTS[key])
    return f"{figure.rstrip('.')}. {said.note}" if said.note else figure


def _figure(cell: Cell, fact: Fact) -> str:
    note = f"<br><small>{html.escape(cell.note)}</small>" if cell.note else ""
    return f"{html.escape(figure_words(cell, fact))}{note}"


def _mark(said: Cell | Note) -> str:
    """Return the mark in words; what nobody read in a source is set in italics as well."""
    words = html.escape(mark_words(said))
    return words if said.mark is Mark.SEEN else f"<em>{words}</em>"


def _mark_and_year(cell: Cell) -> str:
    return f"<small>{_mark(cell)}. Year {cell.year}</small>"
