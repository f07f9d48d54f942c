"""One part of the Juniper Street sample at a time, for the lesson."""

from __future__ import annotations

import html
from functools import partial
from typing import TYPE_CHECKING

from outreach.engagement.exploring import parts_of_files, parts_of_posts
from outreach.engagement.exploring.part import Part, sample
from outreach.engagement.exploring.parts import html_of, paragraphs, table_html, text_of
from outreach.engagement.exploring.parts_of_findings import finding
from outreach.errors import OutreachError
from outreach.view import View
from outreach.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ipywidgets import VBox

    from outreach.engagement.exploring.part import Sample

LONGEST = 14
"""Lines of a summary. The page and the widget show all rows."""

PARTS: dict[str, Callable[[Sample], Part]] = {
    "files": parts_of_files.files,
    "table": parts_of_files.table,
    "adding": parts_of_files.adding,
    "week-12": parts_of_posts.week_12,
    "opens": parts_of_posts.opens,
    "weekly": partial(finding, "weekly"),
    "posts": partial(finding, "posts"),
    "answered": partial(finding, "answered"),
    "inquiries": partial(finding, "inquiries"),
    "exchange": partial(finding, "exchange"),
    "giving": partial(finding, "giving"),
    "networking": partial(finding, "networking"),
    "weekdays": parts_of_posts.weekdays,
    "headline": parts_of_posts.headline,
    "own-visits": parts_of_files.own_visits,
    "followers": parts_of_posts.followers,
    "definitions": parts_of_files.defined,
}
"""Every part by its name."""


def show_numbers(part: str) -> NumbersView:
    """Show one part of the invented 26 weeks of Juniper Street Counseling.

    Parameters
    ----------
    part
        Such as ``"week-12"`` or ``"opens"``.

    Raises
    ------
    OutreachError
        For a part that does not exist; the sentence names those there are.
    """
    if not isinstance(part, str) or part not in PARTS:
        raise OutreachError(f"There is no part {one_line(str(part))[:40]!r}. Those there are: {', '.join(PARTS)}.")
    return NumbersView(PARTS[part](sample()))


class NumbersView(View):
    """A few sentences, a table, and a figure where there is one."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._box: VBox | None = None

    def summary(self) -> str:
        """Return title, sentences and the first rows as text."""
        part = self.part
        room = LONGEST - len(part.lines) - 2  # title and heads
        shown = part.rows[part.first :]
        most = room if len(shown) <= room else room - 1
        return text_of(part.title, part.lines, part.heads, shown, most=max(1, most))

    def page(self) -> str:
        """Return the same with all rows as HTML."""
        return html_of(
            self.part.title, [*self.part.lines, *self.part.more], (self.part.caption, self.part.heads, self.part.rows)
        )

    def widget(self) -> VBox:
        """Return sentences and figure, or the table where there is no figure; the same at every call."""
        if self._box is None:
            from ipywidgets import VBox

            from outreach.figure import AccessibleFigure
            from outreach.form import Form, Section

            part = self.part
            said = Form(title=part.title)
            first, *others = part.lines
            said.say(f"<p><strong>{html.escape(first)}</strong></p>{paragraphs([*others, *part.more])}")
            table = table_html(part.caption, part.heads, part.rows)
            if part.draw is not None:
                self._box = VBox([said, AccessibleFigure(part.draw(), alt=part.alt, table_html=table)])
            else:
                said.show_sections([Section("table", part.caption, table)] if part.rows else [])
                self._box = VBox([said])
        return self._box
