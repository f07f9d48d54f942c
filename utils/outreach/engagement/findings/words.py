"""Small words of the findings: days, channels, counts, and titles without addresses of people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.engagement.measuring.display import rate_words
from outreach.wording import number_words

if TYPE_CHECKING:
    from datetime import date

CHANNEL_NAMES = {
    "bluesky": "Bluesky",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "mastodon": "Mastodon",
    "tiktok": "TikTok",
    "x": "X",
    "youtube": "YouTube",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_EMAIL = re.compile(r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_HANDLE = re.compile(r"(?<![\w@])@[\w.-]{2,64}(?:@[\w.-]{3,100})?")
_PHONE = re.compile(
    r"(?<![\w/-])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)[\s.-]?\d{2,4}|\d{3}[\s.-]\d{3,4})"
    r"(?:[\s.-]?\d{2,4}){0,3}(?![\w/-])"
    r"|(?<![\w/-])\+\d{7,15}(?!\w)"
)
_ADDRESS = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
LONGEST_READ = 2_000
"""Letters of a title that are looked through; no more of it is ever shown."""


def channel_name(channel: str) -> str:
    """Return a channel as people write it."""
    return CHANNEL_NAMES.get(channel, channel[:1].upper() + channel[1:]) or "a place that is not named"


def day_words(day: date) -> str:
    """Return a day as "March 2, 2026", whatever language the computer speaks."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def count_words(number: float, one: str, more: str = "") -> str:
    """Return "1 week" or "12 weeks"."""
    return f"{number_words(number)} {one if number == 1 else more or f'{one}s'}"


def share_of(part: float, whole: float, what: str) -> str:
    """Return a share as it may be shown: "3 of 12 posts", or "15 of 30 posts (50%, between 33.2% and 66.8%)"."""
    counts, _, rest = rate_words(part, whole).partition(": ")
    return f"{counts} {what} ({rest})" if rest else f"{counts} {what}"


def masked(text: str) -> str:
    """Return a title with e-mail addresses, telephone numbers, addresses of computers and @handles taken out."""
    made = text[:LONGEST_READ]
    made = _EMAIL.sub("[e-mail address]", made)
    made = _HANDLE.sub("[handle]", made)
    made = _ADDRESS.sub("[address of a computer]", made)
    return _PHONE.sub("[telephone number]", made)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
