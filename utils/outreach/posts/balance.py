"""What a draft gives and what it asks for: of each sentence, whether it gives, asks, or tells of the author.

The essay that the course starts from says: give to get. Sentences are told apart by what they are made of: a verb that
asks and somebody to turn to, "we" and what a practice does, a step to take, a word for what readers live with. That is
a guess and no more, and nothing here passes or fails a draft. What the reviewer marked as sales talk, praise or a
promise never counts as given, so that this view and the reviewer's label for promotion say the same.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from outreach.posts.plain_language.readability import sentences_in
from outreach.posts.reviewing.grammar import Grammar
from outreach.posts.reviewing.lexicon import classes
from outreach.posts.reviewing.reading import Reading
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.posts.reviewing.case import Candidate

Kind = Literal["gives", "asks", "author", "neither"]

RULE_OF_THUMB = "Rule of thumb: give first, and ask for one next step (ESTIMATE: our judgment, from “give to get”)."
"""From the essay that the course starts from; nobody has measured it."""

PROMOTING = frozenset({"GUARANTEE", "PROMO_HYPE", "TESTIMONIAL"})
"""What the reviewer marks as promotion."""

HARMING = frozenset({"ADVICE", "SUICIDE_DETAIL"})
"""What the reviewer marks and no reader is given."""


def _rows(lines: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, lines.splitlines())))


_VERBS_OF_TURNING = """
    add ask bring call check click come comment contact dm download drop email e-mail find follow forward get hit
    introduce join leave like listen meet message nominate pass phone post rate reach read reply report review ring see
    send share spread stop subscribe swing talk tap tell text visit vote watch write
"""
_STEPS = """
    answer assume begin believe copy count expect guess imagine never notice offer picture praise press remember remind
    repeat respond soften speak think treat try wonder
"""
_SELVES = """
    clinician clinicians coach counselor counselors counsellor expert experts lcsw licsw lmft lmhc lpc nurse
    practitioner psychiatrist psychologist psychologists psychotherapist specialist specialists supervisor therapist
    therapists
"""
_TRADE = """
    app approach award caseload center centre clinic clinicians coaching consultations counselors course courses
    credentials fee fees guide institute intensive intensives license licence masterclass membership method newsletter
    openings package packages podcast practice practices program programme programs protocol psychologists rates retreat
    retreats service services specialists suite supervision team telehealth therapists training trainings waitlist
    webinar website workbook workshop workshops
"""
_OWN_PLACES = """
    class clinic comments center centre course desk episode form guide line link list newsletter office page podcast
    portal post practice reviewers site team thread webinar website workshop
"""


def _any_of(words: str) -> str:
    return "|".join(words.split())


SLOTS = {
    "begin": _rows("""
        ^ please|so|then|and|or|but|just|now|first|next|also|if?
        ,|;|:|\u2014|\u2013|- please|then|and|or|just|so?
        please|and|or|then|just
        can|could|may|would|will you
        you can|could|may|'re|are welcome|free? to?
    """),
    "turn": [_any_of(_VERBS_OF_TURNING)],
    "to_author": [
        "me|us|our|my|@",
        f"the|this ..2 {_any_of(_OWN_PLACES)}",
        "in|into ..1 comments|bio|profile|dms|inbox",
        "out|through|by ..1 link",
    ],
    "self": [_any_of(_SELVES)],
    "trade": [_any_of(_TRADE)],
    "step": ["<order>", _any_of(_STEPS), "do n't|not"],
}
"""What several patterns are made of; the grammar says how they are written."""

ASKS = _rows("""
    {begin} book|buy|claim|donate|enrol|enroll|grab|hurry|preorder|refer|register|repost|reserve|rsvp|snag|subscribe
    {begin} sign|signing up
    {begin} {turn} ..3 {to_author}
    {begin} call|come|join|comment|register|text|visit ..1 today|now|tonight|soon|here|below|along|by|in
    {begin} come and? join|meet|over|say|see|sit|to
    {begin} forward|pass|send|share it|this ..3 anybody|anyone|colleague|colleagues|friend|friends|somebody|someone
    {begin} drop|introduce|leave|post|share|tell|write|say|add ..6 below|here
    {begin} comment|dm|text|type Cap
    {begin} bring|invite|tag|tell ..2 friend|friends|colleague|colleagues|neighbor|neighbors
    {begin} do n't|not miss|wait|delay|hesitate
    would|could|will you ..1 add|help|leave|post|rate|review|send|share|vote|write
    i|we 'd|would love ..2 to|for|your
    i|we want|need ..1 your
    ca n't|not wait to hear|read|see|meet|welcome
    let me|us know
    report back
    hit reply|subscribe|follow|like
    link|links in|is|below
    questions|interested|curious|ready ?
    got|have a ..1 story|question|idea ..3 ?
    act now|fast
    last|final chance|call
    hurry
    before it|they|we 's|is|are|'re|sell gone|full|out
    spots|seats|places|spaces|openings ..3 left|vanish*|filling|limited|gone|going
    only|just|last <number> ..2 spots|seats|places|spaces|left|openings
    doors|cart|enrollment|enrolment|registration|offer|sale ..3 close|closes|closing|end|ends|ending|expire|expires
    price|prices|discount|early-bird ..3 close|closes|closing|end|ends|ending|double|doubles|expires|rise|rises
