"""Tomás's talks as YouTube Studio exports them. The first row is the total, and more than its parts."""

from __future__ import annotations

from outreach.engagement.sample.happened.talks import SEEN_ELSEWHERE, Talk, talks
from outreach.engagement.sample.weeks import EXPORTED, FIRST_DAY, all_days, month
from outreach.engagement.sample.written.files import archive, table

NAME = f"youtube/Content {FIRST_DAY}_{EXPORTED} Juniper Street.zip"
TABLE_HEADER = (
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Average view duration,"
    "Impressions,Impressions click-through rate (%)"
)


def files() -> dict[str, bytes]:
    """Return the archive."""
    by_length = sorted(talks(), key=lambda talk: -talk.all_views)
    rows: list[list[object]] = [list(TABLE_HEADER.split(",")), _total(), *(_row(talk) for talk in by_length)]
    chart: list[list[object]] = [["Date", "Content", "Video title", "Video publish time", "Duration", "Views"]]
    chart += [
        [when, talk.id, talk.title, _published(talk), talk.length, talk.views.get(when, 0)]
        for talk in by_length
        for when in all_days()
    ]
    totals: list[list[object]] = [["Date", "Views"], *([when, views] for when, views in _views_by_day().items())]
    made = {"Table data.csv": rows, "Chart data.csv": chart, "Totals.csv": totals}
    return {NAME: archive({name: table(content).encode() for name, content in made.items()})}


def _views_by_day() -> dict[str, int]:
    """Return the views of each day, those included that stand at no talk."""
    views = {when.isoformat(): sum(talk.views.get(when, 0) for talk in talks()) for when in all_days()}
    for when in list(views)[-SEEN_ELSEWHERE:]:
        views[when] += 1
    return views


def _total() -> list[object]:
    views = sum(talk.all_views for talk in talks()) + SEEN_ELSEWHERE
    seconds = sum(talk.all_views * talk.watched for talk in talks())
    shown = sum(talk.impressions for talk in talks())
    subscribers = sum(talk.subscribers for talk in talks())
    return ["Total", "", "", "", views, _hours(seconds), subscribers, _clock(seconds // views), shown, 3.1]


def _row(talk: Talk) -> list[object]:
    seconds = talk.all_views * talk.watched
    rate = round(100 * min(talk.all_views // 2, talk.impressions) / talk.impressions, 2)
    return [
        talk.id,
        talk.title,
        _published(talk),
        talk.length,
        talk.all_views,
        _hours(seconds),
        talk.subscribers,
        _clock(talk.watched),
        talk.impressions,
        rate,
    ]


def _published(talk: Talk) -> str:
    return f"{month(talk.published)} {talk.published.day}, {talk.published.year}"


def _hours(seconds: int) -> str:
    return f"{seconds / 3600:.4f}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
