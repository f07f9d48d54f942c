"""Days, months and holidays, and the hours and days at which somebody was seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.reviewing.case import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?\b\.?"
_YEAR = r"(?:(?:19|20)\d{2}|'\d{2})\b"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_ONE_TO_NINTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_WORD_NTH = rf"(?:{_ONE_TO_NINTH}|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty-(?:{_ONE_TO_NINTH})|thirtieth|thirty-first)"
_HOLIDAYS = (
    r"Christmas(?:\s+(?:Eve|Day|morning|night|week|dinner|break))?|Boxing\s+Day|(?:St\.?\s+)?Stephen's\s+Day|New\s+Year'?s?(?:\s+(?:Eve|Day))?|Thanksgiving(?:\s+(?:Day|weekend|morning|night|dinner))?|Easter(?:\s+(?:Sunday|Monday|weekend|morning|break))?|Good\s+Friday|Palm\s+Sunday|Ash\s+Wednesday|"
    r"Halloween(?:\s+night)?|Mother'?s'?\s+Day|Father'?s'?\s+Day|Mothering\s+Sunday|Valentine'?s?(?:\s+Day)?|(?:St\.?\s+)?Patrick'?s(?:\s+Day)?|Paddy'?s\s+Day|Memorial\s+Day(?:\s+weekend)?|Labou?r\s+Day(?:\s+weekend)?|Independence\s+Day|(?:Fourth|4th)\s+of\s+July|Veterans\s+Day|Remembrance\s+(?:Day|Sunday)|"
    r"A(?:nzac|NZAC)\s+Day|Australia\s+Day|Canada\s+Day|Waitangi\s+Day|Columbus\s+Day|Indigenous\s+Peoples'?\s+Day|Presidents'?\s+Day|M(?:LK|artin\s+Luther\s+King)\s+Day|Juneteenth|Mardi\s+Gras|Fat\s+Tuesday|Ramadan|Eid(?:\s+al-\w+)?|Passover|Rosh\s+Hashanah|Yom\s+Kippur|Hanukkah|Chanukah|Purim|Sukkot|Diwali|Holi|Vaisakhi|"
    r"(?:Lunar|Chinese)\s+New\s+Year|Tet|Songkran|Hogmanay|Bonfire\s+Night|Guy\s+Fawkes(?:\s+Night)?|Burns\s+Night|Kwanzaa|Lent|Advent|Epiphany|Super\s+Bowl(?:\s+Sunday)?|Groundhog\s+Day|Pancake\s+Day|Día\s+de\s+(?:los\s+)?Muertos|Day\s+of\s+the\s+Dead|Las\s+Posadas|May\s+Day|Melbourne\s+Cup(?:\s+Day)?|Orange\s+Shirt\s+Day|"
    r"Victoria\s+Day|Midsummer(?:'s\s+(?:Eve|Day))?|All\s+Souls(?:'\s+Day)?|Cinco\s+de\s+Mayo|Matariki|St\.?\s+David's\s+Day|Pride\s+weekend|(?:spring|August|May)\s+bank\s+holiday|bank\s+holiday\s+Monday|(?:the\s+)?Twelfth(?:\s+of\s+July)?|Pioneer\s+Day|King\s+Kamehameha\s+Day|Black\s+Friday|April\s+Fool'?s'?(?:\s+Day)?|Leap\s+Day|Bastille\s+Day|Nowruz|Obon|Lammas|Tết|Heritage\s+Day|Spring\s+Festival|Samhain|Imbolc|Yule|Whitsun|Michaelmas|Orthodox\s+Easter|Carnival|Family\s+Day|Civic\s+Holiday|Grandparents\s+Day|Homecoming|[lL]eap\s+[dD]ay|(?:St\.?|Saint)\s+[A-Z]\w+'s?\s+(?:Day|Night|Eve)|(?!Awareness|Prevention|Health|Safety|Recovery|Equality|Pride)[A-ZÀ-ÞĀ-Ž]\w+(?:'s?)?\s+Day(?!\s+(?:School|Camp|Program|Care|Treatment|Hospital|Center))"
)
_HOLIDAY = rf"(?:the\s+(?:day|night|morning|week|weekend|evening|afternoon|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\s+(?:after|before|of)\s+)?(?:(?:last|this|next|early|late)\s+)?(?:{_HOLIDAYS})\b(?:,?\s+(?:19|20)\d\d|\s+'\d\d)?"
_DATES = re.compile(
    # The letters with which any of this begins: without them, nothing is tried.
    rf"(?=[\dA-ZÀ-ÞĀ-Ž]|ba|e[ail]|f[io]|in|l[ae]|mi|n[ei]|s[eip]|t[ehw])(?:(?P<day>(?<![\w/.-])\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/])(?!\s*(?:of|cup|teaspoon|page|people|star))|(?<![\w/.-])(?:19|20)\d\d-\d\d?-\d\d?(?![\w-])|(?<![\w/.-])\d{{1,2}}[.-]\d{{1,2}}[.-](?:19|20)?\d\d(?![\w-])"
    rf"|(?:{_DAY},?\s+)?(?:the\s+)?{_NTH}\s+(?:day\s+)?(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|(?:{_DAY},?\s+)?{_MONTH}\s+(?:the\s+)?(?:{_NTH}(?!\d|:|%|\s*(?:a\.?m|p\.?m|people|percent))|{_WORD_NTH})(?:,?\s+(?:of\s+)?{_YEAR})?"
    rf"|(?:{_DAY},?\s+)?(?:the\s+)?{_WORD_NTH}\s+of\s+{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_DAY},?\s+the\s+(?:{_NTH}|{_WORD_NTH})(?!\s+(?:time|session|visit|week|of))"
    rf"|(?<=\b[oO]n\s)the\s+\d{{1,2}}(?:st|nd|rd|th)(?!\s*-|\s+(?:floor|time|try|day|of|visit|session|street|page|week))|(?<=\bsince\s)the\s+\d{{1,2}}(?:st|nd|rd|th)(?!\s*(?:\w|-)))"
    rf"|(?P<holiday>{_HOLIDAY})|(?P<small>\b(?:last|this|early|late|since|in)\s+(?:january|february|april|june|july|august|september|october|november|december)\b)"
    rf"|(?P<month>(?:(?:[lL]ast|[tT]his(?:\s+past)?|[nN]ext|[eE]arly|[lL]ate|[mM]id)[\s-]+)?{_MONTH}(?:,?\s+(?:of\s+)?(?:{_YEAR}|last\s+year|this\s+year|that\s+year|\d{{1,2}}(?:th|st|nd|rd)\s+grade|his|her|their)(?:\s+\w+\s+year)?)?))",
)
_HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK = (
    rf"(?:(?:about|around|nearly|past)\s+)?(?:(?<![\d:.$£€/])\d{{1,2}}(?:[:.]\d{{2}})?\s?(?:[ap]\.?m\b\.?|o'clock)|(?<![\d:.$£€/])\d{{1,2}}:\d{{2}}(?![\d:])|{_HOUR_WORD}(?:[\s-](?:fifteen|thirty|forty-five))?\s+(?:o'clock|[ap]\.?m\b\.?|in\s+the\s+(?:morning|afternoon|evening))|{_HOUR_WORD}\s+at\s+night|"
    rf"(?:half|quarter)[\s-](?:past|to|after|till)[\s-](?:{_HOUR_WORD}|\d{{1,2}})|half\s+{_HOUR_WORD}|noon|midnight|midday|(?<=\bat\s)(?:0\d|1\d|2[0-3])[0-5]\d(?:\s+hours)?(?!\d)|(?:0\d|1\d|2[0-3])[0-5]\d\s+hours)"
)
_FULL_DAY = r"(?:[mM]on|[tT]ues|[wW]ednes|[tT]hurs|[fF]ri|[sS]atur|[sS]un)days?"
_PART = r"(?:morning|afternoon|evening|night|noon|lunchtime|lunch|midday)s?"
_TIMES = re.compile(
    # As above, the letters with which any of this begins.
    rf"(?=\d|[aA][\sbnr]|[bB]y|[eE][ailv]|[fF][ior]|ha|[jJ]u|[lL]a|[mM][io]|[nN][eio]|[oO]n|pa|qu|[sS][aeiu]|[tT][ehouw]|[wW]e|[yY]e)(?:(?P<weekday>(?:(?:[lL]ast|[tT]his(?:\s+past)?|[eE]very(?:\s+(?:other|second|single))?|[nN]ext|[oO]n|[eE]arly|[lL]ate|[oO]ne|[bB]y|[sS]ince)\s+)?\b{_FULL_DAY}(?:\s+{_PART})?(?:'s)?(?:,?\s+(?:at\s+|around\s+|about\s+)?(?:{_CLOCK}|\d{{1,2}}(?:[:.]\d\d)?(?![\d/%$]|\s*(?:people|spots|seats|minutes|hours|years|of|weeks|sessions|st|nd|rd|th))\b|{_HOUR_WORD}\b(?!\s+\w)))?)"
    rf"|(?P<relative>\b(?:[yY]esterday(?:\s+{_PART})?|[tT]oday|[tT]onight|[tT]omorrow(?:\s+{_PART})?|[tT]his\s+{_PART}|[lL]ast\s+night|[tT]he\s+(?:night|day|other\s+day|other\s+night)\s+before(?:\s+(?:last|yesterday))?|the\s+next\s+(?:day|morning)|[eE]arlier\s+today|(?:two|three|four|five|a\s+few)\s+(?:days|nights|hours)\s+ago|the\s+other\s+(?:day|night|morning)|an\s+hour\s+ago|[jJ]ust\s+now|[tT]he\s+same\s+night)(?:\s+at\s+(?:{_CLOCK}|\d{{1,2}}(?:[:.]\d\d)?\b|{_HOUR_WORD}\b))?)"
    rf"|(?P<clock>{_CLOCK}(?:\s+(?:yesterday|today|tonight|tomorrow|on\s+(?:a\s+)?{_FULL_DAY}|this\s+morning|last\s+night|{_FULL_DAY}))?)"
    rf"|(?P<slot>(?<=\b[mM]y\s)(?:\d{{1,2}}(?:[:.]\d\d)?|{_HOUR_WORD})(?=\s+(?:client|patient|couple|family|kid|teen|guy|girl|cancel|no-show|is|was|just|today|said|told|walked|came|brought|o'clock)))"
    rf"|(?P<at>(?<=\bat\s)(?:\d{{1,2}}(?:[:.]\d\d)?|{_HOUR_WORD})(?=\s+(?:sharp|on\s+the\s+dot|this|yesterday|today|tomorrow|tonight|on\s+(?:a\s+)?{_FULL_DAY}|in\s+the\s+(?:morning|afternoon|evening))|\s*[.,;!?\n)]|$)))",
)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|last|this|next|early|late|of|through|from|to|mid|around|before|after|every|and|each|one|or|between|during|for|back)\s+(?:early\s+|late\s+|mid-?)?$",
    re.IGNORECASE,
)
_AWARENESS = re.compile(
    r"(?i:\bawareness|prevention\s+(?:day|week|month)|health\s+(?:month|week)|history\s+month|pride\s+month|heritage\s+month|\bis\s+(?:\w+\s+){1,4}(?:month|week)|world\s+\w+\s+\w*\s*day|international\s+\w+)|[A-Z]\w+\s+(?:Month|Week)\b"
)
_AMBIGUOUS = frozenset(("May", "March", "Mar", "Jan", "June", "April", "August", "Sun", "Sat", "Wed", "Dec"))
_NO_DATES = frozenset(("24/7", "50/50", "9/11", "10/10", "1/2", "1/3", "1/4", "3/4", "2/3", "7/11"))
_SHORT_MONTH = 3
"""Letters of a month's short form."""

