"""What was planted in the 26 weeks, with its exact size, taken from what happened and not from the files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from outreach.engagement.sample.happened.blog import answers_of, posts
from outreach.engagement.sample.happened.letters import (
    HEADLINE_CLICKS,
    HEADLINE_DELIVERIES,
    MAIL_PRIVACY_FROM,
    is_before_mail_privacy,
    letters,
    members,
    replies_of,
)
from outreach.engagement.sample.happened.linkedin import linkedin_posts
from outreach.engagement.sample.happened.meta import (
    FOLLOWERS_BEFORE,
    SHARED_WEEK,
    facebook_follows,
    facebook_posts,
    facebook_reach,
)
from outreach.engagement.sample.happened.notes import INQUIRIES, gave_back, given_to
from outreach.engagement.sample.happened.visits import (
    CONTACT,
    CRAWLER,
    CRAWLERS,
    OWN,
    OWN_ADDRESS,
    OWN_WEEK,
    PERSON,
    visits,
)
from outreach.engagement.sample.weeks import FIRST_HALF, SECOND_HALF, week_of
from outreach.engagement.sample.words import FULL_NAMES

Part = tuple[int, int]
"""So many of so many."""


@dataclass(frozen=True)
class ReallyThere:
    """What the measures must find. Halves are weeks 1 to 13 and 14 to 26."""

    comments_by_half: Part
    """Comments of readers that were let through, on the blog."""

    replies_by_half: Part
    """Replies to the letter."""

    people_by_half: Part
    """Different readers who commented."""

    inquiries_naming_the_hospice: Part
    hospice_visits: int
    hospice_visits_with_contact_page: int
    other_visits_with_contact_page: Part
    opens_before: Part
    """Opens of deliveries before mail privacy, tests left out."""

    opens_after: Part
    clicks_before: Part
    clicks_after: Part
    mail_privacy_from_week: int
    shared_post_week: int
    reach_of_shared_post: int
    usual_reach_of_a_post: float
    reach_of_shared_week: int
    usual_reach_of_a_week: float
    comments_of_shared_post: int
    usual_comments_of_a_post: float
    answers_in_shared_week: int
    """Comments on the blog and replies to the letter, of that week."""

    own_week: int
    own_address: str
    own_visits: Part
    own_pages: Part
    crawlers: tuple[str, ...]
    crawler_visits: Part
    crawler_pages: Part
    gave_back: Part
    members_kept: Part
    """Of all who ever took the letter, those who still do."""

    @property
    def answers_by_half(self) -> Part:
        """Comments of readers and replies to the letter together."""
        first, second = zip(self.comments_by_half, self.replies_by_half, strict=True)
        return sum(first), sum(second)


@dataclass(frozen=True)
class NotThere:
    """What tempts, and is chance. The measures must not find it."""

    linkedin_impressions_by_weekday: tuple[float, ...]
    """Mean of a post, from Monday to Sunday. Tuesday is best by luck: all are drawn from the same numbers."""

    headline_clicks: Part
    headline_deliveries: Part
    facebook_followers: Part
    """Before the 26 weeks and after them."""

    follows_after_sharing: Part
    """Follows of the shared post's week and the next, of all."""

    answers_by_author: dict[str, tuple[int, ...]]
    """Answers of readers below each post. Each author has one lucky post, and without it the order turns round."""


def _shares(*, letters_before: bool) -> tuple[Part, Part]:
    chosen = [
        letter for letter in letters() if not letter.is_a_test and is_before_mail_privacy(letter) == letters_before
    ]
    deliveries = sum(letter.deliveries for letter in chosen)
    return (sum(letter.opens for letter in chosen), deliveries), (sum(letter.clicks for letter in chosen), deliveries)


def _visits(who: str, week: int | None = None) -> tuple[Part, Part]:
    chosen = [visit for visit in visits() if week is None or visit.week == week]
    theirs = [visit for visit in chosen if visit.who == who]
    pages = sum(len(visit.pages) for visit in theirs), sum(len(visit.pages) for visit in chosen)
    return (len(theirs), len(chosen)), pages


@cache
def really_there() -> ReallyThere:
    """Return the first group."""
    first, second = answers_of(FIRST_HALF), answers_of(SECOND_HALF)
    people = [visit for visit in visits() if visit.who == PERSON]
    hospice = [visit for visit in people if visit.from_hospice]
    others = [visit for visit in people if not visit.from_hospice]
    opens_before, clicks_before = _shares(letters_before=True)
    opens_after, clicks_after = _shares(letters_before=False)
    own_visits, own_pages = _visits(OWN, OWN_WEEK)
    crawler_visits, crawler_pages = _visits(CRAWLER)
    shared = facebook_posts()[SHARED_WEEK - 1]
    usual = [post for post in facebook_posts() if post is not shared]
    reach = facebook_reach()
    week = sum(number for when, number in reach.items() if week_of(when) == SHARED_WEEK)
    in_week = range(SHARED_WEEK, SHARED_WEEK + 1)
    return ReallyThere(
        comments_by_half=(len(first), len(second)),
        replies_by_half=(replies_of(FIRST_HALF), replies_of(SECOND_HALF)),
        people_by_half=(len({comment.author for comment in first}), len({comment.author for comment in second})),
        inquiries_naming_the_hospice=(sum(note.source == "hospice" for note in INQUIRIES), len(INQUIRIES)),
        hospice_visits=len(hospice),
        hospice_visits_with_contact_page=sum(CONTACT in visit.pages for visit in hospice),
        other_visits_with_contact_page=(sum(CONTACT in visit.pages for visit in others), len(others)),
        opens_before=opens_before,
        opens_after=opens_after,
        clicks_before=clicks_before,
        clicks_after=clicks_after,
        mail_privacy_from_week=MAIL_PRIVACY_FROM,
        shared_post_week=SHARED_WEEK,
        reach_of_shared_post=shared.reach,
        usual_reach_of_a_post=sum(post.reach for post in usual) / len(usual),
        reach_of_shared_week=week,
        usual_reach_of_a_week=(sum(reach.values()) - week) / len(usual),
        comments_of_shared_post=shared.comments,
        usual_comments_of_a_post=sum(post.comments for post in usual) / len(usual),
        answers_in_shared_week=len(answers_of(in_week)) + replies_of(in_week),
        own_week=OWN_WEEK,
        own_address=OWN_ADDRESS,
        own_visits=own_visits,
        own_pages=own_pages,
        crawlers=tuple(agent for _, agent in CRAWLERS),
        crawler_visits=crawler_visits,
        crawler_pages=crawler_pages,
        gave_back=(len(gave_back()), len(given_to())),
        members_kept=(sum(member.left is None for member in members()), len(members())),
    )


@cache
def not_there() -> NotThere:
    """Return the second group."""
    by_weekday = [[post.impressions for post in linkedin_posts() if post.weekday == weekday] for weekday in range(7)]
    follows = facebook_follows()
    after = sum(number for when, number in follows.items() if week_of(when) in {SHARED_WEEK, SHARED_WEEK + 1})
    gained = sum(follows.values())
    return NotThere(
        linkedin_impressions_by_weekday=tuple(sum(numbers) / len(numbers) for numbers in by_weekday),
        headline_clicks=HEADLINE_CLICKS,
        headline_deliveries=HEADLINE_DELIVERIES,
        facebook_followers=(FOLLOWERS_BEFORE, FOLLOWERS_BEFORE + gained),
        follows_after_sharing=(after, gained),
        answers_by_author={
            author: tuple(post.answers for post in posts() if post.author == author) for author in FULL_NAMES
        },
    )
