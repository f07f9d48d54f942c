"""The audit as a form and as pages. What is filled in is kept at once in ``accounts.toml``."""

from __future__ import annotations

import contextlib
import html
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from outreach.channels.accounts.account import (
    DECISIONS,
    Audit,
    brought_back,
    edited,
    with_new,
    without,
)
from outreach.channels.accounts.example import ACCOUNTS_OF
from outreach.channels.accounts.fields import buttons_of, fields_of, values_of
from outreach.channels.accounts.file import CHECKLIST, FILE_NAME, change_audit, load_audit
from outreach.channels.accounts.state import checklist, judged, rule_words, whole_in_words
from outreach.channels.accounts.steps import ADVICE, CHECKLIST_TITLES
from outreach.channels.examples import example as example_of
from outreach.errors import OutreachError
from outreach.view import Saved, View
from outreach.wording import escaped, html_table
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.form import Form
    from outreach.workspace import Workspace

_PROMPT = (
    "<p>List every account that is open in your name or your practice's name. Look at each one before you answer. "
    "A conversation is somebody who answered somebody; a like is none. Write nothing about a client here.</p>"
)
_KEPT_HERE = f"<p>This stays on your computer, in <code>{WORK}/{FILE_NAME}</code>.</p>"
_NOT_KEPT = "This is an example. What you change here is not kept, and your own list stays as it is."


def audit_accounts(example: str | None = None) -> AccountsView:
    """Show the accounts that are open: which are alive, and what to do about each.

    Parameters
    ----------
    example
        The name of an example, ``"juniper-street"``. Left out, it is your own list.

    Raises
    ------
    OutreachError
        For an example that does not exist.
    """
    if example is None:
        return AccountsView(workspace())
    known = None
    with contextlib.suppress(OutreachError):
        known = example_of(example) if isinstance(example, str) else None
    if known is None or known.id not in ACCOUNTS_OF:
        raise OutreachError(
            f"There is no example list of accounts called {str(example)[:60]!r}. Use {', '.join(ACCOUNTS_OF)!r}."
        )
    return AccountsView(workspace(), f"The accounts of {known.title}", ACCOUNTS_OF[known.id])


