"""What tells the end of a sentence from a full stop of another kind, and the end of a line from a wrapped one."""

from __future__ import annotations

from outreach.posts.plain_language.word_lists import set_of

ABBREVIATIONS = set_of(
    "dr mr mrs ms mx prof rev fr sr jr st mt ft vs etc no nos approx dept inc ltd co corp ave rd blvd apt ste hwy pt "
    "eg ie al vol ed eds pp lic reg ext tel gen sgt lt capt cpl gov sen rep hon"
)
NEVER_AT_AN_END = set_of("dr mr mrs ms mx prof rev st mt ft lt sgt capt cpl gov sen hon vs approx")

SHORT_LINE = 55
"""A line of fewer letters was ended by whoever wrote it; a longer one may have been wrapped by a program."""
