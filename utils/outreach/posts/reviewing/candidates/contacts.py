"""Telephone numbers, e-mail addresses, handles and pages.

The author's own and those of public services are never candidates; whose the others are is weighed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from outreach.crisis_lines import crisis_lines
from outreach.posts.reviewing.case import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case

_PHONE = re.compile(
    r"(?<![\w.,/$£€#-])(?:\+?\d{1,3}[\s.·-]{0,3})?(?:\(\s?0?\d{1,5}\s?\)|\d{2,5})(?:[\s.·/-]{0,3}\d{2,5}){1,4}(?![\w%])(?!-\d)"
)
_DIGIT = r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine)"
_SAID = rf"(?:(?:(?:double|triple)[\s,.-]+)?(?:{_DIGIT}|\d{{1,4}})|hundred)"
_SPOKEN = re.compile(
    rf"(?<![\w$£€.,-]){_SAID}(?:(?:[\s,.…()-]{{1,3}}|\s(?:dot|dash|point|then|and\sthen)\s){_SAID}){{3,}}\b",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(rf"\b{_DIGIT}\b|\bdouble|\btriple", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_AT = r"(?:\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?|\s+at\s+|\s@\s?|\s?@\s)"
_DOT = r"(?:\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s+(?:dot|period|point)\s+|\.)"
_HIDDEN = re.compile(
    rf"(?<![\w.+-])[\w+%-]{{2,40}}(?:(?:\.|_|\s+dot\s+|\s+underscore\s+)[\w+%-]{{1,40}}){{0,3}}{_AT}[\w-]{{2,40}}(?:{_DOT}[\w-]{{2,30}}){{1,3}}(?![\w@])",
    re.IGNORECASE,
)
_ENDING = r"(?:com|org|net|edu|co|ie|uk|ca|au|nz|io|gov|example|social|app|us)"
_HIDDEN_AT = re.compile(
    rf"\sat\s.*(?:\s(?:dot|period|point)\s|[\[(]\s?dot\s?[\])]){_ENDING}\b|[\[({{<]\s?(?:at|@)\s?[\])}}>]|\s@|@\s",
    re.IGNORECASE,
)
_MAIL_PLACES = re.compile(
    r"\bat\s+(?:g\s?mail|yahoo|hotmail|outlook|icloud|proton|aol|example|live|me|mac|btinternet|bigpond|xtra)\b",
    re.IGNORECASE,
)
_MAY_HIDE = re.compile(
    r"(?=[\[({<@a])(?:[\[({<]\s?(?:at|@)\s?[\])}>]|@\s|\bat\b.{2,50}\b(?:dot|period|point)\b|\bat\s+(?:g\s?mail|yahoo|hotmail|outlook|icloud|proton|aol|example))",
    re.IGNORECASE,
)
"""What a hidden address holds; the letters with which this begins come first, so that the rest is rarely tried."""

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+|(?<![\w@./-])(?:[\w-]+\.)+(?:com|org|net|io|me|tv|co|app|social|uk|ca|au|ie|nz|example|us)(?:/[^\s<>\"')\]]*)?(?![\w@])",
    re.IGNORECASE,
)
_IP = re.compile(r"(?<![\w.])(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)")
"""An address on the internet; those that are kept for networks inside of a house lead to nobody (RFC 1918)."""
_HANDLE = re.compile(r"(?<![\w@/.])@\s?(\w(?:[\w.-]*\w)?)")
_USER = re.compile(r"(?<![\w/])u/([\w-]{3,})")
_SCREEN_NAME = re.compile(
    r"(?<![\w@/.#'-])(?:[A-Za-z]+(?:[._-][A-Za-z]+)*[._-]?\d{1,4}[A-Za-z_]*|[A-Za-z]+(?:_[A-Za-z\d]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+){1,3}\d*|[a-z]+(?:[A-Z][a-z]+){1,3})(?![\w/@'-])"
)
_DOTTED = re.compile(r"\w\.\w|https?:")
_ODD = re.compile(r"[A-Z\d_](?:(?<=_)|(?<=[a-z][A-Z])|(?<=[A-Za-z]\d))")
"""What a user name has and an ordinary word has not: a line, or a capital or a figure after a letter."""

_SITES = re.compile(
    r"instagram|facebook|\bfb\.|tiktok|twitter|\bx\.com|linkedin\.com/in|strava|gofundme|youtu|snapchat|venmo|cash\.app|pinterest|reddit|tumblr|twitch|threads|bsky|mastodon|spotify|soundcloud|etsy|onlyfans|"
    r"patreon|discord|flickr|medium\.com/@|goodreads|ravelry|letterboxd|caringbridge|justgiving|zillow|realtor|depop|poshmark|blogspot|tributes|legacy\.com",
    re.IGNORECASE,
)
_SERVICES = frozenset(
    "911 999 112 000 111 988 211 311 411 741741 838255 678678 116123 131114 85258 50808 1737 0477131114 18002738255 8002738255 18662887386 18664887386 8664887386 08088088000 8088088000 "
    "18007997233 8007997233 18009855990 8009855990 18006624357 8006624357 0800543354 1300224636 18005992233 080011111 18338526262 8338526262 18556627474 18002822233".split()
)
_TOLL_FREE = re.compile(r"^1?(?:800|888|877|866|855|844|833)\d{7}$|^(?:1800|1300)\d{6}$|^0800\d{6,7}$")
_ROLE_BOX = re.compile(
    r"^(?:info|hello|hi|office|admin|contact|reception|frontdesk|front\.desk|intakes?|appointments?|bookings?|events?|support|team|press|groups?|training|ce|register|registration|help|enquiries|inquiries|mail|jobs|hr|careers|"
    r"newsletter|referrals?|clinic|practice|welcome|privacy|feedback|workshops?|supervision|volunteers?|records|billing)@",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"(?:mrn|member|claim|policy|case|docket|invoice|account|acct|file|\bid|passport|plate|serial|chart|record|licen[cs]e|registration|\breg|nhs|medicare|medicaid|ending|ssn|social security|grant|order|tracking|isbn|npi|abn)\W*(?:(?:no|number|is|id|#|ending|in)\b\W*){0,3}$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:call|text|ring|phone|cell|mobile|tel|whatsapp|dial|number|on|fax|zelle|venmo|reach\w*|at|contact|landline|pager|sms)\b\W*(?:\w+\W+){0,3}$|[(:]\s*$",
    re.IGNORECASE,
)
_NO_PHONE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{3}-\d{2}-\d{4}|(?:19|20)\d\d\s?[-/]\s?(?:19|20)?\d\d|\d{1,2}[-/ ]\d{1,2}"
)
_EACH_DOT = re.compile(r"\s?[\[({<]?\s?\bdot\b\s?[\])}>]?\s?", re.IGNORECASE)
_FIRST_AT = re.compile(_AT, re.IGNORECASE)
_NO_FIGURE, _GROUP = re.compile(r"\D"), re.compile(r"\d+")
_NO_LETTER = re.compile(r"[\W_]")
_LIKE_A_NAME = re.compile(
    r"(?:covid|b\d|mp\d|q\d|h\d|p\d|a\d|r\d|t\d|n\d|v\d|phq|gad|dsm|icd|mc[A-Z]|mac[A-Z]|de[A-Z]|la[A-Z]|le[A-Z]|o'?[A-Z]|van[A-Z]|di[A-Z]|du[A-Z]|fitz)",
    re.IGNORECASE,
)
_LIKE_NO_WORD = re.compile(r"\d{2}|_")
_EVERYBODY = frozenset(("everyone", "all", "here", "channel"))
LONG_WORD = 4
"""Letters of a word of the author's name that may make up a handle: not "of" and "the"."""

