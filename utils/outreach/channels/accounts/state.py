"""How alive an account is by what its owner says of it, and what to do about it. The lines drawn here are ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from outreach.channels.accounts.account import SOMETHING_ELSE, Account, Audit, titles
from outreach.channels.facts.catalog import Mark, catalog
from outreach.channels.wording import listed, mark_words

if TYPE_CHECKING:
    from outreach.channels.facts.catalog import Channel

State = Literal["alive", "dormant", "abandoned", "cannot tell"]

ALIVE_WITHIN = 3
"""Months since the last own post up to which an account with a conversation is alive. Our judgment."""

ABANDONED_AFTER = 12
"""Months since the last own post after which an account without a conversation is abandoned. Our judgment."""

RULE = (
    f"How this is judged ({Mark.ESTIMATE}: the lines are our judgment, a place to start from). "
    f"Alive: a last own post at most ~{ALIVE_WITHIN} months ago, and at least one conversation in ~90 days. "
    f"Abandoned: a last own post more than ~{ABANDONED_AFTER} months ago, or none ever, and no conversation. "
    "Dormant: everything between. A conversation is somebody who answered somebody; a like is none."
)
ADVICE = f"Advice of this course ({Mark.ESTIMATE}: our judgment), no rule of any platform."


@dataclass(frozen=True)
class Judged:
    """One account with its state, the reason for it, and what is still to be said or looked at."""

    account: Account
    title: str
    state: State
    reason: str
    note: str = ""

    @property
    def known_words(self) -> str:
        """How many of the people there are known personally."""
        account = self.account
        if account.known is None:
            return "not said"
        return f"{account.known:,} of {account.people:,}" if account.people is not None else f"{account.known:,}"


def judged(audit: Audit) -> tuple[Judged, ...]:
    """Return every account with its state, in the order of its owner."""
    return tuple(_judged(account, title) for account, title in zip(audit.accounts, titles(audit), strict=True))


def state_of(account: Account) -> State:
    """Return how alive an account is; the rule is told in ``RULE``."""
    talks = account.conversations_in_90_days
    if _missing(account) or talks is None:
        return "cannot tell"
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
    channel = catalog().find(account.channel) if account.channel != SOMETHING_ELSE else None
    match account.decision:
        case "close":
            return (f"Export first what is yours. {_export(channel)}", *_CLOSE)
        case "park":
            return _PARK
        case "keep":
            return _KEEP
        case _:
            return ()


CHECKLIST_TITLES: dict[str, str] = {
    "keep": "To keep it well",
    "park": "To park it decently",
    "close": "To close it decently, in this order",
}
_KEEP = (
    "Name the hour of the week that belongs to it.",
    "Say who answers there, and how fast.",
    "Set a date on which you look again whether it is worth the hour.",
)
_PARK = (
    "Switch off messages and comments where the platform lets you. Nobody should wait for an answer that never comes.",
    "Pin a post that says where you can be found now.",
    "Set a date on which you look at it again.",
)
_CLOSE = (
    "Write one last post: that you are leaving, and where you can be reached.",
    "Answer what is still open there, or say where to turn. Do not talk about anyone's care in public.",
    "Put the new address into the profile itself. Some people never see the last post.",
    (
        "Protect the name. Look up whether the platform gives a freed name to someone else. "
        "If it does, or does not say, keep the account for a while, empty and locked."
    ),
    "Take the link off your website, your cards and your e-mail signature.",
    "Then delete the account, and note the date.",
)
_NOT_LOOKED = "Look in its settings for a way to download your data; this course has not looked at this place."


_EXPORTS = ("content_export", "audience_export")


def _export(channel: Channel | None) -> str:
    """Return what is known of taking one's own things from there; our judgment where nothing was read."""
    if channel is None:
        return _NOT_LOOKED
    said = [f"{note.text.rstrip('.')} ({mark_words(note)})." for note in channel.fine_print if note.about in _EXPORTS]
    cell = channel["content_export"]
    return f"{channel.name}: {' '.join(said)}" if said else f"{channel.name}: {cell.text} ({mark_words(cell)})"


def _judged(account: Account, title: str) -> Judged:
    state = state_of(account)
    missing = _missing(account)
    reason = f"Still to say: {listed(missing)}." if missing else f"{_last_post(account)}, and {_talks(account)}."
    return Judged(account, title, state, reason, _note(account))


def _missing(account: Account) -> list[str]:
    """Return what has to be said before the state can be told."""
    missing = []
    if not account.channel or (account.channel == SOMETHING_ELSE and not account.name):
        missing.append("which account this is")
    if account.months_since_last_post is None and not account.never_posted:
        missing.append("when the last own post was")
    if account.conversations_in_90_days is None:
        missing.append("how many conversations there were")
    return missing


def _last_post(account: Account) -> str:
    months = account.months_since_last_post
    if account.never_posted or months is None:
        return "There was never an own post"
    when = "this month" if months == 0 else f"{months} month{'' if months == 1 else 's'} ago"
    return f"The last own post was {when}"


def _talks(account: Account) -> str:
    talks = account.conversations_in_90_days or 0
    if talks == 1:
        return "there was 1 conversation in 90 days"
    return f"there were {talks:,} conversations in 90 days" if talks else "there was no conversation in 90 days"


def _note(account: Account) -> str:
    if _knows_too_many(account):
        return (
            f"The numbers say that {account.known:,} people are known of {account.people:,} who are there. "
            "One of the two has slipped; please look at them once more."
        )
    return ""


def _knows_too_many(account: Account) -> bool:
    return account.known is not None and account.people is not None and account.known > account.people


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
    counted = [(a.known, a.people) for a in audit.accounts if not _knows_too_many(a)]
    both = [(known, people) for known, people in counted if known is not None and people is not None]
    people_there = sum(people for _, people in both)
    if not people_there:
        return ""
    left_out = len(audit.accounts) - len(both)
    without = (
        f" ({left_out} {'account is' if left_out == 1 else 'accounts are'} not counted in this)" if left_out else ""
    )
    return f"{who} know about {sum(known for known, _ in both):,} of {people_there:,} people there personally{without}."
