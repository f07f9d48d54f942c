"""The invented practice's files have the bytes that the platforms export, and the same ones every time."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from outreach.engagement.sample.writing import PLATFORMS, sample_files, write_sample
from tests.engagement import the_sample as sample
from tests.engagement.real_data import real

DIGEST = "e7ff4b03351ed199ec712a92d2d7fc13182fff6d30eef9c568456eea27f487f1"
"""Of all paths and bytes. A change of the sample changes it: look at what changed, then put the new one here."""

CONTENT = (
    '"Post ID","Page ID","Page name",Title,Description,"Duration (sec)","Publish time","Caption type",Permalink,'
    '"Is crosspost","Is share","Post type",Languages,"Custom labels","Funded content status","Data comment",Date,'
)
CONTENT_MEASURES = (
    'Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,"Total clicks","Link Clicks",'
    '"Other Clicks","Matched Audience Targeting Consumption (Photo Click)","Seconds viewed","Average Seconds viewed",'
    '"Estimated earnings (USD)","Ad impressions"'
)
CAMPAIGNS = (
    "Title,Subject,Audience,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Soft Bounces,Hard Bounces,"
    "Total Bounces,Times Forwarded,Forwarded Opens,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,"
    "Total Clicks,Unsubscribes,Abuse Complaints,Times Liked on Facebook,Folder Id,Unique Id,Total Orders,"
    "Total Gross Sales,Total Revenue,Analytics ROI,Campaign Cost,Revenue Created,Visits,New Visits,Pages/Visit,"
    "Bounce Rate,Time on Site,Goal Conversion Rate,Per Visit Goal Value,Transactions,Ecommerce Conversion Rate,"
    "Per Visit Value,Average Value"
)


def digest(files: dict[str, bytes]) -> str:
    made = hashlib.sha256()
    for name, content in files.items():
        made.update(f"{name}\0{len(content)}\0".encode() + content)
    return made.hexdigest()


def facebook_contents() -> list[bytes]:
    return [content for name, content in sample.files().items() if re.match(r"facebook/\w{3}-", name)]


def first_lines(content: bytes, count: int) -> list[str]:
    return content.decode("utf-16").splitlines(keepends=True)[:count]


def test_the_bytes_are_the_ones_that_were_looked_at() -> None:
    assert digest(sample_files()) == DIGEST


def test_another_process_with_another_order_of_hashes_writes_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from outreach.engagement.sample.writing import write_sample; "
        "write_sample(Path(sys.argv[1]))"
    )
    away = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path), "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=away)
    written = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert written == sample.files()


def test_what_was_written_is_returned_and_writing_again_changes_nothing(tmp_path: Path) -> None:
    first = write_sample(tmp_path / "exports")
    before = [path.read_bytes() for path in first]
    assert write_sample(tmp_path / "exports") == first
    assert [path.read_bytes() for path in first] == before == list(sample.files().values())


def test_there_are_at_least_eight_platforms_beside_the_practices_own_notes() -> None:
    assert len(PLATFORMS) >= 8
    assert all(form.files() for form in PLATFORMS)


def test_the_campaigns_have_every_documented_column_and_the_order_of_the_real_one() -> None:
    content = sample.one("newsletter/campaigns.csv")
    head, *rest = content.decode().split("\n")
    assert head == CAMPAIGNS
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert all(re.search(r'"[A-Z][a-z]{2} \d\d, 2026 \d\d:\d\d [ap]m",[A-Z]\w+day,', line) for line in rest if line)
    its_own = real("mailchimp/campaigns_phillybikeaction.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert [column for column in head.split(",") if column in its_own] == its_own


@pytest.mark.parametrize("status", ["subscribed", "unsubscribed"])
def test_the_list_has_the_header_of_the_fixture(status: str) -> None:
    fixture = real(f"mailchimp/members_{status}_fixture.csv").read_bytes().split(b"\n")[0]
    parts = sample.unzipped(sample.one("newsletter/audience"))
    assert len(parts) == 3
    assert parts[f"{status}_email_audience_export_5c1e2a9b7d.csv"].split(b"\n")[0] == fixture.rstrip(b"\r")


def test_tags_of_the_list_are_quoted_twice_over() -> None:
    parts = sample.unzipped(sample.one("newsletter/audience"))
    assert b',"""Caregivers"""\n' in parts["subscribed_email_audience_export_5c1e2a9b7d.csv"]


def test_both_content_exports_have_mark_header_and_line_ends_of_the_later_form() -> None:
    for content in facebook_contents():
        assert content.split(b"\n")[0] == b"\xef\xbb\xbf" + (CONTENT + CONTENT_MEASURES).encode()
        assert b"\r" not in content
        assert content.endswith(b"\n")
    known = real("facebook/mh4u_posts_lifetime_2023-12_2024-03.csv").read_bytes().split(b"\n")[0]
    assert known.startswith(b"\xef\xbb\xbf" + CONTENT.encode())


def test_content_exports_hold_an_error_row_and_short_rows() -> None:
    for content in facebook_contents():
        head, *rest = sample.rows(content)
        broken = [row for row in rest if not row[0]]
        assert [row[16] for row in broken] == ["Lifetime"]
        assert broken[0][15].startswith("An error occurred while computing metadata for content with ID ")
        assert sorted({len(row) for row in rest}) == [len(head) - 4, len(head)]
        assert {row[16] for row in rest} == {"Lifetime"}


def test_the_clock_of_the_content_export_is_sound() -> None:
    times = [row[6] for content in facebook_contents() for row in sample.rows(content)[1:] if row[0]]
    assert all(re.fullmatch(r"0[3-8]/\d\d/2026 \d\d:\d\d", when) for when in times)
    assert any(when[-2:] != when[:2] for when in times)


def test_instagram_has_the_header_of_the_real_export_byte_for_byte() -> None:
    content = sample.one("instagram/")
    assert content.split(b"\n")[0] == real("instagram/posts_lifetime_part1.csv").read_bytes().split(b"\n")[0]
    assert b"\r" not in content
    assert b"\n\n#caregivers" in content


def test_daily_charts_begin_like_the_real_ones() -> None:
    known = first_lines(real("facebook/mh4u_Visits_daily_utf16.csv").read_bytes(), 4)
    reach = sample.one("facebook/Reach.csv")
    assert reach.startswith(b"\xff\xfe")
    assert [line for line in first_lines(reach, 3) if "Facebook" not in line] == [known[0], known[2]]
    assert first_lines(reach, 2)[1] == '"Facebook reach"\n'
    assert re.fullmatch(r'"2026-03-02T00:00:00","\d+"\n', first_lines(reach, 4)[3])
    assert reach.decode("utf-16").endswith('"\n\n')


def test_the_chart_that_a_spreadsheet_saved_again_looks_like_the_real_one() -> None:
    known = first_lines(real("facebook/mh4u_Reach_daily_utf16_resaved_tab.csv").read_bytes(), 4)
    saved = sample.one("facebook/Visits.csv")
    ours = first_lines(saved, 4)
    assert [ours[0], ours[2]] == [known[0], known[2]]
    assert ours[1] == known[1].replace("reach", "visits")
    assert re.fullmatch(r"2026-03-02T00:00:00\t\d+\r\n", ours[3])


def test_the_follows_chart_does_not_name_the_platform_of_its_first_block() -> None:
    known = sample.charts(real("facebook/mh4u_Follows_daily_utf16.csv").read_bytes())
    assert list(sample.charts(sample.one("facebook/Follows.csv"))) == list(known) == ["Follows", "Instagram follows"]


def test_the_workbook_opens_and_is_laid_out_like_the_real_one() -> None:
    calamine = pytest.importorskip("python_calamine", reason="a reader of workbooks is needed to open one")
    ours = calamine.CalamineWorkbook.from_filelike(io.BytesIO(sample.one("linkedin/")))
    known = calamine.CalamineWorkbook.from_path(real("linkedin/Content_2025-03-24_2026-03-23.xlsx"))
    assert ours.sheet_names == known.sheet_names

    def head(book: object, sheet: str, row: int) -> list[object]:
        return list(book.get_sheet_by_name(sheet).to_python()[row])  # type: ignore[attr-defined] # it ships no types

    assert head(ours, "DISCOVERY", 0)[0] == head(known, "DISCOVERY", 0)[0]
    assert [head(ours, "DISCOVERY", row)[0] for row in (1, 2)] == [head(known, "DISCOVERY", row)[0] for row in (1, 2)]
    assert head(ours, "ENGAGEMENT", 0) == head(known, "ENGAGEMENT", 0)
    assert [head(ours, "TOP POSTS", row) for row in range(3)] == [head(known, "TOP POSTS", row) for row in range(3)]
    assert [head(ours, "FOLLOWERS", row) for row in (1, 2)] == [head(known, "FOLLOWERS", row) for row in (1, 2)]
    assert head(ours, "DEMOGRAPHICS", 0) == head(known, "DEMOGRAPHICS", 0)
    assert head(ours, "ENGAGEMENT", 1)[0] == "3/2/2026"
    assert "< 1%" in {row[2] for row in ours.get_sheet_by_name("DEMOGRAPHICS").to_python()}


def test_the_workbooks_days_add_up_to_its_total_and_its_two_tables_are_of_unequal_length() -> None:
    calamine = pytest.importorskip("python_calamine", reason="a reader of workbooks is needed to open one")
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(sample.one("linkedin/")))
    days = book.get_sheet_by_name("ENGAGEMENT").to_python()[1:]
    assert len(days) == 182
    assert sum(day[1] for day in days) == book.get_sheet_by_name("DISCOVERY").to_python()[1][1]
    top = book.get_sheet_by_name("TOP POSTS").to_python()[3:]
    assert len(top) == 49
    assert 0 < sum(row[0] == "" for row in top) < 10


def test_the_search_archive_has_the_seven_tables_of_the_real_one() -> None:
    folder = real("search_console/export_a")
    ours = sample.unzipped(sample.one("search/"))
    assert set(ours) == {path.name for path in folder.iterdir()}
    for name, content in ours.items():
        known = (folder / name).read_bytes()
        assert content.split(b"\n")[0] == known.split(b"\n")[0]
        assert not content.endswith(b"\n")
        assert not known.endswith(b"\n")


def test_days_without_impressions_have_neither_rate_nor_place() -> None:
    days = sample.records(sample.unzipped(sample.one("search/"))["Chart.csv"])
    assert len(days) == 182
    quiet = [day for day in days if day["Impressions"] == "0"]
    assert len(quiet) >= 7
    assert {(day["Clicks"], day["CTR"], day["Position"]) for day in quiet} == {("0", "", "")}
    assert all(re.fullmatch(r"\d+(\.\d{1,2})?%", day["CTR"]) for day in days if day not in quiet)


def test_the_search_tables_do_not_add_up_to_each_other() -> None:
    tables = {
        name: sum(int(row["Impressions"]) for row in sample.records(content))
        for name, content in sample.unzipped(sample.one("search/")).items()
        if name != "Filters.csv"
    }
    assert tables["Queries.csv"] < tables["Chart.csv"] < tables["Pages.csv"]
    assert tables["Chart.csv"] == tables["Countries.csv"] == tables["Devices.csv"]
    assert tables["Search appearance.csv"] == 0


def test_the_blog_is_well_formed_and_uses_only_names_of_the_real_export() -> None:
    known = ET.parse(real("wordpress/themeunittestdata.wordpress.xml")).getroot()  # noqa: S314  a file beside the project
    names = {sample.tag(element) for element in known.iter()}
    root = ET.fromstring(sample.one("blog/juniper"))  # noqa: S314  our own file
    assert {sample.tag(element) for element in root.iter()} - names == {"author_id"}  # only newer versions number them
    assert sample.one("blog/juniper").startswith(b'<?xml version="1.0" encoding="UTF-8" ?>\n<!-- ')


def test_most_kinds_of_items_and_comments_that_a_blog_collects_are_there() -> None:
    kinds = {(sample.text_of(item, "post_type"), sample.text_of(item, "status")) for item in sample.items()}
    assert kinds == {
        ("post", "publish"),
        ("post", "draft"),
        ("page", "publish"),
        ("attachment", "inherit"),
        ("nav_menu_item", "publish"),
    }
    below = [comment for item in sample.items() for comment in sample.comments(item)]
    assert {sample.text_of(comment, "comment_approved") for comment in below} == {"1", "0", "spam"}
    assert {sample.text_of(comment, "comment_type") for comment in below} == {"comment", "pingback"}
    draft = next(item for item in sample.items() if sample.text_of(item, "status") == "draft")
    assert sample.text_of(draft, "post_date_gmt") == "0000-00-00 00:00:00"


def test_every_answer_in_a_thread_has_its_question_before_it_in_the_same_thread() -> None:
    answers = 0
    for item in sample.items():
        when = {sample.text_of(one, "comment_id"): sample.text_of(one, "comment_date") for one in sample.comments(item)}
        for comment in sample.comments(item):
            parent = sample.text_of(comment, "comment_parent")
            if parent != "0":
                answers += 1
                assert when[parent] < sample.text_of(comment, "comment_date")
    assert answers > 30


def test_every_line_of_the_log_but_the_cut_off_last_one_is_of_the_combined_form() -> None:
    content = sample.one("blog/access.log").decode()
    *lines, last = content.split("\n")
    assert all(sample.COMBINED.fullmatch(line) for line in lines)
    assert last
    assert not sample.COMBINED.fullmatch(last)
    assert last.count('"') == 5
    known = real("access_log/combined_2015-05-17_20_part1.log").read_text(encoding="utf-8").splitlines()[:100]
    assert all(sample.COMBINED.fullmatch(line) for line in known)


def test_the_log_holds_feeds_pictures_styles_icons_and_unread_doors() -> None:
    content = sample.one("blog/access.log").decode()
    for asked in ("GET /feed/", ".jpg", ".css", "/favicon.ico", "/robots.txt", "POST /contact/", "GET /wp-login.php"):
        assert asked in content
    assert {found["status"] for found in sample.COMBINED.finditer(content)} == {"200", "301", "304", "403", "404"}


def test_the_archive_of_short_messages_has_the_keys_of_the_real_one_and_counts_too_few() -> None:
    ours = json.loads(sample.one("mastodon/"))
    known = json.loads(real("mastodon/archive_part1/outbox.json").read_bytes())
    assert list(ours) == list(known)
    assert ours["totalItems"] == len(ours["orderedItems"]) - 2
    real_keys = {(kind["type"], key) for kind in known["orderedItems"] for key in kind}
    assert {(kind["type"], key) for kind in ours["orderedItems"] for key in kind} <= real_keys
    notes = [one["object"] for one in ours["orderedItems"] if one["type"] == "Create"]
    assert set(notes[0]) <= set(known["orderedItems"][0]["object"])
    public = "https://www.w3.org/ns/activitystreams#Public"
    assert sum(public not in [*note["to"], *note["cc"]] for note in notes) == 2


def test_the_table_of_talks_has_the_real_columns_and_a_total_that_is_more_than_its_parts() -> None:
    parts = sample.unzipped(sample.one("youtube/"))
    head, total, *talks = sample.rows(parts["Table data.csv"])
    known = real("youtube/dangertv_content_table.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert [column for column in head if column != "Duration"] == [
        column for column in known if column != "Estimated revenue (USD)"
    ]
    assert total[0] == "Total"
    assert int(total[4]) == sum(int(talk[4]) for talk in talks) + 9
    days = sample.records(parts["Totals.csv"])
    assert sum(int(day["Views"]) for day in days) == int(total[4])
    assert set(parts) == {"Table data.csv", "Chart data.csv", "Totals.csv"}


def test_one_file_is_there_twice_under_two_names() -> None:
    assert sample.files()["newsletter/campaigns.csv"] == sample.files()["newsletter/campaigns (1).csv"]


def test_two_content_exports_overlap_and_the_later_one_never_knows_less() -> None:
    early, late = (
        {row["Post ID"]: row for row in sample.records(content) if row["Post ID"]} for content in facebook_contents()
    )
    both = set(early) & set(late)
    assert len(both) == 6
    assert len(set(early) | set(late)) == 26
    assert any(early[post]["Reach"] != late[post]["Reach"] for post in both)
    assert all(
        int(early[post][name]) <= int(late[post][name]) for post in both for name in ("Views", "Reach", "Comments")
    )


def test_two_titles_are_jokes_that_must_do_no_harm() -> None:
    titles = {row["Title"] for content in facebook_contents() for row in sample.records(content)}
    assert {"=SUM(1+1)", "<script>alert('tea is ready')</script>"} <= titles


def test_files_that_are_no_export_lie_between_the_exports() -> None:
    assert sample.files()[".DS_Store"].startswith(b"\x00\x00\x00\x01Bud1")
    assert sample.rows(sample.one("notes/shopping"))[0] == ["what", "how much"]


def test_every_person_and_every_address_is_invented() -> None:
    inner = [content for name, content in sample.files().items() if not name.endswith((".zip", ".xlsx"))]
    for start in ("newsletter/audience", "search/", "youtube/", "linkedin/"):
        inner += sample.unzipped(sample.one(start)).values()
    words = "\n".join(
        content.decode("utf-16" if content.startswith(b"\xff\xfe") else "utf-8", "replace") for content in inner
    )
    mail = set(re.findall(r"[\w.+-]+@([\w.-]+)", words))
    assert mail == {"mail.example", "juniperstreet.example", "spam.example"}
    hosts = {host for host in re.findall(r"https?://([\w.-]+)", words) if not host.endswith(".example")}
    assert hosts == {
        "l.facebook.com",
        "netnewswire.com",
        "purl.org",
        "schemas.openxmlformats.org",
        "wellformedweb.org",
        "wordpress.org",
        "www.bing.com",
        "www.facebook.com",
        "www.google.com",
        "www.instagram.com",
        "www.linkedin.com",
        "www.w3.org",
    }
