"""Named checks of the measurement. They read the file that stands there, whoever wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.checks import Fine, NotMade, Problem, Result, Unreadable, named_check, words_in
from outreach.engagement.keeping.measurement import (
    FILE_NAME,
    FROM,
    HEADINGS,
    KNOWN,
    MINE,
    NOT_YET,
    NOTHING_YET,
    read_measurement,
)
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from outreach.workspace import Workspace

FEWEST_WORDS = 6
"""A conclusion of fewer words can hardly say what was seen and what follows; our judgment."""

TOO_SURE = re.compile(
    r"\b(proves?|proven|guarantees?d?|definitely|obviously|best (?:time|day|hour)|always works?|wins?|winner)\b",
    re.IGNORECASE,
)
"""Words that say more than thirty to three hundred visits can carry; our judgment."""

_ANY_DIGIT = re.compile(r"\d")


@named_check("engagement.measurement")
def check_measurement(space: Workspace) -> Result:
    """Look whether there is a measurement: from files, with a sentence of one's own, what is not known, and a day."""
    try:
        text = space.read_text(FILE_NAME)
    except OutreachError as error:
        return Unreadable(str(error))
    if text is None or not text.strip():
        return NotMade()
    written = read_measurement(text)
    if not written.parts.keys() & set(HEADINGS):
        return Unreadable(
            f"{FILE_NAME} has none of the headings that a measurement has, such as '{FROM}'. "
            "Make it again with the explorer, or put the headings back."
        )
    if not any(_ANY_DIGIT.search(line) for line in written.lines(KNOWN)) or not written.lines(FROM):
        return Problem("no-files")
    mine = " ".join(line for line in written.lines(MINE) if line != NOTHING_YET)
    if words_in(mine) < FEWEST_WORDS:
        return Problem("no-conclusion")
    if found := TOO_SURE.search(mine):
        return Problem("too-sure", {"word": found[0]})
    if not written.lines(NOT_YET):
        return Problem("nothing-open")
    return Fine() if written.again is not None else Problem("no-day")
