"""Gates before weights: what cannot be done is set aside first, so that no weight can buy it back.

What is not said in the profile gates nothing. Hours and money are gated at the
low end of what the catalog gives: a channel is out only where even its leanest
form does not fit. How comfortably it fits is for the ranking to say.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from outreach.channels.deciding.license_rules import license_rules
from outreach.channels.facts.catalog import Mark
from outreach.channels.wording import dollars, hours_words
from outreach.practice import CONFIDENTIALITY_CEILINGS, SETTLED, WILL_NOT_DO
from outreach.wording import number_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.channels.deciding.licenses import Rules
    from outreach.channels.facts.catalog import Cell, Channel
    from outreach.practice import Practice

Gate = Literal["hours", "money", "confidentiality", "license", "will not do"]


@dataclass(frozen=True)
class Reason:
    """One gate that a channel does not pass: a sentence why, a sentence on what would lift it.

    The ways back of one channel belong together, for it comes back only when all are gone: the
    first says so, and each that follows goes on from it.
    """

    gate: Gate
    why: str
    lift: str


@dataclass(frozen=True)
class _Closed:
    """One gate that is closed: a sentence why, and the words after "It comes back when"."""

    gate: Gate
    why: str
    when: str


@dataclass(frozen=True)
class Exclusion:
    """A channel that is out, with every reason."""

    channel: Channel
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """All reasons, a sentence each."""
        return " ".join(reason.why for reason in self.reasons)

    @property
    def lift(self) -> str:
        """What would have to change, a sentence for each reason."""
        return " ".join(reason.lift for reason in self.reasons)


@dataclass(frozen=True)
class Gated:
    """The channels that may be ranked, and those that are out."""

    open: tuple[Channel, ...]
    out: tuple[Exclusion, ...]


def gate(practice: Practice, channels: Iterable[Channel], rules: Rules | None = None) -> Gated:
    """Part the channels into those that fit what the practice said and those that do not.

    The license is held against ``rules``; where none are given, against those of the course.
    """
    held = license_rules() if rules is None else rules
    passed: list[Channel] = []
    out: list[Exclusion] = []
    for channel in channels:
        reasons = _reasons(tuple(_closed(practice, channel, held)))
        if reasons:
            out.append(Exclusion(channel, reasons))
        else:
            passed.append(channel)
    return Gated(tuple(passed), tuple(out))


def _reasons(closed: tuple[_Closed, ...]) -> tuple[Reason, ...]:
    first = "It comes back when" if len(closed) == 1 else "It comes back only when"
    return tuple(
        Reason(one.gate, one.why, f"{'And only when' if place else first} {one.when}.")
        for place, one in enumerate(closed)
    )


def _closed(practice: Practice, channel: Channel, rules: Rules) -> Iterator[_Closed]:
    yield from _hours(practice, channel)
    yield from _money(practice, channel)
    yield from _confidentiality(practice, channel)
    yield from _license(practice, channel, rules)
    yield from _will_not_do(practice, channel)


def _hours(practice: Practice, channel: Channel) -> Iterator[_Closed]:
    there, cell = practice.hours_per_week, channel["hours_per_week"]
    if there is not None and cell.low > there:
        needed = hours_words(cell.low)
        yield _Closed(
            "hours",
            f"It takes at least {_about(cell)}{needed} a week ({cell.mark}); you have {hours_words(there)}.",
            f"you can give it {needed} a week",
        )


def _money(practice: Practice, channel: Channel) -> Iterator[_Closed]:
    there, cell = practice.money_per_month, channel["money_per_month"]
    if there is not None and cell.low > there:
        needed = dollars(cell.low)
        yield _Closed(
            "money",
            f"It costs at least {_about(cell)}{needed} a month ({cell.mark}); you have {dollars(there)}.",
            f"you can spend {needed} a month",
        )


EXPOSURES: dict[str, str] = {
    "message": "exposure to private messages",
    "confidentiality": "risk to confidentiality",
}
"""What the limit for private contact is held against; the higher of the two decides, messages first."""


def _confidentiality(practice: Practice, channel: Channel) -> Iterator[_Closed]:
    ceiling = practice.confidentiality_ceiling
    fact = max(EXPOSURES, key=lambda one: channel[one].number)
    cell = channel[fact]
    if ceiling is not None and cell.number > ceiling:
        said, needed = (
            CONFIDENTIALITY_CEILINGS[level].partition(":")[0] for level in (ceiling, math.ceil(cell.number))
        )
        yield _Closed(
            "confidentiality",
            f"Its {EXPOSURES[fact]} is {_about(cell)}{number_words(cell.number)} of 3 ({cell.mark}); "
            f"for private contact you said “{said}”, which is {ceiling}.",
            f"you can say “{needed}” there and mean it",
        )


def _about(cell: Cell) -> str:
    return "" if cell.mark is Mark.SEEN else "~"


def _license(practice: Practice, channel: Channel, rules: Rules) -> Iterator[_Closed]:
    for rule, clause in rules.against(practice.licence, channel):
        if rule.settled not in practice.settled:
            yield _Closed(
                "license",
                f"{clause.words()}, and {rule.because}.",
                f"you have settled this in your profile, as a promise that no program can check: "
                f"“{SETTLED[rule.settled]}”",
            )


def _will_not_do(practice: Practice, channel: Channel) -> Iterator[_Closed]:
    for act in channel.required():
        if act in practice.will_not_do:
            cell = channel[f"requires.{act}"]
            asks = "We judge that it asks you to" if cell.mark is Mark.ESTIMATE else "It asks you to"
            doing = _to_you(WILL_NOT_DO[act])
            yield _Closed(
                "will not do",
                f"{asks} {doing}, which you said you will not do ({_to_you(cell.text).rstrip('.')}).",
                f"you are ready to {doing} after all",
            )


def _to_you(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}".replace(" my ", " your ")
