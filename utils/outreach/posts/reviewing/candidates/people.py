"""Names of people, and initials. Whose they are is weighed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.reviewing.case import Candidate
from outreach.posts.reviewing.mentions import acts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case
    from outreach.posts.reviewing.mentions import Mention

CREDENTIALS = frozenset(
    "phd md psyd lcsw licsw lmft lpc lpcc lmhc lcmhc lisw lac ladc cadc msw ma ms rn np pmhnp do edd dnp mft mba lp bcba ot otr slp pa-c lmsw lsw lcpc med aprn cnm rd rdn mbacp dclinpsy frcpsych mrcpsych esq".split()
)
FIGURES = frozenset(
    "freud jung bowlby winnicott beck linehan gottman gottmans yalom perel siegel neff kübler-ross frankl maslow erikson piaget skinner pavlov satir minuchin bowen ainsworth oprah obama trump biden porges levine kolk shapiro adler bion kohut kernberg horney "
    "lacan haley rilke shakespeare dickinson angelou morrison baldwin didion tolkien rowling einstein darwin socrates aristotle plato buddha lincoln churchill mandela gandhi parks curie nightingale beyoncé biles osaka phelps winfrey kardashian musk hanh chödrön brené "
    "tutu austen dickens hemingway woolf plath sexton whitman thoreau emerson nietzsche kierkegaard marcus seneca epictetus rumi hafez eeyore piglet pooh tigger simba nemo dory elsa frodo gandalf hagrid hermione dumbledore voldemort hamlet ophelia macbeth "
    "gatsby scrooge cinderella rapunzel batman superman spiderman yoda skywalker spock picard sherlock watson poirot marple lasso bluey peppa".split()
)
_NO_INITIALS = frozenset(
    {
        "I",
        "I.",
        "A",
        "U.S.",
        "U.K.",
        "P.S.",
        "B.A.",
        "M.A.",
        "D.C.",
        "U.S.A.",
        "R.N.",
        "M.D.",
        "B.S.",
        "M.S.",
        "N.B.",
        "E.R.",
        "U.N.",
        "P.M.",
        "A.M.",
        "J.D.",
        "C.E.",
        "T.V.",
        "N.Y.",
        "L.A.",
        "Q.",
        "P.O.",
        "H.R.",
    }
)
_INITIALS = re.compile(
    r"(?<![\w.'&/-])(?:[A-Z]\.(?:\s?[A-Z]\.){0,2}|[A-Z]{1,2}(?=(?:,|\s+and\s+[A-Z]\b|'s|\s+(?:was|is|came|told|said|has|had|sat|asked|wrote|lost|left|drove|called)\b)))(?![\w-])"
)
_ACTING = re.compile(
    r"\s*(?:'s\b|,|(?:was|is|came|told|said|has|had|asked|sat|wrote|and|who|lost|left|started|works|lives|drove|called|brought|looked|cried|laughed)\b)"
)
_SIGNED = re.compile(r"[-\u2013—~]\s*(?:(?:[A-Z]\.|[A-Z]\w+)\s*(?:and|&)\s*)?$")
_SENT = re.compile(
    r"\b(?:hugs|love|regards|hello|hi|g'day|best|thanks|congrats|happy\s+birthday|wishes|shout-?out)\s+to\s+(?:\w+\s+)?$|\btell\s+(?:\w+\s+)?$|\bthat(?:'s|'d\s+be|\s+was)\s+$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\"\W{0,3}(?:(?:so\s+)?(?:says|writes|wrote|said|signed|from|by|as)(?:\s+\w+\s+put\s+it)?|\()\s*$|\"\W{0,4}\s(?:that's|that\s+is|it's)\s+from\s+$|(?:so|as)\s+(?:says|wrote|writes)\s+$",
    re.IGNORECASE,
)
_GREETED = re.compile(
    r"^[^\w\n]{0,20}(?:hi|hey|hello|hiya|dear|thanks|thank you|aye|yo|ok|okay|okay so|oh|aw|ah|happy birthday|congrats)\s+(?P<who>[a-z][a-z'-]{1,14}(?:\s[a-z](?=[\s,!.]))?)(?=\s*[,!.:\u2013—-]|\s+(?:omg|thank|so)\b)",
    re.MULTILINE,
)


def names(case: Case) -> Iterator[Candidate]:
    """Find names of people other than the author, and initials that stand for somebody."""
    reading = case.reading
    own = case.author.name_words
    counts: dict[str, int] = {}
    for one in case.mentions:
        counts[reading.words[one.start]] = counts.get(reading.words[one.start], 0) + 1
    for one in case.mentions:
        if one.kind not in {"person", "other", "place"}:
            continue
        start, end = _bare(case, one)
        if end <= start:
            continue
        words = [reading.words[token] for token in range(start, end) if reading.forms[token][0].isalpha()]
        if not words or set(words) <= own or _is_kin(case, start, end):
            continue
        signs = [
            *_signs(case, one, words),
            *_manner(case, start, end),
            *(["again"] if counts[reading.words[one.start]] > 1 else []),
        ]
        if one.kind == "place" and "given" not in signs:
            continue
        yield case.candidate(start, end, "NAME", "high", *signs)
    yield from _initials(case)
    for found in _GREETED.finditer(case.text):
        who = reading.token_at(found.start("who"))
        if (
            who >= 0
            and (not reading.kinds[who] or "given_name" in reading.kinds[who])
            and not reading.capital[who]
            and reading.words[who] not in own
        ):
            yield case.spanning(
                found, "NAME", "high", "greeted", *(["given"] if reading.kinds[who] else []), group="who"
            )


def _is_kin(case: Case, start: int, end: int) -> bool:
    """Tell whether somebody is named by what they are to somebody, such as Mama, which is the name of nobody."""
    kinds = case.reading.kinds[start]
    return end - start == 1 and "kin" in kinds and "given_name" not in kinds


def _manner(case: Case, start: int, end: int) -> Iterator[str]:
    """Go through the signs of how a name is used: spoken to, put under praise, or doing something."""
    reading = case.reading
    if acts(reading, end):
        yield "does something"
    if reading.forms[start][0].isalpha() and not reading.kinds[start]:
        yield "unknown word"
    sentence = reading.sentences[reading.sentence[start]]
    after = reading.forms[end] if end < len(reading) else "."
    opens = (
        start == sentence.start
        or (start == sentence.start + 1 and reading.kinds[start - 1] & {"greeting", "thanks"})
        or (start > sentence.start and reading.kinds[start - 1] & {"greeting"})
    )
    closes = end >= sentence.stop or (reading.forms[end] in {".", "!", "?"} and end + 1 >= sentence.stop)
    if (opens and (after in {",", "!", ":", "-", "\u2013", "—"} or closes)) or (
        closes and start > sentence.start and reading.forms[start - 1] == ","
    ):
        yield "spoken to"
    before = case.text[max(0, reading.starts[start] - 24) : reading.starts[start]]
    if _SIGNED.search(before) and '"' in before:
        yield "signature"
    elif _SAYS.search(before):
        yield "says it"
    elif _SENT.search(before):
        yield "greeted from afar"


def _bare(case: Case, one: Mention) -> tuple[int, int]:
    """Return a name without a possessive, a dot that ends the sentence, or a greeting before it."""
    reading = case.reading
    start, end = one.start, one.end
    while end > start and (
        reading.words[end - 1] in {"'s", "&", "of", "the"}
        or (reading.forms[end - 1] == "." and len(reading.forms[end - 2]) > 1)
    ):
        end -= 1
    while start < end and reading.kinds[start] & {"greeting", "thanks"}:
        start += 1
    return start, end


def _signs(case: Case, one: Mention, words: list[str]) -> Iterator[str]:
    reading = case.reading
    kinds = [reading.kinds[token] for token in range(one.start, one.end) if reading.forms[token][0].isalpha()]
    yield one.kind
    if any("given_name" in kind for kind in kinds[:2]):
        yield "given"
    if "word_name" in kinds[0]:
        yield "also a word"
    if "title_client" in kinds[0]:
        yield "mr or mrs"
    if "title_role" in kinds[0]:
        yield "by rank"
        if words[0] in {"dr", "doctor", "prof", "professor"}:
            yield "doctor"
    yield "one word" if len(words) == 1 else "name and initial" if len(words[-1]) == 1 else "several words"
    if words[-1] in FIGURES or words[0] in FIGURES:
        yield "known figure"
    after = one.end
    while after < len(reading) and reading.forms[after] in {",", "(", "."}:
        after += 1
    if after < len(reading) and reading.words[after] in CREDENTIALS and reading.capital[after]:
        yield "credentials"


def _initials(case: Case) -> Iterator[Candidate]:
    reading, text = case.reading, case.text
    named = {reading.starts[one.start] for one in case.mentions if one.kind != "person" or one.end - one.start > 2}  # noqa: PLR2004 - a letter and its dot
    inside = {token for one in case.mentions for token in range(one.start + 1, one.end)}
    for found in _INITIALS.finditer(text):
        form, start, end = found.group(), found.start(), found.end()
        token = max(reading.token_at(start), 0)
        if (
            form in _NO_INITIALS
            or start in named
            or token in inside
            or (
                not form.endswith(".")
                and len(form) > 1
                and form in {"OK", "TV", "AA", "NA", "ER", "AM", "PM", "US", "UK", "HR", "IT", "PT"}
            )
        ):
            continue
        signs = ["initials"]
        if _SIGNED.search(text[max(0, start - 12) : start]):
            signs.append("signature")
        elif _SAYS.search(text[max(0, start - 24) : start]):
            signs.append("says it")
        if _ACTING.match(text[end : end + 12]):
            signs.append("acts")
        if not form.endswith("."):
            signs.append("bare letter")
        yield Candidate(start, end, "NAME", "medium", frozenset(signs))