BEFORE, AFTER = 40, 45
"""Code points around a number or a word of the calendar in which the whole of a date or a time stands."""

_DAY_LIKE = re.compile(r"\d+(?:[/.-]\d|st\b|nd\b|rd\b|th\b)")
_HOUR_LIKE = re.compile(r"\s?(?:[:.]\d\d|[ap]\.?m\b|o'clock|in\s+the|at\s+night)", re.IGNORECASE)
_BEFORE_HOURS = frozenset(("at", "my", "about", "around", "past", "to", "half", "quarter", "till", "until"))
_OF_DATES = frozenset(("month", "holiday", "holiday_word", "ordinal"))
_OF_TIMES = frozenset(("weekday", "relative_day", "clock", "day_part", "day_word"))
_DATE_LEAD = re.compile(r"(?:since|in)\s+")
_TIME_LEAD = re.compile(r"(?:on|by|one|since)\s+", re.IGNORECASE)
_YEARS = re.compile(r"(?:19|20)\d\d")
_FOURTH_OF_JULY = re.compile(r"\b(?:4th|Fourth) of July")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})")
_SEVERAL_DAYS = re.compile(r"days(?:$|\s)")
_COUNTED = re.compile(r"every|(?:two|three|four|five|a few)\b", re.IGNORECASE)
_EVERY = re.compile(r"every\b", re.IGNORECASE)
_TO_COME = re.compile(r"(?:next|tomorrow)\b", re.IGNORECASE)
_HOUR = re.compile(r"\d|\bat\b|noon")


