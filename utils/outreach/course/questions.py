"""Questions as data, and nothing else.

How they are read stands in ``question_file``, how an answer is marked in
``marking``, how a question looks in ``ask``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n{2,}")
_TELLING_ID = re.compile(r"(?=.{10})[a-z0-9]+(?:-[a-z0-9]+)+")
"""An id that says what the answer is, and that nobody writes by chance."""

SHORTEST_SECRET = 30
"""Characters; a shorter sentence may stand in a lesson by chance."""


@dataclass(frozen=True)
class Option:
    """One thing to choose. ``feedback`` is for choosing it wrongly, or for leaving it out."""

    id: str
    text: str
    is_right: bool
    feedback: str


@dataclass(frozen=True)
class Item:
    """One thing to put in order, or one criterion to mark oneself by."""

    id: str
    text: str


@dataclass(frozen=True)
class WrongNumber:
    """A number that people arrive at for a reason."""

    answer: float
    tolerance: float
    feedback: str


@dataclass(frozen=True)
class WrongOrder:
    """An order that people arrive at for a reason."""

    answer: tuple[str, ...]
    feedback: str


@dataclass(frozen=True)
class WrongText:
    """A text that sets off a cue, or a file that sets off a named problem.

    ``also`` are the other files that stand beside that file; None where they are those of the question.
    """

    answer: str
    feedback: str
    problem: str = ""
    also: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Cue:
    """Something in a text that is worth a second look. It never says "correct"."""

    kind: str
    feedback: str
    words: int = 0
    pattern: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Common:
    id: str
    title: str
    prompt: str
    hints: tuple[str, str, str]
    explanation: str
    right: str
    line: int


@dataclass(frozen=True)
class Choice(_Common):
    """One of several options."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Choices(_Common):
    """All that apply, and no others."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Number(_Common):
    """A number in a unit, within a tolerance in the same unit."""

    answer: float
    unit: str
    tolerance: float
    wrong: tuple[WrongNumber, ...]
    otherwise: str


@dataclass(frozen=True)
class Order(_Common):
    """Items to put in order; ``items`` stand as they are shown at first."""

    items: tuple[Item, ...]
    answer: tuple[str, ...]
    wrong: tuple[WrongOrder, ...]
    otherwise: str


@dataclass(frozen=True)
class Text(_Common):
    """A text that its writer marks against criteria. ``keeps_in`` names a keeper that is given it too."""

    criteria: tuple[Item, ...]
    cues: tuple[Cue, ...]
    reference: str
    wrong: tuple[WrongText, ...]
    keeps_in: str = ""


@dataclass(frozen=True)
class Artefact(_Common):
    """A file that the learner made, looked at by a named check.

    ``also`` are other files of the learner that the check looks at, by their names, as they stand beside the reference.
    """

    check: str
    file: str
    reference: str
    wrong: tuple[WrongText, ...]
    also: Mapping[str, str] = field(default_factory=dict)


Question = Choice | Choices | Number | Order | Text | Artefact
KINDS: dict[str, type[Question]] = {
    "choice": Choice,
    "choices": Choices,
    "number": Number,
    "order": Order,
    "text": Text,
    "artefact": Artefact,
}


def kind_of(question: Question) -> str:
    """Return the name that ``questions.toml`` has for the kind of a question."""
    return next(name for name, cls in KINDS.items() if type(question) is cls)


def secrets(question: Question) -> tuple[str, ...]:
    """Return the texts that may stand in no notebook that a learner gets.

    Long texts come sentence by sentence, so that a part of one is found too.
    """
    match question:
        case Choice(options=options):
            told = [option.feedback for option in options]
            codes = [f'.answer("{option.id}")' for option in options if option.is_right]
            codes += [option.id for option in options if option.is_right and _TELLING_ID.fullmatch(option.id)]
        case Choices(options=options):
            told = [option.feedback for option in options]
            codes = [f'["{option.id}"' for option in options if option.is_right]
        case Number(wrong=wrong_numbers):
            told = [*(wrong.feedback for wrong in wrong_numbers), question.otherwise]
            codes = [f".answer({question.answer:g})", f"answer = {question.answer:g}"]
        case Order(wrong=wrong_orders):
            told = [*(wrong.feedback for wrong in wrong_orders), question.otherwise]
            codes = [", ".join(f'"{item}"' for item in question.answer), ", ".join(question.answer)]
        case Text(wrong=wrong_texts):
            told = [
                question.reference,
                *(cue.feedback for cue in question.cues),
                *(wrong.answer for wrong in wrong_texts),
            ]
            codes = []
        case Artefact(wrong=wrong_texts):
            told = [question.reference, *(wrong.feedback for wrong in wrong_texts)]
            codes = []
    texts = [question.explanation, question.right, *question.hints, *told]
    pieces = [piece.strip() for text in texts for piece in _SENTENCE.split(text)]
    return tuple(dict.fromkeys([*(piece for piece in pieces if len(piece) >= SHORTEST_SECRET), *codes]))
