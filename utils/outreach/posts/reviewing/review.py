"""The whole review: candidates are found, weighed, and what is left is put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.posts.reviewing.candidates.addresses import addresses
from outreach.posts.reviewing.candidates.advice import advice
from outreach.posts.reviewing.candidates.ages import ages
from outreach.posts.reviewing.candidates.bodies import bodies_and_places
from outreach.posts.reviewing.candidates.calendar import dates, times
from outreach.posts.reviewing.candidates.claims import claims
from outreach.posts.reviewing.candidates.contacts import emails, pages, phones
from outreach.posts.reviewing.candidates.details import details
from outreach.posts.reviewing.candidates.labels_for_people import labels_for_people
from outreach.posts.reviewing.candidates.numbers import id_numbers
from outreach.posts.reviewing.candidates.people import names
from outreach.posts.reviewing.candidates.status import statuses
from outreach.posts.reviewing.candidates.suicide import suicide_details, wordings
from outreach.posts.reviewing.case import Candidate, Case
from outreach.posts.reviewing.document import labels
from outreach.posts.reviewing.evidence import TIED, scene_signs, signs_of
from outreach.posts.reviewing.weighing import chance, limits, odds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.posts.author import Author

FINDERS = (
    emails,
    phones,
    pages,
    id_numbers,
    addresses,
    dates,
    ages,
    times,
    statuses,
    names,
    details,
    bodies_and_places,
    labels_for_people,
    wordings,
    suicide_details,
    claims,
    advice,
)
IDENTIFIERS = frozenset(
    (
        "NAME",
        "PHONE",
        "EMAIL",
        "ONLINE_ID",
        "ID_NUMBER",
        "ADDRESS",
        "PLACE",
        "DATE",
        "SESSION_TIME",
        "AGE",
        "AFFILIATION",
        "UNIQUE_DETAIL",
        "CLIENT_STATUS",
    )
)


CLAIMS = frozenset(("TESTIMONIAL", "GUARANTEE", "PROMO_HYPE"))
SURE = 0.8
LESS = dict.fromkeys(IDENTIFIERS, 0.2) | dict.fromkeys(CLAIMS, 0.13)
"""Where one identifier of a draft is as sure as this, somebody is in it, and less is asked of the others; so with claims."""


def candidates_in(case: Case) -> Iterator[Candidate]:
    """Go through all candidates of a draft."""
    for find in FINDERS:
        for one in find(case):
            if one.end > one.start:
                yield one


def gates_of(case: Case, found: list[Candidate]) -> dict[int, float]:
    """Return for each sentence that holds a candidate how likely it gives somebody away, as log odds."""
    by_sentence: dict[int, list[Candidate]] = {}
    for one in found:
        if one.category in TIED:
            by_sentence.setdefault(case.sentence_at(one.start), []).append(one)
    return {number: odds("SCENE", scene_signs(case, number, held)) for number, held in by_sentence.items()}


def weighed(case: Case, gates: dict[int, float] | None = None) -> list[tuple[float, Candidate]]:
    """Return the candidates that are kept, each with its chance; of those that overlap in a group, the likeliest."""
    found = list(candidates_in(case))
    gates = gates_of(case, found) if gates is None else gates
    of_draft = max(gates.values(), default=0.0)
    chances: list[tuple[float, Candidate]] = []
    for one in found:
        gate = (gates.get(case.sentence_at(one.start), 0.0), of_draft) if one.category in TIED else (0.0, 0.0)
        chances.append((chance(one.category, signs_of(case, one), *gate), one))
    return _chosen(case, _likely(chances))


def _likely(chances: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Return the candidates that are likely enough, the likeliest first.

    A stretch is a name or a place or a body, never two of them; so the chances of those that overlap add up to the
    chance that it is one of them, which is what counts.
    """
    least = limits()
    surest = {
        group: max((likely for likely, one in chances if one.category in group), default=0.0)
        for group in (IDENTIFIERS, CLAIMS)
    }
    identifiers = _Places((likely, one) for likely, one in chances if one.category in IDENTIFIERS)
    kept: list[tuple[float, Candidate]] = []
    for likely, one in chances:
        limit = least[one.category]
        if any(one.category in group and sure >= SURE for group, sure in surest.items()):
            limit -= LESS[one.category]
        likely_any = likely
        if one.category in IDENTIFIERS and likely < limit:
            others: dict[str, float] = {}
            for chance_of, other in identifiers.overlapping(one):
                if other.category != one.category:
                    others[other.category] = max(others.get(other.category, 0.0), chance_of)
            likely_any += sum(others.values())
        if likely_any >= limit:
            kept.append((likely, one))
    kept.sort(key=lambda pair: (-pair[0], pair[1].start, -pair[1].end))
    return kept


