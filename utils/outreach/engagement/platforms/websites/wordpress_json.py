"""Posts as WordPress's interface for programs gives them (``/wp-json/wp/v2/posts``): one post or a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.engagement.platforms.shared.markup import head_of, plain
from outreach.engagement.platforms.shared.post_records import PostRecord, activity, records, text_of
from outreach.engagement.platforms.shared.website_rows import BLOG
from outreach.engagement.reading.json_text import loaded

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.forms.form import Answers, Form, Kind, Reading
    from outreach.engagement.reading.opened import Opened

WEIGHT = 60
_SIGNS = tuple(re.compile(sign) for sign in (r'"date_gmt"\s*:', r'"rendered"\s*:', r'"slug"\s*:', r'"modified"\s*:'))


@dataclass(frozen=True)
class WordPressPosts:
    """A post, or a list of posts."""

    platform: str = "WordPress"
    export: str = "posts as JSON"
    kind: Kind = "activity"
    how: str = "Open /wp-json/wp/v2/posts?per_page=100 after the address of the site in a browser and save the page."
    wanted: tuple[str, ...] = ("id", "date", "date_gmt", "slug", "title.rendered")

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        head = head_of(file)
        return WEIGHT if head.startswith(("{", "[")) and all(sign.search(head) for sign in _SIGNS) else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        read = loaded(file)
        found = [_post(one) for one in records(read.value)]
        if progress is not None:
            progress(file.size, file.size)
        return activity(found, {"channel": answers.channel or BLOG, "source": file.shown}, read.repairs)


def _post(one: dict[str, object]) -> PostRecord:
    title = one.get("title")
    written = title.get("rendered") if isinstance(title, dict) else title
    return PostRecord(
        item=text_of(one.get("id")),
        title=plain(text_of(written)),
        published=text_of(one.get("date")),
        kind=text_of(one.get("type")) or "post",
        is_out=text_of(one.get("status")) in {"", "publish"},
    )


FORMS: tuple[Form, ...] = (WordPressPosts(),)
