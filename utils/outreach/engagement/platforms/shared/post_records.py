"""Posts that come as records of JSON: those that are out become activity, the others are counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.shared.website_rows import moments_of, posted
from outreach.engagement.reading.counted import set_aside
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NO_NUMBERS = "This file says what was published and when; it counts nothing that readers did."


@dataclass(frozen=True)
class PostRecord:
    """A post, page or other thing that a site holds."""

    item: str
    title: str
    published: str
    kind: str = "post"
    is_out: bool = True


def records(value: object) -> list[dict[str, object]]:
    """Return the records of a list, or the one record that stands alone."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def text_of(value: object) -> str:
    """Return a value as text; nothing, a list or a record is ""."""
    return "" if value is None or isinstance(value, list | dict) else str(value)


def moments(found: Sequence[PostRecord]) -> np.ndarray:
    """Return when each came out."""
    return moments_of(pd.Series([one.published for one in found], dtype="str"))


def activity(found: Sequence[PostRecord], facts: Mapping[str, str], repairs: Sequence[str] = ()) -> Reading:
    """Return a row for each post that is out."""
    posts = [one for one in found if one.kind == "post" and one.is_out]
    when = moments(posts)
    known = ~np.isnat(when)
    kept = [one for one, is_known in zip(posts, known, strict=True) if is_known]
    left = (
        *set_aside("items that are no posts", (one.kind for one in found if one.kind != "post")),
        *set_aside(
            "posts that are not published", (one.title for one in found if one.kind == "post" and not one.is_out)
        ),
        *set_aside(
            "published posts without a date that could be read",
            (one.title for one, is_known in zip(posts, known, strict=True) if not is_known),
        ),
    )
    rows = posted([one.item for one in kept], [one.title for one in kept], when[known], facts)
    said = (NO_NUMBERS, *([f"The file was repaired to read it: {listed(repairs)}."] if repairs else []))
    return Reading(rows, columns={"date": "posts"}, set_aside=left, warnings=said)
