"""The practice profile: who the learner is, whom they serve, what they can give."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from outreach.checks import Fine, NotMade, Problem, Result, Unreadable, named_check
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from outreach.workspace import Workspace

FILE_NAME = "practice.toml"

AGE_BANDS: dict[str, str] = {
    "18-29": "18 to 29",
    "30-49": "30 to 49",
    "50-64": "50 to 64",
    "65+": "65 and older",
}
"""Age bands of the people to be reached, as the Pew surveys cut them."""

GOALS: dict[str, str] = {
    "public": "Be found by people who could use my help",
    "referrers": "Be trusted by those who refer people to me",
    "peers": "Learn with and support colleagues",
}

WAYS_OF_GIVING: dict[str, str] = {
    "writing": "Writing something people can keep",
    "speaking": "Speaking, on audio or video",
    "conversing": "Talking things over, back and forth",
    "teaching-live": "Teaching a room, in person or online",
    "answering": "Answering questions one by one",
    "hosting": "Hosting others so that they meet",
}

WILL_NOT_DO: dict[str, str] = {
    "be-on-camera": "Be on camera",
    "record-my-voice": "Record my voice",
    "take-private-messages": "Take private messages from strangers",
    "face-public-reviews": "Be open to public reviews",
    "moderate-others": "Moderate what other people write",
    "post-every-day": "Post every day or two to stay visible",
    "pay-a-subscription": "Pay a monthly subscription",
}

SETTLED: dict[str, str] = {
    "reviews": "I ask no client, past or present, for a review, and I answer none, or all with one neutral sentence",
    "general-answers": "I answer strangers in general terms only, and say each time that this is not care",
    "membership": "Nobody I treat is invited, tagged or listed where others can see it",
}
"""What a learner has settled beforehand. Each lifts the rules of a code that name it in ``license_rules.toml``."""

COUNTRIES: dict[str, str] = {
    "US": "United States",
    "CA": "Canada",
    "UK": "United Kingdom",
    "IE": "Ireland",
    "AU": "Australia",
    "NZ": "New Zealand",
}
"""Countries whose crisis lines and rules the course holds."""

CONFIDENTIALITY_CEILINGS: dict[int, str] = {
    0: "None: nobody may contact me there",
    1: "Low: a comment now and then, which I can switch off",
    2: "Medium: messages may hold private matters, and I have a plan for that",
    3: "High: I can handle a steady stream of private messages",
}
"""Highest exposure the learner accepts, on the catalog's scale from 0 to 3."""


@dataclass(frozen=True)
class Practice:
    """A practice as far as choosing channels and signing a post need to know it. No client is in it.

    ``hours_per_week`` and ``money_per_month`` (US dollars) are what is there for
    outreach in all; ``None`` means not said, which gates nothing. Nor does a
    license that is not said.

    The last eight say who signs what is written. What is said there gives nobody
    away in a draft; ``colleagues`` are names that may be read in public, parted by
    commas, and ``address`` is the postal address that a newsletter must show.
    """

    name: str = ""
    licence: str = ""
    serves: str = ""
    place: str = ""
    purpose: str = ""
    age_bands: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    hours_per_week: float | None = None
    money_per_month: float | None = None
    ways_of_giving: tuple[str, ...] = ()
    will_not_do: tuple[str, ...] = ()
    confidentiality_ceiling: int | None = None
    settled: tuple[str, ...] = ()
    author: str = ""
    colleagues: str = ""
    town: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    address: str = ""


_LISTS: dict[str, dict[str, str]] = {
    "age_bands": AGE_BANDS,
    "goals": GOALS,
    "ways_of_giving": WAYS_OF_GIVING,
    "will_not_do": WILL_NOT_DO,
    "settled": SETTLED,
}
_LIMITS: dict[str, float] = {"hours_per_week": 80, "money_per_month": 100_000}
TEXT_LIMIT = 2_000


def practice_from(values: Mapping[str, Any]) -> Practice:
    """Check plain values, as they stand in a form or a file, and make a practice.

    Raises
    ------
    OutreachError
        For an unknown field, an unknown choice or a number out of range, with a
        sentence that says what was seen and what was expected.
    """
    known = {field.name for field in fields(Practice)}
    unknown = sorted(set(values) - known)
    if unknown:
        msg = f"The practice profile has no field called {unknown[0]!r}. Its fields are: {', '.join(sorted(known))}."
        raise OutreachError(msg)
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name in _LISTS:
            checked[name] = _choices(name, value)
        elif name in _LIMITS:
            checked[name] = _amount(name, value)
        elif name == "confidentiality_ceiling":
            checked[name] = _ceiling(value)
        elif name == "country":
            checked[name] = _country(value)
        else:
            checked[name] = _text(name, value)
    return Practice(**checked)


