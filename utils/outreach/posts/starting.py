"""From a blank page: the parts of a post as a form, and the questions that people ask as a list to choose from."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from outreach.errors import OutreachError
from outreach.posts.drafting.draft_file import FILE_NAME as DRAFT
from outreach.posts.drafting.draft_file import digest_of, keep_draft, keep_version, read_draft
from outreach.posts.drafting.outline import (
    BANK_TITLE,
    FILE_NAME,
    LONGEST,
    PARTS,
    Outline,
    bank_words,
    draft_of,
    keep_part,
    keep_questions,
    load_outline,
    read_questions,
)
from outreach.view import Saved, View
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from outreach.form import Form
    from outreach.posts.drafting.outline import Asked
    from outreach.workspace import Workspace

EXAMPLE = Outline(
    reader="A daughter at her mother's kitchen table, Sunday at ten at night, with nobody left to call.",
    question="What do I say when my mother asks to go home?",
    idea="Home may not be a house. Do not answer the address, answer the feeling.",
    story="",
    today="Sit down first. Ask what she would be doing there now, and do not correct it.",
    next="Come to the open evening for caregivers at the library, or write down the question you would ask there.",
    you="Nadia Rahimi, LICSW, works with families who care for a parent, at Juniper Street Counseling in Port Ellery.",
)
"""Nadia's outline, before she wrote. She is invented."""


def plan_post(example: str | None = None) -> OutlineView:
    """Plan your first post in seven parts; ``plan_post("nadia")`` shows how Nadia did it.

    Raises
    ------
    OutreachError
        For another example.
    """
    if example not in (None, "nadia"):
        msg = f"There is no outline called {str(example)[:40]!r}. The one of the lessons is called 'nadia'."
        raise OutreachError(msg)
    return OutlineView(workspace(), None if example is None else EXAMPLE)


def question_bank() -> QuestionBank:
    """Keep the questions that people ask you every week: each is a post that somebody waits for."""
    return QuestionBank(workspace())


class OutlineView(View):
    """The parts of a post. What is filled in is kept at once; one button makes a first draft of it."""

    def __init__(self, space: Workspace, example: Outline | None = None) -> None:
        self.space = space
        self.is_own = example is None
        self._trouble = ""
        self._form: Form | None = None
        self.outline = example or self._read()

    def _read(self) -> Outline:
        try:
            return load_outline(self.space)
        except OutreachError as error:
            self._trouble = str(error)
            return Outline()

    @property
    def title(self) -> str:
        """Whose outline it is."""
        return "Your first post, in seven parts" if self.is_own else "Nadia's post, in seven parts (invented)"

    def summary(self) -> str:
        """Return the parts, a line for each."""
        return "\n".join(
            [
                self.title,
                *(f"  {label}: {getattr(self.outline, name) or 'not said'}" for name, (label, _) in PARTS.items()),
            ]
        )

    def page(self) -> str:
        """Return the parts as a description list."""
        rows = "".join(
            f"<dt>{html.escape(label)}</dt><dd>{html.escape(getattr(self.outline, name) or 'not said')}</dd>"
            for name, (label, _) in PARTS.items()
        )
        return f"<div class='tex2jax_ignore'><p><strong>{html.escape(self.title)}</strong></p><dl>{rows}</dl></div>"

    def widget(self) -> Form:
        """Return the live form; the same at every call."""
        from outreach.form import Button, Field, Form, Option

        if self._form is None:
            fields = [
                Field(name, "textarea", label, help_, rows=2, limit=LONGEST) for name, (label, help_) in PARTS.items()
            ]
            asked = self._asked()
            if asked:
                options = (
                    Option("", "Choose one, or write your own below"),
                    *(Option(str(n), one.words) for n, one in enumerate(asked)),
                )
                fields.insert(1, Field("bank", "select", "From your questions", options=options))
            form = Form(
                title=self.title,
                prompt_html="<p>A few words for each are enough. Nothing here is a draft yet, and nobody reads it.</p>",
                fields=fields,
                values={name: getattr(self.outline, name) for name in PARTS} | {"bank": ""},
                buttons=[Button("draft", "Make a first draft of this", primary=True)] if self.is_own else [],
                keeps=self.is_own and not self.space.is_temporary,
            )
            form.on_change(self._edit)
            form.on_click(lambda _button: self._pressed())
            self._form = form
            if self._trouble:
                form.say(f"<p>{html.escape(self._trouble)}</p>", "trouble")
        return self._form

    def draft(self) -> Saved:
        """Put the parts in order as a first draft in ``my-work/first-post.md``, below what is written there already.

        Raises
        ------
        OutreachError
            If nothing is said yet, or the draft cannot be kept.
        """
        made = draft_of(self.outline)
        if not made:
            msg = "Fill in at least one part first."
            raise OutreachError(msg)
        before = read_draft(self.space)
        if made.strip() in before:
            return Saved(f"The draft in {WORK}/{DRAFT} holds these words already.")
        keep_version(self.space, before, "before the outline")
        after = f"{before.rstrip()}\n\n{made}" if before.strip() else made
        if keep_draft(self.space, after, digest_of(before)) is not None:
            msg = f"{WORK}/{DRAFT} has just been changed in another window. Press once more."
            raise OutreachError(msg)
        below = " below what was there" if before.strip() else ""
        return Saved(f"Put into {WORK}/{DRAFT}{below}. Go on in the studio, and make it yours.")

    def _asked(self) -> tuple[Asked, ...]:
        try:
            return read_questions(self.space) if self.is_own else ()
        except OutreachError:
            return ()

    def _edit(self, name: str, value: Any) -> None:
        form = self._form
        if form is None:
            return
        if name == "bank":
            asked = self._asked()
            if str(value).isdigit() and int(value) < len(asked):
                form.values = {**form.values, "question": asked[int(value)].words}
            return
        if not self.is_own:
            return
        try:
            self.outline = keep_part(self.space, name, str(value))
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))}</p>", "trouble")
            raise
        notices = " ".join(self.space.take_notices())
        kept = "" if self.space.is_temporary else f"Kept in {WORK}/{FILE_NAME}."
        form.say(f"<p>{html.escape(notices or kept)}</p>" if notices or kept else "", "trouble" if notices else "plain")

    def _pressed(self) -> None:
        form = self._form
        if form is None:
            return
        try:
            form.say(f"<p>{html.escape(self.draft().sentence)}</p>", "good")
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))}</p>", "trouble")


