"""One share with its intervals side by side, and how often each of them holds the truth."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from outreach.engagement.exploring.parts import html_of, text_of
from outreach.engagement.exploring.share_words import (
    METHODS,
    coverage_sentence,
    coverage_table,
    failing,
    intervals,
    sentence,
    share_table,
    whole_pair,
)
from outreach.engagement.measuring.display import RULE, Showing, rate_words, showing
from outreach.errors import OutreachError
from outreach.view import View

if TYPE_CHECKING:
    from ipywidgets import VBox

    from outreach.engagement.measuring.intervals import Interval
    from outreach.figure import AccessibleFigure
    from outreach.form import Form

PART, WHOLE = 3, 60
"""What is shown first: few clicks on few mails."""


def show_share(part: int | None = None, whole: int | None = None) -> ShareView:
    """Show how far a share may be from the truth: "3 of 60" with three intervals, one of which fails.

    Raises
    ------
    OutreachError
        If these are no two counts, or the part is larger than its whole.
    """
    return ShareView(*whole_pair(PART if part is None else part, WHOLE if whole is None else whole))


def show_coverage() -> CoverageView:
    """Show how often each interval holds the truth, where the truth is known."""
    return CoverageView()


@dataclass(frozen=True)
class Shown:
    """A share and its intervals by the name of the method."""

    part: int
    whole: int

    @property
    def intervals(self) -> dict[str, Interval]:
        """The intervals, the recommended one first."""
        return intervals(self.part, self.whole)

    def lines(self) -> list[str]:
        """Return what is to be said of it, a sentence each."""
        said = [sentence(self.part, self.whole), *failing(self.part, self.whole)]
        if self.whole:
            kind = showing(self.whole)
            what = {
                Showing.COUNTS: "counts alone",
                Showing.INTERVAL: "the share with its interval, and no arrow",
                Showing.TREND: "the share with its interval; an arrow only if two periods do not overlap",
            }[kind]
            said.append(f"May be shown: {what}: {rate_words(self.part, self.whole)}.")
        return [*said, RULE]

    def alt(self) -> str:
        """Return what the figure shows, in words."""
        spans = [f"{name} from {100 * one.low:.1f} to {100 * one.high:.1f}" for name, one in self.intervals.items()]
        return f"Three intervals for {self.part:,} of {self.whole:,}, in percent: {'; '.join(spans)}."


class ShareView(View):
    """A share that can be changed, with its intervals as figure and table."""

    def __init__(self, part: int, whole: int) -> None:
        self.shown = Shown(part, whole)
        self._box: VBox | None = None
        self._form: Form | None = None
        self._figure: AccessibleFigure | None = None

    def summary(self) -> str:
        """Return sentence, intervals and rule as text."""
        return text_of("A share", self.shown.lines(), *share_table(self.shown.part, self.shown.whole)[1:])

    def page(self) -> str:
        """Return the same as HTML with a table."""
        return html_of("A share", self.shown.lines(), share_table(self.shown.part, self.shown.whole))

    def widget(self) -> VBox:
        """Return two fields, and the figure that follows them; the same at every call."""
        if self._box is None:
            from ipywidgets import VBox

            from outreach.engagement.exploring.share_figures import share_figure
            from outreach.figure import AccessibleFigure
            from outreach.form import Field, Form

            self._form = Form(
                title="How far may this share be from the truth?",
                fields=[
                    Field("part", "number", "So many did", "Such as clicks, each mail counted once."),
                    Field("whole", "number", "of so many who could", "Such as mails that arrived."),
                ],
                values={"part": str(self.shown.part), "whole": str(self.shown.whole)},
            )
            self._figure = AccessibleFigure(
                share_figure(self.shown.part, self.shown.whole), alt=self.shown.alt(), table_html=self._table()
            )
            self._form.on_change(lambda _name, _value: self._typed())
            self._say()
            self._box = VBox([self._form, self._figure])
        return self._box

    def set(self, part: Any, whole: Any) -> None:
        """Show another share.

        Raises
        ------
        OutreachError
            If these are no two counts; the share before then stays.
        """
        self.shown = Shown(*whole_pair(part, whole))

    def _typed(self) -> None:
        from outreach.engagement.exploring.share_figures import share_figure

        form, figure = self._form, self._figure
        if form is None or figure is None:
            return
        try:
            self.set(form.values.get("part"), form.values.get("whole"))
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))} The figure below stays as it was.</p>", "trouble")
            raise
        figure.update(share_figure(self.shown.part, self.shown.whole), alt=self.shown.alt(), table_html=self._table())
        self._say()

    def _say(self) -> None:
        first, *others = self.shown.lines()
        said = "".join(f"<p>{html.escape(line)}</p>" for line in others)
        if self._form is not None:
            self._form.say(f"<p><strong>{html.escape(first)}</strong></p>{said}")

    def _table(self) -> str:
        from outreach.engagement.exploring.parts import table_html

        return table_html(*share_table(self.shown.part, self.shown.whole))


class CoverageView(View):
    """How often each interval holds the truth, for three sizes and many true shares."""

    def __init__(self) -> None:
        self._box: VBox | None = None

    def summary(self) -> str:
        """Return the worst and the table as text."""
        return text_of("How often an interval holds the truth", [coverage_sentence()], *coverage_table()[1:])

    def page(self) -> str:
        """Return the same as HTML."""
        return html_of("How often an interval holds the truth", [coverage_sentence()], coverage_table())

    def widget(self) -> VBox:
        """Return the figure; the same at every call."""
        if self._box is None:
            from ipywidgets import VBox

            from outreach.engagement.exploring.parts import table_html
            from outreach.engagement.exploring.share_figures import coverage_figure
            from outreach.figure import AccessibleFigure
            from outreach.form import Form

            said = Form(title="How often does an interval hold the truth?")
            said.say(f"<p><strong>{html.escape(coverage_sentence())}</strong></p>")
            figure = AccessibleFigure(
                coverage_figure(),
                alt=f"Three panels, one for each number of people, with a line for each of {len(METHODS)} intervals. "
                f"{coverage_sentence()}",
                table_html=table_html(*coverage_table()),
            )
            self._box = VBox([said, figure])
        return self._box
