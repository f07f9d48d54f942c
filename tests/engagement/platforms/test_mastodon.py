"""Mastodon: only what is public is read, and of others nothing but numbers."""

from __future__ import annotations

import json

import pytest

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.networks.bluesky import FORMS as BLUESKY
from outreach.engagement.platforms.networks.mastodon import FORMS as MASTODON
from outreach.engagement.platforms.networks.passed_over import FORMS as OTHERS
from outreach.errors import OutreachError
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

FORMS = (*MASTODON, *BLUESKY, *OTHERS)
ME = "https://social.example/users/me"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
FOLLOWERS = f"{ME}/followers"
SHE = "https://else.example/users/wren/statuses/5544332211"


def total(reading: Reading, metric: str) -> float:
    return float(reading.rows["value"][reading.rows["metric"] == metric].sum())


def note(
    number: int, *, to: str = PUBLIC, cc: str = FOLLOWERS, parent: str | None = None, content: str = "<p>Hello</p>"
) -> dict[str, object]:
    inner = {
        "id": f"{ME}/statuses/{number}",
        "type": "Note",
        "inReplyTo": parent,
        "content": content,
        "to": [to],
        "cc": [cc],
    }
    inner["published"] = f"2026-01-{number:02d}T10:00:00Z"
    return {
        "id": f"{ME}/statuses/{number}/activity",
        "type": "Create",
        "actor": ME,
        "published": inner["published"],
        "to": [to],
        "cc": [cc],
        "object": inner,
    }


def outbox(*items: object) -> str:
    context = "https://www.w3.org/ns/activitystreams"
    return json.dumps(
        {"@context": context, "id": "outbox.json", "type": "OrderedCollection", "totalItems": 99, "orderedItems": items}
    )


def test_the_real_archive_gives_139_posts_and_a_boost() -> None:
    reading = read(on_disk(real("mastodon/archive_part1/outbox.json")), FORMS)
    assert (total(reading, "posts"), total(reading, "boosts"), total(reading, "own_replies")) == (139, 1, 0)
    assert (str(reading.rows["date"].min().date()), str(reading.rows["date"].max().date())) == (
        "2022-07-10",
        "2022-07-22",
    )
    assert any("no counts" in said for said in reading.warnings)


def test_the_real_answer_of_the_interface_gives_counts() -> None:
    reading = read(on_disk(real("mastodon/api_account_statuses_fixture.json")), FORMS)
    assert set(reading.rows["metric"]) == {"posts", "replies", "shares", "likes", "quotes"}
    assert set(reading.rows["item"]) == {"117440813345128578"}


def test_private_messages_are_counted_and_nothing_of_them_is_kept() -> None:
    secret = note(3, to="https://else.example/users/wren", cc="", content="<p>a secret</p>")
    reading = read(
        made("outbox.json", outbox(note(1), note(2, to=FOLLOWERS, cc=""), secret, note(4, to=FOLLOWERS, cc=PUBLIC))),
        FORMS,
    )
    assert total(reading, "posts") == 1
    assert {one.reason: one.count for one in reading.set_aside} == {
        "direct messages that were passed over": 1,
        "posts that are unlisted or for followers only": 2,
    }
    assert "secret" not in repr(reading) + reading.rows.to_csv()


def test_a_public_activity_around_a_private_note_is_private() -> None:
    odd = note(1)
    odd["object"]["to"] = ["https://else.example/users/wren"]  # type: ignore[index] # JSON holds anything
    odd["object"]["cc"] = []  # type: ignore[index] # JSON holds anything
    assert read(made("outbox.json", outbox(odd)), FORMS).rows.empty


def test_answers_become_ties_without_a_name() -> None:
    reading = read(made("outbox.json", outbox(note(1), note(2, parent=f"{ME}/statuses/1"), note(3, parent=SHE))), FORMS)
    assert (total(reading, "posts"), total(reading, "own_replies")) == (1, 2)
    ties = reading.ties
    assert ties is not None
    assert set(ties[ties["own"]]["post"]) == {"1", "2", "3"}
    assert ties.set_index("post")["parent"]["2"] == "1"
    assert "wren" not in ties.to_csv() + reading.rows.to_csv()
    assert "5544332211" not in ties.to_csv()
    assert (ties[ties["parent"] == ""].groupby("thread").size() == 1).all()


def test_markup_leaves_the_title_and_so_do_names() -> None:
    content = '<p>One &amp; two<br/>with <a href="https://else.example/@wren">@wren</a></p><script>x</script>'
    reading = read(made("outbox.json", outbox(note(1, content=content))), FORMS)
    assert set(reading.rows["title"]) == {"One & two with @… x"}


def test_statuses_of_others_and_boosts_lend_no_counts() -> None:
    def status(number: int, who: str = "1", **more: object) -> dict[str, object]:
        counts = {"replies_count": 1, "reblogs_count": 2, "favourites_count": 4}
        return {
            "id": str(number),
            "created_at": "2026-01-01T10:00:00Z",
            "visibility": "public",
            "account": {"id": who},
            **counts,
            **more,
        }

    entries = [
        status(1, content="<p>Hi</p>"),
        status(2, in_reply_to_id="77", in_reply_to_account_id="9"),
        status(3, reblog={"id": "5"}),
        status(4, who="8"),
        status(5, visibility="direct", content="<p>secret</p>"),
    ]
    reading = read(made("statuses.json", json.dumps(entries)), FORMS)
    assert [total(reading, name) for name in ("posts", "own_replies", "boosts", "replies", "likes")] == [1, 1, 1, 2, 8]
    assert {one.reason: one.count for one in reading.set_aside} == {
        "posts of others": 1,
        "direct messages that were passed over": 1,
    }
    assert reading.ties is not None
    assert "77" not in reading.ties.to_csv()


def test_the_other_lists_of_an_archive_are_named_and_not_read() -> None:
    likes = outbox("https://else.example/1").replace("outbox.json", "likes.json")
    reading = read(made("likes.json", likes), FORMS)
    assert reading.rows.empty
    assert "list of likes" in reading.warnings[0]


def test_entries_that_are_nothing_are_counted_and_a_cut_archive_says_so() -> None:
    reading = read(
        made("outbox.json", outbox(1, {"type": "Like"}, {"type": "Create", "to": [PUBLIC], "object": "x"})), FORMS
    )
    assert [(one.reason, one.count) for one in reading.set_aside] == [("entries that are no posts", 3)]
    with pytest.raises(OutreachError, match=r"outbox\.json"):
        read(made("outbox.json", outbox(note(1), note(2))[:-40]), FORMS)


def test_other_json_is_not_of_mastodon() -> None:
    for text in ('{"orderedItems": []}', '[{"id": 1, "visibility": "public"}]', "[]", "{"):
        assert best(made("a.json", text), FORMS) is None
