"""The Sunday letter: who takes it, what became of each one that went out, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from outreach.engagement.sample import words
from outreach.engagement.sample.draws import Draws
from outreach.engagement.sample.weeks import FIRST_DAY, LAST_DAY, SUNDAY, WEEKS, at, day, week_of

HOUR = 17
THERE_BEFORE = 98
JOIN_EACH_WEEK = 2
LEAVE_AFTER = {2: 1, 4: 2, 6: 1, 8: 2, 10: 1, 12: 2, 14: 1, 16: 1, 18: 1, 20: 0, 22: 2, 24: 1}
"""How many are gone from the list in the days after the letter of a week."""

MAIL_PRIVACY_FROM = 10
"""From this week on the mail programs of many readers load every picture, so a letter counts as opened unread."""

SPLIT_WEEK = 16
HEADLINE_CLICKS = (7, 3)
HEADLINE_DELIVERIES = (60, 60)
REPLIES = {2: 1, 4: 2, 6: 1, 8: 2, 10: 2, 12: 1, 14: 2, 16: 2, 18: 3, 20: 3, 22: 3, 24: 3, 26: 1}
"""How many wrote back to the letter of a week."""


@dataclass(frozen=True)
class Member:
    """A reader of the letter. ``cleaned`` says that the address no longer works."""

    number: int
    joined: datetime
    left: datetime | None = None
    left_after: str = ""
    cleaned: bool = False

    @property
    def email(self) -> str:
        """The invented address."""
        return f"reader{self.number:02d}@mail.example"


@dataclass(frozen=True)
class Letter:
    """A campaign: what was sent and what was counted."""

    title: str
    subject: str
    sent: datetime
    recipients: int
    bounces: int
    opens: int
    all_opens: int
    clicks: int
    all_clicks: int
    unsubscribes: int

    @property
    def deliveries(self) -> int:
        """How many arrived."""
        return self.recipients - self.bounces

    @property
    def is_a_test(self) -> bool:
        """Whether it only went to the three of the practice."""
        return self.recipients == TEST_RECIPIENTS


@dataclass(frozen=True)
class Reply:
    """Somebody wrote back to a letter."""

    when: date
    kind: str


TEST_RECIPIENTS = 3
OPEN_SHARES = {2: 41, 4: 38, 6: 43, 8: 40, 10: 52, 12: 55, 14: 58, 16: 60, 18: 61, 20: 63, 22: 64, 24: 66, 26: 67}
"""Opens of a hundred letters."""

ONE_CLICK_IN = 12
CLICK_LUCK = {2: 0, 4: 1, 6: -1, 8: 0, 10: 0, 12: 1, 14: -1, 18: 0, 20: 1, 22: -1, 24: 0, 26: 0}


def title_of(week: int, half: str = "") -> str:
    """Return what Nadia calls the letter of a week in her list."""
    return f"Sunday letter {week // 2:02d}" + (f" ({half})" if half else "")


@cache
def members() -> tuple[Member, ...]:
    """Return everybody who ever took the letter, in the order in which they joined."""
    draws = Draws("members")
    joined = sorted(
        at(
            FIRST_DAY - timedelta(days=draws.between(3, 170)),
            draws.between(7, 22),
            draws.between(0, 59),
            draws.between(0, 59),
        )
        for _ in range(THERE_BEFORE)
    )
    for week in range(1, WEEKS + 1):
        moments = [
            at(day(week, draws.between(0, 5)), draws.between(7, 22), draws.between(0, 59))
            for _ in range(JOIN_EACH_WEEK)
        ]
        joined += sorted(moments)
    everybody = [Member(number, when) for number, when in enumerate(joined, 1)]
    cleaned_in = {4, 12}
    for week, count in LEAVE_AFTER.items():
        sent = at(day(week, SUNDAY), HOUR)
        here = [place for place, member in enumerate(everybody) if member.left is None and member.joined < sent]
        for turn, place in enumerate(draws.some_of(here, count)):
            member = everybody[place]
            cleaned = turn == 0 and week in cleaned_in
            left = (
                sent + timedelta(minutes=2)
                if cleaned
                else sent + timedelta(hours=draws.between(1, 70), minutes=draws.between(0, 59))
            )
            title = title_of(week, "subject A") if week == SPLIT_WEEK else title_of(week)
            everybody[place] = Member(member.number, member.joined, left, title, cleaned)
    return tuple(everybody)


def subscribed_at(moment: datetime) -> int:
    """Return how many take the letter at a moment."""
    return sum(member.joined < moment and (member.left is None or member.left >= moment) for member in members())


@cache
def letters() -> tuple[Letter, ...]:
    """Return what went out, tests and the two halves of the one letter that tried two subject lines included."""
    draws = Draws("letters")
    subjects = iter(words.LETTER_SUBJECTS)
    sent: list[Letter] = []
    for week in range(2, WEEKS + 1, 2):
        when = at(day(week, SUNDAY), HOUR, draws.between(0, 12))
        if week in {2, 10, SPLIT_WEEK}:
            sent.append(_test(week, when))
        if week == SPLIT_WEEK:
            sent += _two_halves(when)
        else:
            sent.append(_letter(draws, week, when, next(subjects)))
    return tuple(sent)


def _letter(draws: Draws, week: int, when: datetime, subject: str) -> Letter:
    gone = [member for member in members() if member.left_after == title_of(week)]
    bounces = sum(member.cleaned for member in gone) + draws.between(0, 1)
    recipients = subscribed_at(when)
    deliveries = recipients - bounces
    opens = round(deliveries * OPEN_SHARES[week] / 100)
    clicks = round(deliveries / ONE_CLICK_IN) + CLICK_LUCK[week]
    return Letter(
        title=title_of(week),
        subject=subject,
        sent=when,
        recipients=recipients,
        bounces=bounces,
        opens=opens,
        all_opens=opens + draws.between(8, 20),
        clicks=clicks,
        all_clicks=clicks + draws.between(0, 3),
        unsubscribes=sum(not member.cleaned for member in gone),
    )


def _test(week: int, when: datetime) -> Letter:
    return Letter(
        title=f"TEST {title_of(week)}",
        subject="[Test] does this look right?",
        sent=when - timedelta(hours=2),
        recipients=TEST_RECIPIENTS,
        bounces=0,
        opens=3,
        all_opens=7,
        clicks=2,
        all_clicks=5,
        unsubscribes=0,
    )


def _two_halves(when: datetime) -> list[Letter]:
    return [
        Letter(
            title=title_of(SPLIT_WEEK, f"subject {half}"),
            subject=subject,
            sent=when,
            recipients=deliveries,
            bounces=0,
            opens=opens,
            all_opens=opens + 9,
            clicks=clicks,
            all_clicks=clicks + 1,
            unsubscribes=sum(member.left_after == title_of(SPLIT_WEEK, f"subject {half}") for member in members()),
        )
        for half, subject, deliveries, clicks, opens in zip(
            "AB", words.HEADLINES, HEADLINE_DELIVERIES, HEADLINE_CLICKS, (37, 35), strict=True
        )
    ]


@cache
def replies() -> tuple[Reply, ...]:
    """Return who wrote back, as Nadia notes it: the day and the kind, and no name."""
    draws = Draws("replies")
    kinds = ("thanks", "question", "question", "experience")
    made: list[Reply] = []
    for week, count in REPLIES.items():
        sent = day(week, SUNDAY)
        latest = min(3, (LAST_DAY - sent).days)
        days = sorted(sent + timedelta(days=draws.between(0, latest)) for _ in range(count))
        made += [Reply(when, draws.one_of(kinds)) for when in days]
    return tuple(made)


def replies_of(weeks: range) -> int:
    """Return how many wrote back within these weeks."""
    return sum(week_of(reply.when) in weeks for reply in replies())


def is_before_mail_privacy(letter: Letter) -> bool:
    """Whether an open still meant that somebody looked."""
    return week_of(letter.sent) < MAIL_PRIVACY_FROM
