"""A post as it goes out: what the exports are made from, whatever place they are for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Site:
    """Where a post goes, and who answers for it.

    ``address`` is the web address of the home base, such as ``https://juniperstreet.example``; empty where there is
    none yet. ``postal_address`` is the valid postal address that a newsletter must show; its lines are parted by
    line breaks.
    """

    title: str
    author: str
    address: str = ""
    email: str = ""
    postal_address: str = ""
    language: str = "en-US"


@dataclass(frozen=True)
class Image:
    """An image of a post: where it is, and what stands for it where it cannot be seen."""

    address: str
    alt: str
    line: int = 1


@dataclass(frozen=True)
class Post:
    """A finished post.

    ``body`` is Markdown (CommonMark with tables and strikethrough) without the title. ``written`` knows its time
    zone. ``slug`` is the last part of the web address. ``summary`` is one or two sentences in plain text.
    """

    title: str
    body: str
    written: datetime
    site: Site
    slug: str
    summary: str = ""
    tags: tuple[str, ...] = ()
