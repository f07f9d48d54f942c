"""Whose a place, a time or a name is, judged from the scene it stands in: the strongest signs for the weighing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.reviewing.candidates.people import CREDENTIALS, FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Candidate, Case
    from outreach.posts.reviewing.reading import Reading
    from outreach.posts.reviewing.scenes import Scene

_EVENTS_BESIDE = frozenset(
    "open closed closes opens hours newsletter newsletters post posts thread meets meet episode issue letter edition column rsvp deadline registration enrollment doors starts begins leaves noticeboard hosted moves moved consultation supervision shifts hours".split()
)
_ALSO_CARE = frozenset("session sessions group walk circle screening course".split())
_GROUPS = _ALSO_CARE - {"session", "sessions"}
_WORKS = frozenset(
    "book books study studies model theory work research line poem song paper podcast talk framework concept phrase quote words ted memoir novel essay film movie idea term class workshop training course column show series album art photo lecture question scale inventory stages hierarchy".split()
)
_PRINTS = frozenset(
    "writes wrote argues argued coined calls called puts reminds teaches taught popularized popularised published publishes describes observed".split()
)
_HOSTS = frozenset(
    "host hosts hosted hosting cohost co-host cohosts facilitated facilitates facilitator facilitators led leads lead leading teaches taught teaching run runs running presenting presents presented speaks speaking speaker moderated volunteer volunteers rsvp contact joins joined joining hired welcome dr aiders".split()
)
_OFFICE = re.compile(
    r"\b(?=\w)(?:(?<!front )office(?! of)|front desk|reception|our line|my line|clinic|practice|switchboard|main line|(?:call|text|ring|phone|reach|contact|message|email|e-mail|write to|write) (?:me|us)|call ahead|our number|my number|my direct|my cell|(?:hot|help|life|crisis|warm)\s?-?line|text line|lifeline|"
    r"samaritans|toll-free|emergency|crisis|intake line|to book|rsvp|register|registration|tickets?|questions\??|for details|more info(?:rmation)?|foundation|association|council|county's|state's|national|poison|trevor|veterans crisis|send a cv|we'?re at|we are at|i'?m on|find us|come see us|visit us|our (?:new )?(?:office|suite|rooms?|space|door)|my (?:new )?(?:office|practice)|"
    r"practice on|office on|clinic on|venue|held at|meets? at|open house|workshop|street fair|hiring|parking|moved to|moving to|walk-in|drop in|host\w*)\b",
    re.IGNORECASE,
)
_THEIRS_BEFORE = re.compile(
    r"\b(?:she|he|her|his|him|they|their|them|mom|dad|mum|wife|husband|sister|brother|daughter|son|client|patient)\b(?:'s)?(?:\W+\w+){0,5}\W*$",
    re.IGNORECASE,
)


_YEAR = re.compile(r"(?:19|20)\d\d")
_RANKS = frozenset("dr prof professor doctor rabbi imam senator governor president saint".split())
_FIRST_OF_KIN = frozenset("oldest youngest eldest middle firstborn second dog cat puppy own".split())
_READING = frozenset("read reread reading rereading re-read re-reading quoting quoted".split())
_CREDITED = frozenset((("according", "to"), ("photo", "by"), ("art", "by"), ("illustration", "by"), ("book", "by")))
LEADING_TO_SOMEBODY = frozenset(("PHONE", "EMAIL", "ADDRESS", "ONLINE_ID", "ID_NUMBER"))
_KNOWN_BY_NAME = frozenset(("known figure", "credentials", "doctor"))
WIDTH = 5
"""Words beside a name that may say whose it is."""

_OWN = frozenset(("i", "we", "my", "our"))
_SOMEBODY = frozenset(("third", "client", "person", "kin", "private_tie"))
_MEETING = frozenset(("met", "saw", "sat", "treated", "see", "helped"))


def judged(case: Case, candidate: Candidate) -> Iterator[str]:
    """Go through the signs of whose a candidate is."""
    reading, scenes = case.reading, case.scenes
    first = max(reading.token_at(candidate.start), 0)
    last = max(reading.token_at(candidate.end - 1), first)
    number = reading.sentence[first]
    scene = scenes.each[number]
    if scenes.invented:
        yield "judged: invented"
    if scenes.renamed:
        yield "judged: renamed"
    if scenes.has_client:
        yield "judged: a client in the draft"
    beside_event = _beside_event(case, first, last, scene)
    if beside_event:
        yield "judged: beside an event"
    own = _own_doing(case, first, scene)
    if own:
        yield "judged: the author's doing"
    tied = _tied(case, number, scene, own=own, beside_event=beside_event)
    if candidate.category == "NAME":
        may = _may_be_named(case, first, last + 1, scene)
        if may:
            yield "judged: may be named"
        tied = not (may or scenes.renamed) and _is_a_clients_name(case, first, last + 1, scene)
    elif candidate.category in LEADING_TO_SOMEBODY:
        office = _of_the_office(case, candidate)
        if office:
            yield "judged: the office's"
        tied = not (office or own) and _leads_to_a_client(case, scene)
    # Who signs praise has been helped.
    signs_praise = candidate.signs & {"signature", "says it"} and not candidate.signs & _KNOWN_BY_NAME
    yield "judged: a client's" if (tied or signs_praise) and not scenes.invented else "judged: nobody's"


def _leads_to_a_client(case: Case, scene: Scene) -> bool:
    """Tell whether a number or an address in such a sentence may be that of somebody in care."""
    if scene.third or scene.role in {"client", "named"}:
        return True
    return scene.role == "none" and (case.scenes.has_client or case.channel in {"community", "review_reply"})


def _tied(case: Case, number: int, scene: Scene, *, own: bool, beside_event: bool) -> bool:
    if beside_event or own:
        return False
    if scene.role == "client":
        return True
    if scene.role in {"study", "event", "self", "exempt"}:
        return False
    if case.channel == "review_reply":
        return scene.you
    if scene.role == "named":
        return case.scenes.has_client
    return _follows_a_client(case, number, scene)


def _follows_a_client(case: Case, number: int, scene: Scene) -> bool:
    """Tell whether a sentence without a subject of its own stands after one that speaks of a client."""
    reading = case.reading
    if not number or case.scenes.each[number - 1].role != "client" or scene.own or "generic" in scene.facets:
        return False
    here, before = reading.sentences[number].start, reading.sentences[number - 1].start
    return reading.paragraph[here] == reading.paragraph[before]


def _beside_event(case: Case, first: int, last: int, scene: Scene) -> bool:
    reading = case.reading
    sentence = reading.sentences[reading.sentence[first]]
    words, kinds = reading.words, reading.kinds
    if last + 1 < sentence.stop and "client" in kinds[last + 1]:
        return False
    left, right = max(sentence.start, first - 4), min(sentence.stop, last + 5)
    if scene.third:
        # Where "she" stands between an event and a time, the time is hers.
        while left < first and any("third" in kinds[place] for place in range(left, first)):
            left += 1
        while right > last + 1 and any("third" in kinds[place] for place in range(last + 1, right)):
            right -= 1
    for place in (*range(left, first), *range(last + 1, right)):
        word = words[place]
        if "event" in kinds[place] and word not in _ALSO_CARE:
            return True
        if scene.third:
            continue
        if word in _EVENTS_BESIDE or (word in _GROUPS and 0 < place - last <= 3):  # noqa: PLR2004 - "the Tuesday skills group"
            return True
    return False


def _own_doing(case: Case, first: int, scene: Scene) -> bool:
    """Tell whether the sentence begins with the author, and nobody else comes before this place in it."""
    own, somebody, meeting = _firsts(case, case.reading.sentence[first])
    return own < first <= somebody and not (scene.third and meeting < first)


def _firsts(case: Case, number: int) -> tuple[int, int, int]:
    """Return where a sentence first speaks of the author, of somebody else, and of meeting; its end where it does not."""
    known = case.firsts.get(number)
    if known is None:
        reading = case.reading
        sentence = reading.sentences[number]
        words, kinds, stop = reading.words, reading.kinds, sentence.stop
        own = next((token for token in sentence if words[token] in _OWN), stop)
        other = next((token for token in sentence if not _SOMEBODY.isdisjoint(kinds[token])), stop)
        meeting = next((token for token in sentence if words[token] in _MEETING), stop)
        known = case.firsts[number] = own, min(other, case.first_people.get(number, stop)), meeting
    return known


def _may_be_named(case: Case, first: int, stop: int, scene: Scene) -> bool:
    """Tell whether what stands beside a name says that it is a colleague's, an author's, a relative's of the author."""
    reading = case.reading
    words = reading.words
    tokens = [token for token in range(first, stop) if reading.forms[token][0].isalpha()]
    if words[first] in _RANKS or any(words[token] in FIGURES for token in tokens):
        return True
    sentence = reading.sentences[reading.sentence[first]]
    if _has_credentials(reading, stop, sentence) or _is_led_to_as_known(reading, first, sentence):
        return True
    follow = words[stop : min(sentence.stop, stop + WIDTH)]
    if _is_cited(reading, stop, sentence, follow):
        return True
    if scene.role != "client":
        if follow[:1] == ["'s"] and _WORKS & set(follow[1:4]):
            return True
        if follow[:1] and follow[0] in _PRINTS and len(tokens) > 1:
            return True
        if _HOSTS & {*words[max(sentence.start, first - WIDTH) : first], *follow}:
            return True
    return scene.role in {"exempt", "event", "study"} and "client" not in scene.facets


