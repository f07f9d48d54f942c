"""What the studio says, open or not: where a draft is going, and whether it is attested as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.posts.drafting.attesting import Attestation

CHANNEL_WORDS = {
    "blog": "a blog or website",
    "newsletter": "a newsletter",
    "linkedin": "LinkedIn",
    "social": "another network",
    "community": "a group or community",
    "review_reply": "a reply to a review",
}


def attested_words(made: Attestation | None) -> str:
    """Return whether a text was attested as it stands, and when, as a sentence."""
    if made is None:
        return "Not attested as it stands."
    form = f" Form on file: {made.consent_form}." if made.consent_form else ""
    return f"You attested this text on {made.attested_on.isoformat()}. An edit withdraws it.{form}"