def dates(case: Case) -> Iterator[Candidate]:
    """Find days, months and holidays."""
    for found in case.found_in(_DATES, case.windows(_may_be_dates(case), BEFORE, AFTER)):
        kind = found.lastgroup or ""
        start, end = found.span()
        while case.text[end - 1] in " .,":
            end -= 1
        form = case.text[start:end]
        if form in _NO_DATES or not _is_date(case, kind, form, start):
            continue
        lead = _DATE_LEAD.match(form) if kind == "small" else None
        start += lead.end() if lead else 0
        signs = [kind]
        if _AWARENESS.search(case.text[max(0, start - 20) : end + 40]):
            signs.append("awareness")
        if _YEARS.search(form):
            signs.append("with year")
        names_a_day = kind == "day" or _FOURTH_OF_JULY.search(form)
        yield Candidate(start, end, "DATE", "high" if names_a_day else "medium", frozenset(signs))


def times(case: Case) -> Iterator[Candidate]:
    """Find weekdays, hours, and days that are told from today."""
    for found in case.found_in(_TIMES, case.windows(_may_be_times(case), BEFORE, AFTER)):
        start, end = found.span()
        lead = _TIME_LEAD.match(found[0])
        start += lead.end() if lead else 0
        form = case.text[start:end].rstrip(" ,").removesuffix("'s")
        end = start + len(form)
        signs = [*_time_signs(found.lastgroup or "", form)]
        if case.text[end : end + 2] == "'s":
            signs.append("possessive")
        yield Candidate(start, end, "SESSION_TIME", "medium", frozenset(signs))


