"""The labelled posts of our own, and how right the reviewer is on them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from outreach.posts.author import Author, author_from
from outreach.posts.reviewing.review import IDENTIFIERS, marks_in

CORPUS = Path(__file__).with_name("corpus")
LABELS = ("MISSING_CRISIS", "MISSING_DISCLAIMER", "HARD_TO_READ", "PROMO_HEAVY")


class Span(NamedTuple):
    """A labelled stretch of a post; code points, the end exclusive."""

    start: int
    end: int
    category: str
    severity: str


@dataclass(frozen=True)
class Labelled:
    """A post, and what should be found in it."""

    name: str
    channel: str
    author: Author
    text: str
    spans: tuple[Span, ...]
    labels: frozenset[str]
    tests: tuple[str, bool] | None = None

    @property
    def is_clean(self) -> bool:
        return not self.spans and not self.labels

    def found(self) -> tuple[list[Span], frozenset[str]]:
        """Return what the reviewer finds."""
        marks, labels = marks_in(self.text, self.author, self.channel)
        return [Span(one.start, one.end, one.category, one.severity) for one in marks], frozenset(labels)


def _labelled(record: dict[str, Any]) -> Labelled:
    tests = record.get("tests")
    return Labelled(
        record["id"],
        record["channel"],
        author_from(record["author"]),
        record["text"],
        tuple(Span(*span) for span in record["spans"]),
        frozenset(record["labels"]),
        (tests[0], tests[1] == "yes") if tests else None,
    )


@cache
def labelled(name: str) -> tuple[Labelled, ...]:
    """Return the posts of one file of the corpus."""
    lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_labelled(json.loads(line)) for line in lines)


@dataclass
class Figures:
    """How right the reviewer was: of each category how many spans were meant, how many of them found, and so on."""

    meant: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    marked: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    clean_posts: int = 0
    false_alarms: int = 0
    told_apart: int = 0
    posts: int = 0

    def recall(self, category: str) -> float:
        return self.found.get(category, 0) / self.meant[category]

    def precision(self, category: str) -> float:
        return self.right.get(category, 0) / max(1, self.marked.get(category, 0))

    def f1(self, category: str) -> float:
        both = self.precision(category) + self.recall(category)
        return 2 * self.precision(category) * self.recall(category) / both if both else 0.0

    def mean_f1(self) -> float:
        """Return the mean of all span categories, each as heavy as the others."""
        categories = [category for category in self.meant if category.isupper() and category not in LABELS]
        return sum(map(self.f1, categories)) / len(categories)


def _touches(one: Span, others: list[Span] | tuple[Span, ...]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _more(counts: dict[str, int], name: str, by: int = 1) -> None:
    counts[name] = counts.get(name, 0) + by


def figures(posts: tuple[Labelled, ...]) -> Figures:
    """Review all posts and count; "identifiers" are all of them, whichever they are taken for."""
    counted = Figures(posts=len(posts))
    for post in posts:
        spans, labels = post.found()
        for name, of in [
            *((category, {category}) for category in {span.category for span in (*post.spans, *spans)}),
            ("identifiers", IDENTIFIERS),
        ]:
            meant = [span for span in post.spans if span.category in of]
            marked = [span for span in spans if span.category in of]
            _more(counted.meant, name, len(meant))
            _more(counted.found, name, sum(_touches(span, marked) for span in meant))
            _more(counted.marked, name, len(marked))
            _more(counted.right, name, sum(_touches(span, meant) for span in marked))
        grave = [span for span in post.spans if span.severity == "high" and span.category in IDENTIFIERS]
        identifiers = [span for span in spans if span.category in IDENTIFIERS]
        _more(counted.meant, "grave", len(grave))
        _more(counted.found, "grave", sum(_touches(one, identifiers) for one in grave))
        for label in post.labels | labels:
            _more(counted.meant, label, label in post.labels)
            _more(counted.marked, label, label in labels)
            _more(counted.found, label, label in post.labels & labels)
            _more(counted.right, label, label in post.labels & labels)
        if post.is_clean:
            counted.clean_posts += 1
            counted.false_alarms += len(spans)
        counted.told_apart += post.is_clean == (not spans and not labels)
    return counted
