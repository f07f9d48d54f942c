"""Bluesky: the feed of an author in both spellings; what others wrote is left out."""

from __future__ import annotations

import json

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.networks.bluesky import FORMS as BLUESKY
from outreach.engagement.platforms.networks.mastodon import FORMS as MASTODON
from outreach.engagement.platforms.networks.passed_over import FORMS as OTHERS
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

FORMS = (*BLUESKY, *MASTODON, *OTHERS)
ME, WREN = "did:plc:me", "did:plc:wren"


def total(reading: Reading, metric: str) -> float:
    return float(reading.rows["value"][reading.rows["metric"] == metric].sum())


def post(name: str, who: str = ME, parent: str = "", **more: object) -> dict[str, object]:
    record: dict[str, object] = {
        "$type": "app.bsky.feed.post",
        "text": "Hi @wren.example",
        "createdAt": "2026-01-05T10:00:00Z",
    }
    if parent:
        record["reply"] = {"parent": {"uri": parent}, "root": {"uri": parent}}
    uri = f"at://{who}/app.bsky.feed.post/{name}"
    return {
        "post": {"uri": uri, "author": {"did": who, "handle": "x"}, "record": record, "likeCount": 3, "replyCount": 1},
        **more,
    }


def feed(*items: object) -> str:
    return json.dumps({"feed": items, "cursor": "x"})


def test_the_real_feed_leaves_the_repost_out_and_keeps_the_answer() -> None:
    reading = read(on_disk(real("bluesky/author_feed_fixture.json")), FORMS)
    assert (total(reading, "posts"), total(reading, "own_replies")) == (2, 1)
    assert [(one.reason, one.count) for one in reading.set_aside] == [("posts of others that were passed on", 1)]
    assert any("not yours" in said for said in reading.warnings)
    assert reading.ties is not None


def test_the_real_dump_of_the_python_library_gives_its_counts() -> None:
    reading = read(on_disk(real("bluesky/author_feed_python_sdk_snake_case.json")), FORMS)
    assert [total(reading, name) for name in ("posts", "likes", "replies", "shares", "quotes")] == [
        3,
        5419,
        89,
        687,
        61,
    ]


def test_counters_that_are_missing_are_not_zero() -> None:
    reading = read(made("feed.json", feed(post("a"))), FORMS)
    assert set(reading.rows["metric"]) == {"posts", "likes", "replies"}


def test_a_pinned_post_counts_once() -> None:
    pinned = post("a", reason={"$type": "app.bsky.feed.defs#reasonPin"})
    reading = read(made("feed.json", feed(pinned, post("b"), post("a"))), FORMS)
    assert total(reading, "posts") == 2
    assert [(one.reason, one.count) for one in reading.set_aside] == [("posts that stand there twice", 1)]


def test_answers_are_ties_between_numbers() -> None:
    own, hers = f"at://{ME}/app.bsky.feed.post/a", f"at://{WREN}/app.bsky.feed.post/zz9"
    reading = read(made("feed.json", feed(post("a"), post("b", parent=own), post("c", parent=hers))), FORMS)
    ties = reading.ties
    assert ties is not None
    assert ties.set_index("post")["parent"]["b"] == "a"
    assert set(ties.set_index("post")["thread"][["a", "b"]]) == {"a"}
    told = ties.to_csv() + reading.rows.to_csv()
    assert "wren" not in told
    assert "zz9" not in told


def test_a_feed_of_many_accounts_is_not_taken_for_ones_own() -> None:
    items = [post("a"), post("b"), post("c", who=WREN), post("d", who="did:plc:third")]
    reading = read(made("feed.json", feed(*items)), FORMS)
    assert set(reading.rows["item"]) == {"a", "b"}
    assert [(one.reason, one.count) for one in reading.set_aside] == [("posts of others", 2)]


def test_a_repository_is_known_and_said_to_hold_no_counts() -> None:
    car = b"\x3a\xa2eroots\x81\xd8\x2a\x58\x25\x00\x01\x71\x12\x20" + bytes(32) + b"gversion\x01" + bytes(200)
    reading = read(made("repo.car", car), FORMS)
    assert reading.rows.empty
    assert "no counts" in reading.warnings[0]


def test_entries_that_are_nothing_are_counted() -> None:
    reading = read(made("feed.json", feed(post("a"), 5, {"post": {"uri": ""}})), FORMS)
    assert [(one.reason, one.count) for one in reading.set_aside] == [("entries that are no posts", 2)]


def test_other_json_is_not_of_bluesky() -> None:
    for text in ('{"feed": []}', '{"feed": [{"likeCount": 1}]}', '{"items": []}'):
        assert best(made("a.json", text), FORMS) is None


def test_a_feed_in_utf_16_is_known() -> None:
    text = json.dumps({"feed": [post("1")]})
    assert (
        len(read(made("a.json", text.encode("utf-16")), FORMS).rows) == len(read(made("a.json", text), FORMS).rows) > 0
    )
