"""What a learner says about a file, in the words of a command line or a field of a form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from outreach.engagement.forms.form import Answers
from outreach.errors import OutreachError
from outreach.wording import one_line

if TYPE_CHECKING:
    from outreach.engagement.forms.form import Order

_ORDERS: dict[str, Order] = {
    "mdy": "MDY",
    "month first": "MDY",
    "m/d/y": "MDY",
    "dmy": "DMY",
    "day first": "DMY",
    "d/m/y": "DMY",
}


def answers_from(*, dates: str = "", channel: str = "", period: str = "", own: str = "", columns: str = "") -> Answers:
    """Return answers from what was typed; what was left empty is not answered.

    Parameters
    ----------
    dates
        "MDY" where the month comes first, "DMY" where the day does.
    channel
        The place the file is from, such as "facebook".
    period
        First and last day, "2025-01-01/2025-03-31".
    own
        Addresses or networks of the practice, parted by commas.
    columns
        What one's own columns mean: "Day=date,Readers=visitors", header to role or metric.

    Raises
    ------
    OutreachError
        If one of them cannot be understood; the sentence says how it is written.
    """
    return Answers(
        dates=_order(dates),
        channel=channel.strip().casefold(),
        period=_period(period),
        own=tuple(part.strip() for part in own.split(",") if part.strip()),
        columns=_columns(columns),
    )


def days_of(answers: Answers) -> tuple[date, date] | None:
    """Return the period that was typed as days; None where none was."""
    if answers.period is None:
        return None
    first, last = answers.period
    return date.fromisoformat(first), date.fromisoformat(last)


def _order(typed: str) -> Order | None:
    if not typed.strip():
        return None
    order = _ORDERS.get(typed.strip().casefold())
    if order is None:
        msg = (
            "The order of dates is MDY, where the month comes first, or DMY, where the day does; not "
            f"{one_line(typed)!r}."
        )
        raise OutreachError(msg)
    return order


def _period(typed: str) -> tuple[str, str] | None:
    if not typed.strip():
        return None
    parts = [part.strip() for part in typed.replace(" to ", "/").split("/")]
    try:
        first, last = (date.fromisoformat(part) for part in parts)
    except ValueError:
        msg = f"A period is its first and last day, such as 2025-01-01/2025-03-31; not {one_line(typed)!r}."
        raise OutreachError(msg) from None
    if last < first:
        msg = f"The last day of the period, {last}, comes before the first, {first}. Turn them around."
        raise OutreachError(msg)
    return first.isoformat(), last.isoformat()


def _columns(typed: str) -> dict[str, str]:
    pairs = [pair for pair in typed.split(",") if pair.strip()]
    named = {}
    for pair in pairs:
        header, sign, role = pair.rpartition("=")
        if not sign or not header.strip() or not role.strip():
            msg = (
                "Columns are named as header=meaning, parted by commas, such as Day=date,Readers=visitors; "
                f"not {one_line(pair)!r}."
            )
            raise OutreachError(msg)
        named[header.strip()] = role.strip().casefold().replace(" ", "_")
    return named
