"""How a question looks: a form in the notebook, a text for comparison, a verdict from code."""

from __future__ import annotations

import difflib
import html
import weakref
from typing import TYPE_CHECKING, Any

from outreach.checks import find_keeper
from outreach.course import record
from outreach.course.marking import LONGEST_NUMBER, Outcome, Verdict, cues_in, mark, seen
from outreach.course.outline import course_home
from outreach.course.prose import as_html, as_text
from outreach.course.question_file import all_questions
from outreach.course.questions import Artefact, Choice, Choices, Number, Order, Question, Text
from outreach.errors import OutreachError
from outreach.view import View
from outreach.workspace import temporary_workspace, use_workspace, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.form import Button, Field, Form, Section
    from outreach.workspace import Workspace

_CRASHED = (
    "Something went wrong in the course while it looked at your answer. It is not your mistake, "
    "and your answer is kept. What happened is written down in problems.log, in the hidden folder .outreach, "
    "on this computer only."
)
_NOT_KEPT = "What you enter here is not kept: this is a worked copy, or a notebook outside your course folder."
_HOW: dict[type, str] = {
    Choice: "Choose one.",
    Choices: "Choose all that apply.",
    Number: "Write a number.",
    Order: "Put these in order, with the first at the top.",
    Text: "Write in your own words. You mark this one yourself, point by point.",
    Artefact: "This looks at a file that you made in the course.",
}
_KIND: dict[Outcome, str] = {Outcome.CORRECT: "good", Outcome.NOT_YET: "not-yet", Outcome.CANNOT_BE_CHECKED: "trouble"}
_LEFT_AS_THEY_WERE = "{place} holds other words now; they were left as they are."
_STAND_BY = "I have read the remarks, and I stand by my text."

_open_views: weakref.WeakSet[QuestionView] = weakref.WeakSet()


