"""The studio without a browser: what a page sends, what comes back, and that no word is lost on the way."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outreach import write_post
from outreach.channels.planning.plan import FILE_NAME as PLAN
from outreach.errors import OutreachError
from outreach.posts.drafting.attesting import FILE_NAME as ATTESTED
from outreach.posts.drafting.attesting import attestation_of, attestations
from outreach.posts.drafting.draft_file import FILE_NAME, VERSIONS, digest_of, read_draft, text_of_version, versions
from outreach.posts.drafting.worked_posts import WORKED
from outreach.posts.review import CHANNELS
from outreach.posts.studio.live import MOST_REVIEWED, MOST_SHOWN, StudioWidget, changes_html
from outreach.posts.studio.view import Studio
from outreach.posts.studio.words import CHANNEL_WORDS
from outreach.practice import Practice, save_practice
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace, use_workspace
from tests.channels.test_the_plan_is_checked_both_ways import GOOD as GOOD_PLAN
from tests.posts.samples import AGREED, HARMLESS, TOLD, files_in, full_disk, left_over, write

ALL = ["recognized", "stories", "true"]


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    folder = make_learner_folder(tmp_path / "learner")
    save_practice(folder, Practice(author="Nadia Rahimi", town="Port Ellery", country="US", licence="LICSW"))
    use_workspace(folder)
    yield folder
    use_workspace(None)


class Page:
    """What a page does: it sends what is typed, with the digest of the text that it last saw in the file."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.widget: StudioWidget = studio.widget()
        self.text, self.base = self.widget.text, self.widget.base
        self.number = 0
        self.answers: list[dict[str, Any]] = []

    def send(self, content: Any) -> list[dict[str, Any]]:
        self.answers.clear()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(self.widget, "send", self.answers.append)
            self.widget._handle_custom_msg(content, [])
        for answer in self.answers:
            json.dumps(answer)  # it goes over a wire
            if answer.get("kept"):
                self.base = answer["base"]
        return list(self.answers)

    def ask(self, text: str | None = None, **more: Any) -> dict[str, Any]:
        """Send a text, or the one that is shown, and return the review that comes back."""
        self.text = self.text if text is None else text
        self.number += 1
        message = {"text": self.text, "base": self.base, "channel": self.studio.channel, "number": self.number, **more}
        [result] = [answer["result"] for answer in self.send(message) if "result" in answer]
        assert result["number"] == self.number
        found: dict[str, Any] = result
        return found

    def type(self, text: str) -> dict[str, Any]:
        return self.ask(text, edit=True)

    def told(self, key: str) -> Any:
        """Return what the last answers say under a key."""
        return next((answer[key] for answer in self.answers if key in answer), None)

    def use(self, edit: dict[str, Any]) -> dict[str, Any]:
        """Put in what is offered, where the browser does: it counts units of UTF-16."""
        return self.type(put_in(self.text, edit))


def units(text: str, place: int) -> int:
    """Return a place in code points as the browser counts it."""
    return len(text[:place].encode("utf-16-le")) // 2


