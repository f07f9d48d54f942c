"""Reviews a draft: what in it may show who a client is, hurts readers, promises too much; and what the author is asked.

The best that a review ever says is that nothing was found and the author attests the rest. It never says safe.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from outreach.posts.author import Author
from outreach.posts.balance import Balance, balance
from outreach.posts.exporting.head import without_head
from outreach.posts.exporting.images import images_of
from outreach.posts.findings.consenting import agreed_in, paragraph_at, paragraphs_of
from outreach.posts.findings.crisis_numbers import crisis_numbers_in
from outreach.posts.findings.finding import DIRECT, IDENTIFIERS, Finding, Question, Story, Way
from outreach.posts.findings.rules import review_rules
from outreach.posts.findings.suggesting import edit_for
from outreach.posts.plain_language.readability import Readability, readability
from outreach.posts.reviewing.case import SEVERITIES, Case
from outreach.posts.reviewing.judging import LEADING_TO_SOMEBODY
from outreach.posts.reviewing.review import marked
from outreach.professional_codes import professional_codes

if TYPE_CHECKING:
    from outreach.posts.reviewing.case import Candidate, Severity

CHANNELS = ("blog", "linkedin", "community", "review_reply", "newsletter", "social")
"""Where a draft may be going, as the annotation guide names it."""

WHOLE: dict[str, Severity] = {
    "MISSING_CRISIS": "high",
    "MISSING_DISCLAIMER": "medium",
    "PROMO_HEAVY": "medium",
    "HARD_TO_READ": "low",
}
"""How grave each thing is that is said of a draft as a whole; our judgment."""

FEWEST_PARTS = 2
MANY_PARTS = 3
"""Facts of somebody in one paragraph that tell a story, and that tell it to whoever knows the one rare thing in it."""

NO_VERDICT_OF_SAFE = "Nothing found; you attest the rest."
NOTHING_YET = "Nothing is written yet."

WAYS = (
    Way(
        "composite",
        "Make it a composite",
        "Draw on several people, change what can be changed, and say in the post that no one person is meant.",
    ),
    Way(
        "consent",
        "Have consent on file",
        (
            "Ask in writing, show the very text, and keep the signed form; then say in the post that it is shared with "
            "permission."
        ),
    ),
    Way(
        "cut",
        "Cut what is underlined",
        "Keep what happened inside the person, and leave out what others could have seen.",
    ),
)


@dataclass(frozen=True)
class Review:
    """What was found in one draft for one author and channel."""

    draft: str = field(repr=False)
    author: Author = field(repr=False)
    channel: str
    findings: tuple[Finding, ...]
    stories: tuple[Story, ...]
    questions: tuple[Question, ...]
    readability: Readability = field(repr=False)
    balance: Balance = field(repr=False)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity, in their order."""
        return tuple(one for one in self.findings if one.severity == severity)

    @property
    def labels(self) -> tuple[str, ...]:
        """What is said of the draft as a whole, as the annotation guide names it."""
        return tuple(one.category for one in self.findings if one.is_of_the_whole)

    def verdict(self) -> str:
        """Return one sentence on the draft; the best is that nothing was found and the author attests the rest."""
        if not self.draft.strip():
            return NOTHING_YET
        counts = {severity: len(self.of(severity)) for severity in SEVERITIES}
        if counts["high"]:
            others = counts["medium"] + counts["low"]
            more = f" {_things(others)} beside {'it' if counts['high'] == 1 else 'them'}." if others else ""
            return f"{_things(counts['high'])} to put right before anybody sees this.{more}"
        if counts["medium"]:
            return f"{_things(counts['medium'])} to mend or to justify; you attest the rest."
        if counts["low"]:
            return f"{_things(counts['low'])} to keep in mind; you attest the rest."
        return NO_VERDICT_OF_SAFE


def review(draft: str, author: Author | None = None, channel: str = "blog") -> Review:
    """Review a draft.

    ``draft`` is plain text or Markdown, with or without a head between two lines of ``---``; of the head only what
    readers see is looked at. All places are those of ``draft``.
    """
    author = author or Author()
    text = without_head(draft)
    case = Case(text, author, channel)
    marks, labels = marked(case)
    marks += _reaching(text, case, marks)
    marks.sort(key=lambda one: (one.start, one.end))
    found = [
        *_whole(draft, labels, author, channel),
        *_marked(draft, text, marks, author, channel),
        *_crisis_lines(draft, text, author, channel),
    ]
    found.sort(key=lambda one: (not one.is_of_the_whole, one.start, one.end))
    return Review(
        draft=draft,
        author=author,
        channel=channel,
        findings=tuple(found),
        stories=tuple(_stories(text, found, author)),
        questions=tuple(_questions(text)),
        readability=readability(text),
        balance=balance(text, case.reading, marks),
    )


def _reaching(text: str, case: Case, marks: list[Candidate]) -> list[Candidate]:
    """Return numbers and addresses in a draft that says its people are invented: no such line makes a number so."""
    if not case.scenes.invented:
        return []
    signs = list(text)
    for number, scene in enumerate(case.scenes.each):
        if scene.declares_invented:
            start, end = case.reading.span(*case.bounds(number))
            signs[start:end] = " " * (end - start)
    return [
        one
        for one in marked(Case("".join(signs), case.author, case.channel))[0]
        if one.category in LEADING_TO_SOMEBODY
        and not any(one.start < other.end and other.start < one.end for other in marks)
    ]


