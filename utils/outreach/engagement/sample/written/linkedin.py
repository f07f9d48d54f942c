"""Nadia's LinkedIn workbook: five sheets, dates as text, two tables side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.sample.happened.linkedin import (
    CONNECTIONS_BEFORE,
    MEMBERS_REACHED,
    NEW_FOLLOWERS,
    impressions_by_day,
    linkedin_posts,
    new_followers,
)
from outreach.engagement.sample.weeks import FIRST_DAY, LAST_DAY
from outreach.engagement.sample.written.workbook import Cell, Share, workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

NAME = f"linkedin/Content_{FIRST_DAY}_{LAST_DAY}_NadiaRahimi.xlsx"
NOTE = "Maximum of 50 posts available to include in this list"
TOP_HEADER = ("Post URL", "Post publish date", "Engagements", None, "Post URL", "Post publish date", "Impressions")
DEMOGRAPHICS: Sequence[Sequence[Cell]] = (
    ("Top Demographics", "Value", "Percentage"),
    ("Job titles", "Social Worker", Share(0.08115942028985507)),
    ("Job titles", "Hospice Nurse", Share(0.05797101449275362)),
    ("Job titles", "Family Physician", Share(0.02318840579710145)),
    ("Job titles", "School Counselor", "< 1%"),
    ("Locations", "Port Ellery", Share(0.2289855072463768)),
    ("Locations", "Greater Seattle Area", Share(0.1333333333333333)),
    ("Industries", "Mental Health Care", Share(0.1478260869565217)),
    ("Industries", "Hospitals and Health Care", Share(0.1217391304347826)),
    ("Seniority", "Senior", Share(0.3420289855072464)),
    ("Seniority", "Entry", Share(0.2)),
    ("Company size", "1-10 employees", Share(0.1304347826086957)),
    ("Company size", "51-200 employees", Share(0.1188405797101449)),
    ("Companies", "Port Ellery Hospice", Share(0.01449275362318841)),
    ("Companies", "Port Ellery School District", "< 1%"),
)


def files() -> dict[str, bytes]:
    """Return the workbook."""
    return {NAME: workbook(_sheets())}


def slashed(when: date) -> str:
    """Return a day as the workbook writes it, as text."""
    return f"{when.month}/{when.day}/{when.year}"


def _sheets() -> dict[str, list[Sequence[Cell]]]:
    by_day = impressions_by_day()
    overall: list[Sequence[Cell]] = [
        ("Overall Performance", f"{slashed(FIRST_DAY)} - {slashed(LAST_DAY)}"),
        ("Impressions", float(sum(impressions for impressions, _ in by_day.values()))),
        ("Members reached", float(MEMBERS_REACHED)),
    ]
    engagement: list[Sequence[Cell]] = [("Date", "Impressions", "Engagements")]
    engagement += [(slashed(when), float(shown), float(engaged)) for when, (shown, engaged) in by_day.items()]
    followers: list[Sequence[Cell]] = [
        (f"Total followers on {slashed(LAST_DAY)}:", float(CONNECTIONS_BEFORE + NEW_FOLLOWERS)),
        (),
        ("Date", "New followers"),
    ]
    followers += [(slashed(when), float(number)) for when, number in new_followers().items()]
    return {
        "DISCOVERY": overall,
        "ENGAGEMENT": engagement,
        "TOP POSTS": _top_posts(),
        "FOLLOWERS": followers,
        "DEMOGRAPHICS": list(DEMOGRAPHICS),
    }


def _top_posts() -> list[Sequence[Cell]]:
    """Return the two tables side by side: ranked each for itself, the left one without posts that nobody answered."""
    posts = linkedin_posts()
    engaged = sorted((post for post in posts if post.engagements), key=lambda post: (-post.engagements, post.url))
    shown = sorted(posts, key=lambda post: (-post.impressions, post.url))
    rows: list[Sequence[Cell]] = [(NOTE,), (), TOP_HEADER]
    for place, right in enumerate(shown):
        left: Sequence[Cell] = (None, None, None)
        if place < len(engaged):
            post = engaged[place]
            left = (post.url, slashed(post.published.date()), float(post.engagements))
        rows.append((*left, None, right.url, slashed(right.published.date()), float(right.impressions)))
    return rows
