"""What Grace writes down: who asked for a first visit, and what was given and came back. No names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from outreach.engagement.sample.draws import Draws
from outreach.engagement.sample.weeks import LAST_DAY, day

DAYS_TO_GIVE_BACK = 60


@dataclass(frozen=True)
class Inquiry:
    """Somebody asked for a first visit, and named where they had heard of the practice."""

    when: date
    source: str
    qualified: bool


@dataclass(frozen=True)
class Gift:
    """Something went to a professional contact (``gave``) or came from one (``got``)."""

    when: date
    contact: str
    gave_or_got: str
    kind: str


INQUIRIES = (
    Inquiry(day(3, 2), "friend", qualified=False),
    Inquiry(day(6, 1), "hospice", qualified=True),
    Inquiry(day(9, 3), "doctor", qualified=True),
    Inquiry(day(11, 0), "hospice", qualified=True),
    Inquiry(day(15, 4), "search", qualified=False),
    Inquiry(day(17, 2), "hospice", qualified=True),
    Inquiry(day(20, 1), "hospice", qualified=True),
    Inquiry(day(23, 3), "blog", qualified=True),
    Inquiry(day(25, 0), "hospice", qualified=False),
)

GAVE_BACK_AFTER = {"C01": 12, "C03": 33, "C04": 5, "C08": 47, "C11": 21, "C13": 58}
"""Days from the first gift to what came back."""

LATE = ("C06", 75)
"""A contact who gave back, but not within the 60 days."""

TOO_RECENT = "C15"
"""A contact whose 60 days are not over at the end of the 26 weeks."""

GAVE_UNASKED = "C16"
"""A contact who gave and was never given to."""

GIVES = ("sent a handout", "answered a question", "made a referral", "spoke at a staff meeting", "shared an event")
GOTS = ("named us to a family", "invited us", "sent a reading list", "shared our post")


@cache
def gifts() -> tuple[Gift, ...]:
    """Return what was given and what came back, by day."""
    draws = Draws("gifts")
    made: list[Gift] = []
    for number in range(1, 15):
        contact = f"C{number:02d}"
        first = day(draws.between(1, 13), draws.between(0, 4))
        made.append(Gift(first, contact, "gave", draws.one_of(GIVES)))
        after = GAVE_BACK_AFTER.get(contact) or dict([LATE]).get(contact)
        if after:
            made.append(Gift(first + timedelta(days=after), contact, "got", draws.one_of(GOTS)))
        elif number % 4 == 2:  # noqa: PLR2004  a second gift, and still nothing back
            made.append(Gift(first + timedelta(days=draws.between(8, 28)), contact, "gave", draws.one_of(GIVES)))
    made.append(Gift(day(22, 1), TOO_RECENT, "gave", GIVES[0]))
    made.append(Gift(day(10, 2), GAVE_UNASKED, "got", GOTS[2]))
    return tuple(sorted(made, key=lambda gift: (gift.when, gift.contact, gift.gave_or_got)))


def given_to() -> dict[str, date]:
    """Return the contacts whose 60 days are over, with the day of the first gift."""
    first: dict[str, date] = {}
    for gift in gifts():
        if gift.gave_or_got == "gave":
            first.setdefault(gift.contact, gift.when)
    return {contact: when for contact, when in first.items() if when + timedelta(days=DAYS_TO_GIVE_BACK) <= LAST_DAY}


def gave_back() -> set[str]:
    """Return the contacts who gave back within the 60 days."""
    since = given_to()
    return {
        gift.contact
        for gift in gifts()
        if gift.gave_or_got == "got"
        and gift.contact in since
        and 0 <= (gift.when - since[gift.contact]).days <= DAYS_TO_GIVE_BACK
    }