class QuestionBank(View):
    """The questions that people ask, one on each line."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self._form: Form | None = None
        self._trouble = ""
        try:
            self.asked = read_questions(space)
        except OutreachError as error:
            self.asked, self._trouble = (), str(error)

    def summary(self) -> str:
        """Return the questions, those to answer next with a star."""
        lines = [BANK_TITLE, f"  {self._trouble or bank_words(self.asked)}"]
        return "\n".join(lines + [f"  {'* ' if one.next else '- '}{one.words}" for one in self.asked])

    def page(self) -> str:
        """Return the questions as a list."""
        rows = "".join(f"<li>{'★ ' if one.next else ''}{html.escape(one.words)}</li>" for one in self.asked)
        words = html.escape(self._trouble or bank_words(self.asked))
        return f"<div class='tex2jax_ignore'><p><strong>{BANK_TITLE}</strong></p><p>{words}</p><ul>{rows}</ul></div>"

    def widget(self) -> Form:
        """Return the live form; the same at every call."""
        from outreach.form import Field, Form

        if self._form is None:
            form = Form(
                title=BANK_TITLE,
                prompt_html="<p>One on each line, as people say it on the telephone, at the door, at a party. "
                "Leave out whose question it was. A * in front marks the ones to answer next.</p>",
                fields=[Field("questions", "textarea", "Questions", rows=8, limit=20_000)],
                values={"questions": "\n".join(f"{'* ' if one.next else ''}{one.words}" for one in self.asked)},
                keeps=not self.space.is_temporary,
            )
            form.on_change(self._edit)
            self._form = form
            form.say(
                f"<p>{html.escape(self._trouble or bank_words(self.asked))}</p>",
                "trouble" if self._trouble else "plain",
            )
        return self._form

    def _edit(self, _name: str, value: Any) -> None:
        form = self._form
        if form is None:
            return
        try:
            self.asked = keep_questions(self.space, str(value))
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))}</p>", "trouble")
            raise
        words = bank_words(self.asked) if not self.space.is_temporary else ""
        form.say(f"<p>{html.escape(words)}</p>" if words else "")
