"""What a first post is made of before it is written: reader, question, idea, story, a step for today, a next step, you.

Kept in ``my-work/first-post-outline.toml``, and the questions that people ask in ``my-work/questions-people-ask.md``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from outreach.errors import OutreachError
from outreach.posts.findings.suggesting import GENERAL
from outreach.workspace import WORK, whole

if TYPE_CHECKING:
    from outreach.workspace import Workspace

FILE_NAME = "first-post-outline.toml"
BANK = "questions-people-ask.md"
LONGEST = 3_000
MOST_QUESTIONS = 200
BANK_TITLE = "Questions people ask me every week"
_BANK_HEAD = (
    f"# {BANK_TITLE}\n\nOne on each line, in their words and with nothing of theirs. "
    "A star before the ones to answer next.\n\n"
)
_LINE = re.compile(r"(?:(?:[-+]|\d+[.)])\s+)?(?P<star>\*|★)?\s*(?P<words>\S.*)")

PARTS: dict[str, tuple[str, str]] = {
    "reader": (
        "The reader you picture",
        (
            "One person, in a place and at an hour: a daughter at the kitchen table, Sunday, ten at night. "
            "Nobody you treat."
        ),
    ),
    "question": (
        "The question they really ask",
        "In their words, not in ours. “Am I a bad daughter?” and not “caregiver burden”.",
    ),
    "idea": ("Your one idea", "What you would say if you had one breath. One sentence."),
    "story": (
        "A story, if you want one",
        (
            "Made of several people, or made up, and say so in the post. Or leave it out: a scene that every reader "
            "has lived is often enough."
        ),
    ),
    "today": ("What they can do today", "One thing, small enough for the tired. No more than three steps."),
    "next": (
        "One next step",
        "One thing you invite them to. It may be a thing that is not yours: a line to call, a book, a walk.",
    ),
    "you": ("Who you are", "One sentence: your name, your work, where. Readers trust a person."),
}
"""The parts with their label and a word of help, in the order in which a post says them."""


@dataclass(frozen=True)
class Outline:
    """The parts of a post, each in a few words."""

    reader: str = ""
    question: str = ""
    idea: str = ""
    story: str = ""
    today: str = ""
    next: str = ""
    you: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said yet."""
        return not any(asdict(self).values())


def outline_from(values: dict[str, Any]) -> Outline:
    """Check plain values and make an outline.

    Raises
    ------
    OutreachError
        For an unknown part, or one that is no text or too long.
    """
    known = {one.name for one in fields(Outline)}
    for name, value in values.items():
        if name not in known:
            raise OutreachError(
                f"The outline has no part called {str(name)[:40]!r}. Its parts are: {', '.join(PARTS)}."
            )
        if not isinstance(value, str):
            raise OutreachError(f"The part {name!r} of the outline is no text.")
        if len(value) > LONGEST:
            raise OutreachError(
                f"{PARTS[name][0]} has {len(value):,} characters; {LONGEST:,} is the most that an outline keeps. "
                "Write the rest in the draft."
            )
    return Outline(**{name: value.strip() for name, value in values.items()})


def load_outline(space: Workspace) -> Outline:
    """Return the outline that is kept; an empty one where there is none.

    Raises
    ------
    OutreachError
        If the file cannot be read.
    """
    text = space.read_text(FILE_NAME)
    if text is None:
        return Outline()
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        what = str(error)[:60]
        raise OutreachError(
            f"{FILE_NAME} could not be read ({what}). Mend that line, or move the file away."
        ) from error
    return outline_from(values)


def keep_part(space: Workspace, name: str, words: str) -> Outline:
    """Keep one part of the outline beside the others, and return all of it.

    Raises
    ------
    OutreachError
        If the part cannot be kept; the file is then as it was.
    """
    import tomli_w  # noqa: PLC0415 - only where an outline is written

    checked = outline_from({name: whole(words)})
    with space.lock(FILE_NAME):
        try:
            now = load_outline(space)
        except OutreachError:
            space.set_aside(FILE_NAME, "it could not be understood")
            now = Outline()
        made = replace(now, **{name: getattr(checked, name)})
        head = "# The parts of your first post. You may edit them here or in the form.\n\n"
        space.write_locked(FILE_NAME, head + tomli_w.dumps(asdict(made), multiline_strings=True))
    return made


def draft_of(outline: Outline) -> str:
    """Return a first draft that puts the parts in order, in the author's own words and with one notice added."""
    title = " ".join(outline.question.split()) or " ".join(outline.idea.split())
    body = [outline.reader, outline.story, outline.idea, outline.today, outline.next]
    parts = [f"# {title}" if title else "", *body]
    if any(body):
        parts.append(f"*{' '.join(outline.you.split())} {GENERAL}*" if outline.you else f"*{GENERAL}*")
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n" if any(parts) else ""


@dataclass(frozen=True)
class Asked:
    """A question that people ask; ``next`` is one to answer next."""

    words: str
    next: bool = False


def read_questions(space: Workspace) -> tuple[Asked, ...]:
    """Return the questions of the bank, those to answer next first.

    Raises
    ------
    OutreachError
        If the file cannot be read.
    """
    return questions_in(space.read_text(BANK) or "")


def questions_in(text: str) -> tuple[Asked, ...]:
    """Return the questions in a text, one on each line; headings and what stands before the list are passed over."""
    found = []
    for line in text.removeprefix(_BANK_HEAD).splitlines():
        match = None if line.lstrip().startswith("#") else _LINE.match(line.strip())
        if match:
            found.append(Asked(match["words"][:LONGEST], bool(match["star"])))
    unique = dict.fromkeys(found[:MOST_QUESTIONS])
    return tuple(sorted(unique, key=lambda one: not one.next))


def keep_questions(space: Workspace, text: str) -> tuple[Asked, ...]:
    """Keep the questions in a text as the bank, and return them.

    Raises
    ------
    OutreachError
        If there are far too many, or they cannot be kept.
    """
    found = questions_in(whole(text))
    lines = text.count("\n") + 1
    if lines > MOST_QUESTIONS * 2:
        raise OutreachError(f"These are {lines:,} lines; the bank keeps {MOST_QUESTIONS} questions. It was not saved.")
    space.write_text(BANK, _BANK_HEAD + "".join(f"- {'* ' if one.next else ''}{one.words}\n" for one in found))
    return found


def bank_words(found: tuple[Asked, ...]) -> str:
    """Return how many questions there are, as a sentence."""
    starred = sum(one.next for one in found)
    many = "1 question" if len(found) == 1 else f"{len(found)} questions"
    return f"{many} in {WORK}/{BANK}, {starred} of them to answer next." if found else "No question yet."
