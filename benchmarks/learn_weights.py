"""Work out the weights of the reviewer from labeled posts.

    python benchmarks/learn_weights.py POSTS.jsonl [POSTS.jsonl ...]

Each candidate that the reviewer finds in a labeled post is an example: it is right where it overlaps a labeled span
of its category. For each category a table of weights is fitted by logistic regression with a penalty on large weights.
Categories of one kind share a part of each weight, so that what is learned of names also helps with places.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "utils"))

from outreach.posts.author import author_from
from outreach.posts.reviewing.case import Candidate, Case
from outreach.posts.reviewing.evidence import TIED, scene_signs, signs_of
from outreach.posts.reviewing.review import candidates_in
from outreach.posts.reviewing.weighing import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

GROUPS = {
    "tied": (
        *("NAME", "PHONE", "EMAIL", "ONLINE_ID", "ID_NUMBER", "ADDRESS", "PLACE", "DATE", "SESSION_TIME", "AGE"),
        *("AFFILIATION", "UNIQUE_DETAIL"),
    ),
    "status": ("CLIENT_STATUS",),
    "stigma": ("STIGMA",),
    "wording": ("SUICIDE_WORDING",),
    "detail": ("SUICIDE_DETAIL",),
    "testimonial": ("TESTIMONIAL",),
    "guarantee": ("GUARANTEE",),
    "hype": ("PROMO_HYPE",),
    "advice": ("ADVICE",),
}
"""Categories of one kind; those that stand together share a part of each weight."""

PRIORS: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("first_weights.toml").read_text("utf-8"))
TIED_PRIOR = PRIORS["SHARED"]
"""What was believed before any post was counted; the posts move the weights away from here where they must."""

SHARED, OWN = 1.0, 0.5
"""How much of a sign goes to the weight that categories share, and to that of the category itself."""

FEWEST = 3
"""Examples that a sign needs to have a weight of its own."""

SMALLEST = 0.02
"""Weights nearer to zero than this are left out."""

START, GATE, DRAFT_GATE = "", "gate", "gate of the draft"
"""What is no sign: where a category starts, and how likely its sentence and the draft give somebody away."""

GATE_PRIORS = {GATE: 0.6, DRAFT_GATE: 0.1}
ALWAYS_THERE = {START, *GATE_PRIORS}
FREE_START, FREE_KIND = 0.3, 0.4
"""The share of the penalty on what is always there, and on what is seen of a candidate by itself."""

MOST_ODDS = 4.0
FOLDS = 5
LIMIT = 0.5
LIMITS = {
    **dict.fromkeys(("SUICIDE_WORDING", "SUICIDE_DETAIL"), 0.45),
    "ADVICE": 0.48,
    **dict.fromkeys(("TESTIMONIAL", "PROMO_HYPE"), 0.55),
    "GUARANTEE": 0.6,
}
"""The chance from which a candidate is kept."""

SURNAMES = """
    Lopez Miller Okafor Nguyen Haddad Smith Kowalski Johnson Garcia Chen Patel Murphy Andersson Williams
    Rossi Kim Brown Abdi Novak Jones Tanaka Fernandez Walsh Singh Davis Dubois Ivanova Cohen Mensah
    Taylor Castillo Schmidt Wilson Begum Moreau Clark Osei Larsen Reyes Baker Petrov Hughes Rahman Moore
    Silva Lewis Demir Hall Farah Young Costa King Ali Wright Popescu Scott Haas Green Mbeki Adams