""")
AUTHOR = _rows("""
    i|we ..2 offer|offers|offering|provide|provides|specialize|specialise|accept|accepting|treat
    i|we ..1 help|see|serve|support|take|welcome ..2 <general_people|client_many|person_many>
    i|we ..1 take|welcome ..2 insurance|referrals
    i|we ..1 work with
    i|we ..1 founded|host|launched|lead|opened|published|run|started|teach|wrote ..4 {trade}
    i|we ..1 bring|have|'ve|had ..4 appointments|availability|clinicians|experience|opening|openings|locations
    i|we ..1 bring|have|'ve|had ..4 places|slots|spot|spots|suite|years|added
    i|we 've|have been ..3 {self}
    i|we 've|have been ..1 featured|helping|named|practicing|seeing|treating|trained|voted
    i|we 'm|am|are|'re ..3 {self}
    i|we 'm|am|are|'re ..2 licensed|certified|board-certified
    my|our ..4 {trade}
    ^ our|my|the office|line|clinic|front-desk|practice
    <number> years of|in
    years of|' experience|practice|training
    award-winning|award|awards|accredited|board-certified|bestselling|five-star|top-rated|world-class
    in-network|guaranteed
    trusted|leading|best|top|only|finest ..3 {self}
    trusted|leading|best|top|only|finest ..3 {trade}
    nobody|noone|no one? else
    # -? 1
    no . 1
    number one
    {trade} ..3 available|begin|begins|booking|cost|costs|full|meets|open|opens|start|starts
    group|groups ..3 available|begin|begins|cost|costs|full|meets|open|opens|start|starts
    appointments|consultation|consultations|openings|referrals ..2 available|free|welcome|open
    sliding scale|fee
    gift card|cards
    payment plan|plans
    free ..1 call|consult|consultation|consults|ebook|session|trial
    new clients|patients|referrals
    $|£|€ #
    # %|percent off
    bonus|bonuses|coupon|discount|discounted|early-bird|money-back
    early access|bird
    featured in|on|by
    money back
    # modules|seats|spots
    five|5 -? star|stars
    ★
""")
RESOURCES = _rows("""
    988|911|999|112|000|samaritans|lifeline|helpline|hotline|741741
    9 - 8 - 8
    13 11 14
    116 123
    crisis line|text|team|number|plan
    emergency number|room|department|services
    talk|speak to|with ..3 clinician|doctor|gp|prescriber|professional|therapist|person|whoever|advocate
""")
GIVES = _rows("""
    ^ please|so|then|and|but|now|first|next|also|just|gently|slowly|instead|always? {step}
    ^ if|when|whenever|before|after|while|once|until ..12 , please|then? {step}
    you|your|yours|yourself|yourselves
    many|most|plenty|some|few ..2 <general_people|person_many>
    many|most|some|all of us
    ^ people|parents|couples|kids|teens|everyone|everybody|nobody|anyone *
    people|parents|couples|kids|teens apologise|apologize|ask|feel|find|need|often|sleep|sometimes|tend|think|who|worry
    it|that|this|they|which 's|is|are|'re ..2 common|enough|fine|free|hard|human|normal
    it|that|this|they|which 's|is|are|'re ..2 ok|okay|possible|treatable|true|real
    <condition|diagnosis|problem|care|ill> ..6 are|can|changes|comes|do|does|feels|help|helps|is|looks|makes|may|means
    <condition|diagnosis|problem|care|ill> ..6 might|moves|needs|often|peaks|takes|tends|works|would
    are|is|means ..4 <condition|diagnosis|problem>
    calm|calms|ease|eases|help|helps|lower|lowers|with ..3 <condition|problem>
    <study> ..4 find|found|have|looked|report|reports|say|says|show|shows|suggest|suggests
    in a|one|the ..3 study|trial|survey|review
    here|these|those|this 's|are|is ..3 <number|count> ..2 *
    <number|count> ..2 facts|habits|ideas|myths|questions|reasons|signs|steps|things|tips|ways
    example|fact|myth|reminder|tip :|from|that
    that|this 's|is how|what|why
    because|therefore
    the ..2 point|reason|secret|skill|trick
""")
NOT_TO_READERS = _rows("""
    ^ thank|thanks|bless you|for|to|all|everyone
    ^ dear|hello|hi|hey|welcome|warmly|yours|congratulations
    general information|info|support|education
    not|n't ..2 substitute|replacement|replace|advice|therapy|treatment
    for education|information only
