"""The 26 weeks, and the clock on the wall in Port Ellery."""

from __future__ import annotations

from datetime import date, datetime, timedelta

FIRST_DAY = date(2026, 3, 2)
WEEKS = 26
DAYS = 7 * WEEKS
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)
EXPORTED = LAST_DAY + timedelta(days=1)
"""The day on which Grace sat down and fetched all files."""

FIRST_HALF = range(1, 14)
SECOND_HALF = range(14, 27)
SUMMER_TIME = date(2026, 3, 8)
"""From this day the clocks are 7 hours behind universal time, until then 8."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In English whatever the computer speaks: `strftime` would ask it."""

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def day(week: int, weekday: int) -> date:
    """Return a day by its week, 1 to 26, and its weekday, 0 for Monday."""
    return FIRST_DAY + timedelta(days=7 * (week - 1) + weekday)


def week_of(when: date) -> int:
    """Return the week, 1 to 26, that a day or a moment lies in."""
    plain = when.date() if isinstance(when, datetime) else when
    return (plain - FIRST_DAY).days // 7 + 1


def all_days() -> list[date]:
    """Return the 182 days."""
    return [FIRST_DAY + timedelta(days=number) for number in range(DAYS)]


def at(when: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of a day, on the clock on the wall."""
    return datetime(when.year, when.month, when.day, hour, minute, second)  # noqa: DTZ001  exports name no zone


def month(when: date) -> str:
    """Return the short English name of a day's month."""
    return MONTHS[when.month - 1]


def hours_behind(when: date) -> int:
    """Return how many hours the clock on the wall is behind universal time."""
    plain = when.date() if isinstance(when, datetime) else when
    return 7 if plain >= SUMMER_TIME else 8


def universal(when: datetime) -> datetime:
    """Return the same moment in universal time, without a mark of its zone."""
    return when + timedelta(hours=hours_behind(when))