def ask(question_id: str) -> QuestionView:
    """Show a question of the course.

    Raises
    ------
    OutreachError
        If the course has no question of that id; near ids are named.
    """
    questions = all_questions(course_home())
    if not isinstance(question_id, str) or question_id not in questions:
        typed = question_id if isinstance(question_id, str) else ""
        near = difflib.get_close_matches(typed[:LONGEST_NUMBER], questions, n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        msg = f"There is no question called {seen(question_id)}.{hint}"
        raise OutreachError(msg)
    return QuestionView(questions[question_id], workspace())


def redraw(space: Workspace) -> None:
    """Show every open question of a workspace as it is kept now, after a reset."""
    for view in list(_open_views):
        if view.space is space:
            view.reload()


class QuestionView(View):
    """One question in one workspace."""

    def __init__(self, question: Question, space: Workspace) -> None:
        self.question = question
        self.space = space
        self._form: Form | None = None
        self._is_drawing = False
        self._load()
        _open_views.add(self)

    def _load(self) -> None:
        self._about_keeping = ""
        self._value = record.answer_of(self.space, self.question.id)
        self._record = record.record_of(self.space, self.question.id)

    def answer(self, value: Any = None) -> Verdict:
        """Mark a value, keep it, and return the verdict that the Check button would show."""
        before = _text_in(record.answer_of(self.space, self.question.id))
        if not isinstance(self.question, Artefact):
            self._keep(value)
        verdict = self._check(is_new=_text_in(self._value) != before)
        if self._form is not None:
            self._form.values = self._form_values()
            self._show(verdict)
        return verdict

    def reload(self) -> None:
        """Show what is kept now."""
        self._load()
        if self._form is None:
            return
        # What is drawn is known already: to keep it would bring back what was just deleted.
        self._is_drawing = True
        try:
            self._form.values = self._form_values()
            self._form.show_fields(self._fields())
        finally:
            self._is_drawing = False
        self._greet(self._form)

    def summary(self) -> str:
        """Return the question as plain text; the last line is the outcome."""
        question = self.question
        lines = [f"Question {question.id}: {question.title}", as_text(question.prompt), _HOW[type(question)]]
        lines += self._answer_lines()
        return "\n".join([*lines, self._outcome_words()])

    def page(self) -> str:
        """Return the question as a page shows it that cannot be answered."""
        question = self.question
        parts = "".join(f"<li>{html.escape(line.strip())}</li>" for line in self._answer_lines())
        return (
            f"<div class='tex2jax_ignore'><p><strong>{html.escape(question.title)}</strong></p>"
            f"{as_html(question.prompt)}"
            f"<p>{_HOW[type(question)]}</p>{f'<ul>{parts}</ul>' if parts else ''}"
            f"<p>{html.escape(self._outcome_words().capitalize())}. "
            "To answer, run the code cell above: click it, then press Shift+Enter.</p></div>"
        )

    def widget(self) -> Form:
        """Return the live form; its fields hold what was answered before."""
        from outreach.form import Form

        form = Form(
            title=self.question.title,
            prompt_html=as_html(self.question.prompt),
            fields=self._fields(),
            values=self._form_values(),
            keeps=not self.space.is_temporary,
        )
        self._form = form
        form.on_change(self._edit)
        form.on_click(self._press)
        self._greet(form)
        return form

    def _outcome_words(self) -> str:
        return Verdict(self.question.id, self._record.outcome, is_self_marked=isinstance(self.question, Text)).words

    def _answer_lines(self) -> Iterator[str]:
        question, value = self.question, self._value
        match question:
            case Choice():
                yield from (f"  {'(x)' if option.id == value else '( )'} {option.text}" for option in question.options)
            case Choices():
                chosen = value if isinstance(value, list) else []
                yield from (f"  {'[x]' if option.id in chosen else '[ ]'} {option.text}" for option in question.options)
            case Number():
                yield f"  {'____' if value in (None, '') else str(value)[:LONGEST_NUMBER]} {question.unit}"
            case Order():
                texts = {item.id: item.text for item in question.items}
                yield from (
                    f"  {place}. {texts[item]}" for place, item in enumerate(self._shown_order(question), start=1)
                )
            case Text():
                yield from (
                    f"  [{'x' if criterion.id in self._met() else ' '}] {criterion.text}"
                    for criterion in question.criteria
                )
            case Artefact():
                yield f"  my-work/{question.file}"

    def _shown_order(self, question: Order) -> list[str]:
        ids = [item.id for item in question.items]
        value = self._value if isinstance(self._value, list) else []
        return value if all(isinstance(one, str) for one in value) and sorted(value) == sorted(ids) else ids

    def _met(self) -> list[str]:
        met = self._value.get("met") if isinstance(self._value, dict) else None
        return [one for one in met if isinstance(one, str)] if isinstance(met, list) else []

    def _fields(self) -> list[Field]:
        from outreach.form import Field, Option

        question = self.question
        how = _HOW[type(question)]
        match question:
            case Choice() | Choices():
                options = tuple(Option(option.id, as_text(option.text)) for option in question.options)
                return [Field("value", "radio" if isinstance(question, Choice) else "checks", how, options=options)]
            case Number():
                return [Field("value", "number", how, unit=question.unit)]
            case Order():
                return [
                    Field(
                        "value",
                        "order",
                        how,
                        options=tuple(Option(one.id, as_text(one.text)) for one in question.items),
                    )
                ]
            case Text():
                criteria = tuple(Option(one.id, as_text(one.text)) for one in question.criteria)
                stand_by = bool(isinstance(self._value, dict) and self._value.get("asked"))
                return [
                    Field("text", "textarea", how),
                    Field("met", "checks", "Read it once more. What is so?", options=criteria),
                    Field(
                        "stand_by", "checks", "The remarks", options=(Option("yes", _STAND_BY),), hidden=not stand_by
                    ),
                ]
            case Artefact():
                return []

    def _form_values(self) -> dict[str, Any]:
        match self.question:
            case Artefact():
                return {}
            case Text():
                given = self._value if isinstance(self._value, dict) else {"text": self._value or ""}
                return {
                    "text": str(given.get("text") or ""),
                    "met": self._met(),
                    "stand_by": ["yes"] if given.get("stand_by") else [],
                }
            case Number():
                return {"value": "" if self._value is None else str(self._value)}
            case _:
                return {"value": self._value}

    def _edit(self, name: str, value: Any) -> None:
        if self._is_drawing or all(field.name != name for field in self._fields()):
            return
        before, said_before = _text_in(self._value), self._about_keeping
        try:
            if isinstance(self.question, Text):
                part = value == ["yes"] if name == "stand_by" else value
                self._value = record.keep_part(self.space, self.question.id, name, part)
                if name == "stand_by":
                    text = self._value.get("text")
                    self._value = record.keep_part(self.space, self.question.id, "stood_by", text)
            else:
                self._keep(value)
        except OutreachError as error:
            self._say_trouble(str(error))
            raise
        # A form that is drawn anew, as after a reset, says again what is known: that is no edit.
        if name == "text" and _text_in(self._value) != before:
            self._keep_elsewhere(_text_in(self._value))
        if self._about_keeping:
            self._say_trouble(self._about_keeping)
        elif self._record.outcome is not Outcome.NOT_ATTEMPTED and self._form is not None:
            self._form.say("<p>Changed since you last pressed Check.</p>")
        elif said_before and self._form is not None:
            self._form.say("")

    def _keep_elsewhere(self, text: str) -> None:
        """Give the text to the keeper that the question names; what is to be said about that is said with the status.

        The answer itself is kept already, so a keeper that cannot keep the text stops nothing.
        """
        if not isinstance(self.question, Text) or not self.question.keeps_in:
            return
        try:
            kept = find_keeper(self.question.keeps_in).keep(self.space, text)
            self._about_keeping = kept.note
            if kept.held is not None:
                self._value = record.keep_part(self.space, self.question.id, "given", kept.held)
        except OutreachError as error:
            self._about_keeping = f"Your answer is kept. {error}"

    def _keep_elsewhere_again(self) -> None:
        """Give the text on file to its keeper once more, but not over words that came to that place another way."""
        if not isinstance(self.question, Text) or not self.question.keeps_in:
            return
        # The text that is kept, since another window may have a newer one; no text takes nothing away.
        kept = record.answer_of(self.space, self.question.id)
        text = _text_in(kept)
        if not text.strip():
            return
        keeper = find_keeper(self.question.keeps_in)
        held, given = keeper.held(self.space), kept.get("given") if isinstance(kept, dict) else None
        if held in {"", given}:
            self._keep_elsewhere(text)
        else:
            same = held.split() == text.split()
            self._about_keeping = "" if same else _LEFT_AS_THEY_WERE.format(place=keeper.place)

    def _keep(self, value: Any) -> None:
        record.keep_answer(self.space, self.question.id, value)
        self._value = value

    def _press(self, button: str) -> None:
        try:
            match button:
                case "check":
                    self._show(self._check())
                case "hint":
                    opened = min(self._record.hints + 1, len(self.question.hints))
                    self._record = record.note_hint(self.space, self.question.id, opened)
                    self._show_more()
                case "show":
                    self._record = record.note_shown(self.space, self.question.id)
                    self._show_more()
                case "reset":
                    record.reset(self.space, self.question.id)
                    self.reload()
                case _:
                    pass
        except OutreachError as error:
            self._say_trouble(str(error))

    def _check(self, *, is_new: bool = False) -> Verdict:
        try:
            verdict = mark(self.question, self._value, self.space)
        except Exception as error:  # noqa: BLE001 - a fault of ours must not reach a learner as a traceback
            self.space.log_problem(f"checking {self.question.id}", error)
            verdict = Verdict(self.question.id, Outcome.CANNOT_BE_CHECKED, _CRASHED)
        self._record = record.note_verdict(self.space, verdict)
        if is_new and _text_in(self._value).strip():
            self._keep_elsewhere(_text_in(self._value))
        else:
            self._keep_elsewhere_again()
        return verdict

    def _greet(self, form: Form) -> None:
        notices = self.space.take_notices()
        if notices:
            self._say_trouble(" ".join(notices))
        elif self._record.outcome is not Outcome.NOT_ATTEMPTED:
            form.say(f"<p>When you last pressed Check: <strong>{html.escape(self._outcome_words())}</strong>.</p>")
        elif self.space.is_temporary:
            form.say(f"<p>{_NOT_KEPT}</p>")
        else:
            form.say("")
        self._show_more()

    def _show(self, verdict: Verdict) -> None:
        form = self._form
        if form is None:
            return
        self._ask_again_to_stand_by(form)
        if verdict.outcome is Outcome.NOT_ATTEMPTED:
            form.say("<p><strong>Not attempted.</strong> Nothing is answered here yet.</p>")
        else:
            about = f"<p>{html.escape(self._about_keeping)}</p>" if self._about_keeping else ""
            form.say(verdict._repr_html_() + about, _KIND[verdict.outcome])
        self._ask_about_remarks(form)
        self._show_more()

    def _ask_again_to_stand_by(self, form: Form) -> None:
        """Take the tick away where the text has changed since: its remarks may be new ones."""
        given = self._value if isinstance(self._value, dict) else {}
        if given.get("stand_by") and given.get("stood_by") != given.get("text"):
            self._value = record.keep_part(self.space, self.question.id, "stand_by", value=False)
            form.values = self._form_values()

    def _ask_about_remarks(self, form: Form) -> None:
        """Offer to stand by the text where there are remarks on it, and only there."""
        if not isinstance(self.question, Text) or not isinstance(self._value, dict):
            return
        asked = bool(cues_in(_text_in(self._value), self.question.cues))
        if asked != bool(self._value.get("asked")):
            self._value = record.keep_part(self.space, self.question.id, "asked", value=asked)
            form.show_fields(self._fields())

    def _show_more(self) -> None:
        if self._form is not None:
            self._form.show_sections(self._sections())
            self._form.show_buttons(self._buttons())

    def _sections(self) -> list[Section]:
        from outreach.form import Section

        hints = [
            Section(f"hint-{number}", f"Hint {number} of {len(self.question.hints)}", as_html(hint))
            for number, hint in enumerate(self.question.hints[: self._record.hints], start=1)
        ]
        if self._record.is_open:
            hints.append(Section("explanation", "The worked explanation", as_html(self.question.explanation)))
        return hints

    def _buttons(self) -> list[Button]:
        from outreach.form import Button

        left = max(0, len(self.question.hints) - self._record.hints)
        buttons = [Button("check", "Check", primary=True)]
        if left:
            buttons.append(Button("hint", f"Show a hint ({left} left)"))
        if not self._record.is_open:
            buttons.append(Button("show", "Show me how it is worked out"))
        if self._value is not None or self._record != record.Record():
            buttons.append(Button("reset", "Start over"))
        return buttons

    def _say_trouble(self, sentence: str) -> None:
        if self._form is not None:
            self._form.say(f"<p>{html.escape(sentence)}</p>", "trouble")


def _text_in(value: Any) -> str:
    """Return the text in the answer to a text question."""
    text = value.get("text") if isinstance(value, dict) else value
    return text if isinstance(text, str) else ""


def worked_example() -> None:
    """Use a temporary workspace in this notebook, so that worked answers touch nobody's own."""
    use_workspace(temporary_workspace())
    print("This notebook shows worked answers. Your own answers are not touched.")  # noqa: T201 - what the cell shows