def _time_signs(kind: str, form: str) -> Iterator[str]:
    yield kind
    if _SEVERAL_DAYS.search(form) and not _COUNTED.match(form):
        yield "in general"
    if _EVERY.match(form):
        yield "every"
    if _TO_COME.match(form):
        yield "to come"
    if kind == "weekday" and _HOUR.search(form):
        yield "with hour"


def _may_be_dates(case: Case) -> Iterator[int]:
    """Go through the tokens at which a date may stand: words of the calendar, and figures that look like a day."""
    reading, text = case.reading, case.text
    for token, kind in enumerate(reading.kinds):
        if not kind.isdisjoint(_OF_DATES) or (
            reading.words[token][0].isdigit() and _DAY_LIKE.match(text, reading.starts[token])
        ):
            yield token


def _may_be_times(case: Case) -> Iterator[int]:
    """Go through the tokens at which a time may stand: words of the day, and numbers that look like an hour."""
    reading, text = case.reading, case.text
    numbers = set(case.numbers)
    for token, kind in enumerate(reading.kinds):
        if not kind.isdisjoint(_OF_TIMES) or (
            token in numbers
            and (_HOUR_LIKE.match(text, reading.ends[token]) or (token and reading.words[token - 1] in _BEFORE_HOURS))
        ):
            yield token


def _is_date(case: Case, kind: str, form: str, start: int) -> bool:
    """Tell a month from the words may, march and the like, and a day from a fraction."""
    if kind == "month":
        bare = form.strip(". ")
        if bare in _AMBIGUOUS or len(bare) == _SHORT_MONTH:
            return _MONTH_BEFORE.search(case.text[max(0, start - 16) : start]) is not None
    slashed = _SLASHED.fullmatch(form) if kind == "day" else None
    if slashed is None:
        return True
    low, high = sorted(map(int, slashed.groups()))
    return low >= 1 and high <= 31 and low <= 12  # noqa: PLR2004 - the days of a month and the months
