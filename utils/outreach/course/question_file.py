"""Reads ``questions.toml`` and lets only whole questions through, with file and line for the others."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from outreach.course.outline import read_outline
from outreach.course.questions import (
    KINDS,
    Artefact,
    Choice,
    Choices,
    Cue,
    Item,
    Number,
    Option,
    Order,
    Question,
    Text,
    WrongNumber,
    WrongOrder,
    WrongText,
)
from outreach.errors import OutreachError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

QUESTION_ID = re.compile(r"[a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*")
PART_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HINTS = 3
FEWEST_WRONG = 2
FEWEST_PARTS = 2
_COMMON = {"id", "kind", "title", "prompt", "hints", "explanation", "right"}
_BY_KIND: dict[str, set[str]] = {
    "choice": {"option"},
    "choices": {"option"},
    "number": {"answer", "unit", "tolerance", "wrong", "otherwise"},
    "order": {"item", "answer", "wrong", "otherwise"},
    "text": {"criterion", "cue", "reference", "wrong"},
    "artefact": {"check", "file", "reference", "wrong"},
}
_OPTIONAL: dict[str, set[str]] = {"text": {"keeps_in"}, "artefact": {"also"}}
_CUES = {"min-words": "words", "max-words": "words", "mentions": "pattern", "avoids": "pattern"}


@cache
def all_questions(home: Path) -> dict[str, Question]:
    """Read the questions of every module, in the order of the course.

    Raises
    ------
    SourceError
        If one is not whole, or an id is used twice.
    """
    found: dict[str, Question] = {}
    for module in read_outline(home).modules:
        path = home / "course" / module.id / "questions.toml"
        if not path.exists():
            continue
        for question in read_questions(path, shown_as=path.relative_to(home).as_posix()):
            if question.id in found:
                raise SourceError(path.relative_to(home).as_posix(), question.line, f"{question.id} is used twice")
            found[question.id] = question
    return found


def questions_of(home: Path, module: str) -> tuple[Question, ...]:
    """Return the questions of one module, by its id."""
    path = home / "course" / module / "questions.toml"
    return read_questions(path) if path.exists() else ()


def read_questions(path: Path, *, shown_as: str | None = None) -> tuple[Question, ...]:
    """Read one ``questions.toml``.

    Raises
    ------
    SourceError
        With file and line, for an unknown key, a missing part, a question
        without wrong answers that have messages, or text that is not UTF-8.
    """
    shown = shown_as or path.name
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except FileNotFoundError as error:
        raise SourceError(shown, None, "is missing") from error
    except UnicodeDecodeError as error:
        raise SourceError(shown, None, f"is not UTF-8 text (at byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise SourceError(shown, None, f"is not TOML: {error}") from error
    unknown = sorted(set(content) - {"question"})
    if unknown:
        raise SourceError(shown, _line_of(text, unknown[0]), f"the key {unknown[0]!r} is not known here")
    made = []
    for values in content.get("question", []):
        line = _line_of(text, f'"{values.get("id", "")}"')
        try:
            made.append(replace(_question(values), line=line))
        except OutreachError as error:
            raise SourceError(shown, line, f"{values.get('id', 'a question without id')}: {error}") from error
    return tuple(made)


def _line_of(text: str, sought: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if sought in line:
            return number
    return 1


def _question(values: dict[str, Any]) -> Question:
    kind = values.get("kind")
    if kind not in KINDS:
        msg = f"the kind {kind!r} is not known; the kinds are: {', '.join(KINDS)}"
        raise OutreachError(msg)
    _keys("the question", values, _COMMON | _BY_KIND[kind], _OPTIONAL.get(kind))
    if not QUESTION_ID.fullmatch(values["id"]):
        msg = "an id is an area, a dot and words, such as channels.home-base"
        raise OutreachError(msg)
    hints = tuple(values["hints"])
    if len(hints) != HINTS or len(set(hints)) != HINTS or not all(isinstance(h, str) and h.strip() for h in hints):
        msg = f"{HINTS} different hints were expected (nudge, hint, scaffold)"
        raise OutreachError(msg)
    common: dict[str, Any] = {
        "id": values["id"],
        "hints": hints,
        "line": 0,
        **{name: _words(values, name) for name in ("title", "prompt", "explanation", "right")},
    }
    match kind:
        case "choice":
            return Choice(**common, options=_options(kind, values["option"]))
        case "choices":
            return Choices(**common, options=_options(kind, values["option"]))
        case "number":
            return _number(common, values)
        case "order":
            return _order(common, values)
        case "text":
            return _text(common, values)
        case _:
            return _artefact(common, values)


def _options(kind: str, values: list[dict[str, Any]]) -> tuple[Option, ...]:
    options = []
    for value in values:
        _keys("an option", value, {"id", "text"}, {"answer", "feedback"})
        is_right = value.get("answer", False)
        if not isinstance(is_right, bool):
            msg = f"option {value['id']}: answer is true or false"
            raise OutreachError(msg)
        needs_feedback = kind == "choices" or not is_right
        feedback = _words(value, "feedback") if needs_feedback else value.get("feedback", "")
        options.append(Option(value["id"], _words(value, "text"), is_right, feedback))
    _distinct("options", [option.id for option in options])
    right = [option for option in options if option.is_right]
    wrong = [option for option in options if not option.is_right]
    if kind == "choice" and len(right) != 1:
        msg = f"one option with answer = true was expected, {len(right)} found"
        raise OutreachError(msg)
    if not right:
        msg = "no option has answer = true"
        raise OutreachError(msg)
    _enough_wrong(len(wrong), {option.feedback for option in wrong})
    return tuple(options)


def _number(common: dict[str, Any], values: dict[str, Any]) -> Number:
    tolerance = _real(values, "tolerance")
    answer = _real(values, "answer")
    wrong = []
    for value in values["wrong"]:
        _keys("a wrong answer", value, {"answer", "feedback"}, {"tolerance"})
        near = _real(value, "tolerance") if "tolerance" in value else tolerance
        wrong.append(WrongNumber(_real(value, "answer"), near, _words(value, "feedback")))
    for one in wrong:
        if abs(one.answer - answer) <= tolerance + one.tolerance:
            msg = f"the wrong answer {one.answer:g} cannot be told from the right one"
            raise OutreachError(msg)
    _enough_wrong(len(wrong), {one.feedback for one in wrong})
    return Number(
        **common,
        answer=answer,
        unit=_words(values, "unit"),
        tolerance=tolerance,
        wrong=tuple(wrong),
        otherwise=_words(values, "otherwise"),
    )


def _order(common: dict[str, Any], values: dict[str, Any]) -> Order:
    items = _items("an item", values["item"])
    ids = [item.id for item in items]
    answer = tuple(values["answer"])
    wrong = []
    for value in values["wrong"]:
        _keys("a wrong answer", value, {"answer", "feedback"})
        wrong.append(WrongOrder(tuple(value["answer"]), _words(value, "feedback")))
    for order in (answer, *(one.answer for one in wrong)):
        if sorted(order) != sorted(ids):
            msg = f"the order {', '.join(order)} does not hold each item once"
            raise OutreachError(msg)
    if answer == tuple(ids):
        msg = "the items are shown in the right order already"
        raise OutreachError(msg)
    if answer in {one.answer for one in wrong}:
        msg = "the right order is listed as wrong"
        raise OutreachError(msg)
    _enough_wrong(len(wrong), {one.feedback for one in wrong})
    return Order(**common, items=items, answer=answer, wrong=tuple(wrong), otherwise=_words(values, "otherwise"))


def _text(common: dict[str, Any], values: dict[str, Any]) -> Text:
    cues = tuple(_cue(value) for value in values["cue"])
    wrong = tuple(_wrong_text(value, set()) for value in values["wrong"])
    spoken = {cue.feedback for cue in cues}
    for one in wrong:
        if one.feedback not in spoken:
            msg = f"the message of the wrong answer {one.answer[:30]!r} is no cue's message"
            raise OutreachError(msg)
    _enough_wrong(len(wrong), {one.feedback for one in wrong})
    return Text(
        **common,
        criteria=_items("a criterion", values["criterion"]),
        cues=cues,
        reference=_words(values, "reference"),
        wrong=wrong,
        keeps_in=_keeper_name(values),
    )


def _keeper_name(values: dict[str, Any]) -> str:
    if "keeps_in" not in values:
        return ""
    name = _words(values, "keeps_in")
    if not QUESTION_ID.fullmatch(name):
        msg = f"keeps_in is {name!r}; the name of a keeper was expected, such as practice.purpose"
        raise OutreachError(msg)
    return name


def _artefact(common: dict[str, Any], values: dict[str, Any]) -> Artefact:
    wrong = tuple(_wrong_text(value, {"problem"}, {"also"}) for value in values["wrong"])
    _distinct("problems", [one.problem for one in wrong])
    _enough_wrong(len(wrong), {one.feedback for one in wrong})
    return Artefact(
        **common,
        check=_words(values, "check"),
        file=_words(values, "file"),
        reference=_words(values, "reference"),
        wrong=wrong,
        also=_files(values, "also") if "also" in values else {},
    )


def _wrong_text(value: dict[str, Any], needed: set[str], allowed: set[str] | None = None) -> WrongText:
    _keys("a wrong answer", value, {"answer", "feedback"} | needed, allowed)
    also = _files(value, "also") if "also" in value else None
    return WrongText(_words(value, "answer"), _words(value, "feedback"), value.get("problem", ""), also)


def _files(values: dict[str, Any], name: str) -> dict[str, str]:
    files = values[name]
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        msg = f"{name!r} is no table of file names and their texts"
        raise OutreachError(msg)
    return dict(files)


def _cue(value: dict[str, Any]) -> Cue:
    kind = value.get("kind")
    if kind not in _CUES:
        msg = f"the cue {kind!r} is not known; the cues are: {', '.join(_CUES)}"
        raise OutreachError(msg)
    _keys("a cue", value, {"kind", "feedback", _CUES[kind]})
    feedback = _words(value, "feedback")
    if re.search(r"\bcorrect\b", feedback, re.IGNORECASE):
        msg = "a cue never says 'correct'"
        raise OutreachError(msg)
    return Cue(kind, feedback, words=int(value.get("words", 0)), pattern=tuple(value.get("pattern", ())))


def _items(what: str, values: list[dict[str, Any]]) -> tuple[Item, ...]:
    for value in values:
        _keys(what, value, {"id", "text"})
    items = tuple(Item(value["id"], _words(value, "text")) for value in values)
    _distinct(what, [item.id for item in items])
    return items


def _distinct(what: str, ids: list[str]) -> None:
    if len(ids) < FEWEST_PARTS or len(set(ids)) != len(ids) or not all(PART_ID.fullmatch(one) for one in ids):
        msg = f"{what}: at least {FEWEST_PARTS} different ids of small letters were expected, found: {', '.join(ids)}"
        raise OutreachError(msg)


def _enough_wrong(count: int, messages: set[str]) -> None:
    if count < FEWEST_WRONG or len(messages) < count:
        msg = f"at least {FEWEST_WRONG} wrong answers, each with its own message, were expected"
        raise OutreachError(msg)


def _keys(what: str, values: dict[str, Any], needed: set[str], allowed: set[str] | None = None) -> None:
    unknown = sorted(set(values) - needed - (allowed or set()))
    missing = sorted(needed - set(values))
    if unknown:
        msg = f"{what} has a key {unknown[0]!r}, which is not known"
        raise OutreachError(msg)
    if missing:
        msg = f"{what} has no {missing[0]!r}"
        raise OutreachError(msg)


def _words(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value.strip():
        msg = f"{name!r} is empty or is not text"
        raise OutreachError(msg)
    return value.strip()


def _real(values: dict[str, Any], name: str) -> float:
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        msg = f"{name!r} is not a number"
        raise OutreachError(msg)
    return float(value)
