"""Places, bodies that people belong to, and positions that only one or a few hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Candidate, Case
    from outreach.posts.reviewing.mentions import Mention

_BELONGING = frozenset(
    "work works worked working teach teaches taught teaching coach coaches coached coaching drive drives drove driving play plays played playing study studies studied studying attend attends attended attending sing sings "
    "sang serve serves served serving deploy deployed stationed enrolled student sophomore freshman junior senior nurse nurses resident job shift shifts manager foreman pastor worship worships volunteer volunteers "
    "volunteered preaches preached pitches kick fly flies flew ship shipped transferred admitted hospital hospitalized hospitalised treated staying lives living graduated graduate alum alumni teacher engineer "
    "engineers usher captain sergeant deputy officer clerk cook chef server waitress bartends tends runs cleans security guard line welds welder hired fired laid started starts employed signed scholarship campus enlisted detox rehab "
    "inpatient ward wing unit discharged trained training practises practicing goes went attending interned tenured member deacon retired belongs professor driver dispatcher plays crew team lab roommate dorm fraternity sorority congregation choir parishioner desk counter kitchen floor".split()
)


LONG_WORD = 4
"""Letters of a word that may stand for the name of a city: not "the" and "of"."""


def bodies_and_places(case: Case) -> Iterator[Candidate]:
    """Find named bodies, unique positions and places; a name of unknown kind may be each of them."""
    for fit in case.fits["position"]:
        start, end = _tightened(case, fit.start, fit.end)
        yield case.candidate(start, end, "AFFILIATION", "medium", "position")
    for one in case.mentions:
        if one.kind in {"person", "own", "holiday", "street"} or _is_known_far_and_wide(case, one):
            continue
        start, end = _whole(case, one)
        works = _belongs(case, one)
        signs = [one.kind, *(["belongs"] if works else []), *(["several words"] if end - start > 1 else ["one word"])]
        if any("org_tail" in case.reading.kinds[token] for token in range(start, end)):
            signs.append("names a body")
        if case.reading.forms[start].isupper() and end - start == 1 and len(case.reading.forms[start]) > 1:
            signs.append("capitals")
        tail = _with_tail(case, end)
        yield case.candidate(
            start, tail, "AFFILIATION", "medium", *signs, *(["a body in small letters"] if tail > end else [])
        )
        if not _is_own_city(case, one):
            yield case.candidate(
                start,
                end,
                "PLACE",
                "medium",
                *signs,
                *(["tail of a place"] if "place_tail" in case.reading.kinds[end - 1] else []),
            )


def _whole(case: Case, one: Mention) -> tuple[int, int]:
    reading = case.reading
    start, end = one.start, one.end
    while end > start + 1 and (not reading.is_word(end - 1) or reading.words[end - 1] in {"'s", "of", "the"}):
        end -= 1
    return start, end


def _with_tail(case: Case, end: int) -> int:
    """Return where a name ends that a word for a body in small letters follows: "the Tobyhanna depot", "Legion choir"."""
    reading = case.reading
    for after in range(end, min(end + 2, len(reading))):
        if reading.capital[after] or not reading.is_word(after) or reading.sentence[after] != reading.sentence[end - 1]:
            return end
        if "org_tail" in reading.kinds[after]:
            return after + 1
    return end


def _belongs(case: Case, one: Mention) -> bool:
    """Tell whether a verb or a noun before a name says that somebody works, learns or plays there."""
    reading = case.reading
    sentence = reading.sentences[reading.sentence[one.start]]
    return any(word in _BELONGING for word in reading.words[max(sentence.start, one.start - 6) : one.start])


def _is_known_far_and_wide(case: Case, one: Mention) -> bool:
    """Tell whether a name is that of a country, a state, a people, a brand or a kind of care, which gives nobody away."""
    kinds = [case.reading.kinds[token] for token in range(one.start, one.end) if case.reading.forms[token][0].isalpha()]
    return all(
        kind & {"country", "state", "nation", "jargon", "weekday", "month"} and not kind & {"org_tail", "place_tail"}
        for kind in kinds
    )


def _is_own_city(case: Case, one: Mention) -> bool:
    """Tell whether a place is the author's city, which adds nothing to what the profile says."""
    words = tuple(
        case.reading.words[token] for token in range(one.start, one.end) if case.reading.forms[token][0].isalpha()
    )
    city = case.author.city_words
    is_part = len(words) == 1 and words[0] in city and len(words[0]) >= LONG_WORD
    return bool(city) and (words[: len(city)] == city or is_part)


def _tightened(case: Case, start: int, end: int) -> tuple[int, int]:
    reading, end = case.reading, case.end_of(start, end)
    if reading.words[start] in {"a", "an", "the", "our", "your"} and end - start > 1:
        start += 1
    return start, end
