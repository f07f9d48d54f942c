"""The explorer: the learner's own exports, what was read of them, what it says, and what is kept of that."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from outreach.engagement.exploring import told
from outreach.engagement.exploring.borrowing import borrow, give_back
from outreach.engagement.exploring.exports_folder import FOLDER, entries, sweep
from outreach.engagement.exploring.looks import found
from outreach.engagement.exploring.parts import NO_FORMULAS, bullets, paragraphs
from outreach.engagement.exploring.reading_once import gathered_once, read_once, sample_paths
from outreach.engagement.exploring.setting import QUARTER, Setting, kept_setting
from outreach.engagement.exploring.written_files import keep_file
from outreach.engagement.findings.chosen import present
from outreach.engagement.forms.form import Answers
from outreach.engagement.keeping.measurement import FILE_NAME, Measurement, write_measurement
from outreach.errors import OutreachError
from outreach.practice import load_practice
from outreach.view import Saved, View
from outreach.wording import one_line
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from ipywidgets import VBox

    from outreach.engagement.exploring.explorer_live import LiveExplorer
    from outreach.engagement.findings.gathered import Findings
    from outreach.engagement.importing.imported import Imported
    from outreach.workspace import Workspace

SAMPLE = "juniper-street"
SAMPLE_TITLE = "Juniper Street Counseling, 26 invented weeks"
OWN_TITLE = "Your engagement"
REPORT_NAME = "engagement-report.html"
NOTHING_YET = (
    f"There are no exports in {WORK}/{FOLDER} yet, and that is fine. Fetch one from a place where you post, and drop "
    "it in as it is. To look around first, borrow the files of Juniper Street."
)
NO_FACTS = "No number could be read from these files yet. What each of them lacks stands below."


def explore(example: str | None = None) -> Explorer:
    """Look at exports: your own from ``my-work/exports``, or those of an example.

    Parameters
    ----------
    example
        ``"juniper-street"`` for the invented practice. Left out, it is your own.

    Raises
    ------
    OutreachError
        For an example that does not exist.
    """
    space = workspace()
    if example is None:
        sweep(space)
        setting, note = kept_setting(space)
        return Explorer(OWN_TITLE, space, setting, is_own=True, notes=[note] if note else [])
    if example != SAMPLE:
        raise OutreachError(
            f"There is no example {one_line(str(example))[:40]!r}. Leave it out for your own exports, or write "
            f"{SAMPLE!r}."
        )
    return Explorer(SAMPLE_TITLE, space, Setting(), is_own=False)


class Explorer(View):
    """Files, what they say under what is set, and what is kept of it."""

    def __init__(
        self, title: str, space: Workspace, setting: Setting, *, is_own: bool, notes: list[str] | None = None
    ) -> None:
        """Read the files. What is set is kept where they are the learner's own."""
        self.title = title
        self.space = space
        self.is_own = is_own
        self.notes = notes or []
        self.setting = setting
        self.can_save = is_own or space.is_temporary
        self.troubles: list[str] = []
        self.imported: Imported
        self.findings: Findings | None = None
        self._live: LiveExplorer | None = None
        self.read_again()

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that there are numbers of."""
        return tuple(name for name in present(self.imported.table, "channel") if name)

    @property
    def last_day(self) -> date | None:
        """The last day that a file has numbers of."""
        days = [file.last_date for file in self.imported.read if file.last_date is not None]
        return max(days, default=None)

    @property
    def first_day(self) -> date | None:
        """The first day of what is shown."""
        return None if self.findings is None else self.findings.first

    def read_again(self) -> None:
        """Read the files as they lie there now, with what has been said about them."""
        self.troubles = []
        answers, by_file = self._answers()
        self.imported = read_once(self._paths(), answers, by_file)
        try:
            self.findings = self._gathered(self.setting)
        except OutreachError as error:  # what was kept no longer fits these files
            self.troubles.append(f"{error} So everything is shown.")
            self.findings = self._gathered(replace(self.setting, channels=(), period=Setting().period))

    def set(self, setting: Setting) -> None:
        """Put this setting in place of the one before, with what follows from it.

        Raises
        ------
        OutreachError
            If channels or days cannot be used; the setting before then stays.
        """
        self.findings = self._gathered(setting)
        self.setting = setting

    def summary(self) -> str:
        """Return files, findings and what is not known as text."""
        lines = [self.title, *(f"  {note}" for note in self.what_to_know_first())]
        if self.imported.files:
            lines += told.read_text(self.imported)
        if self.findings is not None:
            lines += told.findings_text(self.findings)
        return "\n".join(lines)

    def page(self) -> str:
        """Return the same as HTML with tables."""
        parts = [told.caption(self.title), paragraphs(self.what_to_know_first())]
        parts += [
            f"<details{' open' if is_open else ''}><summary>{html.escape(title)}</summary>{content}</details>"
            for _, title, content, is_open in told.read_sections(self.imported)
        ]
        if self.findings is not None:
            parts += [told.caption("What the numbers say"), told.findings_html(self.findings)]
            parts += [told.caption("What I cannot conclude yet"), bullets(self.findings.not_known)]
            parts += [told.caption("How these numbers are defined"), told.definitions_html(self.findings)]
        return f'<div class="{NO_FORMULAS}">{"".join(parts)}</div>'

    def widget(self) -> VBox:
        """Return fields, figure and what follows, which follow each other; the same at every call."""
        if self._live is None:
            from outreach.engagement.exploring.explorer_live import LiveExplorer

            self._live = LiveExplorer(self)
        return self._live.box

    def what_to_know_first(self) -> list[str]:
        """Return what a person should know before they read the rest, a sentence each."""
        first = [*self.notes, *self.troubles]
        if not self.imported.files:
            first.append(NOTHING_YET)
        elif self.findings is None:
            first.append(NO_FACTS)
        return first

    def again(self) -> date:
        """Return the day to look again: the one that was set, or a quarter after the last day of the numbers.

        Raises
        ------
        OutreachError
            If what was set is no day.
        """
        chosen = self.setting.look_again()
        if chosen is not None:
            return chosen
        today = date.today()  # noqa: DTZ011 - the learner's own calendar
        after = (self.last_day or today) + QUARTER
        return after if after > today or not self.is_own else today + QUARTER

    def measurement(self) -> Measurement:
        """Return what is to be kept of this look.

        Raises
        ------
        OutreachError
            If nothing was read, or the day to look again is no day.
        """
        findings = self._there()
        first, last = findings.first, findings.last
        return Measurement(
            files=[told.file_line(file) for file in self.imported.read],
            period=(first, last) if first is not None and last is not None else None,
            known=[one.sentence for one in found(findings).values()],
            mine=self.setting.mine.strip(),
            not_yet=findings.not_known,
            again=self.again(),
        )

    def save(self) -> Saved:
        """Write ``my-work/measurement.md``; one that was changed by hand is kept under another name first.

        Raises
        ------
        OutreachError
            If nothing was read, this is an example and the workspace is a learner's own, or it cannot be written.
        """
        measured = self.measurement()
        return self._saved(FILE_NAME, write_measurement(measured, self._name()), "" if measured.mine else self._lacks())

    def save_report(self) -> Saved:
        """Write ``my-work/engagement-report.html``, a page to print or to hand on.

        Raises
        ------
        OutreachError
            As for `save`.
        """
        from outreach.engagement.reporting.report import report

        findings = self._there()
        made_on = date.today() if self.is_own else self.last_day or date.today()  # noqa: DTZ011 - as above
        return self._saved(REPORT_NAME, report(self.imported, findings, made_on=made_on), "")

    def borrow(self) -> str:
        """Copy the files of Juniper Street into the learner's folder and read them; return where they lie."""
        where = borrow(self.space)
        self.read_again()
        return where

    def give_back(self) -> None:
        """Delete the borrowed files, and read what is left."""
        give_back(self.space)
        self.read_again()

    def _saved(self, name: str, text: str, lacks: str) -> Saved:
        if not self.can_save:
            raise OutreachError(
                f"This is {self.title}. It was not saved, so that yours stays. Use explore() for your own exports."
            )
        earlier = keep_file(self.space, name, text)
        where = " of a temporary folder; in your own course folder it stays" if self.space.is_temporary else ""
        kept = f" What you had changed by hand is kept as {WORK}/{earlier}." if earlier else ""
        return Saved(" ".join([f"Saved as {WORK}/{name}{where}.{lacks}{kept}", *self.space.take_notices()]))

    @staticmethod
    def _lacks() -> str:
        return " It does not say yet what you take from it; write a sentence above and save once more."

    def _name(self) -> str:
        return one_line(load_practice(self.space).name) if self.is_own else "Juniper Street Counseling"

    def _there(self) -> Findings:
        if self.findings is None:
            raise OutreachError(f"Nothing was saved, because no number has been read yet. {NOTHING_YET}")
        return self.findings

    def _paths(self) -> list[Path]:
        return entries(self.space) if self.is_own else sample_paths()

    def _answers(self) -> tuple[Answers, dict[str, Answers]]:
        """Return what was said about the files; what cannot be understood is told and left out."""
        try:
            own = self.setting.answers().own
        except OutreachError as error:
            self.troubles.append(f"Your own visits are counted, because their address cannot be read. {error}")
            own = ()
        by_file = {}
        for path in self.setting.said:
            try:
                by_file[path] = replace(self.setting.of_file(path), own=own)
            except OutreachError as error:
                self.troubles.append(f"{one_line(path)}: {error}")
        return Answers(own=own), by_file

    def _gathered(self, setting: Setting) -> Findings | None:
        if self.imported.table.empty and not self.imported.detail:
            return None
        there = tuple(name for name in setting.channels if name in self.channels)
        return gathered_once(self.imported, there, setting.days(self.last_day))
