"""The accounts that are open already: what their owner says of each, and the changes that can be made to it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from outreach.channels.facts.known import catalog
from outreach.errors import OutreachError
from outreach.wording import NAME_LIMIT, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.channels.facts.catalog import Channel

MOST_ACCOUNTS = 20
SOMETHING_ELSE = "other"
"""What stands for a place that the catalog does not have; its name is then in ``name``."""

DECISIONS: dict[str, str] = {
    "": "Not decided yet",
    "keep": "Keep it, and look after it",
    "park": "Park it: leave it open, and say where you are",
    "close": "Close it",
}
LIMITS: dict[str, int] = {
    "months_since_last_post": 600,
    "people": 100_000_000,
    "known": 100_000,
    "conversations_in_90_days": 100_000,
}
"""The whole numbers that are asked for, each with the most that can be meant."""

READABLE: dict[str, str] = {
    "channel": "account",
    "name": "name",
    "months_since_last_post": "months since your last own post or update",
    "never_posted": "never posted",
    "people": "people there",
    "known": "people you know personally",
    "conversations_in_90_days": "conversations or inquiries in 90 days",
    "decision": "decision",
}
_DIGITS = re.compile(r"\d{1,12}|\d{1,3}(?:,\d{3}){1,3}", re.ASCII)
_MOST_SHOWN = 40


@dataclass(frozen=True)
class Account:
    """One account. ``None`` means not said; an ``id`` stays with its account and is given to no other."""

    id: int
    channel: str = ""
    name: str = ""
    months_since_last_post: int | None = None
    never_posted: bool = False
    people: int | None = None
    known: int | None = None
    conversations_in_90_days: int | None = None
    decision: str = ""


@dataclass(frozen=True)
class Audit:
    """Every account, in the order of its owner; those that were taken away can come back."""

    accounts: tuple[Account, ...] = ()
    taken_away: tuple[Account, ...] = ()
    no_account: bool = False

    def find(self, account_id: int) -> Account | None:
        """Return the account of that id, or None."""
        return next((account for account in self.accounts if account.id == account_id), None)


def account_from(account_id: int, values: Mapping[str, Any]) -> Account:
    """Check plain values, as they stand in a form or a file, and make an account.

    Raises
    ------
    OutreachError
        For an unknown key or a value that cannot be meant, with a sentence that
        says what was seen and what was expected.
    """
    known = {field.name for field in fields(Account)} - {"id"}
    unknown = sorted(str(key) for key in set(values) - known)
    if unknown:
        msg = f"An account has no part called {_shown(unknown[0])}. Its parts are: {', '.join(READABLE)}."
        raise OutreachError(msg)
    return _placed(Account(account_id, **{name: _checked(name, value) for name, value in values.items()}))


def channel_of(account: Account) -> Channel | None:
    """Return the place of an account as the catalog has it; None for something else or nothing."""
    return catalog().find(account.channel) if account.channel not in {"", SOMETHING_ELSE} else None


def title_of(account: Account, number: int) -> str:
    """Return how an account is called, on one line: its place, and whose or which it is."""
    name = one_line(account.name)
    known = channel_of(account)
    if known is not None:
        return f"{known.name} ({name})" if name else known.name
    return name or f"Account {number}"


def titles(audit: Audit) -> tuple[str, ...]:
    """Return the titles of all accounts; those that are called the same are numbered."""
    plain = [title_of(account, number) for number, account in enumerate(audit.accounts, start=1)]
    return tuple(
        f"{title} ({plain[: place + 1].count(title)})" if plain.count(title) > 1 else title
        for place, title in enumerate(plain)
    )


def with_new(audit: Audit) -> Audit:
    """Return the audit with one more account, of which nothing is said yet."""
    _room_for_one(audit)
    return replace(audit, accounts=(*audit.accounts, Account(_next_id(audit))), no_account=False)


def without(audit: Audit, account_id: int) -> Audit:
    """Return the audit without an account, which is kept beside it so that it can come back."""
    gone = audit.find(account_id)
    if gone is None:
        return audit
    left = tuple(account for account in audit.accounts if account.id != account_id)
    return replace(audit, accounts=left, taken_away=(*audit.taken_away, gone)[-MOST_ACCOUNTS:])


def brought_back(audit: Audit, account_id: int | None = None) -> Audit:
    """Return the audit with an account that had been taken away; the last one where none is named."""
    back = next((one for one in reversed(audit.taken_away) if account_id in {None, one.id}), None)
    if back is None:
        return audit
    _room_for_one(audit)
    left = tuple(one for one in audit.taken_away if one.id != back.id)
    return replace(audit, accounts=(*audit.accounts, back), taken_away=left, no_account=False)


def edited(audit: Audit, account_id: int, part: str, value: Any) -> Audit:
    """Return the audit with one part of one account changed.

    An account that was taken away in another window comes back with the change.

    Raises
    ------
    OutreachError
        For a value that cannot be meant, or an account that is nowhere any more.
    """
    checked = getattr(account_from(account_id, {part: value}), part)
    if audit.find(account_id) is None:
        audit = brought_back(audit, account_id)
    if audit.find(account_id) is None:
        raise OutreachError("This account is not in your list any more. Run this cell again to see the list as it is.")
    changed = tuple(replace(one, **{part: checked}) if one.id == account_id else one for one in audit.accounts)
    return replace(audit, accounts=changed)


def numbered(read: Sequence[tuple[int | None, Mapping[str, Any]]], taken: set[int]) -> tuple[Account, ...]:
    """Make accounts of what a file holds; one without an id of its own gets the next that is free."""
    made = []
    free = max([0, *taken, *(one for one, _ in read if one is not None)]) + 1
    for wanted, values in read:
        account_id = wanted
        if account_id is None or account_id in taken:
            account_id, free = free, free + 1
        taken.add(account_id)
        made.append(account_from(account_id, values))
    return tuple(made)


def as_values(account: Account) -> dict[str, Any]:
    """Return what is said of an account, without what is not."""
    return {name: value for name, value in asdict(account).items() if value not in ("", None) and value is not False}


def _placed(account: Account) -> Account:
    """Return an account whose place is one of the catalog's, or something else with the name that was written."""
    if account.channel in {"", SOMETHING_ELSE}:
        return account
    known = catalog().find(account.channel)
    if known is not None:
        return replace(account, channel=known.id)
    return replace(account, channel=SOMETHING_ELSE, name=account.name or account.channel)