""")
_WORDS_OF_GOING_ON = """
    and because but each either it it's neither or others so some that that's then these they they're this those which
"""
GOING_ON = frozenset(_WORDS_OF_GOING_ON.split())
"""Words with which a sentence goes on with what the one before it gave."""


class Part(NamedTuple):
    """A sentence of the draft, and what it does."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Balance:
    """What each sentence of a draft does, in their order.

    ``gives``, ``asks``, ``tells_of_author`` and ``does_neither`` count sentences; together they are all of them.
    """

    parts: tuple[Part, ...]

    @property
    def gives(self) -> int:
        """Sentences with something that readers can use, know, or feel understood by."""
        return self._count("gives")

    @property
    def asks(self) -> int:
        """Sentences that ask readers to book, call, buy, follow, share, come, or the like, or press them."""
        return self._count("asks")

    @property
    def tells_of_author(self) -> int:
        """Sentences about credentials, practice and offers."""
        return self._count("author")

    @property
    def does_neither(self) -> int:
        """Sentences that do none of this, such as a greeting, a scene or a disclaimer."""
        return self._count("neither")

    @property
    def asks_more_than_it_gives(self) -> bool:
        """Whether more sentences ask or tell of the author than give. That is a count, and no verdict."""
        return self.asks + self.tells_of_author > self.gives

    def in_words(self) -> str:
        """Return the counts in a cautious sentence, with the rule of thumb and its mark."""
        total = len(self.parts)
        if not total:
            return "There is nothing to weigh yet."
        counts = [
            f"{self.gives} of {total} {'sentence' if total == 1 else 'sentences'} {_verb(self.gives, 'give')}",
            f"{self.asks} {_verb(self.asks, 'ask')}",
            f"{self.tells_of_author} {_verb(self.tells_of_author, 'tell')} about you",
        ]
        return f"As far as patterns can tell, {listed(counts)}. {RULE_OF_THUMB}"

    def _count(self, kind: Kind) -> int:
        return sum(part.kind == kind for part in self.parts)


def balance(draft: str, reading: Reading | None = None, marks: Iterable[Candidate] = ()) -> Balance:
    """Tell for each sentence of a draft whether it gives, asks, tells of the author, or does neither.

    Parameters
    ----------
    draft
        Plain text or Markdown.
    reading
        The same draft as the reviewer has read it, where it has; it is read anew otherwise.
    marks
        What the reviewer marked in this draft, with places of the draft.
    """
    sentences = sentences_in(draft)
    starts = [sentence.start for sentence in sentences]
    evidence: list[set[str]] = [set() for _ in sentences]
    for place, sign in _signs(Reading(draft, classes()) if reading is None else reading, marks):
        number = bisect_right(starts, place) - 1
        if number >= 0:
            evidence[number].add(sign)
    parts: list[Part] = []
    for sentence, signs in zip(sentences, evidence, strict=True):
        goes_on = bool(parts) and parts[-1].kind == "gives" and _goes_on(draft[sentence.start : sentence.end])
        parts.append(Part(sentence.start, sentence.end, _kind(signs, goes_on=goes_on)))
    return Balance(tuple(parts))


def _signs(reading: Reading, marks: Iterable[Candidate]) -> Iterator[tuple[int, str]]:
    """Go through what is seen in a draft, each with its place there."""
    for fit in _grammar().fits(reading):
        # What others are heard to say is no step for the reader.
        if fit.name != "gives" or not reading.quoted[fit.begin]:
            yield reading.span(reading.starts[fit.begin], reading.ends[fit.begin])[0], fit.name
    for mark in marks:
        if mark.category in PROMOTING:
            yield mark.start, "promotes"
        elif mark.category in HARMING:
            yield mark.start, "not to readers"


def _goes_on(sentence: str) -> bool:
    """Tell whether a sentence begins with a word that goes on with the one before."""
    first = sentence[:LONGEST_OPENING].lower().replace("\u2019", "'").split()[:1]
    return bool(first) and first[0].strip("\"'*_\u201c(,") in GOING_ON


LONGEST_OPENING = 20
"""Signs of a sentence in which its first word is looked for."""


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb


def _kind(signs: set[str], *, goes_on: bool) -> Kind:
    """Return what a sentence does; of several things help in a crisis comes first, then what it asks for."""
    if "resource" in signs:
        return "gives"
    if "asks" in signs:
        return "asks"
    if not signs.isdisjoint({"author", "promotes"}):
        return "author"
    if "not to readers" in signs:
        return "neither"
    return "gives" if "gives" in signs or goes_on else "neither"


@cache
def _grammar() -> Grammar:
    made = Grammar()
    patterns = {"asks": ASKS, "author": AUTHOR, "gives": GIVES, "resource": RESOURCES, "not to readers": NOT_TO_READERS}
    made.add("balance", patterns, SLOTS)
    return made