def between(text: str, start: int, end: int) -> str:
    """Return what stands between two places that count units of UTF-16."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def put_in(text: str, edit: dict[str, Any]) -> str:
    start, end = units(text, edit["start"]), units(text, edit["end"])
    words: str = edit["text"]
    return between(text, 0, start) + words + between(text, end, units(text, len(text)))


def marked(page: Page, result: dict[str, Any]) -> list[str]:
    """Return the words that the page underlines, as the browser cuts them out."""
    marks = [mark for item in result["items"] for mark in item["marks"]]
    marks.sort(key=lambda mark: mark["start"])
    return [between(page.text, units(page.text, mark["start"]), units(page.text, mark["end"])) for mark in marks]


def edits(result: dict[str, Any]) -> list[dict[str, Any]]:
    parts = [part for item in result["items"] for part in (item, *item.get("parts", []))]
    return [part["edit"] for part in parts if part["edit"] is not None]


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


# Typing.


def test_what_is_typed_is_kept_at_once_and_its_review_comes_back(space: Workspace) -> None:
    page = Page(write_post())
    result = page.type(TOLD)
    assert read_draft(space) == TOLD
    assert page.told("kept") is True
    assert page.told("words") == "Saved in my-work/first-post.md."
    assert result["verdict"] == "1 thing to put right before anybody sees this. 4 things beside it."
    [story] = result["items"]
    assert marked(page, result) == [
        "Last Tuesday",
        "Marisol Vega",
        "41-year-old",
        "Biddeford",
        "Lincoln Elementary School",
    ]
    assert [part["words"] for part in story["parts"]] == marked(page, result)
    assert "Three ways out:" in story["after_html"]
    assert [one["key"] for one in result["questions"]] == ALL
    assert result["reading_html"]
    assert result["attested"] is False
    assert plain(result["attested_html"]) == "Not attested as it stands."


def test_every_answer_carries_the_number_of_what_it_answers() -> None:
    page = Page(write_post())
    for text in ("M", "Mo", "Mov", "Move"):
        page.type(text)
    assert page.number == 4
    late = page.send({"text": "Mo", "base": page.base, "number": 2})
    assert [answer["result"]["number"] for answer in late if "result" in answer] == [2]


def test_a_studio_that_is_opened_again_shows_what_was_typed(space: Workspace) -> None:
    Page(write_post()).type("Move one chair.")
    again = write_post()
    assert again.widget().text == "Move one chair."
    assert again.widget() is again.widget()
    assert repr(again.widget()) == "StudioWidget('Your first post')"
    assert read_draft(space) == "Move one chair."


def test_a_look_at_the_draft_writes_nothing(space: Workspace) -> None:
    write(space, "Move one chair.")
    before = space.path(FILE_NAME).stat().st_mtime_ns
    page = Page(write_post())
    page.ask(review=True)
    assert page.send({"look": True, "base": page.base}) == []
    assert space.path(FILE_NAME).stat().st_mtime_ns == before


def test_where_it_is_going_is_asked_and_changes_the_review() -> None:
    page = Page(write_post())
    page.type("So glad that you came to see us in October.")
    assert not any("PUBLIC" in item["html"].upper() for item in page.ask(review=True)["items"])
    result = page.ask(channel="review_reply", review=True)
    assert any("ublic word that somebody is or was a client" in str(item) for item in result["items"])
    assert page.studio.channel == "review_reply"
    page.ask(channel="pigeon")
    assert page.studio.channel == "review_reply"
    assert [key for key, _ in page.widget.channels] == list(CHANNEL_WORDS)
    assert set(CHANNEL_WORDS) == set(CHANNELS)


def test_the_channel_is_that_of_the_plan_or_the_one_that_is_named(space: Workspace) -> None:
    assert write_post().channel == "blog"
    space.write_text(PLAN, GOOD_PLAN.replace("Your own blog", "Newsletter"))
    assert write_post().channel == "newsletter"
    assert write_post(channel="social").channel == "social"
    with pytest.raises(OutreachError, match=r"There is no channel called 'pigeon'\. They are: blog"):
        write_post(channel="pigeon")


@pytest.mark.parametrize(
    "content",
    [None, 3, "text", [], {}, {"text": None}, {"text": 3}, {"text": ["x"], "edit": True}, {"edit": True, "base": "x"}],
)
def test_a_message_that_says_nothing_changes_nothing(space: Workspace, content: Any) -> None:
    before = files_in(space)
    assert Page(write_post()).send(content) == []
    assert files_in(space) == before


@pytest.mark.parametrize(
    "more", [{"number": None}, {"channel": ["x"]}, {"attest": 3}, {"attest": [{}]}, {"form": 3, "attest": ALL}]
)
def test_odd_parts_of_a_message_stop_nothing(space: Workspace, more: dict[str, Any]) -> None:
    page = Page(write_post())
    page.send({"text": HARMLESS, "base": page.base, "edit": True, **more})
    assert page.told("result")["verdict"].startswith("Nothing found")
    assert read_draft(space) == HARMLESS


# Suggestions, and taking them back.


def test_a_suggestion_is_offered_put_in_by_the_page_alone_and_taken_back_by_the_text_before(space: Workspace) -> None:
    page = Page(write_post())
    result = page.type(TOLD)
    [edit] = [edit for edit in edits(result) if edit["text"] == "a town nearby"]
    assert edit["label"] == "Put in: a town nearby"
    assert read_draft(space) == TOLD
    mended = page.use(edit)
    assert read_draft(space) == TOLD.replace("Biddeford", "a town nearby")
    assert "Biddeford" not in marked(page, mended)
    assert "Biddeford" in marked(page, page.type(TOLD))
    assert read_draft(space) == TOLD


def test_every_suggestion_in_turn_mends_what_it_is_for() -> None:
    page = Page(write_post())
    result = page.type(f"🦊 {TOLD}")
    count = len(marked(page, result))
    for _ in range(10):
        offered = edits(result)
        if not offered:
            break
        result = page.use(offered[0])
    assert page.text.startswith("🦊 Recently I sat with Marisol Vega, a forty-something nurse from a town nearby.")
    assert len(marked(page, result)) < count - 2


def test_what_is_missing_is_added_at_the_end() -> None:
    page = Page(write_post())
    result = page.type("Some people think of suicide at night.")
    [edit] = edits(result)
    assert edit["label"] == "Add these words at the end"
    assert page.use(edit)["verdict"] == "Nothing found; you attest the rest."
    assert "call or text 988" in page.text


# Attesting.


def test_attesting_is_kept_with_the_text_and_an_edit_withdraws_it(space: Workspace) -> None:
    page = Page(write_post())
    page.type(HARMLESS)
    result = page.ask(attest=ALL, form="form 12")
    assert result["attested"] is True
    made = attestation_of(space, HARMLESS)
    assert made is not None
    assert result["verdict"] == f"Nothing found; you attested the rest on {made.attested_on.isoformat()}."
    assert plain(result["attested_html"]).endswith("An edit withdraws it. Form on file: form 12.")
    edited = page.type(HARMLESS + "x")
    assert edited["attested"] is False
    assert plain(edited["attested_html"]) == "Not attested as it stands."
    assert page.type(HARMLESS)["attested"] is True


def test_a_version_is_kept_of_what_is_attested(space: Workspace) -> None:
    page = Page(write_post())
    page.type("Move one chair.")
    page.type(HARMLESS)
    page.ask(attest=ALL)
    assert [(one.why, text_of_version(space, one.name)) for one in versions(space)] == [
        ("", "Move one chair."),
        ("attested", HARMLESS),
    ]


def test_an_open_statement_is_said_and_nothing_is_attested(space: Workspace) -> None:
    page = Page(write_post())
    page.type(HARMLESS)
    result = page.ask(attest=["recognized"])
    assert result["attested"] is False
    assert "2 of 3 are open" in plain(result["attested_html"])
    assert plain(page.ask(review=True)["attested_html"]) == "Not attested as it stands."
    assert attestations(space) == []
    assert "There is nothing to attest yet" in plain(Page(write_post()).ask("", attest=ALL, edit=True)["attested_html"])


def test_what_was_attested_can_be_taken_back(space: Workspace) -> None:
    page = Page(write_post())
    page.type(HARMLESS)
    page.ask(attest=ALL)
    assert page.ask(withdraw=True)["attested"] is False
    assert attestations(space) == []


def test_findings_that_are_left_are_not_hidden_by_attesting() -> None:
    page = Page(write_post())
    page.type(f"{AGREED} {TOLD}")
    result = page.ask(attest=ALL)
    assert result["attested"] is True
    assert "to keep in mind; you attest the rest." in result["verdict"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"form": 99}', "was written by a newer course. Nothing was changed."),
        (None, "could not be read: it is no file."),
    ],
)
def test_where_attesting_is_out_of_order_typing_goes_on_and_is_kept(
    space: Workspace, data: bytes | None, said: str
) -> None:
    if data is None:
        space.path(ATTESTED).mkdir()
    else:
        space.path(ATTESTED).write_bytes(data)
    page = Page(write_post())
    for text in ("Move", "Move one", HARMLESS):
        result = page.type(text)
        assert page.told("kept") is True
        assert said in plain(result["attested_html"])
    assert read_draft(space) == HARMLESS
    for act in ({"attest": ALL}, {"withdraw": True}):
        result = page.ask(**act)
        assert result["attested"] is False
        assert said in plain(result["attested_html"])
    assert result["verdict"] == "Nothing found; you attest the rest."


def test_a_damaged_file_of_attestations_is_set_aside_and_the_page_says_so_once(space: Workspace) -> None:
    space.path(ATTESTED).write_bytes(b'{"attested": [')
    page = Page(write_post())
    said = plain(page.type(HARMLESS)["attested_html"])
    assert said.startswith("my-work/first-post-attested.json could not be read (it is not whole). It is kept as")
    assert said.endswith("Not attested as it stands.")
    assert plain(page.ask(review=True)["attested_html"]) == "Not attested as it stands."
    assert page.ask(attest=ALL)["attested"] is True


def test_of_a_very_long_draft_all_of_it_is_attested_and_not_only_what_was_reviewed(space: Workspace) -> None:
    long = "Rest a while. " * 100 + " " * MOST_REVIEWED
    page = Page(write_post())
    result = page.ask(long, edit=True, attest=ALL)
    assert result["attested"] is True
    assert result["verdict"].startswith("This is very long: its first 250,000 characters were reviewed. ")
    assert attestation_of(space, long) is not None
    assert page.ask(long + "x", edit=True)["attested"] is False
    assert len(text_of_version(space, versions(space)[0].name)) == len(long) > MOST_REVIEWED


# Other windows and editors.


def test_an_edit_made_in_another_editor_is_picked_up(space: Workspace) -> None:
    page = Page(write_post())
    page.type("Mine.")
    space.path(FILE_NAME).write_bytes(b"Theirs.\r\n")
    [answer] = page.send({"look": True, "base": page.base})
    assert answer == {"outside": "Theirs.\n", "base": digest_of("Theirs.\n")}
    page.base = answer["base"]
    assert page.send({"look": True, "base": page.base}) == []
    page.type("Theirs.\nAnd mine.")
    assert read_draft(space) == "Theirs.\nAnd mine."


def test_a_clash_of_two_windows_writes_nothing_over_and_keeps_both(space: Workspace) -> None:
    one, other = Page(write_post()), Page(write_post())
    one.type("One was first.")
    result = other.type("The other was slower.")
    assert other.told("outside") == "One was first."
    assert other.told("kept") is None
    assert result["verdict"]
    assert read_draft(space) == "One was first."
    kept = {one.why: text_of_version(space, one.name) for one in versions(space)}
    assert kept["from one window"] == "The other was slower."
    assert kept["from another"] == "One was first."
    other.base = other.told("base")
    other.type("The other was slower.")
    assert read_draft(space) == "The other was slower."


def test_nothing_is_attested_of_a_text_that_is_in_no_file(space: Workspace) -> None:
    one, other = Page(write_post()), Page(write_post())
    one.type("One was first.")
    assert other.ask(HARMLESS, edit=True, attest=ALL)["attested"] is False
    assert attestations(space) == []


def test_a_draft_that_became_unreadable_is_told_and_not_written_over(space: Workspace) -> None:
    page = Page(write_post())
    page.type("Mine.")
    space.path(FILE_NAME).write_bytes(b"It\x92s grief")
    [answer] = page.send({"look": True, "base": page.base})
    assert answer["kept"] is False
    assert "not UTF-8 text" in answer["words"]
    result = page.type("Mine, and more.")
    assert "Your words are still on this page." in page.told("words")
    assert result["verdict"]
    assert space.path(FILE_NAME).read_bytes() == b"It\x92s grief"
    with pytest.raises(OutreachError, match="not UTF-8"):
        write_post()


def test_a_full_disk_is_told_the_review_goes_on_and_the_next_save_works(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(write_post())
    page.type("Mine.")
    with full_disk(monkeypatch):
        result = page.type(HARMLESS)
        assert page.told("kept") is False
    assert page.told("words") == (
        "my-work/first-post.md was not saved: the disk is full. What was there before is untouched. "
        "Free some space, then try again. Your words are still on this page."
    )
    assert result["verdict"] == "Nothing found; you attest the rest."
    assert read_draft(space) == "Mine."
    assert left_over(space) == []
    page.type(HARMLESS)
    assert read_draft(space) == HARMLESS


def test_where_no_version_can_be_kept_the_draft_still_is_and_no_clash_is_made_up(space: Workspace) -> None:
    space.write_text(VERSIONS, "a file in its place")
    page = Page(write_post())
    for text in ("Move", "Move one", "Move one chair."):
        page.type(text)
        assert page.told("kept") is True
        assert page.told("outside") is None
        assert "Saved in my-work/first-post.md." in page.told("words")
        assert "first-post-versions" in page.told("words")
    assert read_draft(space) == "Move one chair."


# Versions.


def test_what_changed_since_a_version_is_shown_and_it_can_be_brought_back(space: Workspace) -> None:
    page = Page(write_post())
    page.type("Move one <b>chair</b>.")
    result = page.type("Move two chairs.")
    [version] = result["versions"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", version["words"])
    [answer] = page.send({"compare": version["name"], "text": page.text})
    assert "<del>one</del><ins>two</ins>" in answer["changes_html"]
    assert "<b>" not in answer["changes_html"]
    [answer] = page.send({"restore": version["name"], "text": page.text})
    assert answer == {"take": "Move one <b>chair</b>."}
    assert read_draft(space) == "Move two chairs.", "the page puts it in, so that it can be undone"
    assert [one.why for one in versions(space)] == ["", "before going back"]
    result = page.type(answer["take"])
    assert [one["words"].partition(", ")[2] for one in result["versions"]] == ["before going back", ""]


@pytest.mark.parametrize("name", ["", "../first-post.md", "2026-01-01 00.00.00.md", "x" * 900])
@pytest.mark.parametrize("act", ["compare", "restore"])
def test_a_version_that_is_not_there_gets_a_sentence(act: str, name: str) -> None:
    page = Page(write_post())
    page.type("Mine.")
    [answer] = page.send({act: name, "text": "Mine."})
    assert answer["kept"] is False
    assert len(answer["words"]) < 150


def test_of_a_long_stretch_without_change_only_the_ends_are_shown() -> None:
    same = "Rest a while. " * 200
    shown = changes_html(f"{same}one.", f"{same}two.")
    assert len(shown) < 600
    assert "\n[…]\n" in shown
    assert shown.endswith("<del>one.</del><ins>two.</ins>")
    assert changes_html(same, same) == "<p>Nothing has changed since.</p>"


# Hostile pastes: places stay right as the browser counts them.

ZERO_WIDTH = TOLD.replace("Marisol Vega", "Mari\u200bsol\u2060 Ve\u00adga").replace("Biddeford", "Bid\u200ddeford")
PASTES = {
    "HTML": f"<script>alert(1)</script><p onclick='x'>{TOLD}</p><!-- &amp; -->",
    "emoji of many parts": f"👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿1️⃣ {TOLD} 🇺🇸🇪🇸",
    "right to left": f"שלום עולם \u202e{TOLD}\u202c مرحبا \u2067{TOLD}\u2069",
    "joined accents": f"e\u0301a\u0308\u0323 {TOLD} क्षत्रिय",
    "letters outside the first plane": f"\U0001d4a2\U0001d4c7\U0001d4be {TOLD} 𠮷野家",
    "smart quotes": f"\u201c{TOLD}\u201d \u2018She\u2019s tired\u2019\u2026",
    "controls": f"\x00\x08\x1b[31m{TOLD}\x7f\x85\u2028x\u2029",
    "line ends of all kinds": f"one\r\ntwo\rthree\x0b{TOLD}\x0cfour\n\n",
    "half an emoji": f"cut \ud83d {TOLD} \ude00",
    "a mark in front": f"\ufeff{TOLD}",
}


@pytest.mark.parametrize("what", PASTES)
def test_marks_and_suggestions_are_where_the_browser_finds_them(space: Workspace, what: str) -> None:
    page = Page(write_post())
    result = page.type(PASTES[what])
    page.text = page.studio.text
    assert {"Marisol Vega", "Biddeford"} <= set(marked(page, result))
    [edit, *_] = [edit for edit in edits(result) if edit["text"] == "a town nearby"]
    assert between(page.text, units(page.text, edit["start"]), units(page.text, edit["end"])) == "Biddeford"
    before = page.text
    page.use(edit)
    assert page.told("kept") is True
    at = edit["start"]
    assert page.text == before[:at] + "a town nearby" + before[at + len("Biddeford") :]
    assert digest_of(read_draft(space)) == digest_of(page.text)


def test_signs_that_nobody_sees_inside_a_name_hide_nothing() -> None:
    page = Page(write_post())
    words = marked(page, page.type(ZERO_WIDTH))
    assert "Mari\u200bsol\u2060 Ve\u00adga" in words
    assert "Bid\u200ddeford" in words


@pytest.mark.parametrize("what", PASTES)
def test_nothing_pasted_becomes_a_tag_of_the_page(what: str) -> None:
    page = Page(write_post())
    result = page.type(PASTES[what].replace("Biddeford", "<img src=x onerror=alert(1)>"))
    shown = json.dumps([result["items"], result["reading_html"], result["attested_html"]])
    assert not re.search(r"<(?:script|img|p onclick|!--)", shown)
    assert "<img" not in page.studio.page()


def test_two_hundred_thousand_characters_are_kept_and_reviewed_in_a_moment(space: Workspace) -> None:
    page = Page(write_post())
    long = f"{'Grief comes in waves, and most of us try to swim against it. 🦊 ' * 3_200}\n\n{TOLD}"
    assert len(long) > 200_000
    begun = time.perf_counter()
    result = page.type(long)
    assert time.perf_counter() - begun < 15
    assert read_draft(space) == long
    assert {"Marisol Vega", "Biddeford"} <= set(marked(page, result))


def test_of_far_too_many_findings_the_gravest_are_listed_first_and_no_more_than_can_be_read() -> None:
    page = Page(write_post())
    result = page.type(
        "She is an addict, and we all know it.\n\n" * (MOST_SHOWN + 20) + "If you are in crisis, call 988 and press 3."
    )
    assert len(result["items"]) == MOST_SHOWN
    assert [item["severity"] for item in result["items"][:2]] == ["high", "medium"]


def test_a_text_that_is_too_long_to_keep_is_told_and_what_was_kept_stays(space: Workspace) -> None:
    page = Page(write_post())
    page.type("Mine.")
    page.send({"text": "x" * 1_000_001, "base": page.base, "edit": True})
    assert page.told("kept") is False
    assert "It was not saved. Your words are still on this page." in page.told("words")
    assert read_draft(space) == "Mine."


# Worked posts, and folders that nobody keeps.


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_post_can_be_tried_on_and_nothing_of_it_is_kept(space: Workspace, name: str) -> None:
    before = files_in(space)
    page = Page(write_post(name))
    assert (page.widget.own, page.widget.keeps, page.widget.memory) == (False, False, "")
    page.type(page.text + "\n\nMore.")
    page.ask(attest=ALL)
    page.ask(withdraw=True)
    assert page.told("kept") is True
    assert page.send({"look": True, "base": "x"}) == []
    assert files_in(space) == before
    assert write_post(name).text == WORKED[name].text


def test_a_worked_post_that_does_not_exist_gets_a_sentence() -> None:
    with pytest.raises(OutreachError, match="no worked post called 'nadia'"):
        write_post("nadia")


def test_in_a_temporary_folder_the_draft_is_reviewed_and_not_called_saved() -> None:
    use_workspace(temporary_workspace())
    page = Page(write_post())
    result = page.type(HARMLESS)
    assert page.told("words") == ""
    assert result["versions"] == []
    assert page.ask(attest=ALL)["attested"] is True


def test_what_is_shown_without_a_page_is_the_same_at_every_run(space: Workspace) -> None:
    assert write_post().summary().endswith("Begin here, or in my-work/first-post.md.")
    write(space, TOLD)
    view = write_post()
    assert view.summary() == write_post().summary()
    assert view.summary().endswith("Not attested as it stands.")
    assert view.page() == write_post().page()
    assert ">Marisol Vega</mark>" in view.page()


def test_the_sentence_on_attesting_is_the_same_in_page_and_summary(space: Workspace) -> None:
    write(space, HARMLESS)
    page = Page(write_post())
    said = plain(page.ask(attest=ALL, form="form 12")["attested_html"])
    assert write_post().summary().endswith(said)
