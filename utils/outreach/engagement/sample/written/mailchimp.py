"""The letter as Mailchimp exports it: the campaigns, and the list in one archive with a file for each status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.sample.happened.letters import letters, members
from outreach.engagement.sample.weeks import DAY_NAMES, LAST_DAY, month
from outreach.engagement.sample.written.files import archive, table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from outreach.engagement.sample.happened.letters import Letter, Member

CAMPAIGNS = "newsletter/campaigns.csv"
CAMPAIGNS_AGAIN = "newsletter/campaigns (1).csv"
"""The same bytes under a second name: somebody clicked twice."""

AUDIENCE = "newsletter/audience_export_5c1e2a9b7d.zip"
LIST = "Juniper Street letter"

CAMPAIGN_HEADER = (
    "Title,Subject,Audience,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Soft Bounces,Hard Bounces,"
    "Total Bounces,Times Forwarded,Forwarded Opens,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,"
    "Total Clicks,Unsubscribes,Abuse Complaints,Times Liked on Facebook,Folder Id,Unique Id,Total Orders,"
    "Total Gross Sales,Total Revenue,Analytics ROI,Campaign Cost,Revenue Created,Visits,New Visits,Pages/Visit,"
    "Bounce Rate,Time on Site,Goal Conversion Rate,Per Visit Goal Value,Transactions,Ecommerce Conversion Rate,"
    "Per Visit Value,Average Value"
)
_MEMBER_START = (
    "Email Address,First Name,Last Name,Company,Position,ZIP Code,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,"
    "CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,"
)
MEMBER_HEADERS = {
    "subscribed": f"{_MEMBER_START}LAST_CHANGED,LEID,EUID,NOTES,TAGS",
    "unsubscribed": f"{_MEMBER_START}UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,"
    "UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS",
    "cleaned": f"{_MEMBER_START}CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,LEID,EUID,NOTES,TAGS",
}


def files() -> dict[str, bytes]:
    """Return the campaigns twice, and the list."""
    rows: list[Sequence[object]] = [CAMPAIGN_HEADER.split(",")]
    rows += [_campaign(number, letter) for number, letter in enumerate(letters())]
    campaigns = table(rows).encode()
    return {CAMPAIGNS: campaigns, CAMPAIGNS_AGAIN: campaigns, AUDIENCE: archive(_audience())}


def unique_id(number: int) -> str:
    """Return the invented number of a campaign."""
    return f"{0x9F31C07A00 + number * 0x1D2E3:010x}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"


def send_date(when: datetime) -> str:
    """Return a moment as the campaigns file writes it."""
    hour = when.hour % 12 or 12
    half = "pm" if when.hour // 12 else "am"
    return f"{month(when)} {when.day:02d}, {when.year} {hour:02d}:{when.minute:02d} {half}"


def _campaign(number: int, letter: Letter) -> list[object]:
    hard = min(letter.bounces, sum(member.cleaned and member.left_after == letter.title for member in members()))
    return [
        letter.title,
        letter.subject,
        LIST,
        send_date(letter.sent),
        DAY_NAMES[letter.sent.weekday()],
        letter.recipients,
        letter.deliveries,
        letter.bounces - hard,
        hard,
        letter.bounces,
        0,
        0,
        letter.opens,
        _share(letter.opens, letter.deliveries),
        letter.all_opens,
        letter.clicks,
        _share(letter.clicks, letter.deliveries),
        letter.all_clicks,
        letter.unsubscribes,
        0,
        0,
        "",
        unique_id(number),
        *[0] * 3,
        *[""] * 14,
    ]


def _audience() -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for status, header in MEMBER_HEADERS.items():
        rows = [_member(member, status) for member in members() if _status(member) == status]
        name = f"{status}_email_audience_export_5c1e2a9b7d.csv"
        made[name] = table([header.split(","), *rows]).encode()
    return made


def _status(member: Member) -> str:
    if member.left is None or member.left.date() > LAST_DAY:
        return "subscribed"
    return "cleaned" if member.cleaned else "unsubscribed"


def _member(member: Member, status: str) -> list[object]:
    joined = f"{member.joined:%Y-%m-%d %H:%M:%S}"
    start: list[object] = [member.email, *[""] * 5, 2 + member.number % 3, joined, "", joined, *[""] * 8]
    identity: list[object] = [410000 + member.number, f"{0xA7C300 + member.number * 7919:010x}", ""]
    tags = '"Caregivers"' if member.number % 3 == 0 else ""
    if member.left is None or status == "subscribed":
        changed: list[object] = [joined]
    else:
        titles = [letter.title for letter in letters()]
        left = f"{member.left:%Y-%m-%d %H:%M:%S}"
        changed = [left, member.left_after, unique_id(titles.index(member.left_after))]
        if status == "unsubscribed":
            changed += ["NO_LONGER_INTERESTED" if member.number % 2 else "", ""]
    return [*start, *changed, *identity, tags]