LARGEST_BYTE = 255
FEWEST_FIGURES, MOST_FIGURES = 7, 15
"""Figures of a telephone number."""

SPOKEN_FIGURES = 3
SURE_FIGURES = 9
"""So many figures in groups are a telephone number also where nothing beside them says so."""


@cache
def _services() -> frozenset[str]:
    return _SERVICES | {_figures(line.number) for line in crisis_lines().lines}


def phones(case: Case) -> Iterator[Candidate]:
    """Find telephone numbers, in figures and in words."""
    for found in _PHONE.finditer(case.text) if case.has_figures else ():
        figures = _figures(found[0])
        if _is_phone(case, found, figures) and figures not in _services() and not _is_own_number(case, figures):
            yield case.spanning(found, "PHONE", "high", *(["toll-free"] if _TOLL_FREE.match(figures) else []))
    for found in _SPOKEN.finditer(case.text) if len(case.numbers) >= SPOKEN_FIGURES else ():
        words, figures = _IN_WORDS.findall(found[0]), _figures(found[0])
        if words and len(words) + len(figures) >= FEWEST_FIGURES:
            yield case.spanning(found, "PHONE", "high", "spoken", *([] if figures else ["all in words"]))


def _is_own_number(case: Case, figures: str) -> bool:
    own = case.author.numbers
    if {figures, figures[-10:], figures.lstrip("0")} & own:
        return True
    return len(figures) == FEWEST_FIGURES and any(number.endswith(figures) for number in own)


