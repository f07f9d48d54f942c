"""The practice profile as a form. What is filled in is kept at once in ``practice.toml``."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from outreach.course.prose import visible
from outreach.errors import OutreachError
from outreach.practice import (
    AGE_BANDS,
    CONFIDENTIALITY_CEILINGS,
    COUNTRIES,
    FILE_NAME,
    GOALS,
    SETTLED,
    TEXT_LIMIT,
    WAYS_OF_GIVING,
    WILL_NOT_DO,
    Practice,
    load_practice,
    practice_from,
    write_practice,
)
from outreach.view import View
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.form import Field, Form
    from outreach.workspace import Workspace

_LABELS: dict[str, str] = {
    "name": "Name of your practice (you may leave this empty)",
    "licence": "Your license, such as LCSW or PsyD (you may leave this empty)",
    "serves": "Whom you serve, in a few words",
    "place": "Where you may practice, such as your state or county",
    "purpose": "Your purpose, in one sentence (module 01 helps you find it)",
    "age_bands": "How old are the people you want to reach?",
    "goals": "What do you want from being found online?",
    "hours_per_week": "Time you can give to this",
    "money_per_month": "Money you can give to this",
    "ways_of_giving": "How do you like to give?",
    "will_not_do": "What will you not do?",
    "confidentiality_ceiling": "How much private contact from strangers can you handle well?",
    "settled": "Which of these have you settled? (Tick only what is true today; it can open what your license closes)",
}
_BYLINE: dict[str, str] = {
    "author": "Your name, as it stands under what you write",
    "name": "Name of your practice",
    "licence": "Your license, such as LCSW or PsyD",
    "town": "The town that your practice is in",
    "country": "The country that you practice in",
    "colleagues": "Colleagues who may be named in public, parted by commas (you may leave this empty)",
    "phone": "Telephone number of the practice (you may leave this empty)",
    "email": "E-mail address of the practice (you may leave this empty)",
    "website": "Address of your home base on the web, such as https://juniperstreet.example (you may leave this empty)",
    "address": "Postal address of the practice; a newsletter must show one (you may leave this empty)",
}
_LISTS: dict[str, dict[str, str]] = {
    "age_bands": AGE_BANDS,
    "goals": GOALS,
    "ways_of_giving": WAYS_OF_GIVING,
    "will_not_do": WILL_NOT_DO,
    "settled": SETTLED,
}
_NUMBERS: dict[str, str] = {"hours_per_week": "hours a week", "money_per_month": "US dollars a month"}
_PROMPT = (
    "<p>This stays on your computer, in <code>my-work/practice.toml</code>. Leave out what you do not want to say. "
    "Write nothing about a client here.</p>"
)


_BYLINE_PROMPT = (
    "<p>Who signs what you write. It stays on your computer, in <code>my-work/practice.toml</code>. What is yours "
    "gives no client away, so the review leaves it alone.</p>"
)


def my_practice() -> PracticeView:
    """Show the practice profile: who you are, whom you serve, what you can give."""
    return PracticeView(workspace())


def my_byline() -> PracticeView:
    """Show the part of the practice profile that says who signs what you write, and where you can be reached."""
    return PracticeView(workspace(), "Who signs your posts", _BYLINE_PROMPT, _BYLINE)


class PracticeView(View):
    """The profile of one workspace, or a part of it, as a form."""

    def __init__(
        self,
        space: Workspace,
        title: str = "Your practice profile",
        prompt_html: str = _PROMPT,
        labels: Mapping[str, str] = _LABELS,
    ) -> None:
        self.space = space
        self._title, self._prompt, self._labels = title, prompt_html, labels
        self._form: Form | None = None
        self._trouble = ""
        self._practice = self._read()

    def _read(self) -> Practice:
        try:
            practice = load_practice(self.space)
        except OutreachError as error:
            # Edited by hand and not readable now: say so, keep the file, and begin with an empty form.
            self._trouble = str(error)
            return Practice()
        self._trouble = ""
        return practice

    def summary(self) -> str:
        """Return what the profile holds, a line for each part."""
        lines = [self._title]
        lines += [f"  {label.split(' (')[0].rstrip('?')}: {said}" for label, said in self._said()]
        return "\n".join(lines)

    def page(self) -> str:
        """Return the profile as a description list."""
        rows = "".join(f"<dt>{html.escape(label)}</dt><dd>{html.escape(said)}</dd>" for label, said in self._said())
        return f"<div class='tex2jax_ignore'><p><strong>{self._title}</strong></p>{self._prompt}<dl>{rows}</dl></div>"

    def widget(self) -> Form:
        """Return the live form."""
        from outreach.form import Form

        form = Form(
            title=self._title,
            prompt_html=self._prompt,
            fields=_fields(self._labels),
            values=_values(self._practice, self._labels),
            keeps=not self.space.is_temporary,
        )
        self._form = form
        form.on_change(self._edit)
        notices = [*self.space.take_notices(), *([self._trouble] if self._trouble else [])]
        if notices:
            form.say(f"<p>{html.escape(' '.join(notices))}</p>", "trouble")
        return form

    def _said(self) -> list[tuple[str, str]]:
        said = []
        for name, label in self._labels.items():
            value = getattr(self._practice, name)
            if name in _LISTS:
                words = "; ".join(_LISTS[name][one] for one in value)
            elif name == "confidentiality_ceiling":
                words = "" if value is None else CONFIDENTIALITY_CEILINGS[value]
            elif name in _NUMBERS:
                words = "" if value is None else f"{value:g} {_NUMBERS[name]}"
            elif name == "country":
                words = COUNTRIES.get(value, "")
            else:
                words = visible(value)
            said.append((label, words or "not said"))
        return said

    def _edit(self, name: str, value: Any) -> None:
        """Keep the one part that was edited beside what the file holds now.

        Another window or an editor may have changed the file since this form was drawn.
        """
        try:
            with self.space.lock(FILE_NAME):
                now = self._load_or_set_aside()
                self._practice = replace(now, **{name: getattr(practice_from({name: value}), name)})
                self.space.write_locked(FILE_NAME, write_practice(self._practice))
        except OutreachError as error:
            self._say(str(error), "trouble")
            raise
        notices = " ".join(self.space.take_notices())
        kept = "" if self.space.is_temporary else f"Kept in {WORK}/{FILE_NAME}."
        self._say(notices or kept, "trouble" if notices else "plain")

    def _load_or_set_aside(self) -> Practice:
        try:
            return load_practice(self.space)
        except OutreachError:
            self.space.set_aside(FILE_NAME, "it could not be understood")
            return Practice()

    def _say(self, sentence: str, kind: str) -> None:
        if self._form is not None:
            self._form.say(f"<p>{html.escape(sentence)}</p>" if sentence else "", kind)


def _fields(labels: Mapping[str, str]) -> list[Field]:
    from outreach.form import Field, Option

    fields = []
    for name, label in labels.items():
        if name in _LISTS:
            options = tuple(Option(key, text) for key, text in _LISTS[name].items())
            fields.append(Field(name, "checks", label, options=options))
        elif name == "confidentiality_ceiling":
            options = tuple(Option(str(key), text) for key, text in CONFIDENTIALITY_CEILINGS.items())
            fields.append(Field(name, "radio", label, options=options))
        elif name == "country":
            options = (Option("", "Not said"), *(Option(key, text) for key, text in COUNTRIES.items()))
            fields.append(Field(name, "select", label, options=options))
        elif name in _NUMBERS:
            fields.append(Field(name, "number", label, unit=_NUMBERS[name]))
        else:
            fields.append(Field(name, "text", label, limit=TEXT_LIMIT))
    return fields


def _values(practice: Practice, labels: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in labels:
        value = getattr(practice, name)
        if isinstance(value, tuple):
            values[name] = list(value)
        elif isinstance(value, str):
            values[name] = value
        else:
            values[name] = "" if value is None else f"{value:g}"
    return values
