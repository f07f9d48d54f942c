"""What speaks for and against a candidate: signs of the draft, of its sentence and of the words beside it.

Signs are plain words, so that a weight can be read: "sentence: client", "before: from", "left: event".
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from outreach.posts.reviewing.judging import judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.posts.reviewing.case import Candidate, Case
    from outreach.posts.reviewing.reading import Classes, Reading
    from outreach.posts.reviewing.scenes import Scene

_FUNCTION_WORDS = frozenset(
    "a an the this that my our your his her their its in from at on near to of for with by and or but who whose which is was are were has had be been 's i we you he she they it as about into past outside since after "
    "before until when if not no one every last next both named called ask asked call text email meet join called says said told , . : ; ( ) \" ' - \u2013 — & @ # ! ?".split()
)
_NEAR = (
    "client person kin private_tie colleague event study session care third they first we you say_past human_past occupation org_tail praise general_people die_past"
).split()
"""Classes of words that say something within some words of a candidate."""

_BESIDE = frozenset(_NEAR) | frozenset(
    "greeting thanks human_now title_role title_client given_name meet_client_past weekday month time_unit holiday".split()
)
"""Classes of words that say something right beside a candidate."""

_WORDS_NEAR = frozenset(
    "open closed hours office book register rsvp tickets hosted hosting leads leading led speaking teaching presents group workshop born moved grew license licensed practice opened trained author film novel book fictional character dog cat photo thanks thank congratulations welcome page meets meet begins starts doors deadline newsletter post thread".split()
)
TIED = frozenset(
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
    )
)
"""Categories of which the question is whose they are."""

WIDTH = 5
"""Words to each side of a candidate that are near to it."""

MUCH = 3
"""Candidates in one sentence, such as a name, an age and a place, that are much together."""

MOST_KINDS = 4


def signs_of(case: Case, candidate: Candidate) -> list[str]:
    """Return all signs of a candidate; the same ones in the same order at every run."""
    reading = case.reading
    first = max(reading.token_at(candidate.start), 0)
    last = max(reading.token_at(candidate.end - 1), first)
    own = sorted(candidate.signs)
    signs = [f"kind: {sign}" for sign in own]
    if candidate.category in TIED:
        verdicts = _verdicts(case, candidate)
        signs += verdicts
        signs += [f"{verdicts[-1]}, {sign}" for sign in own]
    signs += _sentence_signs(case, reading.sentence[first])
    beside = case.signs_beside.get((first, last))
    if beside is None:
        beside = case.signs_beside[first, last] = _signs_beside(case, first, last)
    return signs + beside


def scene_signs(case: Case, number: int, found: Sequence[Candidate]) -> list[str]:
    """Return the signs of whether a sentence gives somebody away: its scene, and what candidates it holds together."""
    signs = list(_sentence_signs(case, number))
    kinds = sorted({one.category for one in found})
    signs += [f"holds {kind}" for kind in kinds]
    signs.append(f"holds {min(len(kinds), MOST_KINDS)} kinds")
    for one in found:
        signs += [f"holds {one.category} {sign}" for sign in sorted(one.signs)]
        signs += [f"{one.category} {sign}" for sign in _verdicts(case, one)]
    if len(found) >= MUCH:
        signs.append("holds much")
    return signs


def _verdicts(case: Case, candidate: Candidate) -> list[str]:
    """Return what is judged of a candidate; the last of it is always there, and says whose it is."""
    known = case.verdicts.get(id(candidate))
    if known is None:
        known = case.verdicts[id(candidate)] = list(judged(case, candidate))
    return known


def _sentence_signs(case: Case, number: int) -> list[str]:
    """Return what is seen of a sentence, of those around it and of the whole draft; worked out once for each sentence."""
    known = case.sentence_signs.get(number)
    if known is None:
        each = case.scenes.each
        known = [f"channel: {case.channel}", *_scene_signs("sentence", each[number])]
        known += _scene_signs("one before", each[number - 1]) if number else ["first sentence"]
        known += _scene_signs("one after", each[number + 1]) if number + 1 < len(each) else ["last sentence"]
        known += case.draft_signs
        case.sentence_signs[number] = known
    return known


def _scene_signs(where: str, scene: Scene) -> Iterator[str]:
    yield from _facet_signs(where, scene.facets, scene.role)
    if scene.third:
        yield _named(where, "he or she")
    if scene.own:
        yield _named(where, "I or we")
    if scene.opens_with_self:
        yield _named(where, "begins with I or we")
    if scene.third and scene.own:
        yield _named(where, "I and she")
    if scene.you:
        yield _named(where, "you")
    if scene.named:
        yield _named(where, "a name")
    if scene.past:
        yield _named(where, "past")


@cache
def _named(where: str, sign: str) -> str:
    return f"{where}: {sign}"


@lru_cache(maxsize=4096)
def _facet_signs(where: str, facets: frozenset[str], role: str) -> tuple[str, ...]:
    return (*(f"{where}: {facet}" for facet in sorted(facets)), f"{where}: speaks of {role}")


def _signs_beside(case: Case, first: int, last: int) -> list[str]:
    """Return the signs of the words beside a stretch, from its first token to its last."""
    reading = case.reading
    sentence = reading.sentences[reading.sentence[first]]
    signs: list[str] = []
    if reading.quoted[first]:
        signs.append("quoted")
    if first == sentence.start:
        signs.append("opens its sentence")
    for where, place in (("before", first - 1), ("before 2", first - 2), ("after", last + 1), ("after 2", last + 2)):
        if sentence.start <= place < sentence.stop:
            word = reading.words[place]
            signs += _word_signs(where, word if word in _FUNCTION_WORDS else "", reading.kinds[place])
    left = range(max(sentence.start, first - WIDTH), first)
    right = range(last + 1, min(sentence.stop, last + 1 + WIDTH))
    near = {*_signs_near(reading, "left", left), *_signs_near(reading, "right", right)}
    if any(
        reading.words[place] in {"my", "our"} and place + 1 < first and "kin" in reading.kinds[place + 1]
        for place in left
    ):
        near.add("left: my kin")
    return signs + sorted(near)


def _signs_near(reading: Reading, where: str, places: range) -> Iterator[str]:
    for place in places:
        yield from _near_signs(where, reading.kinds[place])
        if reading.words[place] in _WORDS_NEAR:
            yield f"{where}: word {reading.words[place]}"


@cache
def _near_signs(where: str, kinds: Classes) -> tuple[str, ...]:
    return tuple(f"{where}: {kind}" for kind in _NEAR if kind in kinds)


@cache
def _word_signs(where: str, word: str, kinds: Classes) -> tuple[str, ...]:
    """Return the signs of a word right beside a candidate; ``word`` is empty where it says nothing itself."""
    classes = (f"{where}: <{kind}>" for kind in sorted(kinds & _BESIDE))
    return (f"{where}: {word}", *classes) if word else tuple(classes)
