"""What a draft as a whole lacks or is: a crisis line, a disclaimer, plain words, something for those who buy nothing."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from outreach.posts.plain_language.readability import grade_of
from outreach.posts.reviewing.candidates.suicide import speaks_of_suicide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outreach.posts.reviewing.case import Candidate, Case
    from outreach.posts.reviewing.reading import Reading

_RESOURCE = re.compile(
    r"\b9-?8-?8\b|\b741\s?741\b|\b911\b|\b999\b|\b112\b|\b116\s?123\b|\b13\s?11\s?14\b|\b000\b|\b111\b|\b1737\b|\b85258\b|\b50808\b|\b1-?800-?273|\bsamaritans\b|\blifelines?\b|\bcrisis\s+(?:text\s+)?(?:lines?|hotline|team|resource\w*|service\w*|cent(?:er|re)s?|number|help\w*)\b|\bhot\s?lines?\b|\bhelp\s?lines?\b|\bwarm\s?lines?\b|"
    r"\bemergency\s+(?:number|department|room|services?|line|room)\b|\bnearest\s+(?:emergency|er|hospital|a&e)\b|\b(?:a&e|the\s+er)\b|\btrevor\s+project\b|\bbeyond\s+blue\b|\bkids\s?helpline\b|\bchildline\b|\bpapyrus\b|\bshout\b\s+to\b|\bpieta\b|\bsuicide\s+prevention\s+line\b|\btext\s+home\b|\bveterans\s+crisis\b",
    re.IGNORECASE,
)
_NAMES_ONLY = re.compile(
    r"\b(?:(?:American\s+)?(?:Foundation|Association|Society|Council|Institute|Coalition|Center|Centre|Academy|Task\s+Force|Department|Office|Alliance|Network|Conference|Summit|Walk|Workshop|Training|Course|Module|Webinar|Book|Certificate|Committee|Board|Team)\s+(?:for|of|on|in)\s+Suicid\w+(?:\s+\w+)?|World\s+Suicide\s+Prevention\s+Day|"
    r"Suicide\s+Prevention\s+(?:Day|Month|Week|Foundation|Lifeline|Resource|Coalition|Center|Centre|Action|Alliance|Network|Walk|Training|Council|Conference|Summit|Task\s+Force|Plan|Strategy|Course)|Suicidology|Suicide\s*&\s*Crisis|Suicide\s+and\s+Life|Zero\s+Suicide|safeTALK|ASIST|(?:suicide|self-harm)\s+(?:prevention|assessment|risk)?\s*(?:training|course|workshop|webinar|ceu?s?|module|conference|coalition|team)|"
    r"(?:module|course|book|workshop|webinar|training|called|titled|talk|paper|film|session)s?,?\s*[\"*_](?:[^\"*_\n]{0,60})[Ss]uicid\w*(?:[^\"*_\n]{0,60})[\"*_]|"
    r"[\"*_](?:[^\"*_\n]{0,60})[Ss]uicid\w*(?:[^\"*_\n]{0,60})[\"*_](?=\s*(?:by|is|was|\(|,\s+the\s+book)))",
)
_METAPHOR = re.compile(
    r"\b(?:political|career|social|commercial|financial)\s+suicide\b|\bsuicide\s+(?:squad|run|runs|sprints?|doors?|king|lane)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\bgeneral(?:\s+\w+){0,3}?\s+(?:information|info|ideas?|education|advice|tips?|support|guidance|suggestions?|interest|purposes?|knowledge|reading)\b|\b(?:in\s+)?general\s+(?:only|terms)\b|\b(?:for|as|just|only|purely|is|it's|are)\s+(?:\w+\s+){0,3}?(?:information(?:al)?|education(?:al)?)\b|\b(?:information|education)\s+only\b|\bnot\s+(?:a\s+)?(?:substitute|replacement|therapy|treatment|medical|clinical|advice|care|counsel\w+|professional|personal|individual|diagnos\w+|tailored|intended\s+as|meant\s+to\s+replace|meant\s+as)\b|"
    r"\b(?:can'?t|cannot|doesn'?t|does\s+not|don'?t|do\s+not|won'?t|never|isn'?t|is\s+not|aren'?t|are\s+not|no)\s+(?:\w+\s+){0,3}?(?:replace\w*|substitut\w*|stand\s+in\s+for|take\s+the\s+place|therapy|treatment|advice|diagnos\w+|a\s+substitute|care|medical|counsel\w+)\b|\bno\s+substitute\b|\bnot\s+instead\s+of\b|\b(?:isn'?t|is\s+not|not)\s+(?:\w+\s+){0,3}?(?:advice|therapy|treatment|diagnosis)\b|\beducational\b|\bpsychoeducation\b|\brather\s+than\s+(?:advice|treatment|therapy)\b|\bfor\s+education\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"(?:^|[.!?:;\n\"]\s*|\n\s*(?:[-*•\u2013—✔✅☑➡️👉🔹▪️●○]|\d{1,2}[.)])\s*|,\s*(?:then\s+|and\s+)?|\band\s+|\bthen\s+|\bplease\s+|—\s*)(?:(?:first|next|then|now|finally|also|instead|gently|slowly|simply|just|try\s+to|always|don'?t|do\s+not|never|once\s+a\s+\w+|today|tonight|tomorrow|every\s+\w+,?|for\s+\w+\s+\w+,?)\s*,?\s+)*"
    r"(?:ask|avoid|begin|breathe|bring|build|call\s+(?:a|someone|your|it)|carry|change|choose|circle|clench|close|count|cut|describe|do|draw|drink|drop|eat|end|exhale|feel|fill|find|finish|fold|follow|get|give|go|hold|hum|hug|inhale|imagine|keep|label|lean|leave|let|lie|lift|limit|list|listen|look|lower|make|mark|move|name|notice|observe|open|pace|pause|pay|pick|picture|place|plan|practi[sc]e|praise|press|"
    r"pull|push|put|rate|read|relax|remind|repeat|replace|rest|reward|rub|run|say|schedule|see|set|shake|share\s+one|shift|sing|sit|skip|sleep|slow|smell|speak|spend|splash|squeeze|stand|start|stay|step|stop|stretch|swap|take|talk|tap|tell|tense|text|think|throw|touch|track|trace|try|turn|use|wait|wake|walk|wash|watch|wear|wiggle|write|hand|stick|switch|save|reach|resist|ride|rock|roll|sort|stack|stare|warm|work|head|allow|accept|add|aim|apologi[sz]e|break|catch|challenge|check|clear|compare|cover|cross|dim|face|focus|forgive|hide|ignore|invite|join|lay|leave|light|lock|meet|note|offer|point|pour|promise|pretend|question|refuse|respond|return|ring|sip|soften|spot|treat|trust|unplug|visit|whisper)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"\b(?=\w)(?:signs?\s+(?:of|that|you|your|it)|symptoms?\s+(?:of|include|to)|red\s+flags?|checklist|quiz|score\s+yourself|test\s+yourself|ask\s+yourself|do\s+you\b|does\s+your\b|are\s+you\b|could\s+(?:it|you)\s+be|might\s+have|how\s+to\s+(?:tell|know)|you\s+might\s+be|if\s+(?:three|two|four|five|most)|how\s+many|tick|signs\s+to)\b",
    re.IGNORECASE,
)
_PROMOTES = re.compile(
    r"\b(?=[\w$£€%#])(?:book|booking|sign\s+up|enrol?l|register|join|dm|message\s+me|call\s+(?:us|me|today|now)|link\s+in\s+bio|comment\s+\w+|early[- ]bird|price|\$\s?\d|£\s?\d|€\s?\d|discount|%\s+off|\d%|save\s+\d|spots?|seats?|gift\s+cards?|package|packages|program(?:me)?|masterclass|bootcamp|course|workshop|retreat|intensives?|membership|payment\s+plans?|bonus\w*|free\s+(?:call|session|consult\w*|ebook|gift)|our\s+(?:team|clinicians|therapists|services?|suite|intensives|program\w*|award)|we\s+(?:offer|accept|take|provide|specialize|specialise|treat|have)|i\s+(?:offer|specialize|specialise|provide|have\s+(?:\w+\s+)?years|'ve\s+(?:been\s+featured|helped))|"
    r"years\s+of\s+experience|featured\s+(?:in|on)|award|certified|accredited|trusted|leading|best|#\s?1|no\.\s?1|number\s+one|only\s+\w+\s+(?:spots?|seats?)|doors|cart|cohort|guarantee\w*|results|review|reviews|testimonial|star|stars|rating|tag\s+(?:two|a)|win|raffle|giveaway|refer\s+a\s+friend|tell\s+(?:a|your)\s+friends?|transformation|insurance|telehealth|openings?|appointments?|availab\w+|accepting|new\s+clients|visit\s+(?:our|my)|website|learn\s+more|lifetime|replays?|workbook|modules?|calls|app|value|worth|now\s+open|is\s+(?:open|back|here)|story|stories|alumni|help\s+you|helped|expert|specialist|method|i'?m\s+the|don'?t\s+miss|hurry|last\s+chance|venmo|waitlist|claim|grab|reserve|secure|hit\s+reply|bring\s+a\s+friend|doctor-approved|proven)\b",
    re.IGNORECASE,
)
_TO_THE_AUTHOR = re.compile(
    r"\b(?:call|email|e-mail|rsvp|register|sign\s+up|book|dm|website|link|988|911|office|front\s+desk|newsletter|tickets?|reply|comment|post|thread|group|photo|page|moderator|desk|slides|come|bring|join)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\n\s*(?:[-*•\u2013—✔✅☑]|\d{1,2}[.)])")
_ASKED = re.compile(r"\b(?:do|does|are|is|have)\s+(?:you|your|he|she|they)\b[^.!?]*\?", re.IGNORECASE)
FEWEST_STEPS = 2
"""Things that readers are told to do, from which a draft is self-help."""

FEWEST_ITEMS = 2
"""Items or questions from which a list is one by which readers may judge themselves."""

FEWEST_WORDS = 2
"""Words from which a line counts as a sentence, where the sentences are counted that promote."""

HARD_GRADE = 14
HARD_WORDS = 60
"""The grade by Flesch-Kincaid, and the words parted by blanks, from which a draft is hard to read."""

DISCLAIMED = frozenset(("blog", "newsletter", "community"))
"""Channels on which self-help needs a disclaimer."""

_SELLING = frozenset(("PROMO_HYPE", "GUARANTEE", "TESTIMONIAL"))


def labels(case: Case, marks: Sequence[Candidate]) -> Iterator[str]:
    """Go through the labels that a draft as a whole earns, as the annotation guide defines them.

    ``marks`` are what is marked in it, by places of the text as read.
    """
    text = case.text
    if _lacks_crisis(case):
        yield "MISSING_CRISIS"
    if case.channel in DISCLAIMED and _lacks_disclaimer(case):
        yield "MISSING_DISCLAIMER"
    if len(text.split()) >= HARD_WORDS and grade_of(text) >= HARD_GRADE:
        yield "HARD_TO_READ"
    if case.channel != "review_reply" and _is_heavy(case, marks):
        yield "PROMO_HEAVY"


def _lacks_crisis(case: Case) -> bool:
    """Tell whether a draft speaks of suicide, not only in a name or a figure of speech, and names no help."""
    text = case.text
    if not speaks_of_suicide(case) or _RESOURCE.search(text):
        return False
    return speaks_of_suicide(case, _METAPHOR.sub(" ", _NAMES_ONLY.sub(" ", text)))


def _lacks_disclaimer(case: Case) -> bool:
    """Tell whether a draft is self-help for a problem, and says nowhere that it is general information."""
    if "problem" not in case.classes:
        return False
    return (_gives_steps(case) or _lists_signs(case.text)) and not _GENERAL.search(case.text)


def _gives_steps(case: Case) -> bool:
    """Tell whether readers are told to do several things, apart from writing, calling or coming to the author."""
    return len(list(islice(_steps(case), FEWEST_STEPS))) == FEWEST_STEPS


def _steps(case: Case) -> Iterator[str]:
    reading, text = case.reading, case.text
    for found in _IMPERATIVE.finditer(text):
        token = max(reading.token_at(found.end() - 1), 0)
        number = reading.sentence[token]
        if case.scenes.each[number].role == "event" or reading.quoted[token]:
            continue
        if not _TO_THE_AUTHOR.search(text, *case.bounds(number)):
            yield found[0]


def _lists_signs(text: str) -> bool:
    """Tell whether a text lists signs by which readers could judge themselves."""
    return _SIGNS.search(text) is not None and (
        len(_ITEM.findall(text)) >= FEWEST_ITEMS or len(_ASKED.findall(text)) >= FEWEST_ITEMS
    )


def _is_heavy(case: Case, marks: Sequence[Candidate]) -> bool:
    """Tell whether half of the sentences or more promote, and something marked does too."""
    reading, text = case.reading, case.text
    sells = {case.sentence_at(mark.start) for mark in marks if mark.category in _SELLING}
    if not sells:
        return False
    sentences = [
        number for number, tokens in enumerate(reading.sentences) if sum(map(reading.is_word, tokens)) >= FEWEST_WORDS
    ]
    promoting = sum(
        number in sells or _PROMOTES.search(text[slice(*_whole(reading, number))]) is not None for number in sentences
    )
    return bool(sentences) and promoting * 2 >= len(sentences)


def _whole(reading: Reading, sentence: int) -> tuple[int, int]:
    """Return where a sentence begins and ends, with the signs at its ends."""
    tokens = reading.sentences[sentence]
    return reading.starts[tokens.start], reading.ends[tokens.stop - 1]
