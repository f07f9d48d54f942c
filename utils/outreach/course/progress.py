"""The course map: what there is, what is done, and what a learner may do with the own work."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from outreach.course import record
from outreach.course.ask import redraw
from outreach.course.marking import Outcome
from outreach.course.outline import Module, Outline, course_home, read_outline
from outreach.course.question_file import all_questions, questions_of
from outreach.errors import OutreachError
from outreach.view import View
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from outreach.course.questions import Question
    from outreach.form import Button, Form
    from outreach.workspace import Workspace

_SIGNS: dict[Outcome, str] = {
    Outcome.CORRECT: "done",
    Outcome.NOT_YET: "not yet",
    Outcome.CANNOT_BE_CHECKED: "could not be checked",
    Outcome.NOT_ATTEMPTED: "not attempted",
}


def progress() -> CourseMap:
    """Show the course map with what is done."""
    home = course_home()
    return CourseMap(home, read_outline(home), workspace())


class CourseMap(View):
    """Every module with its questions, and buttons to start over, copy or delete one's work."""

    def __init__(self, home: Path, outline: Outline, space: Workspace) -> None:
        self.home = home
        self.outline = outline
        self.space = space
        self._form: Form | None = None
        self._asked: str = ""

    def summary(self) -> str:
        """Return the map as lines, one for each module."""
        done = self._done()
        total = sum(len(questions_of(self.home, module.id)) for module in self.outline.modules)
        lines = [f"Your course map: {sum(map(len, done.values()))} of {total} questions done"]
        lines += [self._module_line(module, len(done[module.id])) for module in self.outline.modules]
        return "\n".join(lines)

    def page(self) -> str:
        """Return the map as nested lists."""
        kept = record.records(self.space)
        parts = []
        for module in self.outline.modules:
            done = sum(1 for one in questions_of(self.home, module.id) if _outcome(kept, one) is Outcome.CORRECT)
            items = "".join(
                f"<li>{html.escape(_led(question.title))} <strong>{_words(kept, question)}</strong></li>"
                for question in questions_of(self.home, module.id)
            )
            parts.append(
                f"<li><p><strong>{module.number} {html.escape(module.title)}</strong>: "
                f"{done} of {len(questions_of(self.home, module.id))} questions done. "
                f"You leave with {html.escape(module.keeps)}.</p><ul>{items}</ul></li>"
            )
        return f"<div><p><strong>Your course map</strong></p><ul>{''.join(parts)}</ul></div>"

    def widget(self) -> Form:
        """Return the map with its buttons."""
        from outreach.form import Field, Form, Option

        questions = all_questions(self.home)
        form = Form(
            title="Your course map",
            prompt_html=self._map_html(),
            fields=[
                Field(
                    "question",
                    "select",
                    "One question to start over",
                    options=(
                        Option("", "Choose a question"),
                        *(Option(one.id, f"{one.id}: {one.title}") for one in questions.values()),
                    ),
                ),
            ],
            values={"question": ""},
            buttons=_buttons(),
        )
        self._form = form
        form.on_click(self._press)
        notices = self.space.take_notices()
        if notices:
            form.say(f"<p>{html.escape(' '.join(notices))}</p>", "trouble")
        return form

    def _map_html(self) -> str:
        return self.page().replace("<p><strong>Your course map</strong></p>", "", 1)

    def _module_line(self, module: Module, done: int) -> str:
        total = len(questions_of(self.home, module.id))
        return f"{module.number} {module.title}: {done} of {total}"

    def _done(self) -> dict[str, list[str]]:
        kept = record.records(self.space)
        return {
            module.id: [one.id for one in questions_of(self.home, module.id) if _outcome(kept, one) is Outcome.CORRECT]
            for module in self.outline.modules
        }

    def _press(self, button: str) -> None:
        if self._form is None:
            return
        try:
            said, kind = self._do(button, self._form)
        except (OutreachError, OSError) as error:
            said, kind = str(error), "trouble"
        self._form.say(f"<p>{html.escape(said)}</p>", kind)
        self._form.prompt_html = self._map_html()

    def _do(self, button: str, form: Form) -> tuple[str, str]:
        """Do what a button stands for; what cannot be taken back is asked once more."""
        asked, self._asked = self._asked, ""
        form.show_buttons(_buttons())
        match button:
            case "reset-one":
                return self._reset_one(str(form.values.get("question") or ""))
            case "reset-all" | "delete" if asked != button:
                self._asked = button
                form.show_buttons(_buttons(confirm=button))
                return _SURE[button], "not-yet"
            case "reset-all":
                record.reset(self.space)
                redraw(self.space)
                return "All questions are fresh again. Your profile and your files are untouched.", "good"
            case "delete":
                return self._delete()
            case "copy":
                path = record.export_mine(self.space)
                folder = "a temporary folder" if self.space.is_temporary else "your course folder"
                return f"A copy of everything in {WORK} is in {folder}: {path.name}.", "good"
            case "refresh":
                return "The map is up to date.", "plain"
            case _:
                return "Nothing was changed.", "plain"

    def _reset_one(self, question_id: str) -> tuple[str, str]:
        questions = all_questions(self.home)
        if question_id not in questions:
            return "Choose a question above first. Nothing was changed.", "not-yet"
        record.reset(self.space, question_id)
        redraw(self.space)
        return f"“{questions[question_id].title}” is fresh again.", "good"

    def _delete(self) -> tuple[str, str]:
        gone = record.delete_mine(self.space)
        redraw(self.space)
        said = (
            f"Deleted: {gone.files} files in {WORK}. "
            f"What {gone.notebooks} saved notebooks still showed is emptied too. "
            "This page may still show old text: close it now. If a window says “File Changed”, choose Revert. "
            "Copies that you made yourself are still there."
        )
        if gone.failed:
            return f"{said} These could not be deleted: {', '.join(gone.failed)}.", "trouble"
        return said, "good"


_SURE = {
    "reset-all": "This forgets your answers to all questions. Your profile, your plan and your drafts stay. "
    "Press “Yes, start all over” to do it.",
    "delete": f"This deletes everything in {WORK}: answers, progress, profile, plans and drafts. "
    "It cannot be taken back. Press “Yes, delete it all” to do it.",
}


def _buttons(confirm: str = "") -> list[Button]:
    from outreach.form import Button

    match confirm:
        case "reset-all":
            return [Button("no", "No, keep my answers", primary=True), Button("reset-all", "Yes, start all over")]
        case "delete":
            return [Button("no", "No, keep my work", primary=True), Button("delete", "Yes, delete it all")]
        case _:
            return [
                Button("refresh", "Refresh the map"),
                Button("reset-one", "Start this question over"),
                Button("reset-all", "Start all questions over"),
                Button("copy", "Make a copy of my work"),
                Button("delete", "Delete my work"),
            ]


def _led(title: str) -> str:
    """Return a title that leads to its outcome; a question mark does that by itself."""
    return title if title.endswith("?") else f"{title}:"


def _outcome(kept: dict[str, record.Record], question: Question) -> Outcome:
    return kept.get(question.id, record.Record()).outcome


def _words(kept: dict[str, record.Record], question: Question) -> str:
    one = kept.get(question.id, record.Record())
    looked = " (after looking at how it is worked out)" if one.shown and one.outcome is Outcome.CORRECT else ""
    return f"{_SIGNS[one.outcome]}{looked}"
