"""Listings, such as an entry in a directory: nobody posts there, so they are judged by whether they are still true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.channels.accounts.account import channel_of

if TYPE_CHECKING:
    from outreach.channels.accounts.account import Account

TRUE_WITHIN = 12
"""Months since it was last brought up to date up to which a listing is alive. Our judgment."""

LISTING_RULE = (
    "A listing, such as an entry in a directory, has no posts. "
    f"Alive: brought up to date at most ~{TRUE_WITHIN} months ago. Dormant: longer ago. It is never called abandoned."
)
NOT_ASKED = "not asked of a listing"
"""What stands for the people there: those who read a listing follow nobody."""

LISTING_STEPS: dict[str, tuple[str, ...]] = {
    "keep": (
        "Read it through. Is it all still true: your fees, your openings, your telephone number, your license?",
        "Say who answers the people who find you there, and how fast.",
        "Set a date on which you read it through again.",
    ),
    "park": (
        "Say in the listing that you take no new people now, and where they can turn.",
        "Keep the telephone number in it true. It is what people look up.",
        "Set a date on which you look at the listing again.",
    ),
    "close": (
        "Take its address off your website, your cards and your e-mail signature.",
        "Then delete the listing. End the payment too, if there is one.",
        "Note the date on which you deleted it.",
        "Look up whether the platform still shows the listing, and how you can ask for it to be taken down.",
    ),
}
"""What to do about a listing. Closing begins with a copy, of which the catalog tells what is known."""


def is_listing(account: Account) -> bool:
    """Tell whether an account is an entry in a book of others, as the catalog says of its channel."""
    channel = channel_of(account)
    return channel is not None and channel.role == "listing"


def listing_missing(account: Account) -> list[str]:
    """Return what has to be said before a listing can be judged. Inquiries may be left out."""
    return ["when it was last brought up to date"] if account.months_since_last_post is None else []


def is_up_to_date(account: Account) -> bool:
    """Tell whether a listing was brought up to date lately enough to be alive."""
    months = account.months_since_last_post
    return months is not None and months <= TRUE_WITHIN


def listing_reason(account: Account) -> str:
    """Return in a sentence when a listing was brought up to date, and how many inquiries came through it."""
    when = months_ago(account.months_since_last_post)
    return f"It was last brought up to date {when}{_inquiries(account.conversations_in_90_days)}."


def months_ago(months: int | None) -> str:
    """Return in words how long ago something was; a listing and a post are told alike."""
    return "this month" if months == 0 else f"{months} month{'' if months == 1 else 's'} ago"


def _inquiries(count: int | None) -> str:
    if count is None:
        return ""
    if count == 1:
        return ", and 1 inquiry came through it in 90 days"
    return f", and {f'{count:,} inquiries' if count else 'no inquiry'} came through it in 90 days"
