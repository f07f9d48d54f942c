from __future__ import annotations

import pytest

from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.json_text import loaded
from outreach.engagement.reading.numbers import numbers
from outreach.engagement.reading.opened import Opened
from outreach.engagement.reading.rows import blocks, outline, sheet
from outreach.engagement.reading.workbook import workbook
from outreach.engagement.reading.xml import whole
from tests.engagement.reading.givens import values_of
from tests.engagement.real_data import real


def opened(name: str) -> Opened:
    path = real(name)
    return Opened(name, path.name, path)


@pytest.mark.parametrize(
    ("name", "header_at", "rows", "column", "total"),
    [
        ("ga4/mh4u_report_daily.csv", 9, 241, "event count", 1_003_468),
        ("facebook/mh4u_posts_lifetime_2023-12_2024-03.csv", 0, 44, "reach", 958_872),
        ("instagram/posts_lifetime_part1.csv", 0, 45, "views", 6_937),
        ("instagram/Profile_visits_daily_utf16.csv", 1, 105, "primary", 449),
        ("x/account_analytics_content_part1.csv", 0, 95, "impressions", 7_077),
        ("x/account_overview_analytics.csv", 0, 50, "impressions", 9_699),
        ("youtube/dangertv_content_table.csv", 0, 501, "views", 45_198_884),
        ("search_console/export_a/Pages.csv", 0, None, "impressions", 73),
    ],
)
def test_the_sums_are_those_that_the_owners_saw(
    name: str, header_at: int, rows: int | None, column: str, total: float
) -> None:
    found = sheet(opened(name), header_at)
    read = numbers(found.frame[column])
    assert rows is None or len(found.frame) == rows
    assert values_of(read)[values_of(read) == values_of(read)].sum() == total
    assert not read.unread.any()
    assert found.replaced == 0


@pytest.mark.parametrize(
    ("name", "column", "zone"),
    [
        ("facebook/mh4u_posts_lifetime_2023-12_2024-03.csv", "publish time", ""),
        ("x/account_analytics_content_part1.csv", "date", ""),
        ("x/account_overview_analytics.csv", "date", ""),
        ("mailchimp/campaigns_phillybikeaction.csv", "send date", ""),
        ("curated/subscribers_fixture.csv", "subscribed at", "UTC"),
        ("youtube/dangertv_content_table.csv", "video publish time", ""),
        ("podcast_host/episode_metrics.csv", "published", ""),
    ],
)
def test_every_day_is_read(name: str, column: str, zone: str) -> None:
    read = dates(sheet(opened(name), 0).frame[column])
    assert not read.unread.any()
    assert not read.ambiguous
    assert read.zone == zone


def test_two_tables_in_one_file_are_parted() -> None:
    for name in ("mh4u_Follows_daily_utf16.csv", "mh4u_Reach_daily_utf16_resaved_tab.csv"):
        titles = [block[0][0] for block in blocks(opened(f"facebook/{name}"))]
        assert len(titles) == 2
        assert titles[1].startswith("Instagram")


def test_every_text_has_an_outline_and_every_table_is_read() -> None:
    folder = real("SOURCES.md").parent
    for path in sorted(folder.rglob("*.csv")):
        one = Opened(path.name, path.name, path)
        seen = outline(one)
        assert seen is not None, path
        widest = max(len(line) for line in seen.lines)
        found = sheet(one, next(place for place, line in enumerate(seen.lines) if len(line) == widest))
        assert len(found.headers) == widest
        assert not any("stray quote" in aside.reason for aside in found.set_aside), path


def test_archives_of_json_are_read() -> None:
    for name, repairs in (("mastodon/archive_part1/outbox.json", 0), ("x/archive_tweets_fixture.js.txt", 1)):
        assert len(loaded(opened(name)).repairs) == repairs


@pytest.mark.parametrize(("name", "items"), [("themeunittestdata.wordpress.xml", 186), ("wxr_fixture_sample.xml", 6)])
def test_exports_of_wordpress_are_read(name: str, items: int) -> None:
    assert sum(1 for _ in whole(opened(f"wordpress/{name}"), "item")) == items


def test_the_workbook_of_linkedin_is_read() -> None:
    sheets = workbook(opened("linkedin/Content_2025-03-24_2026-03-23.xlsx"))
    assert list(sheets) == ["DISCOVERY", "ENGAGEMENT", "TOP POSTS", "FOLLOWERS", "DEMOGRAPHICS"]
    assert sum(row[1] for row in sheets["ENGAGEMENT"][1:] if isinstance(row[1], float)) == 32_506
    assert sheets["TOP POSTS"][1] == [""] * 7
