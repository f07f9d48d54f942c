"""The rules against places that the course holds of professional codes, read once from ``license_rules.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.channels.deciding.license_file import read_rules
from outreach.professional_codes import NO_ADVICE, parts_of, professional_codes

if TYPE_CHECKING:
    from outreach.channels.deciding.licenses import Rules


@cache
def license_rules() -> Rules:
    """Return the rules of the course, read once."""
    return read_rules(Path(__file__).with_name("license_rules.toml"), professional_codes())


def license_notes(licence: str) -> tuple[str, ...]:
    """Return what a person should know of the rules of their license, a sentence each; none where none is said."""
    rules = license_rules()
    advice = NO_ADVICE if any(map(str.strip, parts_of(licence))) else ""
    notes = (rules.codes.unplaced(licence), rules.without_rules(licence), advice)
    return tuple(note for note in notes if note)