def _marked(draft: str, text: str, marks: list[Candidate], author: Author, channel: str) -> list[Finding]:
    paragraphs = paragraphs_of(text)
    identifiers = [mark for mark in marks if mark.category in IDENTIFIERS]
    agreed = agreed_in(text, paragraphs) if identifiers else frozenset()
    crowd = Counter(paragraph_at(paragraphs, mark.start) for mark in identifiers)
    found = []
    for mark in marks:
        place = paragraph_at(paragraphs, mark.start)
        severity = _severity(mark, place, crowd)
        if mark.category in IDENTIFIERS and place in agreed:
            severity = "low"
        found.append(_finding(draft, mark.category, mark.start, mark.end, severity, author, channel))
    return found


def _severity(mark: Candidate, place: int, crowd: Counter[int]) -> Severity:
    """Return how grave a mark is; an age is a reminder alone, and to be mended beside another identifier.

    Something that people could recognize is not to be published beside two other facts of the same paragraph: together
    they point to one person. ``place`` is the paragraph of the mark, ``crowd`` counts the identifiers of each. For an
    age, the paragraphs before and after count as beside.
    """
    if mark.category == "UNIQUE_DETAIL" and crowd[place] >= MANY_PARTS:
        return "high"
    if mark.category != "AGE" or mark.severity == "high":
        return mark.severity
    return "medium" if crowd[place - 1] + crowd[place] + crowd[place + 1] > 1 else "low"


def _finding(
    draft: str, category: str, start: int, end: int, severity: Severity, author: Author, channel: str
) -> Finding:
    rule = review_rules().rules[category]
    words = draft[start:end]
    codes = _codes_of(author.licence)
    return Finding(
        start=start,
        end=end,
        category=category,
        severity=severity,
        message=f"{rule.name}. {rule.why}",
        suggestion=rule.suggestion,
        rule=rule,
        clauses=rule.applying(codes, author.country),
        words=words,
        edit=edit_for(category, draft, start, end, author.country, channel),
    )


@lru_cache(maxsize=64)
def _codes_of(licence: str) -> frozenset[str]:
    """Return the keys of the codes that a license declares; one author writes many drafts."""
    return frozenset(code.key for code in professional_codes().declared(licence))


def _whole(draft: str, labels: list[str], author: Author, channel: str) -> list[Finding]:
    return [_finding(draft, label, 0, 0, WHOLE[label], author, channel) for label in labels]


def _crisis_lines(draft: str, text: str, author: Author, channel: str) -> list[Finding]:
    found = []
    for number in crisis_numbers_in(text, author.country, own=author.numbers):
        if number.severity is not None:
            finding = _finding(draft, "CRISIS_LINE", number.start, number.end, number.severity, author, channel)
            found.append(replace(finding, message=number.message, suggestion=number.suggestion))
    return found


def _stories(text: str, found: list[Finding], author: Author) -> list[Story]:
    """Return the paragraphs in which several facts of somebody stand together."""
    rule = review_rules().rules["STORY"]
    codes = _codes_of(author.licence)
    identifiers = [one for one in found if one.category in IDENTIFIERS]
    paragraphs = paragraphs_of(text)
    agreed = agreed_in(text, paragraphs) if identifiers else frozenset()
    stories = []
    numbered = [(paragraph_at(paragraphs, one.start), one) for one in identifiers]
    for number, members in groupby(numbered, key=lambda pair: pair[0]):
        parts = tuple(one for _, one in members)
        if number < 0 or len(parts) < FEWEST_PARTS or all(one.category in DIRECT for one in parts):
            continue
        start, end = paragraphs[number]
        severity = min((one.severity for one in parts), key=SEVERITIES.index)
        stories.append(
            Story(
                start=start,
                end=end,
                severity=severity,
                parts=parts,
                message=_story_message(parts, rule.why),
                ways=WAYS,
                rule=rule,
                clauses=rule.applying(codes, author.country),
                consent=number in agreed,
            )
        )
    return stories


def _story_message(parts: tuple[Finding, ...], why: str) -> str:
    kinds = list(dict.fromkeys(one.rule.name.lower() for one in parts))
    return f"{len(parts)} facts about one story stand together here ({'; '.join(kinds)}). {why}"


def _questions(text: str) -> list[Question]:
    """Return what the author is asked to attest."""
    asked = [
        Question(
            "recognized",
            (
                "I know of nothing left in this text by which a client, or somebody close to one, could be recognized, "
                "by itself or together with what people here know."
            ),
            (
                "No program can know what people know. HIPAA asks the same of an author: no actual knowledge that what "
                "is left could identify somebody (45 CFR 164.514(b)(2)(ii); SEEN)."
            ),
        ),
        Question(
            "stories",
            (
                "Whoever is told of here is invented or made of several people, or has agreed in writing and I have "
                "the form; I could show which."
            ),
            "A name is rarely what gives somebody away; the story is (Ahmed and others, 2020; SEEN).",
        ),
        Question(
            "true",
            "What I say about my training, my work and what helps is true, and I could show where I have it from.",
            "Professional codes ask for it in every public statement (APA 5.01; SEEN; the others KNOWN).",
        ),
    ]
    if "![" in text and images_of(text):
        asked.append(
            Question(
                "pictures",
                "No picture shows a client or anything of theirs, and I may use each of them.",
                "A full face is an identifier (HIPAA (Q); SEEN), and no program here looks at pictures.",
            )
        )
    return asked


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count} things"
