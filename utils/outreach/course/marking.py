"""How an answer is marked: pure functions from a question and a value to a verdict."""

from __future__ import annotations

import html
import math
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from outreach import checks
from outreach.course.prose import as_html, as_text, plain
from outreach.course.questions import Artefact, Choice, Choices, Cue, Number, Option, Order, Question, Text
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from outreach.workspace import Workspace


class Outcome(StrEnum):
    """What can be said of an answer."""

    NOT_ATTEMPTED = "not attempted"
    CORRECT = "correct"
    NOT_YET = "not yet"
    CANNOT_BE_CHECKED = "cannot be checked"


@dataclass(frozen=True, repr=False)
class Verdict:
    """An outcome and the sentence that goes with it (Markdown)."""

    question_id: str
    outcome: Outcome
    message: str = ""
    is_self_marked: bool = False

    @property
    def words(self) -> str:
        """The outcome as a person is told it."""
        if self.outcome is Outcome.CORRECT and self.is_self_marked:
            return "complete by your own marking"
        return str(self.outcome)

    def __repr__(self) -> str:
        said = f"{self.question_id}: {self.words}"
        return f"{said}. {as_text(self.message)}" if self.message else said

    def _repr_html_(self) -> str:
        # The class keeps a dollar sign that somebody typed from being set as a formula.
        outcome = html.escape(self.words.capitalize())
        return f"<div class='tex2jax_ignore'><p><strong>{outcome}.</strong></p>{as_html(self.message)}</div>"


def mark(question: Question, value: Any, space: Workspace) -> Verdict:
    """Mark an answer.

    Parameters
    ----------
    question
        Any question of the course.
    value
        For a choice an option's id; for choices a list of ids; for a number a
        number or what was typed; for an order a list of ids; for a text a dict
        with ``text``, ``met`` (ids of the criteria that the writer ticked) and
        ``stand_by`` (true once the writer has read the remarks), or just the
        text; for an artefact nothing.
    space
        The workspace in which an artefact is looked for.
    """
    try:
        match question:
            case Choice():
                return _choice(question, value)
            case Choices():
                return _choices(question, value)
            case Number():
                return _number(question, value)
            case Order():
                return _order(question, value)
            case Text():
                return _text(question, value)
            case Artefact():
                return _artefact(question, space)
    except OutreachError as error:
        return Verdict(question.id, Outcome.CANNOT_BE_CHECKED, plain(str(error)[:LONGEST_REASON]))


def _untouched(question: Question) -> Verdict:
    return Verdict(question.id, Outcome.NOT_ATTEMPTED)


def _right(question: Question) -> Verdict:
    return Verdict(question.id, Outcome.CORRECT, question.right)


def _not_yet(question: Question, *messages: str) -> Verdict:
    return Verdict(question.id, Outcome.NOT_YET, "\n\n".join(messages))


def _choice(question: Choice, value: Any) -> Verdict:
    if value is None or value == "":
        return _untouched(question)
    for option in question.options:
        if option.id == value:
            return _right(question) if option.is_right else _not_yet(question, option.feedback)
    msg = f"There is no option {seen(value)}. The options are: {', '.join(option.id for option in question.options)}."
    raise OutreachError(msg)


MOST_FEEDBACK = 2
"""How many feedbacks are shown at once; more than two are not read."""


def _choices(question: Choices, value: Any) -> Verdict:
    if not value:
        return _untouched(question)
    chosen = _ids(value, [option.id for option in question.options])
    wrong = [_about(option) for option in question.options if option.id in chosen and not option.is_right]
    missing = [option.feedback for option in question.options if option.id not in chosen and option.is_right]
    if wrong:
        return _not_yet(question, *wrong[:MOST_FEEDBACK])
    return _not_yet(question, missing[0]) if missing else _right(question)


def _about(option: Option) -> str:
    """Return what there is to say of a wrong choice, with the choice named: there may be two of them."""
    return f"“{option.text.strip().rstrip('.')}”: {option.feedback.strip()}"


def _ids(value: Any, known: list[str]) -> list[str]:
    if isinstance(value, str) or not isinstance(value, list | tuple | set):
        msg = f"A list of ids was expected, such as {known[:2]!r}; this is {seen(value)}."
        raise OutreachError(msg)
    for one in value:
        if not isinstance(one, str) or one not in known:
            msg = f"There is no {seen(one)} here. The ids are: {', '.join(known)}."
            raise OutreachError(msg)
    return list(value)


_TYPED = re.compile(r"(-?\d[\d,.]*|-?\.\d+)\s?([^\d]*)")
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}")


LONGEST_REASON = 300
"""Characters; a reason repeats what was typed, and that may be anything."""

LONGEST_NUMBER = 60
"""Characters; a number with its unit is never longer."""


MOST_SEEN = 40
"""Characters of a wrong value that a sentence repeats."""