def _chosen(case: Case, kept: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    chosen = _Places()
    for likely, one in kept:
        stronger = chosen.in_the_way_of(one)
        if not stronger:
            chosen.add(likely, one)
        elif one.category == "CLIENT_STATUS" and all(other.category != "CLIENT_STATUS" for other in stronger):
            # What says that somebody is a client often ends with when or where: "you came to me in March".
            end = _without_the_end(case, one, min(other.start for other in stronger))
            if end is not None:
                shorter = Candidate(one.start, end, one.category, one.severity, one.signs)
                if not chosen.in_the_way_of(shorter):
                    chosen.add(likely, shorter)
    return sorted(chosen.all, key=lambda pair: (pair[1].start, pair[1].end))


class _Places:
    """Candidates with their chances, by where they stand, so that those that overlap are found at once."""

    _CELL = 64

    def __init__(self, chances: Iterable[tuple[float, Candidate]] = ()) -> None:
        self.all: list[tuple[float, Candidate]] = []
        self._cells: dict[int, list[int]] = {}
        for likely, one in chances:
            self.add(likely, one)

    def add(self, likely: float, one: Candidate) -> None:
        for cell in self._cells_of(one):
            self._cells.setdefault(cell, []).append(len(self.all))
        self.all.append((likely, one))

    def overlapping(self, one: Candidate) -> list[tuple[float, Candidate]]:
        """Return the candidates that share a letter with this one, in the order in which they were added."""
        numbers = sorted({number for cell in self._cells_of(one) for number in self._cells.get(cell, ())})
        found = (self.all[number] for number in numbers)
        return [pair for pair in found if one.start < pair[1].end and pair[1].start < one.end]

    def in_the_way_of(self, one: Candidate) -> list[Candidate]:
        """Return the candidates beside which this one cannot be marked."""
        return [
            other
            for _, other in self.overlapping(one)
            if one.category == other.category or {one.category, other.category} <= IDENTIFIERS
        ]

    def _cells_of(self, one: Candidate) -> range:
        return range(one.start // self._CELL, (one.end - 1) // self._CELL + 1)


_LEADS_ON = frozenset(
    "in on at by since from for of to the a an last this next until till around about after before with and , - ( :".split()
)


def _without_the_end(case: Case, one: Candidate, stop: int) -> int | None:
    """Return where a stretch ends without what stands from ``stop``; None where less than three words are left."""
    reading = case.reading
    first, last = max(reading.token_at(one.start), 0), reading.token_at(stop - 1) if stop > one.start else -1
    while last > first and reading.words[last] in _LEADS_ON:
        last -= 1
    return reading.ends[last] if last >= first + FEWEST_WORDS - 1 else None


FEWEST_WORDS = 3


def marked(case: Case) -> tuple[list[Candidate], list[str]]:
    """Return what is marked in a draft, from its beginning, and the labels of the whole; places are those of the draft."""
    kept = [one for _, one in weighed(case)]
    found = list(labels(case, kept))
    placed = []
    for one in kept:
        start, end = case.reading.span(one.start, one.end)
        placed.append(Candidate(start, end, one.category, one.severity, one.signs))
    return placed, found


def marks_in(draft: str, author: Author, channel: str) -> tuple[list[Candidate], list[str]]:
    """Return what `marked` finds in a draft."""
    return marked(Case(draft, author, channel))
