"""What each number means, and whether numbers of it may be added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Adds = Literal["yes", "people", "stock", "rate", "mean"]
"""Why numbers may be added or not.

``yes``: each counts something that happened once, so they add. ``people``: each counts different people, and one
person may be in several. ``stock``: a level at a moment, such as followers; the last one counts. ``rate`` and
``mean``: a share or an average.
"""

WHY_NOT: dict[Adds, str] = {
    "people": "one person may be in several of these numbers and would count more than once",
    "stock": "each of these numbers is the whole at its moment",
    "rate": "a share is of its own whole",
    "mean": "an average is of its own group",
}
RIGHT_WAY: dict[Adds, str] = {
    "people": "Show the numbers side by side, or take the one number that the platform gives for the whole period",
    "stock": "Take the last one, or the difference between the first and the last",
    "rate": "Add what was counted and what it was counted of, then divide",
    "mean": "Add what was counted and what it was counted of, then divide",
}


@dataclass(frozen=True)
class Metric:
    """One kind of number.

    ``name`` stands in the table, ``label`` is said to people, ``means`` is its definition in one sentence.
    """

    name: str
    label: str
    means: str
    adds: Adds = "yes"

    def counted(self, value: float) -> str:
        """Return a number with its label: "1 comment", "2,048 page views", "0.31 click rate as exported"."""
        number = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
        if value != 1 or self.adds != "yes" or not self.label.endswith("s"):
            return f"{number} {self.label}"
        one = f"{self.label[:-3]}y" if self.label.endswith("ies") else self.label[:-1]
        return f"{number} {one}"


def _all(*metrics: Metric) -> dict[str, Metric]:
    return {metric.name: metric for metric in metrics}


METRICS = _all(
    # How often something was shown or opened.
    Metric("impressions", "impressions", "How often something was shown on a screen."),
    Metric("views", "views", "How often something was played or shown, as the platform counts it now."),
    Metric("page_views", "page views", "How often a page was opened."),
    Metric("visits", "visits", "Page views of one visitor with no pause of 30 minutes between them."),
    Metric("sessions", "sessions", "Visits, as an analytics service counts them."),
    Metric("video_views", "video views", "How often a video was played for at least some seconds."),
    Metric("downloads", "downloads", "How often an episode was fetched."),
    Metric("profile_visits", "profile visits", "How often the page or profile itself was opened."),
    Metric("events", "events", "Anything that an analytics service was set to notice."),
    Metric("key_events", "key events", "Events that the owner has marked as important."),
    Metric("entrances", "entrances", "Visits that began on this page."),
    Metric("exits", "exits", "Visits that ended on this page."),
    Metric("single_visits", "visits of one page", "Visits in which nothing else was opened."),
    Metric("visit_seconds", "seconds of visits", "Seconds of all visits together."),
    Metric("watch_hours", "hours watched", "Hours of all views together."),
    Metric("feed_requests", "feed requests", "How often a feed was fetched, by readers and machines alike."),
    Metric("bot_views", "page views by machines", "Page views by crawlers and other machines; set aside."),
    Metric("own_views", "own page views", "Page views by the owners themselves; set aside."),
    Metric("actions", "actions", "Page views, downloads and outgoing links together."),
    # Different people.
    Metric("reach", "reach", "How many different people saw it.", "people"),
    Metric("visitors", "visitors", "How many different devices opened a page.", "people"),
    Metric("active_users", "active users", "How many different devices were active.", "people"),
    Metric("new_users", "new users", "Devices that were seen for the first time."),
    Metric("returning_users", "returning users", "Devices that had been seen before.", "people"),
    Metric("active_members", "active members", "How many different members came.", "people"),
    Metric("posters", "members who wrote", "How many different members wrote something.", "people"),
    Metric("unique_opens", "people who opened", "Addresses at which the pictures of an e-mail were loaded.", "people"),
    Metric("unique_clicks", "people who clicked", "Addresses from which a link was followed.", "people"),
    # What people did.
    Metric("comments", "comments", "Comments that people wrote."),
    Metric("replies", "replies", "Answers that people wrote."),
    Metric("quotes", "quotes", "Posts that quote it."),
    Metric("shares", "shares", "How often it was passed on."),
    Metric("reactions", "reactions", "Likes and other one-tap signs."),
    Metric("likes", "likes", "Likes and favorites."),
    Metric("saves", "saves", "How often it was kept for later."),
    Metric("clicks", "clicks", "Clicks of any kind."),
    Metric("link_clicks", "link clicks", "Clicks on a link."),
    Metric("other_clicks", "other clicks", "Clicks on anything but a link."),
    Metric("interactions", "interactions", "Reactions, comments, shares and the like, as the platform adds them up."),
    Metric("engagements", "engagements", "Whatever the platform counts as engagement, added up by the platform."),
    Metric("signups", "sign-ups", "People who signed up through it."),
    Metric("follows", "follows", "New followers."),
    Metric("unfollows", "unfollows", "Followers who left."),
    Metric("forwards", "forwards", "How often an e-mail was forwarded by its link."),
    Metric("hides", "hidden", "How often somebody hid it."),
    Metric("more_like_this", "more like this", "Readers who asked for more of it."),
    Metric("less_like_this", "less like this", "Readers who asked for less of it."),
    Metric("inquiries", "inquiries", "Questions for an appointment or about the work."),
    # E-mail.
    Metric("sends", "sends", "E-mails that were sent."),
    Metric("deliveries", "deliveries", "E-mails that arrived."),
    Metric("opens", "opens", "How often the pictures of an e-mail were loaded; mail programs load them by themselves."),
    Metric("bounces", "bounces", "E-mails that came back."),
    Metric("complaints", "complaints", "E-mails that were marked as spam."),
    Metric("unsubscribes", "unsubscribes", "People who left the list."),
    # What the owner did.
    Metric("posts", "posts", "What was published."),
    Metric("own_replies", "own replies", "Answers that the owner wrote."),
    Metric("boosts", "boosts", "Posts of others that were passed on by the owner."),
    Metric("topics", "topics", "Conversations that somebody began."),
    Metric("new_contributors", "new contributors", "Members who wrote for the first time."),
    Metric("unanswered", "unanswered topics", "Topics in which nobody but the author wrote."),
    Metric("solutions", "accepted solutions", "Answers that were marked as the solution."),
    Metric("likes_given", "likes given", "Likes that members gave."),
    Metric("own_posts_read", "posts read", "Posts that members read."),
    # Levels.
    Metric("followers", "followers", "How many follow at that moment.", "stock"),
    Metric("subscribers", "subscribers", "How many are on the list at that moment.", "stock"),
    Metric("subscribers_gained", "subscribers gained", "New subscribers, less those who left."),
    Metric("subscribed", "people who subscribed", "Addresses that joined the list."),
    Metric("members", "members", "How many belong to it at that moment.", "stock"),
    # Shares and averages.
    Metric("ctr", "click rate as exported", "Clicks of impressions, as the platform divides them.", "rate"),
    Metric("open_rate", "open rate as exported", "Unique opens of deliveries, as the platform divides them.", "rate"),
    Metric(
        "click_rate", "click rate as exported", "Unique clicks of deliveries, as the platform divides them.", "rate"
    ),
    Metric("engagement_rate", "engagement rate as exported", "As the platform divides it.", "rate"),
    Metric("bounce_rate", "bounce rate as exported", "Visits of one page of all visits.", "rate"),
    Metric("percent", "share as exported", "A share in percent, as the platform gives it.", "rate"),
    Metric("position", "position", "The mean place in search results.", "mean"),
    Metric(
        "first_response_hours",
        "hours to the first answer",
        "Mean hours from a post to the first answer by another.",
        "mean",
    ),
    Metric("average_seconds", "seconds on average", "Mean seconds of a view or visit.", "mean"),
    Metric("average_actions", "actions a visit", "Mean number of actions of a visit.", "mean"),
    Metric("most_actions", "most actions in a visit", "The largest number of actions in one visit.", "mean"),
    Metric("revenue", "revenue", "Money, in the currency of the account."),
    Metric("video_seconds", "length in seconds", "How long the video is.", "mean"),
)
"""All metrics by name."""


def metric(name: str) -> Metric:
    """Return the metric of that name; a name that is not known gets its own words and may be added.

    Columns that a learner has named are such.
    """
    return METRICS.get(name) or Metric(name, name.replace("_", " "), "A column that you named yourself.")
