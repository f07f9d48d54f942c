"""How alive an account is by what its owner says of it. The lines drawn here are ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from outreach.channels.accounts.account import SOMETHING_ELSE, Account, Audit, channel_of, titles
from outreach.channels.accounts.listings import (
    LISTING_RULE,
    LISTING_STEPS,
    NOT_ASKED,
    is_listing,
    is_up_to_date,
    listing_missing,
    listing_reason,
    months_ago,
)
from outreach.channels.accounts.steps import STEPS, export_words
from outreach.channels.facts.catalog import Mark
from outreach.wording import listed

State = Literal["alive", "dormant", "abandoned", "cannot tell"]

ALIVE_WITHIN = 3
"""Months since the last own post up to which an account with a conversation is alive. Our judgment."""

ABANDONED_AFTER = 12
"""Months since the last own post after which an account without a conversation is abandoned. Our judgment."""

_OURS = f"How this is judged ({Mark.ESTIMATE}: the lines are our judgment, a place to start from). "
_RULE = (
    f"Alive: a last own post at most ~{ALIVE_WITHIN} months ago, and at least one conversation in ~90 days. "
    f"Abandoned: a last own post more than ~{ABANDONED_AFTER} months ago, or none ever, and no conversation. "
    "Dormant: everything between. A conversation is somebody who answered somebody; a like is none."
)


@dataclass(frozen=True)
class Judged:
    """One account with its state, the reason for it, and a note on numbers that cannot both be right."""

    account: Account
    title: str
    state: State
    reason: str
    note: str = ""

    @property
    def known_words(self) -> str:
        """How many of the people there are known personally."""
        account = self.account
        if is_listing(account):
            return NOT_ASKED
        if account.known is None:
            return "not said"
        if _knows_too_many(account):
            return f"please look again: {account.known:,} known of {account.people:,}"
        return f"{account.known:,} of {account.people:,}" if account.people is not None else f"{account.known:,}"


def judged(audit: Audit) -> tuple[Judged, ...]:
    """Return every account with its state, in the order of its owner."""
    return tuple(_judged(account, title) for account, title in zip(audit.accounts, titles(audit), strict=True))


def rule_words(audit: Audit) -> str:
    """Return the rule by which the accounts of an audit are judged; nothing where there are none."""
    listings = [is_listing(account) for account in audit.accounts]
    told = [*([_RULE] if not all(listings) else []), *([LISTING_RULE] if any(listings) else [])]
    return f"{_OURS}{' '.join(told)}" if told else ""


def state_of(account: Account) -> State:
    """Return how alive an account is; the rule is told in ``rule_words``."""
    if _missing(account):
        return "cannot tell"
    if is_listing(account):
        return "alive" if is_up_to_date(account) else "dormant"
    talks = account.conversations_in_90_days
    months = None if account.never_posted else account.months_since_last_post
    if talks and months is not None and months <= ALIVE_WITHIN:
        return "alive"
    if not talks and (months is None or months > ABANDONED_AFTER):
        return "abandoned"
    return "dormant"


def whole_in_words(audit: Audit, who: str = "You") -> str:
    """Return the audit in one or two sentences; ``who`` knows the people there."""
    if not audit.accounts:
        return (
            "There is no account anywhere, so there is nothing to keep, park or close." if audit.no_account else EMPTY
        )
    return " ".join(filter(None, [_states_in_words(audit), _known_in_words(audit, who)]))


EMPTY = (
    "No account is listed yet. Press “Add an account” for each one that is open, also those that you would rather "
    "forget. If you have none, tick “I have no account anywhere”."
)


def checklist(account: Account) -> tuple[str, ...]:
    """Return what to do about an account, step by step; nothing as long as nothing is decided."""
    as_listing = is_listing(account)
    steps = (LISTING_STEPS if as_listing else STEPS).get(account.decision, ())
    if account.decision != "close":
        return steps
    copy = "Export it or print it first, so that you have a copy. What is known of an export:"
    return (f"{copy if as_listing else 'Export first what is yours.'} {export_words(channel_of(account))}", *steps)


def _judged(account: Account, title: str) -> Judged:
    state = state_of(account)
    return Judged(account, title, state, _reason(account), _note(account))


def _reason(account: Account) -> str:
    missing = _missing(account)
    if missing:
        return f"Still to say: {listed(missing)}."
    return listing_reason(account) if is_listing(account) else f"{_last_post(account)}, and {_talks(account)}."


def _missing(account: Account) -> list[str]:
    """Return what has to be said before the state can be told."""
    missing = []
    if not account.channel or (account.channel == SOMETHING_ELSE and not account.name):
        missing.append("which account this is")
    if is_listing(account):
        return [*missing, *listing_missing(account)]
    if account.months_since_last_post is None and not account.never_posted:
        missing.append("when the last own post was")
    if account.conversations_in_90_days is None:
        missing.append("how many conversations there were")
    return missing


def _last_post(account: Account) -> str:
    months = account.months_since_last_post
    if account.never_posted or months is None:
        return "There was never an own post"
    return f"The last own post was {months_ago(months)}"


def _talks(account: Account) -> str:
    talks = account.conversations_in_90_days or 0
    if talks == 1:
        return "there was 1 conversation in 90 days"
    return f"there were {talks:,} conversations in 90 days" if talks else "there was no conversation in 90 days"


def _note(account: Account) -> str:
    if _knows_too_many(account):
        return (
            f"The numbers now say that {account.known:,} people are known of {account.people:,} who are there. "
            "One of the two may have slipped; please look at them once more."
        )
    return ""


def _knows_too_many(account: Account) -> bool:
    if is_listing(account) or account.known is None or account.people is None:
        return False
    return account.known > account.people


def _states_in_words(audit: Audit) -> str:
    states = [state_of(account) for account in audit.accounts]
    unclear = states.count("cannot tell")
    if len(states) == 1:
        return f"The one account listed {'cannot be judged yet' if unclear else f'is {states[0]}'}."
    said = [f"{count} {'is' if count == 1 else 'are'} {state}" for state, count in _counts(states)]
    return f"Of {len(states)} accounts, {listed([*said, *([f'{unclear} cannot be judged yet'] if unclear else [])])}."


def _counts(states: list[State]) -> list[tuple[State, int]]:
    order: tuple[State, ...] = ("alive", "dormant", "abandoned")
    return [(state, states.count(state)) for state in order]


def _known_in_words(audit: Audit, who: str) -> str:
    asked = [account for account in audit.accounts if not is_listing(account)]
    counted = [(one.known, one.people) for one in asked if not _knows_too_many(one)]
    both = [(known, people) for known, people in counted if known is not None and people is not None]
    people_there = sum(people for _, people in both)
    if not people_there:
        return ""
    left_out = len(asked) - len(both)
    without = (
        f" ({left_out} {'account is' if left_out == 1 else 'accounts are'} not counted in this)" if left_out else ""
    )
    return f"{who} know about {sum(known for known, _ in both):,} of {people_there:,} people there personally{without}."
