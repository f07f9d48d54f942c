"""When a post was written, as other programs and as people want it."""

from __future__ import annotations

from datetime import UTC, datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Written out: the names of a computer follow its own language."""


def in_utc(written: datetime) -> datetime:
    """Return a moment in UTC.

    Raises
    ------
    ValueError
        Where the moment does not know its time zone. Python would take the zone of the computer then.
    """
    if written.utcoffset() is None:
        raise ValueError("a post is written at a moment that knows its time zone")
    return written.astimezone(UTC)


def day_in_words(written: datetime, language: str) -> str:
    """Return the day in the words of the post's language where that is English, else as 2026-05-04."""
    if language.lower().startswith("en"):
        return f"{_MONTHS[written.month - 1]} {written.day}, {written.year}"
    return written.date().isoformat()


def moment_of(value: object) -> datetime | None:
    """Return what a foreign file says of a moment, in UTC; nothing where it says none that can be read.

    Text is ISO, in UTC where it names no zone; a number counts milliseconds since 1970, as Ghost writes them.
    """
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value.strip())
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None
