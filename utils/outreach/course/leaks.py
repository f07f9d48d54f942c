"""A search through every notebook that learners get for what they must not find there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.course.conventions import WORKED_EXAMPLE, questions_asked
from outreach.course.folding import code_of, opened, readings, words_of
from outreach.course.notebooks import heading_above, joined, read_json
from outreach.course.plan import entries_of
from outreach.course.question_file import all_questions
from outreach.course.questions import Choice, Choices, Number, Order, Question, Text, secrets
from outreach.course.tags import FOR_LEARNERS, editions
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.course.plan import Plan
    from outreach.course.source import Cell, Source

LEARNER_TREES = ("lessons", "exercises")
SHORTEST_SENTENCE = 24
"""Letters; a shorter sentence of a solution may stand in a lesson by chance."""

SHORTEST_CODE = 8
SHORTEST_PROSE = 12
_CODE_STARTS = (".answer(", '["', '"', "answer = ")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")
_ANSWERS = re.compile(r"\.\s*answer\s*\(")
"""Small letters only: "Think first. Answer (in a word) ..." is prose."""
_TELLING_KEYS = {
    *(
        "answer",
        "answers",
        "solution",
        "solutions",
        "correct",
        "secret",
        "secrets",
        "reference",
        "feedback",
        "explanation",
    ),
    *("hint", "hints", "grade", "grading", "grader", "nbgrader", "otter", "points", "facilitator"),
}
_KEY_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\d_]|[.,]\d)")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_NUMBERED = re.compile(r"^\s*(?:#+\s*)?\d+[.)]\s", re.MULTILINE)


@dataclass(frozen=True)
class Secret:
    """A text that learners must not find, and what it is part of."""

    text: str
    part_of: str
    is_code: bool

    @property
    def folded(self) -> str:
        """The text as it is searched for."""
        return code_of(self.text) if self.is_code else words_of(self.text)


@dataclass(frozen=True)
class Leak:
    """Something found in a notebook that learners get."""

    notebook: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.notebook}, {self.where}: {self.what}"


@dataclass(frozen=True)
class Secrets:
    """All that is searched for, gathered once for the whole course."""

    texts: tuple[Secret, ...]
    numbers: tuple[Number, ...]


def leaks_of_course(home: Path, plan: Plan, *, module: str | None = None) -> list[Leak]:
    """Search every notebook that learners get, as it stands in the trees.

    Notebooks that no module makes are searched too, those that JupyterLab keeps
    as checkpoints among them. One that cannot be read is a leak: nobody can say
    what it holds.
    """
    sought = secrets_of_course(home, plan)
    elsewhere = {home / one.path for one in plan.notebooks if module is not None and Path(one.path).stem != module}
    found = []
    for tree in LEARNER_TREES:
        for path in entries_of(home / tree):
            if path in elsewhere or path.suffix.lower() != ".ipynb":
                continue
            shown = path.relative_to(home).as_posix()
            try:
                found += find_leaks(shown, read_json(path, shown), sought)
            except OutreachError as error:
                found.append(Leak(shown, "as a whole", f"cannot be searched: {error}"))
    return found


def secrets_of_course(home: Path, plan: Plan) -> Secrets:
    """Gather what learners must not find: solutions, notes to the facilitator, and the secrets of every question."""
    questions = all_questions(home)
    shown = [words_of(text) for question in questions.values() for text in _shown(question)]
    code = {
        line
        for source in plan.sources
        for cell in source.cells
        if _is_for_learners(source, cell)
        for line in _lines_of_code(cell)
    }
    texts = [secret for source in plan.sources for secret in _secrets_of_source(source, shown, code)]
    texts += [secret for question in questions.values() for secret in _secrets_of_question(question)]
    numbers = tuple(question for question in questions.values() if isinstance(question, Number))
    return Secrets(tuple(dict.fromkeys(texts)), numbers)


def _is_for_learners(source: Source, cell: Cell) -> bool:
    return bool(editions(source.role, cell.tags) & FOR_LEARNERS)


def _shown(question: Question) -> Iterator[str]:
    """Yield what a question shows before it is answered."""
    yield from (question.title, question.prompt)
    match question:
        case Choice() | Choices():
            yield from (option.text for option in question.options)
        case Order():
            yield from (item.text for item in question.items)
        case Text():
            yield from (criterion.text for criterion in question.criteria)
        case _:
            pass


def _lines_of_code(cell: Cell) -> list[str]:
    return [code_of(line) for line in cell.text.split("\n") if line.strip()] if cell.kind == "code" else []


def _secrets_of_source(source: Source, shown: list[str], code_of_learners: set[str]) -> Iterator[Secret]:
    for cell in source.cells:
        if _is_for_learners(source, cell):
            continue
        kind = "note to the facilitator" if "facilitator" in cell.tags else "solution"
        part_of = f"the {kind} at {source.file}:{cell.line}"
        for piece in [cell.text, *_pieces(cell)]:
            secret = Secret(piece, part_of, is_code=cell.kind == "code")
            folded = secret.folded
            if cell.kind == "code":
                if len(folded) >= SHORTEST_CODE and folded not in code_of_learners | _HARMLESS:
                    yield secret
            elif len(folded) >= SHORTEST_SENTENCE and not any(folded in text for text in shown):
                yield secret


def _pieces(cell: Cell) -> list[str]:
    return cell.text.split("\n") if cell.kind == "code" else _SENTENCE.split(cell.text)


_HARMLESS = {code_of(line) for line in (WORKED_EXAMPLE, *WORKED_EXAMPLE.split("\n"))}


def _secrets_of_question(question: Question) -> Iterator[Secret]:
    for text in secrets(question):
        is_code = " " not in text or text.startswith(_CODE_STARTS) or len(words_of(text)) < SHORTEST_PROSE
        yield Secret(text, f"the question {question.id}", is_code=is_code)


@dataclass(frozen=True)
class _Place:
    """One text of a notebook file, and where it stands."""

    where: str
    text: str


def find_leaks(notebook: str, content: dict[str, Any], sought: Secrets) -> list[Leak]:
    """Search one notebook, the whole of its JSON.

    Parameters
    ----------
    notebook
        Its path below the course home. Numbers are searched for in exercises alone.
    """
    places = [*_places(content), *_across(content)]
    found = [
        Leak(notebook, place.where, f"has a key {key!r}, which may carry an answer")
        for place, key in _telling_keys(content)
    ]
    answering = [place.where for place in places if any(_ANSWERS.search(reading) for reading in readings(place.text))]
    found += [Leak(notebook, where, "answers a question in code") for where in answering]
    everything = {is_code: _haystack(places, is_code=is_code) for is_code in (True, False)}
    for secret in sought.texts:
        if secret.folded in everything[secret.is_code]:
            where = next(iter(_search(places, secret.folded, is_code=secret.is_code)), "across its cells")
            found.append(
                Leak(notebook, where, f"holds a part of {secret.part_of} (it begins with “{secret.text.strip()[:16]}”)")
            )
    if notebook.startswith("exercises/"):
        found += _numbers(notebook, content, sought.numbers)
    return list(dict.fromkeys(found))


def _haystack(places: list[_Place], *, is_code: bool) -> str:
    fold = code_of if is_code else words_of
    return "\0".join(fold(reading) for place in places for reading in readings(place.text))


def _search(places: list[_Place], folded: str, *, is_code: bool) -> Iterator[str]:
    fold = code_of if is_code else words_of
    for place in places:
        if any(folded in fold(reading) for reading in readings(place.text)):
            yield place.where


def _places(content: dict[str, Any]) -> Iterator[_Place]:
    """Yield every key and every text of a notebook, lists of lines joined."""
    pairs = [(str(cell["cell_type"]), joined(cell["source"])) for cell in content["cells"]]
    for key, value in content.items():
        if key != "cells":
            yield from (_Place(f"in its {key}", text) for text in _texts(value))
    for number, cell in enumerate(content["cells"]):
        heading = heading_above(pairs, number)
        for key, value in cell.items():
            yield from (_Place(f"under “{heading}”, in a cell's {key}", text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for key, inner in value.items():
                yield str(key)
                yield from _texts(inner)
        case list():
            if all(isinstance(inner, str) for inner in value):
                yield "".join(value)
            else:
                for inner in value:
                    yield from _texts(inner)
        case None | bool():
            return
        case _:
            yield str(value)


def _across(content: dict[str, Any]) -> Iterator[_Place]:
    """Yield what stands in several cells or outputs as one text, so that a secret cut in two is found."""
    yield _Place("across its cells", "".join(joined(cell["source"]) for cell in content["cells"]))
    outputs = [output for cell in content["cells"] for output in cell.get("outputs") or [] if isinstance(output, dict)]
    yield _Place("across its outputs", "".join(joined(output.get("text", "")) for output in outputs))
    datas = [output["data"] for output in outputs if isinstance(output.get("data"), dict)]
    for mime in sorted({mime for data in datas for mime in data}):
        yield _Place("across its outputs", "".join(joined(data.get(mime, "")) for data in datas))


def _telling_keys(value: Any, where: str = "in its metadata") -> Iterator[tuple[_Place, str]]:
    match value:
        case dict():
            for key, inner in value.items():
                if _TELLING_KEYS & {word.lower() for word in _KEY_WORD.findall(str(key))}:
                    yield _Place(where, ""), str(key)
                yield from _telling_keys(inner, "in a cell" if key == "cells" else where)
        case list():
            for inner in value:
                yield from _telling_keys(inner, where)


def _numbers(notebook: str, content: dict[str, Any], numbers: tuple[Number, ...]) -> Iterator[Leak]:
    """Yield the answers to an exercise's own number questions that stand in its text as numbers."""
    cells = [(str(cell["cell_type"]), joined(cell["source"])) for cell in content["cells"]]
    asked = {question for kind, text in cells if kind == "code" for question, _ in questions_asked(text)}
    for number in numbers:
        if number.id not in asked or number.answer in _numbers_in(number.prompt):
            continue
        for place, (_, text) in enumerate(cells):
            if number.answer in _numbers_in(text):
                where = f"under “{heading_above(cells, place)}”"
                yield Leak(
                    notebook,
                    where,
                    f"holds the number that answers {number.id}. Write another number there, or write it in words.",
                )


def _numbers_in(text: str) -> set[float]:
    plain = _NUMBERED.sub(" ", opened(text))
    found = [one.rstrip(",") for one in _NUMBER.findall(plain)]
    with_comma = {float(one.replace(",", ".")) for one in found if _DECIMAL_COMMA.fullmatch(one)}
    return with_comma | {float(one.replace(",", "")) for one in found}
