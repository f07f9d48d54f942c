"""The explorer while it is open: its forms and its figure, which follow each other."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ipywidgets import VBox

from outreach.engagement.exploring import told
from outreach.engagement.exploring.borrowing import is_borrowed
from outreach.engagement.exploring.drop_zone import DropZone
from outreach.engagement.exploring.explorer_fields import (
    asked_fields,
    below_fields,
    look_fields,
    look_values,
    read_fields,
    read_values,
)
from outreach.engagement.exploring.exports_folder import FOLDER, Coming
from outreach.engagement.exploring.looks import LABELS, drawn, found, nothing_yet, with_figure
from outreach.engagement.exploring.parts import paragraphs, table_html
from outreach.engagement.exploring.setting import LONGEST, OWN_DATES, PERIODS, Setting, keep_setting
from outreach.engagement.importing.telling import summary
from outreach.errors import OutreachError
from outreach.figure import AccessibleFigure
from outreach.form import Button, Form, Section
from outreach.workspace import WORK

if TYPE_CHECKING:
    from outreach.engagement.exploring.explorer import Explorer
    from outreach.engagement.findings.finding import Finding
    from outreach.view import Saved

DROP_WORDS = (
    f"Drop what you exported here: files, folders and zip files, as they are. Each is copied into {WORK}/{FOLDER} on "
    "this computer; the original is not touched, and nothing is sent anywhere."
)
PRESS = "Press “Read the files again”, and this counts."
AT_ONCE = ("dates", "channel")
"""What is chosen counts at once; what is typed counts when the files are read again."""

NO_FIGURE = "There is no figure yet."
NONE_OF_THEM = "This is none of the answers. Choose one of those that are shown."


class LiveExplorer:
    """Parts below each other: the place for files, what was read, what to look at, the figure, and what is kept."""

    def __init__(self, explorer: Explorer) -> None:
        """Draw the explorer as it is set now; from then on what is edited here is set there."""
        self._explorer = explorer
        self._is_drawing = False
        keeps = explorer.is_own and not explorer.space.is_temporary
        self._read = Form(title=f"{explorer.title}: what was read", keeps=keeps)
        self._look = Form(keeps=keeps)
        self._figure = AccessibleFigure(nothing_yet(NO_FIGURE), alt=NO_FIGURE, table_html="")
        self._below = Form(
            fields=below_fields(),
            values={"mine": explorer.setting.mine, "again": self._again()},
            buttons=[
                Button("save", "Save my measurement", primary=True),
                Button("report", "Save the report"),
            ]
            if explorer.can_save
            else [],
            keeps=keeps,
        )
        self._read.on_change(self._said)
        self._read.on_click(self._pressed)
        self._look.on_change(self._looked)
        self._below.on_change(self._wrote)
        self._below.on_click(self._pressed_save)
        self._draw_all()
        notices = explorer.space.take_notices()
        if notices:
            self._read.say(f"{paragraphs(notices)}{self._read.status_html}")
        forms = [self._read, self._look, self._figure, self._below]
        self.box = VBox(
            [DropZone("Your exports", DROP_WORDS, self._begin, self._arrived), *forms] if explorer.is_own else forms
        )

    # What was read.

    def _begin(self, name: str, size: int) -> Coming:
        return Coming(self._explorer.space, name, size)

    def _arrived(self) -> None:
        self._explorer.read_again()
        self._draw_all()

    def _said(self, name: str, value: Any) -> None:
        if self._is_drawing:
            return
        before = self._explorer.setting
        if name == "own":
            self._explorer.setting = replace(before, own=str(value)[:LONGEST])
            self._keep(self._read, before)
            self._read.say(f"<p>{PRESS}</p>")
            return
        path, about, field = asked_fields(self._explorer).get(name, ("", "", None))
        answer = str(value)[:LONGEST]
        if field is None or (field.options and answer not in {option.id for option in field.options}):
            self._read.say(f"<p>{NONE_OF_THEM}</p>", "trouble")
            raise OutreachError(NONE_OF_THEM)
        self._explorer.setting = before.with_said(path, about, answer)
        self._keep(self._read, before)
        if about in AT_ONCE:
            self._explorer.read_again()
            self._draw_all()
        else:
            self._read.say(f"<p>{PRESS}</p>")

    def _pressed(self, button: str) -> None:
        explorer = self._explorer
        try:
            if button == "borrow":
                where = explorer.borrow()
                done = f"The files of Juniper Street lie in {where}. Give them back when your own come."
            elif button == "give-back":
                explorer.give_back()
                done = "The borrowed files are gone. Yours are untouched."
            else:
                explorer.read_again()
                done = ""
        except OutreachError as error:
            self._read.say(f"<p>{html.escape(str(error))}</p>", "trouble")
            return
        self._draw_all()
        if done:
            self._read.say(f"<p>{html.escape(done)}</p>{self._read.status_html}", "good")

    # What is looked at.

    def _looked(self, name: str, value: Any) -> None:
        if self._is_drawing:
            return
        before = self._explorer.setting
        try:
            self._explorer.set(self._with(name, value))
        except OutreachError as error:
            self._look.say(f"<p>{html.escape(str(error))} The figure below stays as it was.</p>", "trouble")
            raise
        if name != "figure":
            self._below.say("")  # what was saved before is not what is shown now
        self._draw_findings()
        self._keep(self._look, before)

    def _with(self, name: str, value: Any) -> Setting:
        explorer = self._explorer
        setting = explorer.setting
        match name:
            case "channels":
                return replace(setting, channels=_chosen(value, explorer.channels))
            case "period" if value in list(PERIODS):
                return self._with_days(replace(setting, period=value))
            case "first":
                return replace(setting, first=str(value)[:40])
            case "last":
                return replace(setting, last=str(value)[:40])
            case "figure" if value in list(LABELS):
                return replace(setting, figure=value)
        raise OutreachError(NONE_OF_THEM)

    def _with_days(self, setting: Setting) -> Setting:
        """Return the same; days of one's own begin with those that there are."""
        if setting.period != OWN_DATES:
            return setting
        explorer = self._explorer
        return replace(
            setting,
            first=setting.first or str(explorer.first_day or ""),
            last=setting.last or str(explorer.last_day or ""),
        )

    # What is kept.

    def _wrote(self, name: str, value: Any) -> None:
        before = self._explorer.setting
        if name not in {"mine", "again"}:
            return
        text = str(value)[:LONGEST]
        self._explorer.setting = replace(before, mine=text) if name == "mine" else replace(before, again=text)
        self._keep(self._below, before)
        try:
            self._explorer.setting.look_again()
        except OutreachError as error:
            self._below.say(f"<p>{html.escape(str(error))}</p>", "trouble")
        else:
            self._below.say("")

    def _pressed_save(self, button: str) -> None:
        try:
            saved: Saved = self._explorer.save() if button == "save" else self._explorer.save_report()
        except OutreachError as error:
            self._below.say(f"<p>{html.escape(str(error))}</p>", "trouble")
        else:
            self._below.say(f"<p>{html.escape(saved.sentence)}</p>", "good")

    def _keep(self, form: Form, before: Setting) -> None:
        if not self._explorer.is_own:
            return
        try:
            keep_setting(self._explorer.space, self._explorer.setting, before)
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))}</p>", "trouble")
            raise

    # Drawing.

    def _draw_all(self) -> None:
        explorer = self._explorer
        self._read.show_fields(read_fields(explorer))
        self._put(self._read, read_values(explorer))
        self._read.show_buttons(self._buttons())
        self._read.show_sections(
            [
                Section(name, title, content, open=is_open)
                for name, title, content, is_open in told.read_sections(explorer.imported)
            ]
        )
        first = [*explorer.what_to_know_first(), *([summary(explorer.imported)] if explorer.imported.files else [])]
        self._read.say(paragraphs(first), "trouble" if explorer.troubles else "plain")
        self._draw_findings()

    def _put(self, form: Form, values: dict[str, Any]) -> None:
        """Show these values; nobody has edited them, so nothing follows from that."""
        was, self._is_drawing = self._is_drawing, True
        try:
            form.values = values
        finally:
            self._is_drawing = was

    def _buttons(self) -> list[Button]:
        explorer = self._explorer
        made = [Button("again", "Read the files again")]
        if explorer.is_own:
            is_there = is_borrowed(explorer.space)
            made.append(
                Button("give-back", "Give the borrowed files back")
                if is_there
                else Button("borrow", "Borrow the files of Juniper Street", primary=not explorer.imported.files)
            )
        return made

    def _draw_findings(self) -> None:
        explorer = self._explorer
        findings = explorer.findings
        there = {} if findings is None else with_figure(findings)
        name = explorer.setting.figure if explorer.setting.figure in there else next(iter(there), "")
        self._look.show_fields(look_fields(explorer, there) if findings is not None else [])
        self._put(self._look, look_values(explorer, name) if findings is not None else {})
        one = there.get(name)
        if one is None:
            why = NO_FIGURE if findings is None else " ".join([NO_FIGURE, *list(findings.missing.values())[:1]])
            self._figure.update(nothing_yet(NO_FIGURE), alt=why, table_html="")
            self._look.say(f"<p>{html.escape(why)}</p>")
        else:
            self._figure.update(drawn(name, one), alt=one.alt, table_html=_table(one))
            self._look.say(f"<p><strong>{html.escape(one.sentence)}</strong></p>")
        self._below.show_sections(self._sections(name))

    def _sections(self, shown: str) -> list[Section]:
        findings = self._explorer.findings
        made = [Section("not-known", "What can I not conclude yet", told.not_known_html(findings))]
        if findings is not None:
            others = [name for name in LABELS if name != shown]
            made += [
                Section(name, LABELS[name], told.finding_html(findings, name), open=False)
                for name in others
                if name in found(findings) or name == "rates"
            ]
            missing = "".join(
                f"<li>{html.escape(LABELS.get(name, name))}: {html.escape(why)}</li>"
                for name, why in findings.missing.items()
            )
            if missing:
                made.append(Section("missing", "What these files cannot show", f"<ul>{missing}</ul>", open=False))
        else:
            made.append(Section("rates", LABELS["rates"], "<p>Nothing was read yet.</p>", open=False))
        made.append(
            Section("definitions", "How these numbers are defined", told.definitions_html(findings), open=False)
        )
        return made

    def _again(self) -> str:
        return self._explorer.setting.again or self._explorer.again().isoformat()


def _chosen(value: Any, channels: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list) or any(one not in channels for one in value):
        raise OutreachError("This is none of the channels. Choose some of those that are shown.")
    if not value:
        raise OutreachError("Without a channel there is nothing to look at. Choose at least one.")
    # All of them is kept as no choice, so that a channel that comes later is looked at too.
    return () if set(value) == set(channels) else tuple(name for name in channels if name in value)


def _table(finding: Finding) -> str:
    return f"{table_html(f'{finding.title}.', finding.heads, finding.rows)}{paragraphs(finding.notes)}"
