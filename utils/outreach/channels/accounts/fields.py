"""The audit as fields and buttons of a form: one frame for each account."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from outreach.channels.accounts.account import (
    DECISIONS,
    LIMITS,
    MOST_ACCOUNTS,
    SOMETHING_ELSE,
    Account,
    Audit,
    channel_of,
    title_of,
)
from outreach.channels.accounts.listings import is_listing
from outreach.channels.facts.known import catalog
from outreach.wording import NAME_LIMIT

if TYPE_CHECKING:
    from outreach.form import Button, Field

_NUMBERS: dict[str, tuple[str, str]] = {
    "months_since_last_post": ("When was the last post of your own? 0 is this month", "months ago"),
    "people": ("How many people are there, such as followers or connections? (you may leave this empty)", "people"),
    "known": ("How many of them do you know personally? A guess will do", "people"),
    "conversations_in_90_days": ("How many conversations were there in the last 90 days?", "conversations"),
}
_LISTING_NUMBERS: dict[str, tuple[str, str]] = {
    "months_since_last_post": ("How many months ago did you last bring it up to date? 0 is this month", "months ago"),
    "conversations_in_90_days": (
        "How many inquiries came through it in the last 90 days? (you may leave this empty)",
        "inquiries",
    ),
}
"""What is asked of a listing: nobody posts there, and nobody follows it."""

_UP_TO_DATE = "It counts when you have read it through and mended what was no longer true."
_NO_ACCOUNTS = frozenset({"talks"})
"""Channels of the catalog where nobody has an account. A file that holds one is still shown as it is."""


def fields_of(audit: Audit) -> list[Field]:
    """Return the fields of every account; without any, the question whether there is none anywhere."""
    from outreach.form import Field, Option

    nowhere = Option("yes", "I have no account anywhere")
    fields = [Field("nowhere", "checks", "Nothing to list?", options=(nowhere,), hidden=bool(audit.accounts))]
    for number, account in enumerate(audit.accounts, start=1):
        # Without the name that is being typed: a frame that changed its name would be drawn anew at every letter.
        group = f"Account {number}: {_place_words(account)}" if account.channel else f"Account {number}"
        fields += [replace(field, group=group) for field in _of_one(account)]
    return fields


def _place_words(account: Account) -> str:
    known = channel_of(account)
    return known.name if known is not None else "something else"


def _of_one(account: Account) -> list[Field]:
    from outreach.form import Field, Option

    places = (
        Option("", "Choose"),
        *(
            Option(channel.id, channel.name)
            for channel in catalog().channels
            if channel.id not in _NO_ACCOUNTS or channel.id == account.channel
        ),
        Option(SOMETHING_ELSE, "Something else"),
    )
    is_else = account.channel == SOMETHING_ELSE
    as_listing = is_listing(account)
    called = "What is it called?" if is_else else "Whose is it, or which one? (you may leave this empty)"
    numbers = _numbers(account, as_listing=as_listing)
    never = Option("yes", "I have never posted there")
    decisions = tuple(Option(key, text) for key, text in DECISIONS.items())
    return [
        Field(f"{account.id}-channel", "select", "Where is it?", options=places),
        Field(f"{account.id}-name", "text", called, limit=NAME_LIMIT),
        numbers["months_since_last_post"],
        Field(f"{account.id}-never_posted", "checks", "If you never did", options=(never,), hidden=as_listing),
        numbers["people"],
        numbers["known"],
        numbers["conversations_in_90_days"],
        Field(f"{account.id}-decision", "select", "What do you want to do about it?", options=decisions),
        Field(f"take-{account.id}", "action", "Take this one away"),
    ]


def _numbers(account: Account, *, as_listing: bool) -> dict[str, Field]:
    """Return the fields for numbers. What is not asked of an account is hidden, and keeps what it held."""
    from outreach.form import Field

    asked = _LISTING_NUMBERS if as_listing else _NUMBERS
    fields = {}
    for name, usual in _NUMBERS.items():
        label, unit = asked.get(name, usual)
        is_month = name == "months_since_last_post"
        fields[name] = Field(
            f"{account.id}-{name}",
            "number",
            label,
            help=_UP_TO_DATE if is_month and as_listing else "",
            unit=unit,
            hidden=name not in asked or (is_month and account.never_posted and not as_listing),
        )
    return fields


def values_of(audit: Audit) -> dict[str, Any]:
    """Return what the fields hold."""
    values: dict[str, Any] = {"nowhere": ["yes"] if audit.no_account else []}
    for account in audit.accounts:
        for name, value in asdict(account).items():
            if name == "never_posted":
                values[f"{account.id}-{name}"] = ["yes"] if value else []
            elif name in LIMITS:
                values[f"{account.id}-{name}"] = "" if value is None else str(value)
            elif name != "id":
                values[f"{account.id}-{name}"] = value
    return values


def buttons_of(audit: Audit) -> list[Button]:
    """Return the buttons below all accounts."""
    from outreach.form import Button

    buttons = [Button("add", "Add an account", primary=True, disabled=len(audit.accounts) >= MOST_ACCOUNTS)]
    if audit.taken_away:
        last = audit.taken_away[-1]
        buttons.append(Button("back", f"Bring it back: {title_of(last, len(audit.accounts) + 1)}"))
    return buttons
