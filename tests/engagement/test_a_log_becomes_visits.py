"""An access log becomes visits, visitors and page views by day, counted as their definitions say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from outreach.engagement.access_log import daily_table, looks_like_log, read_log
from outreach.engagement.access_log.asked import Asked, asked_for, page_path
from outreach.engagement.access_log.visits import Held, Views
from outreach.errors import OutreachError
from tests.engagement.logs import GOOGLEBOT, PHONE, content, counts, line, only, read

SMALL = [
    line("/", "09:00:00", came="https://www.google.com/search?q=somebody"),
    line("/style.css", "09:00:01", came="https://blog.example/"),
    line("/about/", "09:10:00", came="https://blog.example/"),
    line("/about/", "09:40:00"),
    line("/", "09:15:00", who="2001:db8::5", agent=PHONE, came="https://m.facebook.com/"),
    line("/", "09:16:00", who="198.51.100.7", agent=PHONE),
    line("/robots.txt", "11:00:00", who="192.0.2.1"),
    line("/", "11:00:05", who="192.0.2.1"),
    line("/", "11:30:00", who="192.0.2.66", agent=GOOGLEBOT),
    line("/feed/", "12:00:00", agent="Feedbin feed-id:1 - 3 subscribers"),
    line("/gone", "12:01:00", status=404),
    line("/", "12:02:00", method="HEAD"),
    line("/", "12:03:00", who="203.0.113.20"),
    line("/", "00:00:10", day="04/Mar/2025", status=304, size="-"),
]


def test_a_small_log_is_counted_as_by_hand() -> None:
    log = read(SMALL, own=["203.0.113.0/24"])
    assert counts(log) == [(5, 4, 3, 2, 1, 1, 4), (1, 1, 1, 0, 0, 0, 0)]
    assert log.lines == len(SMALL)
    assert log.unread.count == 0
    assert [(str(row.date.date()), row.path, row.views) for row in log.pages.itertuples()] == [
        ("2025-03-03", "/", 3),
        ("2025-03-03", "/about/", 2),
        ("2025-03-04", "/", 1),
    ]
    assert [(row.category, row.host, row.visits) for row in log.referrers.itertuples()] == [
        ("none", "", 2),
        ("search", "google.com", 1),
        ("social", "m.facebook.com", 1),
        ("none", "", 1),
    ]
    assert log.site == ("blog.example",)
    assert dict(log.bots_named) == {"feedbin": 1, "fetched robots.txt": 1, "googlebot": 1}
    assert (log.first_day, log.first_time) == (dt.date(2025, 3, 3), "09:00:00")
    assert (log.last_day, log.last_time) == (dt.date(2025, 3, 4), "00:00:10")


def test_every_line_that_is_read_falls_into_one_column() -> None:
    log = read([*SMALL, "no line of a log"], own=["203.0.113.0/24"])
    columns = ["page_views", "bot_views", "own_views", "feed_requests", "other_requests"]
    assert int(log.days[columns].to_numpy().sum()) == log.lines - log.unread.count == len(SMALL)


@pytest.mark.parametrize(("second", "visits"), [("10:29:59", 1), ("10:30:00", 2), ("10:30:01", 2)])
def test_a_gap_of_half_an_hour_begins_another_visit(second: str, visits: int) -> None:
    assert only(read([line(at="10:00:00"), line(at=second)]))["visits"] == visits


def test_lines_out_of_order_make_the_same_visits() -> None:
    lines = [line(f"/{minute}", f"{10 + minute // 60}:{minute % 60:02}:00") for minute in (0, 25, 50, 75, 110, 139)]
    assert only(read(lines))["visits"] == only(read(lines[::-1]))["visits"] == 2


def test_a_change_of_the_clock_is_no_gap() -> None:
    lines = [line(at="01:59:00", zone="-0500"), line(at="03:01:00", zone="-0400")]
    log = read(lines)
    assert only(log)["visits"] == 1
    assert log.offsets == ("-0500", "-0400")
    assert any("changes its offset" in warning for warning in log.warnings)
    assert not any("changes its offset" in warning for warning in read(lines[:1]).warnings)


@pytest.mark.parametrize(
    ("request_line", "kind"),
    [
        ("GET / HTTP/1.1", Asked.PAGE),
        ("GET /about HTTP/2.0", Asked.PAGE),
        ("GET /a/b.html HTTP/1.1", Asked.PAGE),
        ("GET /index.php HTTP/1.1", Asked.PAGE),
        ("GET /?p=12 HTTP/1.1", Asked.PAGE),
        ("GET /release-1.2 HTTP/1.1", Asked.PAGE),
        ("GET /two words HTTP/1.1", Asked.PAGE),
        ("GET /old", Asked.PAGE),
        ("GET /feed/ HTTP/1.1", Asked.FEED),
        ("GET /post/feed/atom/ HTTP/1.1", Asked.FEED),
        ("GET /?feed=rss2 HTTP/1.1", Asked.FEED),
        ("GET /blog?flav=rss20 HTTP/1.1", Asked.FEED),
        ("GET /rss.xml HTTP/1.1", Asked.FEED),
        ("GET /robots.txt HTTP/1.1", Asked.ROBOTS),
        ("HEAD /robots.txt HTTP/1.1", Asked.ROBOTS),
        ("GET /style.css?ver=6 HTTP/1.1", Asked.PART),
        ("GET /a/photo.JPG HTTP/1.1", Asked.PART),
        ("GET /font.woff2 HTTP/1.1", Asked.PART),
        ("GET /favicon.ico HTTP/1.1", Asked.PART),
        ("GET /wp-json/wp/v2/posts HTTP/1.1", Asked.OTHER),
        ("GET /?rest_route=/wp/v2 HTTP/1.1", Asked.OTHER),
        ("GET /wp-login.php HTTP/1.1", Asked.OTHER),
        ("GET /wp-admin/ HTTP/1.1", Asked.OTHER),
        ("GET /xmlrpc.php HTTP/1.1", Asked.OTHER),
        ("GET /.well-known/security HTTP/1.1", Asked.OTHER),
        ("GET /.env HTTP/1.1", Asked.OTHER),
        ("GET /sitemap.xml HTTP/1.1", Asked.OTHER),
        ("GET /paper.pdf HTTP/1.1", Asked.OTHER),
        ("GET /a-post/?preview=true HTTP/1.1", Asked.OTHER),
        ("GET http://other.example/ HTTP/1.1", Asked.OTHER),
        ("HEAD / HTTP/1.1", Asked.OTHER),
        ("POST / HTTP/1.1", Asked.OTHER),
        ("OPTIONS * HTTP/1.0", Asked.OTHER),
        ("-", Asked.OTHER),
        ("", Asked.OTHER),
        (r"\x16\x03\x01\x02", Asked.OTHER),
    ],
)
def test_a_page_is_told_from_what_is_none(request_line: str, kind: Asked) -> None:
    assert asked_for(request_line.encode()) is kind


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "/"),
        ("/?p=12&email=jo@mail.example", "/?p=12"),
        ("/?p=jo", "/"),
        ("/about/?utm_source=letter", "/about/"),
        ("/?s=panic+attacks", "/"),
        ("/caf%C3%A9/", "/café/"),
        ("/leave/jo%40mail.example/now", "/leave/[address]/now"),
        ("/a#part", "/a"),
        ("/%0d%0aX", "/  X"),
        ("/%E2%80%AEx", "/ x"),
    ],
)
def test_a_path_holds_nothing_that_is_somebodys(target: str, path: str) -> None:
    assert page_path(f"GET {target} HTTP/1.1".encode()) == path


@pytest.mark.parametrize("status", [206, 301, 302, 403, 404, 500])
def test_another_answer_is_no_view(status: int) -> None:
    assert only(read([line(status=status)])) | {"other_requests": 0} == only(read([line(status=404)])) | {
        "other_requests": 0
    }
    assert only(read([line(status=status)]))["page_views"] == 0


def test_a_referrer_is_a_host_and_a_kind_of_place() -> None:
    came = {
        "https://www.google.co.uk/search?q=name": ("search", "google.co.uk"),
        "android-app://com.google.android.gm/": ("mail", "com.google.android.gm"),
        "https://mail.google.com/mail/u/0/": ("mail", "mail.google.com"),
        "https://google.evil.example/": ("other host", "google.evil.example"),
        "https://notfacebook.com/": ("other host", "notfacebook.com"),
        "https://t.co/abc": ("social", "t.co"),
        "https://user:secret@friend.example:8080/x?token=1": ("other host", "friend.example"),
        "http://198.51.100.4/": ("none", ""),
        "javascript:alert(1)": ("none", ""),
        "https://www.mine.example/x": ("own site", "mine.example"),
    }
    lines = [line(who=f"192.0.2.{place}", came=one) for place, one in enumerate(came)]
    table = read(lines, site=["WWW.mine.example"]).referrers
    found = {(row.category, row.host): row.visits for row in table.itertuples()}
    assert found == {place: 2 if place == ("none", "") else 1 for place in came.values()}


def test_nothing_of_a_person_is_in_the_result() -> None:
    log = read(
        [
            line("/?s=secretword", came="https://x.example/?q=secretword", who="198.51.100.77", user="annasmith"),
            line("/b", who="client77.provider.example"),
            'bad 198.51.100.77 line "secretname@mail.example"',
            '198.51.100.78 - annasmith [99/Mar/2025:10:00:00 +0100] "GET /?secretword HTTP/1.1" 200 1 "-" "x"',
        ]
    )
    text = "".join(
        [
            *(table.to_csv() for table in (log.days, log.pages, log.referrers)),
            str(log),
            str(log.bots_named),
            str(log.warnings),
            str(log.unread),
            daily_table(log, "access.log").to_csv(),
        ]
    )
    for word in ("198.51", "annasmith", "secret", "client77"):
        assert word not in text
    assert log.unread.count == len(log.unread.examples) == 2


def test_days_become_rows_of_the_tidy_table() -> None:
    table = daily_table(read(SMALL), "logs/access.log", "blog.example")
    assert list(table.columns) == [
        *("channel", "account", "item", "title", "published", "date", "metric", "value", "window", "source")
    ]
    assert set(table.channel) == {"blog"}
    assert set(table.window) == {"day"}
    assert set(table.source) == {"logs/access.log"}
    assert str(table.date.dtype) == str(table.published.dtype) == "datetime64[s]"
    assert table.value.dtype == np.float64
    assert table.published.isna().all()
    assert not table.drop(columns="published").isna().any(axis=None)
    whole = table[table["item"] == ""]
    assert sorted(whole.metric.unique()) == ["page_views", "visitors", "visits"]
    of_pages = table[table["item"] != ""]
    assert set(of_pages.metric) == {"page_views"}
    assert of_pages.value.sum() == whole[whole.metric == "page_views"].value.sum()


def test_a_day_of_bots_alone_has_rows_of_zero() -> None:
    table = daily_table(read([line(agent=GOOGLEBOT)]), "access.log")
    assert dict(zip(table.metric, table.value, strict=True)) == {"visits": 0, "visitors": 0, "page_views": 0}


def test_the_first_and_last_day_are_marked_and_days_without_lines_are_named() -> None:
    log = read([line(day=f"{day:02}/Mar/2025") for day in (1, 2, 5)])
    assert log.days.partial.tolist() == [True, False, True]
    assert "10:00:00" in log.warnings[0]
    assert any("2 days in between" in warning for warning in log.warnings)


def held(day: int, who: int, time: int) -> Held:
    one = [np.array([number]) for number in (day, who, time, 1, 0)]
    return Held(*one)


def test_a_closed_day_still_counts_and_says_how_many_came_late() -> None:
    views = Views(most=4)
    for place in range(5):
        views.keep(held(place, place, 10))
    assert views.late == 0
    views.keep(held(0, 0, 20))
    views.close()
    assert views.late == 1
    assert sum(day.page_views for day in views.days.values()) == 6
    assert views.days[0].visits == 2


def test_a_log_in_order_of_time_is_exact_with_little_room() -> None:
    lines = [
        line(at=f"{hour:02}:{minute:02}:00", day=f"{day:02}/Mar/2025", who=f"192.0.2.{hour}")
        for day in range(1, 8)
        for hour in range(24)
        for minute in (0, 20)
    ]
    log = read(lines, most_held=100, block=700)
    assert counts(log) == counts(read(lines)) == [(48, 24, 24, 0, 0, 0, 0)] * 7
    assert not any("closed" in warning for warning in log.warnings)


def test_paths_beyond_the_bound_stand_together() -> None:
    log = read([line(f"/page-{number}") for number in range(5_020)])
    assert log.pages.path.nunique() == 5_001
    assert int(log.pages[log.pages.path == "other pages"].views.sum()) == 20
    assert any("other pages" in warning for warning in log.warnings)


def test_a_log_is_known_by_its_content() -> None:
    assert looks_like_log(content(SMALL))
    assert looks_like_log(content(SMALL)[:700])
    assert looks_like_log(line().encode())
    for other in (b"", b"date,views\n2025-03-01,4\n", b"\x00" * 100, b"\x1f\x8bnot really", b"PK\x03\x04" + b"x" * 90):
        assert not looks_like_log(other)
    assert not looks_like_log(content([line(day="31/Feb/2025")]))


def test_what_is_no_log_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("date,views\n2025-03-01,4\n")
    with pytest.raises(OutreachError, match=r"2 lines, and none.*combined"):
        read_log(path)
    path.write_text("")
    with pytest.raises(OutreachError, match="no line"):
        read_log(path)
    with pytest.raises(OutreachError, match="There is no file"):
        read_log(tmp_path / "nothing.log")
    with pytest.raises(OutreachError, match="No file was given"):
        read_log([])
    path.write_bytes(b"PK\x03\x04 and more")
    with pytest.raises(OutreachError, match="zip"):
        read_log(path)


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    given = content(SMALL * 50)
    read(given, block=1_000, progress=lambda done, size: told.append((done, size)))
    assert told == sorted(told)
    assert len(told) > 10
    assert told[-1] == (len(given), len(given))