def _next_id(audit: Audit) -> int:
    return max([0, *(one.id for one in (*audit.accounts, *audit.taken_away))]) + 1


def _room_for_one(audit: Audit) -> None:
    if len(audit.accounts) >= MOST_ACCOUNTS:
        raise OutreachError(f"There is room for {MOST_ACCOUNTS} accounts. Take one away before you add another.")


def _checked(name: str, value: Any) -> Any:
    if name in LIMITS:
        return _whole(name, value)
    if name == "never_posted":
        return _yes_or_no(name, value)
    if not isinstance(value, str):
        raise OutreachError(f"The part “{READABLE[name]}” holds {_shown(value)}; words were expected.")
    text = value.strip()
    if name == "decision" and text not in DECISIONS:
        wanted = ", ".join(filter(None, DECISIONS))
        raise OutreachError(f"The decision is {_shown(value)}; expected one of: {wanted}.")
    if len(text) > NAME_LIMIT:
        raise OutreachError(
            f"The part “{READABLE[name]}” is {len(text):,} characters long; {NAME_LIMIT} is the most it can keep."
        )
    return text


def _whole(name: str, value: Any) -> int | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    number = -1
    if isinstance(value, int) and not isinstance(value, bool):
        number = value
    elif isinstance(value, float) and value.is_integer() and abs(value) <= LIMITS[name]:
        number = int(value)
    elif isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        number = int(value.strip().replace(",", ""))
    if not 0 <= number <= LIMITS[name]:
        raise OutreachError(
            f"“{READABLE[name][0].upper()}{READABLE[name][1:]}” holds {_shown(value)}; "
            f"a whole number from 0 to {LIMITS[name]:,} was expected."
        )
    return number


def _yes_or_no(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise OutreachError(f"The part “{READABLE[name]}” holds {_shown(value)}; true or false was expected.")
    return value


def _shown(value: Any) -> str:
    try:
        said = repr(value)
    except (ValueError, RecursionError):
        return "something too long to show"
    return said if len(said) <= _MOST_SHOWN else f"{said[:_MOST_SHOWN]}…"
