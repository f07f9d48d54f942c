"""Curated: the list of subscribers, as known from a fixture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.platforms.shared.letter_cautions import in_utc
from outreach.engagement.platforms.shared.lists import ListForm

if TYPE_CHECKING:
    from outreach.engagement.forms.form import Form

SUBSCRIBERS = ListForm(
    platform="Curated",
    export="list of subscribers",
    kind="people",
    how="Look for Export where Curated lists your subscribers.",
    channel="newsletter",
    needs=("email address", "subscribed at", "utm source"),
    joined=("subscribed at",),
    left=("unsubscribed at",),
    cautions=(in_utc("subscribed at"),),
)

FORMS: tuple[Form, ...] = (SUBSCRIBERS,)
