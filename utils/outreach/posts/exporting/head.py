"""The head of a draft, between two lines of ``---``: what it says of the post, and the draft without it."""

from __future__ import annotations

import re

_HEAD = re.compile(r"\A---[ \t]*\n(?P<head>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(
    r"^(?P<key>title|subtitle|summary|description|excerpt|tags)[ \t]*:[ \t]*(?P<value>.*)$", re.MULTILINE
)
"""What of a head readers see."""


def head_of(draft: str) -> tuple[dict[str, str], str]:
    """Return what the head of a draft says that readers see, and what stands after it."""
    head = _HEAD.match(draft)
    if head is None:
        return {}, draft
    return {line["key"]: _plain(line["value"]) for line in _LINE.finditer(head["head"])}, draft[head.end() :]


def without_head(draft: str) -> str:
    """Return a draft with blanks for what readers never see of its head, so that all places stay as they are."""
    head = _HEAD.match(draft)
    if head is None:
        return draft
    kept = ["\n" if char == "\n" else " " for char in head[0]]
    for line in _LINE.finditer(draft, 0, head.end()):
        kept[line.start("value") : line.end("value")] = line["value"]
    return "".join(kept) + draft[head.end() :]


def _plain(value: str) -> str:
    """Return a value without the quotation marks around it."""
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
