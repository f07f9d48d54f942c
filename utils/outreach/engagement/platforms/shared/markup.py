"""Elements of XML, and text that was written as markup."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from outreach.engagement.reading.text import decoded_head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from outreach.engagement.reading.opened import Opened
    from outreach.engagement.reading.xml import Events

_TAG = re.compile(r"<[^<>]{1,2000}>")


def head_of(file: Opened) -> str:
    """Return the first characters of a file, without blanks in front."""
    return decoded_head(file.head()).text.lstrip("\ufeff \t\r\n")


def elements(source: Events, *names: str) -> Iterator[Element]:
    """Return the outermost elements with these names one by one, each whole; what was used is let go."""
    within = 0
    for event, element in source:
        if element.tag not in names:
            continue
        within += 1 if event == "start" else -1
        if event == "end" and not within:
            yield element
            element.clear()


def text(element: Element, *names: str) -> str:
    """Return the text of the first child with one of these names that has any."""
    for name in names:
        for child in element:
            if child.tag == name and child.text and child.text.strip():
                return child.text.strip()
    return ""


def plain(title: str) -> str:
    """Return a title as it is read: without tags, with its characters instead of their names."""
    return " ".join(html.unescape(_TAG.sub("", title)).split())