def _has_credentials(reading: Reading, after: int, sentence: range) -> bool:
    """Tell whether letters such as PhD or LCSW stand after a name."""
    while after < sentence.stop and reading.forms[after] in {",", "(", "."}:
        after += 1
    return after < sentence.stop and reading.words[after] in CREDENTIALS and reading.capital[after]


def _is_led_to_as_known(reading: Reading, first: int, sentence: range) -> bool:
    """Tell whether the words before a name lead to a relative of the author's, a colleague or an author."""
    begin = max(sentence.start, first - 4)
    before, kinds = reading.words[begin:first], reading.kinds[begin:first]
    if _READING & set(before[-3:]):
        return True
    if {"my", "our"} & set(before) and not reading.quoted[first]:
        if any("kin" in kind for kind in kinds[-3:]):
            return not any("client" in kind for kind in kinds)
        if _FIRST_OF_KIN & set(before):
            return True
    if any("colleague" in kind for kind in kinds[-3:]) and not any(
        "client" in kind or "third" in kind for kind in kinds[-3:]
    ):
        return True
    return before[-1:] == ["author"] or tuple(before[-2:]) in _CREDITED


def _is_cited(reading: Reading, stop: int, sentence: range, follow: list[str]) -> bool:
    """Tell whether what follows a name is a year, "et al." or what a colleague is."""
    if follow[:1] == ["("] and len(follow) > 1 and _YEAR.fullmatch(follow[1]):
        return True
    if follow[:2] in (["et", "al"], ["and", "colleagues"]):
        return True
    return follow[:1] == [","] and any(
        "colleague" in reading.kinds[place] for place in range(stop + 1, min(sentence.stop, stop + 1 + WIDTH))
    )


def _is_a_clients_name(case: Case, first: int, stop: int, scene: Scene) -> bool:
    scenes = case.scenes
    if case.channel == "review_reply" or scene.role == "client":
        return True
    if case.channel == "community":
        return not scene.facets & {"colleague", "public", "family"}
    if scene.role in {"named", "none"}:
        if scenes.has_client:
            return True
        reading = case.reading
        sentence = reading.sentences[reading.sentence[first]]
        following = range(stop, min(sentence.stop, stop + 5))
        acts = any(
            reading.kinds[at] & {"human_past", "third"} or reading.words[at] in {"was", "had", "'s", "has"}
            for at in following
        )
        return acts and stop - first == 1
    return False


def _of_the_office(case: Case, candidate: Candidate) -> bool:
    left = case.before(candidate.start, 90)
    if _THEIRS_BEFORE.search(left):
        return False
    return bool(_OFFICE.search(left) or _OFFICE.search(case.after(candidate.end, 60)))
