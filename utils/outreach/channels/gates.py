"""Gates before weights: what cannot be done is set aside first, so that no weight can buy it back.

What is not said in the profile gates nothing. Hours and money are gated at the
low end of what the catalog gives: a channel is out only where even its leanest
form does not fit. How comfortably it fits is for the ranking to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from outreach.channels.catalog import Mark
from outreach.channels.wording import dollars, hours_words
from outreach.practice import WILL_NOT_DO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.channels.catalog import Channel
    from outreach.practice import Practice

Gate = Literal["hours", "money", "confidentiality", "will not do"]


@dataclass(frozen=True)
class Reason:
    """One gate that a channel does not pass: a sentence why, a sentence on what would lift it."""

    gate: Gate
    why: str
    lift: str


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


def gate(practice: Practice, channels: Iterable[Channel]) -> Gated:
    """Part the channels into those that fit what the practice said and those that do not."""
    passed: list[Channel] = []
    out: list[Exclusion] = []
    for channel in channels:
        reasons = tuple(_reasons(practice, channel))
        if reasons:
            out.append(Exclusion(channel, reasons))
        else:
            passed.append(channel)
    return Gated(tuple(passed), tuple(out))


def _reasons(practice: Practice, channel: Channel) -> Iterator[Reason]:
    yield from _hours(practice, channel)
    yield from _money(practice, channel)
    yield from _confidentiality(practice, channel)
    yield from _will_not_do(practice, channel)


def _hours(practice: Practice, channel: Channel) -> Iterator[Reason]:
    there, needed = practice.hours_per_week, channel["hours_per_week"].least
    if there is not None and needed > there:
        yield Reason(
            "hours",
            f"It takes at least {hours_words(needed)} a week; you have {hours_words(there)}.",
            f"It comes back when you can give it {hours_words(needed)} a week.",
        )


def _money(practice: Practice, channel: Channel) -> Iterator[Reason]:
    there, needed = practice.money_per_month, channel["money_per_month"].least
    if there is not None and needed > there:
        yield Reason(
            "money",
            f"It costs at least {dollars(needed)} a month; you have {dollars(there)}.",
            f"It comes back when you can spend {dollars(needed)} a month.",
        )


def _confidentiality(practice: Practice, channel: Channel) -> Iterator[Reason]:
    ceiling, cell = practice.confidentiality_ceiling, channel["confidentiality"]
    if ceiling is not None and cell.number > ceiling:
        yield Reason(
            "confidentiality",
            f"Its risk to confidentiality is judged {cell.number:g} of 3; your ceiling is {ceiling}.",
            f"A ceiling of {cell.number:g} would let it in; "
            "raise it only with a plan for what people may write to you.",
        )


def _will_not_do(practice: Practice, channel: Channel) -> Iterator[Reason]:
    for act in channel.required():
        if act in practice.will_not_do:
            cell = channel[f"requires.{act}"]
            asks = "We judge that it asks you to" if cell.mark is Mark.ESTIMATE else "It asks you to"
            doing = _to_you(WILL_NOT_DO[act])
            yield Reason(
                "will not do",
                f"{asks} {doing}, which you said you will not do ({_to_you(cell.text).rstrip('.')}).",
                f"It comes back if you are ready to {doing} after all.",
            )


def _to_you(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}".replace(" my ", " your ")
