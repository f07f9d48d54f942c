"""The contract of every question, both ways: what must pass passes, what must not does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.checks import find_keeper
from outreach.course.ask import QuestionView
from outreach.course.marking import Outcome, mark
from outreach.course.question_file import HINTS
from outreach.course.questions import Artefact, Choice, Choices, Number, Order, Question, Text, secrets
from outreach.errors import OutreachError
from outreach.workspace import temporary_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def broken_contracts(question: Question, home: Path | None = None) -> list[str]:
    """Return a sentence for each way in which a question breaks its contract.

    The reference answer passes with the question's own words; untouched is *not
    attempted*; every listed wrong answer is refused with its own message; three
    hints exist; what is shown before an answer holds none of the question's secrets;
    a keeper that is named exists and takes the reference answer.
    """
    del home  # a question stands for itself; the caller names its file
    return [f"{question.id}: {broken}" for broken in _broken(question)]


def _broken(question: Question) -> Iterator[str]:
    if len({hint.strip() for hint in question.hints}) != HINTS:
        yield "three different hints were expected"
    yield from _broken_untouched(question)
    if isinstance(question, Artefact):
        yield from _broken_artefact(question)
    else:
        yield from _broken_marking(question)
    if isinstance(question, Text) and question.keeps_in:
        yield from _broken_keeping(question)


def _broken_untouched(question: Question) -> Iterator[str]:
    space = temporary_workspace()
    for nothing in _untouched(question):
        verdict = mark(question, nothing, space)
        if verdict.outcome is not Outcome.NOT_ATTEMPTED:
            yield f"untouched ({nothing!r}) is {verdict.outcome}; not attempted was expected"
    view = QuestionView(question, space)
    if view.summary().splitlines()[-1] != Outcome.NOT_ATTEMPTED:
        yield "an untouched question does not show that it is not attempted"
    for secret in secrets(question):
        if secret in view.summary() or secret in view.page():
            yield f"what is shown before an answer gives away {secret[:40]!r}"


def _broken_marking(question: Question) -> Iterator[str]:
    space = temporary_workspace()
    verdict = mark(question, reference_of(question), space)
    if (verdict.outcome, verdict.message) != (Outcome.CORRECT, question.right):
        yield f"the reference answer is {verdict.outcome}: {verdict.message}"
    for value, feedback in wrong_answers(question):
        verdict = mark(question, value, space)
        if verdict.outcome is not Outcome.NOT_YET:
            yield f"the wrong answer {value!r} is {verdict.outcome}"
        elif feedback not in verdict.message:
            yield f"the wrong answer {value!r} gets the message of another: {verdict.message}"


def _broken_artefact(question: Artefact) -> Iterator[str]:
    for content, problem, feedback, also in [
        (question.reference, "", question.right, question.also),
        *((wrong.answer, wrong.problem, wrong.feedback, wrong.also) for wrong in question.wrong),
    ]:
        space = temporary_workspace()
        for name, text in {question.file: content, **(question.also if also is None else also)}.items():
            space.write_text(name, text)
        verdict = mark(question, None, space)
        expected = Outcome.NOT_YET if problem else Outcome.CORRECT
        if verdict.outcome is not expected:
            yield f"a file with {problem or 'no problem'} is {verdict.outcome}: {verdict.message}"
        elif "{" not in feedback and verdict.message != feedback:
            yield f"a file with {problem} gets the message of another: {verdict.message}"


def _broken_keeping(question: Text) -> Iterator[str]:
    try:
        kept = find_keeper(question.keeps_in).keep(temporary_workspace(), question.reference)
    except OutreachError as error:
        yield f"its text cannot be kept: {error}"
        return
    if kept.held is None or kept.note:
        yield f"the keeper {question.keeps_in} does not take the reference answer: {kept.note}"


def reference_of(question: Question) -> Any:
    """Return the answer that must pass; for an artefact there is none to give from code."""
    match question:
        case Choice():
            return next(option.id for option in question.options if option.is_right)
        case Choices():
            return [option.id for option in question.options if option.is_right]
        case Number():
            return question.answer
        case Order():
            return list(question.answer)
        case Text():
            return {"text": question.reference, "met": [criterion.id for criterion in question.criteria]}
        case Artefact():
            return None


def wrong_answers(question: Question) -> Iterator[tuple[Any, str]]:
    """Yield each listed wrong answer with the message it must get."""
    match question:
        case Choice():
            yield from ((option.id, option.feedback) for option in question.options if not option.is_right)
        case Choices():
            right = [option.id for option in question.options if option.is_right]
            for option in question.options:
                if not option.is_right:
                    yield [*right, option.id], option.feedback
                elif len(right) > 1:
                    yield [one for one in right if one != option.id], option.feedback
        case Number():
            yield from ((wrong.answer, wrong.feedback) for wrong in question.wrong)
        case Order():
            yield from ((list(wrong.answer), wrong.feedback) for wrong in question.wrong)
        case Text():
            met = [criterion.id for criterion in question.criteria]
            yield from (({"text": wrong.answer, "met": met}, wrong.feedback) for wrong in question.wrong)
        case Artefact():
            return


def _untouched(question: Question) -> list[Any]:
    match question:
        case Choice() | Number():
            return [None, ""]
        case Choices():
            return [None, []]
        case Order():
            return [None, [item.id for item in question.items]]
        case Text():
            return [None, "", {"text": "  ", "met": [], "stand_by": False}]
        case Artefact():
            return [None]
