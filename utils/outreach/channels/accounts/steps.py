"""What to do about an account that is kept, parked or closed. Advice of ours, but for the facts that carry a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.channels.facts.catalog import Mark
from outreach.channels.wording import mark_words
from outreach.crisis_lines import line_for

if TYPE_CHECKING:
    from outreach.channels.facts.catalog import Channel

ADVICE = (
    f"Advice of this course ({Mark.ESTIMATE}: our judgment), no rule of any platform. "
    "No page is watched day and night, so say on each one where people turn in an emergency."
)
CHECKLIST_TITLES: dict[str, str] = {
    "keep": "To keep it well",
    "park": "To park it decently",
    "close": "To close it decently, in this order",
}


def emergency_words() -> str:
    """Return a sentence to copy on where people in the US turn, and behind it each number's mark.

    The numbers are read from ``crisis_lines.toml``.
    """
    emergency, crisis = line_for("US", "emergency"), line_for("US")
    return (
        f"To copy in the US: “In an emergency, {emergency.words()}. In a crisis, {crisis.words()}.” "
        f"({crisis.backing()}; {emergency.backing()}. Other countries have other lines.)"
    )


_EMERGENCY = emergency_words()
STEPS: dict[str, tuple[str, ...]] = {
    "keep": (
        "Name the hour of the week that belongs to it.",
        "Say who answers there, and how fast.",
        f"Say in the profile that nobody watches it day and night, and where to turn. {_EMERGENCY}",
        "Set a date on which you look again whether it is worth the hour.",
    ),
    "park": (
        (
            "Switch off messages and comments where the platform lets you. "
            "Nobody should wait for an answer that never comes."
        ),
        "Pin a post that says where you can be found now.",
        f"Say in the pinned post that nobody watches this page, and where to turn in an emergency. {_EMERGENCY}",
        "Set a date on which you look at it again.",
    ),
    "close": (
        "Write one last post: that you are leaving, and where you can be reached.",
        f"Say in that post that nobody watches this page any more, and where to turn in an emergency. {_EMERGENCY}",
        "Answer what is still open there, or say where to turn. Do not talk about anyone's care in public.",
        "Put the new address into the profile itself. Some people never see the last post.",
        (
            "Protect the name. Look up whether the platform gives a freed name to someone else. "
            "If it does, or does not say, keep the account for a while, empty and locked."
        ),
        "Take the link off your website, your cards and your e-mail signature.",
        "Then delete the account, and note the date.",
    ),
}
"""The steps for each decision on an account that is no listing. Closing begins with ``export_words``."""

_NOT_LOOKED = "Look in its settings for a way to download your data; this course has not looked at this place."
_EXPORTS = ("content_export", "audience_export")


def export_words(channel: Channel | None) -> str:
    """Return what is known of taking one's own things from there; our judgment where nothing was read."""
    if channel is None:
        return _NOT_LOOKED
    said = [f"{note.text.rstrip('.')} ({mark_words(note)})." for note in channel.fine_print if note.about in _EXPORTS]
    cell = channel["content_export"]
    return f"{channel.name}: {' '.join(said)}" if said else f"{channel.name}: {cell.text} ({mark_words(cell)})"
