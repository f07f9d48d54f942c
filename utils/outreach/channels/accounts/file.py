"""``accounts.toml``, which keeps what was said of each account, and ``accounts.md``, the checklist to work through."""

from __future__ import annotations

import hashlib
import re
import tomllib
from typing import TYPE_CHECKING, Any

from outreach.channels.accounts.account import MOST_ACCOUNTS, Audit, as_values, numbered
from outreach.channels.accounts.state import checklist, judged, rule_words, whole_in_words
from outreach.channels.accounts.steps import ADVICE, CHECKLIST_TITLES
from outreach.errors import OutreachError
from outreach.wording import markdown
from outreach.workspace import WORK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.channels.accounts.state import Judged
    from outreach.workspace import Workspace

FILE_NAME = "accounts.toml"
CHECKLIST = "accounts.md"
EARLIER = "accounts.earlier-{number}.md"
_KEYS = {"account", "taken_away", "no_account_anywhere"}
_TICKED = re.compile(r"\s*[-*] \[[xX]\] (.*)")
_TICK = re.compile(r"^(\s*[-*] )\[[xX]\]", re.MULTILINE)
_SEAL = re.compile(r"\n\n<!-- as the course wrote it: ([0-9a-f]{16}) -->\s*\Z")
_MOST_SHOWN = 60
_HIGHEST_ID = 1_000_000


def read_audit(text: str) -> Audit:
    """Read the text of an ``accounts.toml``.

    Raises
    ------
    OutreachError
        If the text is not TOML or holds something that an audit cannot take.
    """
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        what = str(error)[:_MOST_SHOWN]
        msg = f"{FILE_NAME} could not be read as a settings file ({what}). Fill in the form again, or mend that line."
        raise OutreachError(msg) from error
    unknown = sorted(set(content) - _KEYS)
    if unknown:
        raise OutreachError(
            f"{FILE_NAME} has a key {unknown[0][:_MOST_SHOWN]!r}; known are: {', '.join(sorted(_KEYS))}."
        )
    nowhere = content.get("no_account_anywhere", False)
    if not isinstance(nowhere, bool):
        raise OutreachError(f"In {FILE_NAME}, no_account_anywhere is true or false.")
    taken: set[int] = set()
    accounts = numbered(_rows(content, "account"), taken)
    return Audit(accounts, numbered(_rows(content, "taken_away"), taken), no_account=nowhere)


def write_audit(audit: Audit) -> str:
    """Return the text of an ``accounts.toml`` that a person can read and edit."""
    import tomli_w

    content: dict[str, Any] = {"no_account_anywhere": True} if audit.no_account else {}
    content["account"] = [as_values(account) for account in audit.accounts]
    if audit.taken_away:
        content["taken_away"] = [as_values(account) for account in audit.taken_away]
    head = "# The accounts that you have open. It stays in this folder. You may edit it here or in the form.\n\n"
    return head + tomli_w.dumps(content, multiline_strings=False)


def load_audit(space: Workspace) -> Audit:
    """Return the audit that is kept in a workspace; an empty one where none is.

    Raises
    ------
    OutreachError
        If the file is there and cannot be read.
    """
    text = space.read_text(FILE_NAME)
    return Audit() if text is None else read_audit(text)


def change_audit(space: Workspace, change: Callable[[Audit], Audit], *, shown: Audit) -> tuple[Audit, str]:
    """Change what the file holds now, keep it, and bring the checklist up to date.

    Another window or an editor may have changed the file since it was shown, so
    the change is made to what stands there. A damaged file is set aside, and the
    change is made to what was last ``shown``.

    Returns
    -------
    tuple
        The audit after the change, and a sentence where the checklist could not
        be written or was kept under another name.

    Raises
    ------
    OutreachError
        If the change cannot be made or kept. The file is then as it was.
    """
    with space.lock(FILE_NAME):
        try:
            before = load_audit(space)
        except OutreachError:
            before = shown
            after = change(before)  # a change that cannot be made sets nothing aside
            space.set_aside(FILE_NAME, "it could not be understood")
        else:
            after = change(before)
        space.write_locked(FILE_NAME, write_audit(after))
        return after, _keep_checklist(space, after)


