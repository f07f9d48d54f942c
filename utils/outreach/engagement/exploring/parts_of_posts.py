"""What the lesson shows of posts and letters: the week a post traveled, opens and clicks, and what is not there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from outreach.engagement.exploring import numbers_figures
from outreach.engagement.exploring.part import Part
from outreach.engagement.exploring.weekdays import by_weekday
from outreach.engagement.measuring.changing import Change, Kind, count_change, rate_change
from outreach.engagement.measuring.comparing import chance_that_more, visits_needed
from outreach.engagement.measuring.definitions import definition
from outreach.engagement.measuring.display import rate_words
from outreach.engagement.measuring.intervals import wilson
from outreach.engagement.sample.happened.letters import MAIL_PRIVACY_FROM
from outreach.engagement.sample.happened.meta import FOLLOWERS_BEFORE
from outreach.engagement.sample.weeks import WEEKS, week_of
from outreach.wording import number_words, of_hundred, share_words

if TYPE_CHECKING:
    import pandas as pd

    from outreach.engagement.exploring.part import Sample

_KINDS = {
    Kind.MORE: "clearly more",
    Kind.LESS: "clearly less",
    Kind.LEANING_MORE: "leaning to more",
    Kind.LEANING_LESS: "leaning to less",
    Kind.NO_CHANGE: "no change shown",
    Kind.TOO_FEW: "too few to say",
}


def week_12(sample: Sample) -> Part:
    """Return the reach and the comments of each Facebook post, of which one was shared widely."""
    posts = sample.by_item("facebook", "reach", "comments", "shares")
    weeks = [week_of(day.date()) for day in posts["published"]]
    top = int(posts["reach"].to_numpy().argmax())
    others = posts.drop(index=posts.index[top])
    week, reach, comments = weeks[top], posts["reach"].tolist(), posts["comments"].tolist()
    rows = [
        (f"{number}", *(number_words(float(row[name])) for name in ("reach", "comments", "shares")))
        for number, (_, row) in zip(weeks, posts.iterrows(), strict=True)
    ]
    usual = float(others["reach"].mean())
    lines = [
        (
            f"The post of week {week} reached {number_words(reach[top])} people; the others reached {usual:.0f} on "
            f"average. That is {reach[top] / usual:.1f} times as many."
        ),
        (
            f"Comments on it: {number_words(comments[top])}. On the others: {float(others['comments'].mean()):.1f} on "
            "average. Reach grew and conversation did not."
        ),
        f"It was passed on {number_words(float(posts['shares'].iloc[top]))} times. That is kind, and no talk yet.",
    ]
    return Part(
        f"Week {week}",
        lines,
        ("Week", "People reached", "Comments", "Shares"),
        rows,
        "Facebook, a post each week.",
        f"Two rows of bars by week: people reached, with a peak of {number_words(reach[top])} in week {week}; and "
        f"comments, from {number_words(min(comments))} to {number_words(max(comments))}, without one.",
        partial(numbers_figures.two_panels, weeks, reach, comments, week),
        first=max(0, top - 3),
    )


def opens(sample: Sample) -> Part:
    """Return the share of letters that were opened and clicked, before mail privacy and after."""
    letters = sample.by_item("newsletter", "deliveries", "unique_opens", "unique_clicks")
    weeks = [week_of(day.date()) for day in letters["published"]]
    opened, clicked = (_pairs(letters, name) for name in ("unique_opens", "unique_clicks"))
    of_opens, of_clicks = (_change(weeks, pairs) for pairs in (opened, clicked))
    rows = [
        (f"{week}", number_words(n), f"{share_words(x / n)}", f"{share_words(clicks / n)}")
        for week, (x, n), (clicks, _) in zip(weeks, opened, clicked, strict=True)
    ]
    lines = [
        f"Opens, from week {MAIL_PRIVACY_FROM} on against before: {_KINDS[of_opens.kind]} ({_from_to(of_opens)}).",
        f"Clicks, the same weeks: {_KINDS[of_clicks.kind]} ({_from_to(of_clicks)}).",
        definition("open").untrusted,
        "A click nearly always needs a person. So it looks as if the counter changed, and not the readers.",
    ]
    return Part(
        "Opens and clicks",
        lines,
        ("Week", "Delivered", "Opened", "Clicked"),
        rows,
        "The Sunday letter, unique opens and clicks of what was delivered.",
        f"Two lines for {len(rows)} letters with intervals: opens rise from week {MAIL_PRIVACY_FROM} on, "
        "clicks stay level.",
        partial(numbers_figures.opens_and_clicks, weeks, opened, clicked, MAIL_PRIVACY_FROM),
    )


def _pairs(letters: pd.DataFrame, name: str) -> list[tuple[float, float]]:
    return [(float(x), float(n)) for x, n in zip(letters[name], letters["deliveries"], strict=True)]


def _change(weeks: list[int], pairs: list[tuple[float, float]]) -> Change:
    before = [pair for week, pair in zip(weeks, pairs, strict=True) if week < MAIL_PRIVACY_FROM]
    return rate_change(before, pairs[len(before) :], verdicts=2)


def _from_to(change: Change) -> str:
    if change.before is None or change.after is None:
        return change.why
    return f"{share_words(change.before)} to {share_words(change.after)} of what was delivered"


def weekdays(sample: Sample) -> Part:
    """Return LinkedIn posts by weekday, where the best one is best by luck."""
    posts = sample.of("linkedin", "impressions")
    posts = posts[posts["published"].notna()]
    found = by_weekday(posts["published"].dt.day_of_week.tolist(), posts["value"].tolist())
    heads = ("Weekday", "Posts", "Impressions a post", "May be between")
    if found is None:
        return Part("Weekdays", ["No file shows LinkedIn posts with the day they came out."], heads, [], "LinkedIn.")
    rows = [
        (
            day.name,
            f"{day.posts}",
            f"{day.mean or 0:.0f}",
            f"{max(0.0, day.interval.low):.0f} to {day.interval.high:.0f}" if day.interval else "not known",
        )
        for day in found.days
    ]
    lines = [
        (
            f"{found.best} looks best. Shuffle the same {len(posts)} posts over the days, and some day looks as good "
            f"in {of_hundred(found.by_chance)} shuffles."
        ),
        "Nothing found: no best weekday. Each day rests on about seven posts, and all intervals overlap."
        if found.by_chance > 0.05  # noqa: PLR2004 - as everywhere in the course
        else "That is seldom by chance alone. Look whether it stays so in the next weeks.",
    ]
    return Part(
        "Weekdays",
        lines,
        heads,
        rows,
        "LinkedIn, impressions of a post by the weekday it came out.",
        f"A dot with its interval for each of {len(rows)} weekdays; {found.best} is highest, all intervals overlap.",
        partial(numbers_figures.weekdays, found),
    )


def headline(sample: Sample) -> Part:
    """Return the letter that went out under two headlines, half of the readers each."""
    letters = sample.by_item("newsletter", "deliveries", "unique_clicks")
    days = letters["published"].dt.normalize()
    pair = letters[days.duplicated(keep=False).to_numpy()].sort_values("unique_clicks")
    (x1, n1), (x2, n2) = _pairs(pair, "unique_clicks")
    names = [str(name) for name in pair["title"]]
    chance = chance_that_more(x1, n1, x2, n2)
    rows = [
        (name, f"{number_words(x)} of {number_words(n)}", share_words(x / n), _between(x, n))
        for name, (x, n) in zip(reversed(names), ((x2, n2), (x1, n1)), strict=True)
    ]
    lines = [
        (
            f"One letter, two headlines: {number_words(x2)} of {number_words(n2)} clicked against {number_words(x1)} "
            f"of {number_words(n1)}."
        ),
        f"The chance that the first is better is {of_hundred(chance)}: leaning, and nobody has won.",
        (
            f"If they truly differ so much, it takes about {visits_needed(x1 / n1, x2 / n2)} readers for each headline "
            f"to find it four times out of five. There were {number_words(n1)}."
        ),
    ]
    return Part(
        "Two headlines",
        lines,
        ("Headline", "Clicked", "Share", "May be between"),
        rows,
        "One letter under two headlines.",
        f"Two dots with intervals that overlap: {rate_words(x2, n2)}; {rate_words(x1, n1)}.",
        partial(numbers_figures.two_shares, names[::-1], [(x2, n2), (x1, n1)]),
    )


def _between(x: float, n: float) -> str:
    held = wilson(x, n)
    return f"{share_words(held.low)} to {share_words(held.high)}"


def followers(sample: Sample) -> Part:
    """Return new followers by week, most of whom came with one shared post."""
    follows = sample.of("facebook", "follows", window="day")
    weeks = [0.0] * WEEKS
    for day, value in zip(follows["date"], follows["value"], strict=True):
        weeks[week_of(day.date()) - 1] += float(value)
    top = max(range(WEEKS), key=lambda week: weeks[week])
    shared = {top, top + 1} if top + 1 < WEEKS else {top}
    rest = [number for week, number in enumerate(weeks) if week not in shared]
    change = count_change(rest[: len(rest) // 2], rest[len(rest) // 2 :])
    came = sum(weeks[week] for week in shared)
    lines = [
        f"Followers went from {FOLLOWERS_BEFORE} to {FOLLOWERS_BEFORE + sum(weeks):.0f}. It looks like a trend.",
        (
            f"{number_words(came)} of the {number_words(sum(weeks))} new ones came in weeks {top + 1} and {top + 2}, "
            "after one post was shared."
        ),
        f"Without these two weeks, the second half against the first: {_KINDS[change.kind]}.",
        "Comments did not rise with them. A follower is a click, and no trust yet.",
    ]
    rows = [(f"{week}", number_words(number)) for week, number in enumerate(weeks, 1)]
    return Part(
        "Followers",
        lines,
        ("Week", "New followers"),
        rows,
        "Facebook, new followers by week.",
        f"Bars of new followers for {WEEKS} weeks: one or two in most, {number_words(weeks[top])} in week {top + 1}.",
        partial(numbers_figures.follows, weeks, top + 1),
        first=max(0, top - 2),
    )
