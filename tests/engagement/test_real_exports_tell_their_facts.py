"""Real exports, as people published them, are known by their content and tell what is known of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from outreach.engagement.importing.importing import import_files
from tests.engagement.real_data import REAL, real

FACTS: list[tuple[str, str, int, dict[str, float]]] = [
    ("ga4/mh4u_report_daily.csv", "Google Analytics 4", 241, {"events": 1_003_468, "new_users": 242_119}),
    ("search_console/export_a/Chart.csv", "Google Search Console", 7, {"impressions": 56, "clicks": 0}),
    ("search_console/export_a/Pages.csv", "Google Search Console", 15, {"impressions": 73}),
    ("search_console/export_a/Queries.csv", "Google Search Console", 19, {"impressions": 29}),
    ("search_console/export_a/Countries.csv", "Google Search Console", 9, {"impressions": 56}),
    (
        "facebook/mh4u_posts_lifetime_2023-12_2024-03.csv",
        "Facebook",
        41,
        {"impressions": 1_237_195, "reactions": 22_548, "comments": 992, "shares": 4_648, "clicks": 39_560},
    ),
    ("uci_facebook_metrics/dataset_Facebook.csv", "Facebook", 500, {"comments": 3_741}),
    ("instagram/posts_lifetime_part1.csv", "Instagram", 45, {"views": 6_937, "likes": 187, "comments": 1, "saves": 3}),
    ("instagram/Profile_visits_daily_utf16.csv", "Facebook or Instagram", 105, {"profile_visits": 449}),
    (
        "linkedin/Content_2025-03-24_2026-03-23.xlsx",
        "LinkedIn",
        0,
        {"impressions": 32_506, "reach": 14_032, "followers": 3_050},
    ),
    ("x/account_analytics_content_part1.csv", "X", 95, {"impressions": 7_077}),
    ("x/account_overview_analytics.csv", "X", 50, {"impressions": 9_699}),
    ("youtube/codingtrain_geography/Table data.csv", "YouTube", 201, {"views": 14_344_009}),
    ("youtube/codingtrain_geography/Totals.csv", "YouTube", 365, {"views": 15_503_810}),
    ("youtube/dangertv_content_table.csv", "YouTube", 500, {"views": 45_198_884}),
    ("mastodon/archive_part1/outbox.json", "Mastodon", 140, {"posts": 139, "boosts": 1}),
    ("plausible/imported_visitors_20111225_20111230.csv", "Plausible", 6, {"page_views": 99}),
    ("podcast_host/episode_metrics.csv", "Podcast host", 26, {}),
    ("wordpress/themeunittestdata.wordpress.xml", "WordPress", 0, {"posts": 56}),
    ("access_log/combined_2015-05-17_20_part1.log", "Web server", 7_000, {}),
]


@pytest.mark.parametrize(("name", "platform", "rows", "sums"), FACTS, ids=[name for name, *_ in FACTS])
def test_a_real_export_tells_its_facts(name: str, platform: str, rows: int, sums: dict[str, float]) -> None:
    (file,) = import_files([real(name)]).files
    assert (file.platform, file.trouble) == (platform, "")
    assert not rows or file.rows == rows
    assert {metric: file.totals.get(metric) for metric in sums} == sums


BESIDE_OTHERS = {"youtube/codingtrain_geography/Totals.csv"}
"""Days and views alone could be of anything: such a file is known by what lies beside it."""


@pytest.mark.parametrize("name", [name for name, *_ in FACTS if name not in BESIDE_OTHERS])
def test_its_name_does_not_matter(name: str, tmp_path: Path) -> None:
    path = real(name)
    other = shutil.copy(path, tmp_path / "download (3)")
    (under_its_name,) = import_files([path]).files
    (under_another,) = import_files([other]).files
    assert (under_another.platform, under_another.export) == (under_its_name.platform, under_its_name.export)
    assert under_another.totals == under_its_name.totals


@pytest.mark.parametrize(
    ("name", "metric"),
    [
        ("facebook/mh4u_posts_lifetime_2023-12_2024-03.csv", "reach"),
        ("instagram/posts_lifetime_part1.csv", "reach"),
        ("ga4/mh4u_report_daily.csv", "visitors"),
        ("plausible/imported_visitors_20111225_20111230.csv", "visitors"),
        ("podcast_host/episode_metrics.csv", "downloads"),
    ],
)
def test_what_must_not_be_added_is_named_and_has_no_total(name: str, metric: str) -> None:
    (file,) = import_files([real(name)]).files
    assert metric in file.not_additive
    assert metric not in file.totals


def test_all_of_them_at_once_are_read_and_nothing_but_the_page_about_them_is_unknown() -> None:
    real("SOURCES.md")
    came = import_files([REAL])
    assert [one.path.rpartition("/")[2] for one in came.files if one.trouble or one.asked] == ["SOURCES.md"]
    assert came.table["metric"].isna().sum() == 0
    words = " ".join({*came.table["title"], *came.table["item"]})
    assert "@example" not in words