class AccountsView(View):
    """The accounts of one workspace, or of an example, as a form with what follows from it."""

    def __init__(self, space: Workspace, title: str = "The accounts that are open", shown: Audit | None = None) -> None:
        """Make the view; ``shown`` is an example's audit, which is never saved."""
        self.space = space
        self.title = title
        self.is_example = shown is not None
        self._form: Form | None = None
        self._is_drawing = False
        self._trouble = ""
        self.audit = self._read() if shown is None else shown

    def summary(self) -> str:
        """Return every account with its state, its reason, and the decision, as text."""
        lines = [self.title, self._whole()]
        for one in judged(self.audit):
            decision = one.account.decision or "not decided"
            said = f"{one.reason} Known personally: {one.known_words}. Decision: {decision}."
            lines.append(f"  {one.title}: {one.state}. {said}")
        return "\n".join(filter(None, [*lines, rule_words(self.audit)]))

    def page(self) -> str:
        """Return the table of accounts and the checklists as HTML."""
        prompt = "" if self.is_example else _PROMPT + _KEPT_HERE
        # The class keeps a dollar sign in the name of an account from being set as a formula.
        return (
            f'<div class="tex2jax_ignore"><p><strong>{html.escape(self.title)}</strong></p>{prompt}'
            f"{self._result_html()}{self._checklists_html()}</div>"
        )

    def widget(self) -> Form:
        """Return the live form; the same at every call."""
        if self._form is not None:
            return self._form
        from outreach.form import Form

        form = Form(
            title=self.title,
            prompt_html="" if self.is_example else _PROMPT + _KEPT_HERE,
            fields=fields_of(self.audit),
            values=values_of(self.audit),
            keeps=not self.is_example and not self.space.is_temporary,
        )
        self._form = form
        form.on_change(self._edit)
        form.on_click(self._press)
        self._refresh()
        notices = [*self.space.take_notices(), *([self._trouble] if self._trouble else [])]
        if notices:
            self._say(" ".join(notices), "trouble")
        elif self.is_example:
            self._say(_NOT_KEPT)
        return form

    def save(self) -> Saved:
        """Keep what is shown, with its checklist. One's own list is kept as it is typed and needs no saving.

        Raises
        ------
        OutreachError
            If this is an example's list and the workspace is a learner's own.
        """
        if self.is_example and not self.space.is_temporary:
            msg = "This list is an example. It was not saved, so that yours stays. Use audit_accounts() for your own."
            raise OutreachError(msg)
        shown = self.audit if self.is_example else None
        self.audit, note = change_audit(self.space, lambda now: shown or now, shown=self.audit)
        where = " of a temporary folder" if self.space.is_temporary else ""
        return Saved(f"Saved as {WORK}/{FILE_NAME}{where}, with the checklist in {WORK}/{CHECKLIST}. {note}".rstrip())

    def _read(self) -> Audit:
        try:
            return load_audit(self.space)
        except OutreachError as error:
            # Edited by hand and not readable now: say so, keep the file, and begin with an empty list.
            self._trouble = str(error)
            return Audit()

    def _edit(self, name: str, value: Any) -> None:
        if self._form is None or self._is_drawing or all(field["name"] != name for field in self._form.fields):
            return
        account_id, _, part = name.partition("-")
        if part == "never_posted":
            value = value == ["yes"]

        def change(audit: Audit) -> Audit:
            if name == "nowhere":
                return replace(audit, no_account=value == ["yes"])
            return edited(audit, int(account_id), part, value)

        try:
            self._apply(change, "", typed=int(account_id) if part in {"people", "known"} else None)
        except OutreachError as error:
            self._say(str(error), "trouble")
            raise

    def _press(self, button: str) -> None:
        act, _, account_id = button.partition("-")
        changes: dict[str, tuple[Callable[[Audit], Audit], str]] = {
            "add": (with_new, "Account {count} is added at the end of the list, still empty."),
            "back": (brought_back, "It is back, as account {count} at the end of the list."),
            "take": (
                lambda audit: without(audit, int(account_id)),
                "It is taken away. Accounts left in the list: {count}. “Bring it back” brings it back as it was.",
            ),
        }
        try:
            self._apply(*changes[act])
        except OutreachError as error:
            self._say(str(error), "trouble")

    def _apply(self, change: Callable[[Audit], Audit], done: str, typed: int | None = None) -> None:
        """Make a change, keep it unless this is an example, and show what follows.

        ``typed`` is the account of which a number of people was typed: numbers that cannot
        both be right are told at once.
        """
        note = ""
        if self.is_example:
            self.audit = change(self.audit)
        else:
            self.audit, note = change_audit(self.space, change, shown=self.audit)
        self._refresh()
        notices = " ".join([*self.space.take_notices(), *([note] if note else [])])
        kept = "" if self.space.is_temporary else f"Kept in {WORK}/{FILE_NAME}; the checklist is in {WORK}/{CHECKLIST}."
        done = done.format(count=len(self.audit.accounts))
        slip = self._slip_of(typed)
        said = notices or (_NOT_KEPT if self.is_example else kept)
        kind = "trouble" if notices else "not-yet" if slip else "plain"
        self._say(" ".join(filter(None, [slip, "" if notices else done, said])), kind)

    def _slip_of(self, account_id: int | None) -> str:
        noted = (one for one in judged(self.audit) if one.account.id == account_id and one.note)
        return next((f"{one.title}: {one.note}" for one in noted), "")

    def _refresh(self) -> None:
        """Show fields, buttons and result as the audit is now. What somebody is typing is left alone."""
        form = self._form
        if form is None:
            return
        from outreach.form import Section

        fields = fields_of(self.audit)
        rows = {field.name for field in fields}
        if form.fields != [asdict(field) for field in fields]:
            there = {field["name"] for field in form.fields}
            new = {name: value for name, value in values_of(self.audit).items() if name in rows - there}
            self._is_drawing = True
            try:
                with form.hold_sync():
                    if new:
                        form.values = {**form.values, **new}
                    form.show_fields(fields)
            finally:
                self._is_drawing = False
        form.show_buttons(buttons_of(self.audit))
        sections = [Section("result", "Which of them are alive", self._result_html())]
        if self.is_example:
            # An example is there to be read: what comes out stands above the many fields, and only there.
            form.prompt_html = self._result_html()
            sections = []
        if self.audit.accounts:
            sections.append(Section("steps", "What to do about each", self._checklists_html()))
        form.show_sections(sections)

    def _whole(self) -> str:
        return whole_in_words(self.audit, "They" if self.is_example else "You")

    def _result_html(self) -> str:
        whole = f"<p><strong>{html.escape(self._whole())}</strong></p>"
        if not self.audit.accounts:
            return whole
        rows = [
            (
                escaped(one.title),
                one.state,
                html.escape(one.reason),
                one.known_words,
                html.escape(DECISIONS[one.account.decision]),
            )
            for one in judged(self.audit)
        ]
        heads = ("Account", "State", "Why", "Known personally", "Decision")
        table = html_table("The accounts and how alive they are", heads, rows)
        return f"{whole}{table}<p>{html.escape(rule_words(self.audit))}</p>"

    def _checklists_html(self) -> str:
        parts = []
        for one in judged(self.audit):
            steps = "".join(f"<li>{html.escape(step)}</li>" for step in checklist(one.account))
            what = CHECKLIST_TITLES.get(one.account.decision)
            said = (
                f"{what}:" if what else "Not decided yet. Choose to keep, park or close it, and the steps stand here."
            )
            parts.append(f"<p><strong>{escaped(one.title)}.</strong> {said}</p>{f'<ol>{steps}</ol>' if steps else ''}")
        return f"{''.join(parts)}<p>{html.escape(ADVICE)}</p>" if parts else ""

    def _say(self, sentence: str, kind: str = "plain") -> None:
        if self._form is not None:
            self._form.say(f"<p>{html.escape(sentence)}</p>" if sentence else "", kind)
