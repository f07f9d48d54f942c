"""Tables that a spreadsheet has saved again, or that stand there twice, give the numbers that they gave before."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from outreach.engagement.forms.counts import decimal_of
from outreach.engagement.importing.importing import import_files
from outreach.engagement.table.adding import NotAdditiveError, total

POSTS = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,New follows,Replies,Reposts\n"
    '1891234567890123456,"Tue, Jul 14, 2026",A walk,https://x.example/a/status/1891234567890123456,"1,222",1,2,0,0,1\n'
    '1891234567890123999,"Wed, Jul 15, 2026",A chair,https://x.example/a/status/1891234567890123999,308,4,9,0,2,0\n'
)
ROUNDED = (
    "Post id;Date;Post text;Post Link;Impressions;Likes;Engagements;New follows;Replies;Reposts\r\n"
    "1,89123E+18;14.07.2026;A walk;https://x.example/a/status/1891234567890123456;1.222;1;2;0;0;1\r\n"
    "1,89123E+18;15.07.2026;A chair;https://x.example/a/status/1891234567890123999;308;4;9;0;2;0\r\n"
)
PAGE = "Post ID,Page ID,Page name,Title,Publish time,Permalink,Views\n"
LIST = "Email Address,Subscribed at,UTM Source\na@mail.example,2021-02-04 07:55:20 +0000,x\n"


def written(folder: Path, **texts: str) -> list[Path]:
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.csv"
        path.write_bytes(text.encode("utf-8"))
        paths.append(path)
    return paths


def chart(*visits: int) -> str:
    days = (f'"2025-01-{day:02d}T01:00:00","{count}"' for day, count in enumerate(visits, 1))
    return "\n".join(['sep=,\n"Facebook visits"\n"Date","Primary"', *days]) + "\n"


@pytest.mark.parametrize(
    "again",
    [
        "\ufeff" + POSTS,
        POSTS.replace("\n", "\r\n"),
        POSTS.replace("\n", "\r"),
        POSTS.rstrip("\n"),
        ROUNDED,
        ROUNDED.replace(";", "\t"),
    ],
)
def test_the_same_posts_in_a_file_that_was_saved_again_count_once_and_it_is_said(again: str, tmp_path: Path) -> None:
    both = import_files(written(tmp_path, a=POSTS, b=again))
    assert total(both.table, "impressions") == 1530
    assert total(both.table, "replies") == 2
    assert [one.rows for one in both.files] == [2, 2]
    assert len(both.notes) == 1
    assert "stand in more than one file" in both.notes[0]


def test_ids_that_a_spreadsheet_has_rounded_are_taken_from_the_link_and_it_is_said(tmp_path: Path) -> None:
    read = import_files(written(tmp_path, a=ROUNDED))
    assert sorted(read.table["item"].unique()) == ["1891234567890123456", "1891234567890123999"]
    assert any("rounded ids" in said for said in read.files[0].warnings)


def test_an_address_stands_for_a_rounded_id_and_is_the_same_post(tmp_path: Path) -> None:
    plain = PAGE + "122100000000000001,7,Page,Chair,03/13/2025 08:03,https://f.example/p/1,40\n"
    rounded = PAGE + "1.221E+17,7,Page,Chair,03/13/2025 08:03,https://f.example/p/1,44\n"
    both = import_files(written(tmp_path, a=plain, b=rounded))
    assert total(both.table, "views") == 44
    other = rounded.replace("Chair", "Table").replace("08:03", "09:03")
    assert total(import_files(written(tmp_path, a=plain, b=other)).table, "views") == 84


def test_a_post_is_the_same_where_account_and_title_were_renamed(tmp_path: Path) -> None:
    old = PAGE + "122100000000000001,7,Page,Chair,03/13/2025 08:03,https://f.example/p/1,40\n"
    new = PAGE + "122100000000000001,7,Our page,A chair,03/13/2025 08:03,https://f.example/p/1,44\n"
    assert total(import_files(written(tmp_path, a=old, b=new)).table, "views") == 44


def test_a_post_in_two_exports_of_one_platform_counts_once(tmp_path: Path) -> None:
    archive = tmp_path / "tweets.js"
    archive.write_text(
        'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1891234567890123456", "full_text": "A walk", '
        '"created_at": "Tue Jul 14 12:00:00 +0000 2026", "favorite_count": "1"}}]',
        encoding="utf-8",
    )
    both = import_files([archive, *written(tmp_path, a=POSTS)])
    assert total(both.table, "likes") == 5
    assert any(note.startswith("X: 1 number stands") for note in both.notes)


def test_a_list_of_people_that_was_saved_again_counts_once_and_it_is_said(tmp_path: Path) -> None:
    both = import_files(written(tmp_path, a=LIST, b="\ufeff" + LIST))
    assert both.people is not None
    assert len(both.people) == 1
    assert "the same 1 people stand in more than one file" in both.notes[0]
    others = import_files(written(tmp_path, a=LIST, b=LIST.replace("2021-02-04", "2021-02-05")))
    assert others.people is not None
    assert len(others.people) == 2


def test_two_accounts_of_one_kind_are_kept_apart_and_not_added(tmp_path: Path) -> None:
    two = import_files(written(tmp_path, a=chart(1, 5, 2, 8, 3, 9), b=chart(7, 2, 6, 1, 8, 2)))
    assert len(two.table) == 12
    assert "as those of two accounts" in two.notes[0]
    with pytest.raises(NotAdditiveError):
        total(two.table, "profile_visits")


def test_days_that_were_counted_up_later_are_one_account(tmp_path: Path) -> None:
    one = import_files(written(tmp_path, a=chart(1, 5, 2, 8, 3, 9), b=chart(1, 6, 3, 9, 4, 9, 5)))
    assert len(one.table) == 7
    assert total(one.table, "profile_visits") == 37


def test_what_stands_twice_in_one_file_counts_once_and_is_counted(tmp_path: Path) -> None:
    header, *rows = POSTS.splitlines(keepends=True)
    twice = import_files(written(tmp_path, a="".join([header, *rows, header, *rows])))
    assert total(twice.table, "impressions") == 1530
    assert {one.reason: one.count for one in twice.files[0].set_aside} == {
        "rows that repeat the header": 1,
        "rows that stand there twice": 2,
    }
    assert twice.files[0].rows == 2


def test_two_inquiries_of_a_day_are_two(tmp_path: Path) -> None:
    log = "date,source,qualified\n2026-01-05,hospice,yes\n2026-01-05,hospice,yes\n"
    assert total(import_files(written(tmp_path, a=log)).table, "inquiries") == 2


@pytest.mark.parametrize("word", ["Total", "Grand total", "Gesamt:", "Totale"])
def test_a_row_of_totals_is_never_a_post_or_a_day(word: str, tmp_path: Path) -> None:
    read = import_files(written(tmp_path, a=f'{POSTS}{word},,,,"1,530",5,11,0,2,1\n'))
    assert total(read.table, "impressions") == 1530
    assert [(one.reason, one.count) for one in read.files[0].set_aside] == [("rows of totals", 1)]


def test_a_post_about_a_total_is_a_post(tmp_path: Path) -> None:
    read = import_files(written(tmp_path, a=POSTS.replace("A chair", "Total")))
    assert total(read.table, "impressions") == 1530
    assert not read.files[0].set_aside


def test_a_row_without_a_day_in_a_table_of_days_is_counted_and_not_read(tmp_path: Path) -> None:
    text = (
        "Date,Impressions,Likes,Engagements,New follows,Reposts\n"
        '"Tue, Feb 18, 2025",10,1,2,0,0\n,5,0,0,0,0\nsome day,7,0,0,0,0\n'
    )
    read = import_files(written(tmp_path, a=text)).files[0]
    assert (read.platform, read.rows, read.totals["impressions"]) == ("X", 1, 10)
    assert {one.reason: one.count for one in read.set_aside} == {
        "rows without a day": 1,
        "dates that could not be read": 1,
    }


def test_a_row_with_something_else_in_place_of_its_day_is_left_out_whole(tmp_path: Path) -> None:
    more = "".join(f'{place},"Mon, Jul 13, 2026",Text,x,1,1,1,0,0,0\n' for place in range(5))
    read = import_files(written(tmp_path, a=POSTS + more + "and a walk,4711,,,9999,1,1,1,1,1\n")).files[0]
    assert (read.rows, read.totals["impressions"]) == (7, 1535)
    assert [(one.reason, one.count) for one in read.set_aside] == [("dates that could not be read", 1)]


@pytest.mark.parametrize(
    ("texts", "metric", "sign"),
    [
        (["1.222", "17"], "views", ","),
        (["1,222", "17"], "views", "."),
        (["1.222"], "reach", ","),
        (["1.222"], "average_seconds", None),
        (["1.222"], "watch_hours", None),
        (["1.222", "1,222"], "views", None),
        (["424.0"], "views", None),
    ],
)
def test_counts_are_whole_numbers(texts: list[str], metric: str, sign: str | None) -> None:
    assert decimal_of(pd.Series(texts), metric, None) == sign


def test_advice_about_a_near_export_is_not_given_for_a_single_common_name(tmp_path: Path) -> None:
    trouble = import_files(written(tmp_path, a="Date,Steps,Weather\n2026-01-05,5,rain\n")).files[0].trouble
    assert "comes near" not in trouble
