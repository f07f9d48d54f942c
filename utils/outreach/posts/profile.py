"""What the practice profile says of who signs a draft, as the review and the exports need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.posts.author import Author
from outreach.posts.post import Site

if TYPE_CHECKING:
    from outreach.practice import Practice

AT_HOME = "US"
"""The country whose rules and crisis lines are used where none is said."""

LANGUAGES = {"US": "en-US", "CA": "en-CA", "UK": "en-GB", "IE": "en-IE", "AU": "en-AU", "NZ": "en-NZ"}


def author_of(practice: Practice) -> Author:
    """Return who signs a draft; the country is the United States where none is said."""
    return Author(
        name=practice.author,
        practice=practice.name,
        city=practice.town or practice.place.partition(",")[0].strip(),
        region=practice.place.partition(",")[2].strip(),
        country=practice.country or AT_HOME,
        licence=practice.licence,
        phone=practice.phone,
        email=practice.email,
        website=practice.website,
        address=practice.address,
        others=tuple(name.strip() for name in practice.colleagues.split(",") if name.strip()),
    )


def site_of(practice: Practice) -> Site:
    """Return where a post goes and who answers for it, as the exports need it."""
    return Site(
        title=practice.name or practice.author,
        author=practice.author or practice.name,
        address=practice.website,
        email=practice.email,
        postal_address=practice.address.replace("; ", "\n"),
        language=LANGUAGES.get(practice.country or AT_HOME, "en-US"),
    )