def emails(case: Case) -> Iterator[Candidate]:
    """Find e-mail addresses, also where "at" and "dot" hide them."""
    own = case.author.domains | {case.author.email.lower()}
    for found in _EMAIL.finditer(case.text) if "@" in case.text else ():
        address = found[0].lower()
        if address not in own and address.rpartition("@")[2] not in own:
            yield case.spanning(found, "EMAIL", "high", *(["role box"] if _ROLE_BOX.match(address) else []))
    if _MAY_HIDE.search(case.text):
        yield from _hidden_emails(case, own)


def _hidden_emails(case: Case, own: frozenset[str]) -> Iterator[Candidate]:
    place = 0
    while found := _HIDDEN.search(case.text, place):
        form = found[0]
        if not (_HIDDEN_AT.search(form) or _MAIL_PLACES.search(form)):
            place = found.start() + len(form.split(maxsplit=1)[0]) + 1
            continue
        place = found.end()
        plain = _FIRST_AT.sub("@", _EACH_DOT.sub(".", form), count=1)
        if plain.lower().rpartition("@")[2] not in own:
            yield case.spanning(found, "EMAIL", "high", "hidden")


def pages(case: Case) -> Iterator[Candidate]:
    """Find handles, user names, pages and addresses of machines."""
    text = case.text
    if _DOTTED.search(text):
        yield from _urls(case)
        for found in _IP.finditer(text):
            if all(int(part) <= LARGEST_BYTE for part in found[0].split(".")):
                yield case.spanning(found, "ONLINE_ID", "high", "machine")
    for found in _HANDLE.finditer(text) if "@" in text else ():
        if not _is_own(case, found[1]) and found[1].lower() not in _EVERYBODY:
            yield case.spanning(found, "ONLINE_ID", "high", "handle", group=1)
    for found in _USER.finditer(text) if "u/" in text else ():
        yield case.spanning(found, "ONLINE_ID", "high", "handle", "user", group=1)
    if _ODD.search(text):
        yield from _screen_names(case)


def _urls(case: Case) -> Iterator[Candidate]:
    for found in _URL.finditer(case.text):
        start = found.start()
        address = found[0].rstrip(".,;:!?").lower()
        if case.text[max(0, start - 1) : start] == "@" or any(domain in address for domain in case.author.domains):
            continue
        signs = ["page", *(["of one person"] if _SITES.search(address) else [])]
        yield Candidate(start, start + len(address), "ONLINE_ID", "high", frozenset(signs))


def _screen_names(case: Case) -> Iterator[Candidate]:
    for found in _SCREEN_NAME.finditer(case.text):
        name = found[0]
        if not _is_own(case, name) and not _is_plain(name):
            has_figures = "_" in name or any(sign.isdigit() for sign in name)
            sign = "with figures" if has_figures else "in one word"
            yield case.spanning(found, "ONLINE_ID", "high", "screen name", sign)


def _is_plain(name: str) -> bool:
    """Tell words that merely look like a user name: B12, MacInnes, covid19, STAR."""
    return _LIKE_A_NAME.match(name) is not None and not _LIKE_NO_WORD.search(name)


def _is_own(case: Case, handle: str) -> bool:
    """Tell whether the words of the author's name or practice make up half of a handle or more."""
    low = _NO_LETTER.sub("", handle.lower())
    words = {word for word in case.author.name_words | case.author.practice_words if len(word) >= LONG_WORD}
    return sum(len(word) for word in words if word in low) * 2 >= len(low)


def _figures(form: str) -> str:
    return _NO_FIGURE.sub("", form)


def _is_phone(case: Case, found: re.Match[str], figures: str) -> bool:
    if not FEWEST_FIGURES <= len(figures) <= MOST_FIGURES or _NO_PHONE.fullmatch(found[0].strip()):
        return False
    before = case.text[max(0, found.start() - 40) : found.start()]
    if _NUMBER_OF.search(before):
        return False
    groups = _GROUP.findall(found[0])
    if len(groups) == 1 or len(figures) < SURE_FIGURES:
        is_local = [len(group) for group in groups] == [3, 4]
        return is_local or _CALLED.search(before) is not None
    return True