""".split()
"""Names that any of many people have."""

Column = tuple[str | None, str]
"""A category and a sign; no category for the weight that several share."""

Tables = dict[str, dict[str, float]]


class Post(NamedTuple):
    """A labeled post: as the reviewer reads it, its record, and the candidates in it."""

    case: Case
    row: dict[str, Any]
    candidates: list[Candidate]

    def is_labeled(self, start: int, end: int, categories: Iterable[str]) -> bool:
        """Tell whether a stretch of the text as read overlaps a labeled span of some categories."""
        start, end = self.case.reading.span(start, end)
        return any(start < span[1] and span[0] < end and span[2] in categories for span in self.row["spans"])


class Scene(NamedTuple):
    """A sentence that holds candidates: its post and its place there, its signs, and whether it gives somebody away."""

    post: int
    sentence: int
    signs: list[str]
    is_right: bool


class Example(NamedTuple):
    """A candidate with its signs, how likely its sentence and its draft give somebody away, and whether it is right."""

    category: str
    signs: list[str]
    gate: float
    of_draft: float
    is_right: bool


@dataclass(frozen=True)
class Plan:
    """Which weights there are for some categories that are fitted together, and what is believed of each beforehand."""

    columns: dict[Column, int]
    shares: bool

    @property
    def own(self) -> float:
        """How much of a sign goes to the weight of the category itself."""
        return OWN if self.shares else 1.0

    def share(self, column: Column) -> float:
        """Return how much of a sign goes to one weight."""
        category, sign = column
        if category is None:
            return SHARED
        return 1.0 if sign in ALWAYS_THERE else self.own

    def prior(self, column: Column) -> float:
        """Return what is believed of a weight beforehand."""
        category, sign = column
        if category is None:
            return TIED_PRIOR.get(sign, 0.0)
        if sign in GATE_PRIORS:
            return GATE_PRIORS[sign]
        return PRIORS[category].get(sign, 0.0) / self.share(column)

    def matrix(self, examples: Sequence[Example]) -> csr_matrix:
        """Return how much each example has of what each weight is for."""
        rows, places, values = [], [], []
        for number, example in enumerate(examples):
            for sign, value in self._said(example):
                for column in ((None, sign), (example.category, sign)):
                    if column in self.columns:
                        rows.append(number)
                        places.append(self.columns[column])
                        values.append(value * self.share(column))
        return csr_matrix((values, (rows, places)), shape=(len(examples), len(self.columns)))

    def tables(self, best: NDArray[np.float64]) -> Iterator[tuple[str, dict[str, float]]]:
        """Go through the categories, each with the weights of its signs as the reviewer needs them."""
        for category in dict.fromkeys(category for category, _ in self.columns if category is not None):
            table = {}
            for sign in sorted({sign for key, sign in self.columns if key in (None, category)}):
                total = 0.0
                for column in ((None, sign), (category, sign)):
                    if column in self.columns:
                        total += best[self.columns[column]] * self.share(column)
                if abs(total) >= SMALLEST or sign == START:
                    table[sign] = round(float(total), 3)
            yield category, table

    def _said(self, example: Example) -> Iterator[tuple[str, float]]:
        for sign in dict.fromkeys(example.signs):
            yield sign, 1.0
        yield START, 1.0
        if self.shares:
            yield GATE, example.gate
            yield DRAFT_GATE, example.of_draft


def read(paths: Iterable[str]) -> list[Post]:
    """Read labeled posts, each that names somebody by one name also with a surname, and find the candidates in each."""
    posts = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                again = with_surname(row)
                posts += [_post(row)] if again is None else [_post(row), _post(again, is_copy=True)]
    return posts


def _post(row: dict[str, Any], *, is_copy: bool = False) -> Post:
    """Return a post; of a copy, in which nothing but a name is new, only what tells who somebody is."""
    case = Case(row["text"], author_from(row["author"]), row["channel"])
    found = [one for one in candidates_in(case) if one.category in TIED or not is_copy]
    return Post(case, row, found)


def with_surname(row: dict[str, Any]) -> dict[str, Any] | None:
    """Return a post in which somebody who is named by one name has two; None where nobody is.

    Whoever writes posts for others to learn from gives clients first names. Whoever writes in haste writes all of it.
    """
    text = row["text"]
    for start, end, category, severity in row["spans"]:
        if category == "NAME" and severity == "high" and text[start:end].isalpha() and text[start:end].istitle():
            surname = f" {SURNAMES[sum(text.encode()) % len(SURNAMES)]}"
            spans = [
                [place + len(surname) * (place > start), stop + len(surname) * (stop >= end), kind, grave]
                for place, stop, kind, grave in row["spans"]
            ]
            return {**row, "text": text[:end] + surname + text[end:], "spans": spans}
    return None


def scenes_in(posts: Iterable[Post]) -> list[Scene]:
    """Return each sentence that holds candidates for an identifier; it is right where a labeled one stands in it."""
    found = []
    for at, post in enumerate(posts):
        by_sentence = defaultdict(list)
        for one in post.candidates:
            if one.category in TIED:
                by_sentence[post.case.sentence_at(one.start)].append(one)
        for number, held in by_sentence.items():
            is_right = post.is_labeled(*post.case.bounds(number), TIED)
            found.append(Scene(at, number, scene_signs(post.case, number, held), is_right))
    return found


def planned(examples: Iterable[Example], categories: tuple[str, ...]) -> Plan:
    """Choose the weights: a sign has one where enough examples show it, or where something is believed of it."""
    shares = len(categories) > 1
    counts: Counter[Column] = Counter()
    for example in examples:
        for sign in set(example.signs):
            counts.update([(None, sign), (example.category, sign)])
    columns: list[Column] = []
    for category in (None, *categories) if shares else categories:
        signs = {sign for (one, sign), count in counts.items() if one == category and count >= FEWEST}
        if category is None:
            signs |= set(TIED_PRIOR)
        else:
            signs |= {*PRIORS[category], START, *(GATE_PRIORS if shares else ())}
        columns += [(category, sign) for sign in sorted(signs)]
    return Plan({column: place for place, column in enumerate(columns)}, shares)


def freedom(sign: str) -> float:
    """Return the share of the penalty on the weight of a sign."""
    if sign in ALWAYS_THERE:
        return FREE_START
    is_seen_alone = sign.startswith(("judged:", "kind:")) and " & " not in sign and "," not in sign
    return FREE_KIND if is_seen_alone else 1.0


def fitted(examples: Sequence[Example], categories: tuple[str, ...], penalty: float) -> Tables:
    """Return the weights by category and sign that fit the examples best, held near to what was believed."""
    plan = planned(examples, categories)
    x = plan.matrix(examples)
    y = np.array([1.0 if example.is_right else -1.0 for example in examples])
    prior = np.array([plan.prior(column) for column in plan.columns])
    held = penalty * np.array([freedom(sign) for _, sign in plan.columns])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = y * (x @ weights)
        slope = -y / (1 + np.exp(np.clip(margin, -30, 30)))
        off = weights - prior
        return np.logaddexp(0, -margin).sum() + 0.5 * (held * off * off).sum(), x.T @ slope + held * off

    best = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return dict(plan.tables(best))


def fitted_to_scenes(scenes: Iterable[Scene], penalty: float) -> Tables:
    """Return the weights for whether a sentence gives somebody away."""
    return fitted([Example("SCENE", one.signs, 0, 0, one.is_right) for one in scenes], ("SCENE",), penalty)


def gates_of(scenes: Sequence[Scene], penalty: float) -> dict[int, dict[int, float]]:
    """Return for each post and sentence how likely it gives somebody away, as log odds.

    They are told by weights to which posts of another fold were fitted, as they will be in drafts never seen before.
    """
    gates: dict[int, dict[int, float]] = defaultdict(dict)
    for fold in range(FOLDS):
        table = fitted_to_scenes([one for one in scenes if one.post % FOLDS != fold], penalty)["SCENE"]
        for one in scenes:
            if one.post % FOLDS == fold:
                total = table[START] + sum(table.get(sign, 0.0) for sign in one.signs)
                gates[one.post][one.sentence] = max(min(total, MOST_ODDS), -MOST_ODDS)
    return gates


def examples_in(posts: Iterable[Post], gates: dict[int, dict[int, float]]) -> dict[str, list[Example]]:
    """Return all candidates as examples, by their category."""
    examples = defaultdict(list)
    for at, post in enumerate(posts):
        of_post = gates.get(at, {})
        of_draft = max(of_post.values(), default=0.0)
        for one in post.candidates:
            gate = of_post.get(post.case.sentence_at(one.start), 0.0)
            is_right = post.is_labeled(one.start, one.end, (one.category,))
            examples[one.category].append(Example(one.category, signs_of(post.case, one), gate, of_draft, is_right))
    return examples


def fit_all(posts: Sequence[Post], penalty: float) -> tuple[Tables, dict[str, list[Example]]]:
    """Return the weights of all categories, and the examples that they were fitted to."""
    scenes = scenes_in(posts)
    examples = examples_in(posts, gates_of(scenes, penalty))
    tables = fitted_to_scenes(scenes, penalty)
    for categories in GROUPS.values():
        together = [example for category in categories for example in examples.get(category, [])]
        tables |= fitted(together, categories, penalty)
    return tables, examples


def main() -> None:
    """Fit all weights, write them where the reviewer reads them, and print how many candidates there were."""
    parser = argparse.ArgumentParser()
    parser.add_argument("posts", nargs="+")
    parser.add_argument("--penalty", type=float, default=4.0)
    args = parser.parse_args()
    tables, examples = fit_all(read(args.posts), args.penalty)
    limits = {category: LIMITS.get(category, LIMIT) for group in GROUPS.values() for category in group}
    content = json.dumps({"limits": limits, "weights": tables}, ensure_ascii=False, indent=0, sort_keys=True)
    FILE.write_text(f"{content}\n", encoding="utf-8")
    for category, found in sorted(examples.items()):
        print(f"{category:16s} {len(found):6d} candidates, {sum(one.is_right for one in found):5d} right")


if __name__ == "__main__":
    main()
