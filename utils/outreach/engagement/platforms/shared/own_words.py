"""Keep other people's names and addresses out of titles."""

from __future__ import annotations

import html
import re

import pandas as pd

ADDRESS = "(address)"
SOMEBODY = "@…"
LONGEST_TITLE = 300

LONGEST_NAME = 64
"""What stands before the sign in an address is no longer."""

_MARKS = ("_", ".", "-", "+")
_BEFORE = re.compile(r"[\w.+-]+\Z")
_AFTER = re.compile(r"\w(?:[\w.-]*\w)?")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p)\b[^<>]{0,200}>", re.IGNORECASE)


def without_names(text: str) -> str:
    """Return a text in which accounts and e-mail addresses are masked.

    What stands at an "@" is an address where a name goes before it, and somebody's account where none does. In the
    address of a page, such as https://social.example/@name, the account is masked too.
    """
    if "@" not in text:
        return text
    kept, *rest = text.split("@")
    for part in rest:
        named = _AFTER.match(part)
        is_name = kept[-1:].isalnum() or kept.endswith(_MARKS)
        before = _BEFORE.search(kept, max(0, len(kept) - LONGEST_NAME)) if is_name else None
        if not named:
            kept = f"{kept}@{part}"
        elif before:
            kept = f"{kept[: before.start()]}{ADDRESS}{part[named.end() :]}"
        elif kept.endswith(SOMEBODY):  # the host of an account, as in @name@social.example
            kept += part[named.end() :]
        else:
            kept = f"{kept}{SOMEBODY}{part[named.end() :]}"
    return kept


def title(text: str) -> str:
    """Return the text of a post as a title: at most as long as a title is, no accounts or addresses in it."""
    if "@" in text:
        text = without_names(text[: 2 * LONGEST_TITLE])
    return text[:LONGEST_TITLE].strip()


def titles(texts: pd.Series) -> pd.Series:
    """Return the texts of posts as titles."""
    return pd.Series([title(text) for text in texts.tolist()], index=texts.index, dtype="str")


def from_html(markup: str) -> str:
    """Return the text of a piece of HTML as a title."""
    text = html.unescape(_TAG.sub("", _BREAK.sub(" ", markup[: 20 * LONGEST_TITLE])))
    return title(" ".join(text.split()))