def seen(value: Any) -> str:
    """Return a wrong value as a sentence repeats it; a number of thousands of digits cannot even be printed."""
    if isinstance(value, str):
        return repr(value[:MOST_SEEN])
    try:
        return repr(value)[:MOST_SEEN]
    except (ValueError, RecursionError):
        return "something too long to show"


def read_number(value: Any) -> float | None:
    """Read a number as people type it: ``4.5``, ``4,5``, ``1,000``, ``4.5 hours``; None if blank.

    Raises
    ------
    OutreachError
        If it is something else than one finite number.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    number = math.nan
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value) if abs(value) < sys.float_info.max else math.nan
    elif isinstance(value, str) and len(value) <= LONGEST_NUMBER and (typed := _TYPED.fullmatch(value.strip())):
        digits = typed[1]
        if _THOUSANDS.fullmatch(digits):
            digits = digits.replace(",", "")
        elif _DECIMAL_COMMA.fullmatch(digits):
            digits = digits.replace(",", ".")
        try:
            number = float(digits)
        except ValueError:
            number = math.nan
    if not math.isfinite(number):
        msg = f"{seen(value)} could not be read as one number. Write it in digits, such as 4.5."
        raise OutreachError(msg)
    return number


def _number(question: Number, value: Any) -> Verdict:
    number = read_number(value)
    if number is None:
        return _untouched(question)
    if abs(number - question.answer) <= question.tolerance + 1e-9:
        return _right(question)
    near = [one for one in question.wrong if abs(number - one.answer) <= one.tolerance + 1e-9]
    if near:
        return _not_yet(question, min(near, key=lambda one: abs(number - one.answer)).feedback)
    return _not_yet(question, question.otherwise)


def _order(question: Order, value: Any) -> Verdict:
    shown = [item.id for item in question.items]
    if not value:
        return _untouched(question)
    order = _ids(value, shown)
    if order == shown:
        return _untouched(question)
    if sorted(order) != sorted(shown):
        msg = "Each item was expected once."
        raise OutreachError(msg)
    if tuple(order) == question.answer:
        return _right(question)
    for one in question.wrong:
        if one.answer == tuple(order):
            return _not_yet(question, one.feedback)
    placed = sum(1 for here, there in zip(order, question.answer, strict=True) if here == there)
    return _not_yet(question, question.otherwise, f"{placed} of {len(order)} stand in their place.")


LONGEST_TEXT = 20_000


def _text(question: Text, value: Any) -> Verdict:
    if value is not None and not isinstance(value, str | dict):
        msg = f"A text was expected; this is {seen(value)}."
        raise OutreachError(msg)
    given = {"text": value} if isinstance(value, str) else (value or {})
    text = str(given.get("text") or "").strip()
    if not text:
        return _untouched(question)
    if len(text) > LONGEST_TEXT:
        msg = f"This text has {len(text):,} characters; at most {LONGEST_TEXT:,} were expected. Check a shorter one."
        raise OutreachError(msg)
    met = _ids(given.get("met") or [], [criterion.id for criterion in question.criteria])
    # Whoever stands by a text stands by that text, and not by the next one.
    stands_by = given.get("stand_by") and given.get("stood_by", given.get("text")) == given.get("text")
    remarks = [] if stands_by else cues_in(text, question.cues)
    missing = [criterion.text for criterion in question.criteria if criterion.id not in met]
    if remarks:
        return Verdict(question.id, Outcome.NOT_YET, "\n\n".join(remarks), is_self_marked=True)
    if missing:
        asked = f"Read your text once more beside this point: {missing[0]} Tick it when you find that it is so."
        return Verdict(question.id, Outcome.NOT_YET, asked, is_self_marked=True)
    return Verdict(question.id, Outcome.CORRECT, question.right, is_self_marked=True)


def cues_in(text: str, cues: tuple[Cue, ...]) -> list[str]:
    """Return the remarks of the cues that a text sets off, in their order."""
    words = len(re.findall(r"\w+(?:['\u2019-]\w+)*", text))

    def said(patterns: tuple[str, ...]) -> bool:
        return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text, re.IGNORECASE) for one in patterns)

    remarks = []
    for cue in cues:
        match cue.kind:
            case "min-words":
                fires = words < cue.words
            case "max-words":
                fires = words > cue.words
            case "mentions":
                fires = not said(cue.pattern)
            case _:
                fires = said(cue.pattern)
        if fires:
            remarks.append(cue.feedback)
    return remarks


def _artefact(question: Artefact, space: Workspace) -> Verdict:
    match checks.find_check(question.check)(space):
        case checks.Fine():
            return _right(question)
        case checks.NotMade():
            return _untouched(question)
        case checks.Unreadable(reason=reason):
            return Verdict(question.id, Outcome.CANNOT_BE_CHECKED, plain(reason))
        case checks.Problem(name=name, details=details):
            for one in question.wrong:
                if one.problem == name:
                    safe = {key: plain(word) for key, word in details.items()}
                    return _not_yet(question, one.feedback.format_map(safe))
            msg = f"The check {question.check} found {name!r}, for which the course has no words."
            raise LookupError(msg)