def write_checklist(audit: Audit, ticked: frozenset[tuple[str, str]] = frozenset()) -> str:
    """Return the audit and its checklists as Markdown; ``ticked`` holds headings with steps that are done."""
    parts = ["# The accounts that are open", whole_in_words(audit)]
    if audit.accounts:
        parts += [
            rule_words(audit),
            f"The steps below: {ADVICE[0].lower()}{ADVICE[1:]} Put an x between the brackets when one is done.",
        ]
    parts += [block for one in judged(audit) for block in _account(one, ticked)]
    body = "\n\n".join(parts)
    return f"{body}\n\n<!-- as the course wrote it: {_digest(body)} -->\n"


def is_as_written(text: str) -> bool:
    """Tell whether a checklist is as the course wrote it, but for ticks. It carries the proof itself.

    So neither a newer course nor a computer that was switched off between two
    files makes a list look as if its reader had changed it.
    """
    sealed = _SEAL.search(text)
    return sealed is not None and _digest(text[: sealed.start()]) == sealed[1]


def ticked_in(text: str) -> frozenset[tuple[str, str]]:
    """Return the steps that somebody ticked in a checklist, each with its heading."""
    heading, ticked = "", set()
    for line in text.splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ").strip()
        elif done := _TICKED.fullmatch(line):
            ticked.add((heading, done[1].strip()))
    return frozenset(ticked)


def _account(one: Judged, ticked: frozenset[tuple[str, str]]) -> Iterator[str]:
    heading = markdown(one.title)
    yield f"## {heading}"
    decision = one.account.decision or "not yet"
    yield f"- State: {one.state}. {one.reason}\n- Known personally: {one.known_words}\n- Decision: {decision}"
    steps = checklist(one.account)
    if steps:
        yield f"{CHECKLIST_TITLES[one.account.decision]}:"
        yield "\n".join(f"- [{'x' if (heading, step) in ticked else ' '}] {step}" for step in steps)


def _keep_checklist(space: Workspace, audit: Audit) -> str:
    """Write the checklist. Ticks stay; a list that was changed in another way is first kept under another name."""
    try:
        there = space.read_text(CHECKLIST) or ""
        text = write_checklist(audit, ticked_in(there))
        earlier = _keep_earlier(space, there) if there.strip() and not is_as_written(there) else ""
        if text != there:
            space.write_text(CHECKLIST, text)
    except OutreachError as error:
        return f"Your answers are kept. {error}"
    return f"The checklist that you had changed by hand is kept as {WORK}/{earlier}." if earlier else ""


def _digest(body: str) -> str:
    return hashlib.sha256(_TICK.sub(r"\1[ ]", body).encode("utf-8", "replace")).hexdigest()[:16]


def _keep_earlier(space: Workspace, text: str) -> str:
    number = 1
    while space.path(EARLIER.format(number=number)).exists():
        number += 1
    name = EARLIER.format(number=number)
    space.write_text(name, text)
    return name


def _rows(content: dict[str, Any], key: str) -> list[tuple[int | None, dict[str, Any]]]:
    rows = content.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise OutreachError(f"In {FILE_NAME}, each account stands under a line [[{key}]].")
    if len(rows) > MOST_ACCOUNTS:
        raise OutreachError(
            f"{FILE_NAME} holds {len(rows)} entries [[{key}]]; {MOST_ACCOUNTS} is the most it can keep."
        )
    return [(_id(row.get("id")), {name: value for name, value in row.items() if name != "id"}) for row in rows]


def _id(value: Any) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 < value <= _HIGHEST_ID else None