def checked(practice: Practice) -> Practice:
    """Check a practice that was made by hand, as a form or a file is checked, and return it as they would make it.

    Raises
    ------
    OutreachError
        If it is no practice, or one of its fields holds what no form would take.
    """
    if not isinstance(practice, Practice):
        msg = f"A practice was expected, such as my_practice() shows; this is {_shown(practice)}."
        raise OutreachError(msg)
    return practice_from({field.name: getattr(practice, field.name) for field in fields(Practice)})


def read_practice(text: str) -> Practice:
    """Read the text of a ``practice.toml``.

    Raises
    ------
    OutreachError
        If the text is not TOML or holds a value that the profile cannot take.
    """
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        what = str(error)[:MOST_SHOWN]
        msg = f"{FILE_NAME} could not be read as a settings file ({what}). Fill in the form again, or mend that line."
        raise OutreachError(msg) from error
    return practice_from(values)


def write_practice(practice: Practice) -> str:
    """Return the text of a ``practice.toml`` that a person can read and edit."""
    import tomli_w  # noqa: PLC0415 - only where a profile is written

    said = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(practice).items()}
    kept = {name: value for name, value in said.items() if value is not None}
    head = "# Your practice profile. It stays in this folder. You may edit it here or in the form.\n\n"
    return head + tomli_w.dumps(kept, multiline_strings=False)


def load_practice(space: Workspace) -> Practice:
    """Return the profile that is kept in a workspace; an empty one where none is filled in.

    Raises
    ------
    OutreachError
        If the file is there and cannot be read.
    """
    text = space.read_text(FILE_NAME)
    return Practice() if text is None else read_practice(text)


def save_practice(space: Workspace, practice: Practice) -> Path:
    """Keep the profile as ``my-work/practice.toml``, and return its path."""
    return space.write_text(FILE_NAME, write_practice(practice))


@named_check("practice.profile")
def check_profile(space: Workspace) -> Result:
    """Look whether the profile says enough to choose channels by."""
    try:
        text = space.read_text(FILE_NAME)
        if text is None:
            return NotMade()
        practice = read_practice(text)
    except OutreachError as error:
        return Unreadable(str(error))
    if not practice.serves and not practice.age_bands:
        return Problem("no-audience")
    if practice.hours_per_week is None:
        return Problem("no-hours")
    if not practice.ways_of_giving:
        return Problem("nothing-given")
    return Fine()


MOST_SHOWN = 60
"""Characters of a bad value that a sentence repeats."""


def _shown(value: object) -> str:
    try:
        said = repr(value)
    except (ValueError, RecursionError):
        return "something too long to show"
    return said if len(said) <= MOST_SHOWN else f"{said[:MOST_SHOWN]}…"


def _readable(name: str) -> str:
    return name.replace("_", " ")


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        msg = f"The field {_readable(name)!r} holds {_shown(value)}; words were expected."
        raise OutreachError(msg)
    text = value.strip()
    if len(text) > TEXT_LIMIT:
        msg = f"The field {_readable(name)!r} is {len(text):,} characters long; {TEXT_LIMIT:,} is the most it can keep."
        raise OutreachError(msg)
    return text


def _country(value: object) -> str:
    if value in ("", None):
        return ""
    if not isinstance(value, str) or value not in COUNTRIES:
        msg = f"The country holds {_shown(value)}; expected one of: {', '.join(COUNTRIES)}, or nothing."
        raise OutreachError(msg)
    return value


def _choices(name: str, value: object) -> tuple[str, ...]:
    options = _LISTS[name]
    if isinstance(value, str) or not isinstance(value, list | tuple):
        msg = f"The field {_readable(name)!r} holds {_shown(value)}; a list was expected, from: {', '.join(options)}."
        raise OutreachError(msg)
    for item in value:
        if not isinstance(item, str) or item not in options:
            msg = f"The field {_readable(name)!r} holds {_shown(item)}; expected one of: {', '.join(options)}."
            raise OutreachError(msg)
    return tuple(option for option in options if option in value)


def _amount(name: str, value: object) -> float | None:
    if value is None or value == "":
        return None
    limit = _LIMITS[name]
    number = _number(value)
    if number is None or not 0 <= number <= limit:
        msg = f"The field {_readable(name)!r} holds {_shown(value)}; a number from 0 to {limit:,.0f} was expected."
        raise OutreachError(msg)
    return number


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value) + 0.0  # -0 is 0
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _ceiling(value: object) -> int | None:
    if value is None or value == "":
        return None
    number = _number(value)
    if number is None or number not in CONFIDENTIALITY_CEILINGS:
        msg = f"The confidentiality ceiling holds {_shown(value)}; expected a whole number from 0 to 3."
        raise OutreachError(msg)
    return int(number)
