"""The files of a post: made of one draft, kept with their day, and nothing half-written, lost or sent anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outreach import export_post
from outreach.channels.facts.known import catalog
from outreach.channels.planning.plan import FILE_NAME as PLAN
from outreach.errors import OutreachError
from outreach.form import Form
from outreach.posts.drafting.draft_file import FILE_NAME, digest_of, keep_draft, read_draft, versions
from outreach.posts.drafting.worked_posts import WORKED
from outreach.posts.exporter import MOST_IMAGES, Exporter
from outreach.posts.exporting.exports import (
    EXPORTS,
    FOR_CHANNEL,
    MOST_RECORDED,
    RECORD,
    Export,
    export,
    exported,
    exports_for,
    where,
)
from outreach.posts.exporting.finished import (
    images_without_words,
    parts_of,
    post_of,
    with_words_for_images,
)
from outreach.posts.post import Post, Site
from outreach.practice import Practice, save_practice
from outreach.workspace import Workspace, make_learner_folder, temporary_workspace, use_workspace
from tests.channels.test_the_plan_is_checked_both_ways import GOOD as GOOD_PLAN
from tests.posts.samples import HARMLESS, TOLD, attested, files_in, full_disk, left_over, write

PRACTICE = Practice(
    name="Juniper Street Counseling",
    author="Nadia Rahimi",
    town="Port Ellery",
    country="US",
    email="nadia@juniperstreet.example",
    website="https://juniperstreet.example",
    address="12 Juniper Street; Port Ellery, WA 98000",
)
SITE = Site(
    "Juniper Street Counseling", "Nadia Rahimi", "https://juniperstreet.example", postal_address="12 Juniper St"
)
WRITTEN = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
PICTURES = '# Two chairs\n\nMove one chair.\n\n![](desk.jpg)\n\n![ ](<lamp.jpg> "A lamp")\n'


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    folder = make_learner_folder(tmp_path / "learner")
    save_practice(folder, PRACTICE)
    use_workspace(folder)
    yield folder
    use_workspace(None)


def made_of(draft: str, when: datetime = WRITTEN) -> Post:
    return post_of(draft, SITE, when)


def type_in(form: Form, **values: object) -> None:
    form.set_state({"values": {**form.values, **values}, "edits": form.edits + 1})


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# Which files.


@pytest.mark.parametrize("channel", [channel.id for channel in catalog().channels])
def test_every_channel_takes_some_form_and_the_copy_in_markdown_is_always_made(channel: str) -> None:
    keys = [one.key for one in exports_for(channel, "")]
    assert keys[0] == "markdown"
    assert len(keys) > 1
    assert [one.key for one in exports_for("own-blog", channel)][1:4] == ["wordpress", "ghost", "html"]


def test_forms_are_named_for_channels_of_the_catalog_and_each_has_a_file_of_its_own() -> None:
    assert set(FOR_CHANNEL) <= {channel.id for channel in catalog().channels}
    assert {key for keys in FOR_CHANNEL.values() for key in keys} <= set(EXPORTS)
    assert len({one.file for one in EXPORTS.values()}) == len(EXPORTS)
    assert len({one.file.lower() for one in exports_for("newsletter", "mastodon")}) == 4


def test_without_a_plan_the_files_are_those_of_a_blog() -> None:
    assert exports_for("", "") == exports_for("own-blog", "")
    assert exports_for("linkedin", "linkedin") == exports_for("linkedin", "")


# Where they are kept.


def test_the_files_stand_in_a_folder_with_the_day_and_the_title_and_the_text_is_remembered(space: Workspace) -> None:
    made = export(space, HARMLESS, made_of(HARMLESS), exports_for("own-blog", "linkedin"))
    assert made.folder == "posts/2026-11-28 the-chair-by-the-window"
    assert made.refused == ()
    assert (
        set(made.files)
        == names(space.path(made.folder))
        == {
            "post.md",
            "wordpress.xml",
            "ghost.json",
            "page.html",
            "linkedin.txt",
        }
    )
    assert exported(space, HARMLESS) == (made.folder,)
    assert exported(space, HARMLESS + " ") == ()
    assert where(made) == f"Made in my-work/{made.folder}: {', '.join(made.files)}."
    assert [one.why for one in versions(space)] == ["exported"]


def test_nothing_is_written_but_in_the_folder_of_posts_and_its_record(space: Workspace) -> None:
    before = files_in(space)
    export(space, HARMLESS, made_of(HARMLESS), exports_for("newsletter", "bluesky"), unsubscribe="{{ out }}")
    new = files_in(space).keys() - before.keys()
    allowed = ("my-work/posts/", "my-work/first-post-versions/", f"my-work/{RECORD}")
    assert all(name.startswith(allowed) for name in new)
    assert list(space.folder.parent.iterdir()) == [space.folder]


@pytest.mark.parametrize(
    "title", ["../../x", "/etc/passwd", "C:\\x", "CON", ". .", "a/b\\c:d*?", "\u202e\x00", "悲しみ", "x" * 900]
)
def test_a_title_that_is_a_path_leads_out_of_nothing(space: Workspace, title: str) -> None:
    draft = f"---\ntitle: {title}\n---\nMove one chair.\n"
    made = export(space, draft, made_of(draft), exports_for("", ""))
    [folder] = space.path("posts").iterdir()
    assert folder.name.startswith("2026-11-28 ")
    assert folder.name.isascii()
    assert len(folder.name) < 100
    assert not set(folder.name) & set('/\\:*?"<>|')
    assert space.path(made.folder) == folder
    assert list(space.folder.parent.iterdir()) == [space.folder]


def test_what_was_exported_once_is_never_written_over(space: Workspace) -> None:
    first = export(space, HARMLESS, made_of(HARMLESS), exports_for("linkedin", ""))
    kept = files_in(space)
    edited = HARMLESS.replace("The rain", "The wind")
    second = export(space, edited, made_of(edited), exports_for("linkedin", ""))
    assert (first.folder, second.folder) == (
        "posts/2026-11-28 the-chair-by-the-window",
        "posts/2026-11-28 the-chair-by-the-window 2",
    )
    assert {name: data for name, data in files_in(space).items() if first.folder + "/" in name} == {
        name: data for name, data in kept.items() if first.folder + "/" in name
    }
    assert exported(space, HARMLESS) == (first.folder,)
    assert exported(space, edited) == (second.folder,)


def test_the_same_post_again_makes_no_second_folder(space: Workspace) -> None:
    for _ in range(3):
        made = export(space, HARMLESS, made_of(HARMLESS), exports_for("linkedin", ""))
    assert names(space.path("posts")) == {made.folder.removeprefix("posts/")}
    assert exported(space, HARMLESS) == (made.folder,)
    later = export(space, HARMLESS, made_of(HARMLESS, WRITTEN + timedelta(days=1)), exports_for("linkedin", ""))
    assert exported(space, HARMLESS) == (made.folder, later.folder)


def test_a_file_or_an_edited_post_in_the_place_of_the_folder_is_left_alone(space: Workspace) -> None:
    space.write_text("posts/2026-11-28 the-chair-by-the-window", "mine")
    space.write_text("posts/2026-11-28 the-chair-by-the-window 2/post.md", "edited by hand")
    made = export(space, HARMLESS, made_of(HARMLESS), exports_for("linkedin", ""))
    assert made.folder.endswith(" 3")
    assert space.read_text("posts/2026-11-28 the-chair-by-the-window 2/post.md") == "edited by hand"


def test_no_more_exports_are_remembered_than_are_of_use(space: Workspace) -> None:
    entry = {"text_sha256": "0", "folder": "posts", "files": []}
    old = [{**entry, "folder": f"posts/{number}"} for number in range(MOST_RECORDED)]
    space.update_json(RECORD, lambda content: {**content, "exported": old})
    export(space, HARMLESS, made_of(HARMLESS), exports_for("", ""))
    assert len(json.loads(space.path(RECORD).read_text(encoding="utf-8"))["exported"]) == MOST_RECORDED
    assert len(exported(space, HARMLESS)) == 1


# What cannot be made.


def refuse(_post: Post, _out: str) -> str:
    raise OutreachError("It was too hot.")


def test_one_form_that_cannot_be_made_stops_no_other_and_says_why(space: Workspace) -> None:
    broken = Export("broken", "broken.txt", "never made", refuse)
    made = export(space, HARMLESS, made_of(HARMLESS), (broken, EXPORTS["markdown"], EXPORTS["linkedin"]))
    assert made.files == ("post.md", "linkedin.txt") == tuple(sorted(names(space.path(made.folder)), reverse=True))
    assert made.refused == ("broken.txt was not made. It was too hot.",)
    assert exported(space, HARMLESS) == (made.folder,)


def test_a_newsletter_without_a_postal_address_is_refused_and_the_others_are_made(space: Workspace) -> None:
    nowhere = post_of(HARMLESS, Site("Juniper Street", "Nadia Rahimi"), WRITTEN)
    made = export(space, HARMLESS, nowhere, exports_for("newsletter", "mastodon"), unsubscribe="{{ out }}")
    assert set(made.files) == {"post.md", "mastodon.txt"}
    assert all("newsletter" in said and "postal address" in said for said in made.refused)
    assert len(made.refused) == 2


def test_where_nothing_can_be_made_nothing_is_remembered(space: Workspace) -> None:
    first = export(space, HARMLESS, made_of(HARMLESS), (EXPORTS["markdown"],))
    before = files_in(space)
    other = f"# The chair by the window\n\n{TOLD}\n"
    made = export(space, other, made_of(other), (Export("broken", "broken.txt", "never made", refuse),))
    assert (made.files, made.folder) == ((), "")
    assert where(made) == "No file was made."
    assert exported(space, other) == ()
    assert exported(space, HARMLESS) == (first.folder,)
    assert files_in(space) == before


@pytest.mark.parametrize("after", range(8))
def test_a_full_disk_leaves_no_file_half_written_and_the_next_try_works(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    wanted = exports_for("linkedin", "bluesky")
    before = files_in(space)
    sentences = []
    with full_disk(monkeypatch, after=after):
        try:
            export(space, HARMLESS, made_of(HARMLESS), wanted)
        except OutreachError as error:
            sentences.append(str(error))
    assert all("the disk is full" in sentence for sentence in sentences)
    assert left_over(space) == []
    whole = {one.file: one.make(made_of(HARMLESS), "").encode() for one in wanted}
    new = {name: data for name, data in files_in(space).items() if name not in before and "/posts/" in name}
    assert len(new) in {0, len(whole)}
    assert all(whole[name.rpartition("/")[2]] == data for name, data in new.items())
    made = export(space, HARMLESS, made_of(HARMLESS), wanted)
    assert exported(space, HARMLESS) == (made.folder,)
    assert names(space.path("posts")) == {"2026-11-28 the-chair-by-the-window"}


def test_an_image_without_words_keeps_every_file_from_being_made(space: Workspace) -> None:
    before = files_in(space)
    with pytest.raises(OutreachError, match=r"These images have no alternative text: line \d \(desk\.jpg\); line \d"):
        export(space, PICTURES, made_of(PICTURES), exports_for("own-blog", ""))
    assert files_in(space) == before


# From the draft to a post.


@pytest.mark.parametrize(
    ("draft", "title", "body"),
    [
        ("# Sleep\n\nRest.\n", "Sleep", "Rest.\n"),
        ("\n\n# Sleep #\nRest.", "Sleep", "Rest.\n"),
        ("---\ntitle: Sleep\n---\n\nRest.\n", "Sleep", "Rest.\n"),
        ('---\ntitle: "Sleep: a start"\nlayout: x\n---\n# Rest\n\nMore.\n', "Sleep: a start", "More.\n"),
        ("Rest now. Then sleep.\n\nMore.", "Rest now.", "Rest now. Then sleep.\n\nMore.\n"),
        ("**Rest** now\n\nMore.", "Rest now", "**Rest** now\n\nMore.\n"),
        ("# Sleep\n", "Sleep", ""),
        ("", "", ""),
        ("## Second\n\nRest.", "Second", "## Second\n\nRest.\n"),
        ("---\nnothing closed\n", "---", "---\nnothing closed\n"),
    ],
)
def test_title_and_body_are_found_in_a_draft(draft: str, title: str, body: str) -> None:
    assert (parts_of(draft).title, parts_of(draft).body) == (title, body)


def test_a_head_may_hold_summary_and_tags() -> None:
    parts = parts_of("---\ntitle: Sleep\nsummary: 'Rest a while.'\ntags: [sleep, \"grief\", ]\n---\nRest.\n")
    assert (parts.summary, parts.tags) == ("Rest a while.", ("sleep", "grief"))
    assert parts_of("---\nexcerpt: Rest.\n---\nx").summary == "Rest."


def test_a_long_first_sentence_is_shortened_to_a_title() -> None:
    assert len(parts_of("word " * 100).title) <= 80


@pytest.mark.parametrize("draft", ["", " \n", "---\nlayout: post\n---\n\n"])
def test_an_empty_draft_makes_no_post(draft: str) -> None:
    with pytest.raises(OutreachError, match="There is nothing to export yet"):
        post_of(draft, SITE, WRITTEN)


def test_words_are_put_into_the_images_that_have_none_and_nothing_else_changes() -> None:
    draft = f"{PICTURES}\n![A door](door.jpg)\n\n![](desk.jpg)\n"
    assert [image.address for image in images_without_words(draft)] == ["desk.jpg", "lamp.jpg", "desk.jpg"]
    said = with_words_for_images(draft, {"desk.jpg": "A [desk]\nwith \\ two", "door.jpg": "never", "lamp.jpg": " "})
    assert said == draft.replace("![](desk.jpg)", "![A (desk) with / two](desk.jpg)")
    assert [image.address for image in images_without_words(said)] == ["lamp.jpg"]
    done = with_words_for_images(said, {"lamp.jpg": "A lamp"})
    assert done == said.replace('![ ](<lamp.jpg> "A lamp")', '![A lamp](lamp.jpg "A lamp")')
    assert images_without_words(done) == ()


# The form.


def test_the_files_are_those_of_the_plan_and_the_form_says_where_they_stand(space: Workspace) -> None:
    space.write_text(PLAN, GOOD_PLAN.replace("Your own blog", "Newsletter"))
    write(space, HARMLESS)
    attested(space, HARMLESS)
    view = export_post()
    assert [one.key for one in view.wanted] == ["markdown", "newsletter", "newsletter-text", "linkedin"]
    form = view.widget()
    assert [field["name"] for field in form.fields] == ["summary", "tags", "unsubscribe"]
    type_in(form, summary="A chair helps.", tags="grief, sleep", unsubscribe="{{ unsubscribe_url }}")
    form.press("make")
    assert form.status_kind == "good"
    [folder] = exported(space, HARMLESS)
    assert names(space.path(folder)) == {"post.md", "newsletter.html", "newsletter.txt", "linkedin.txt"}
    assert "A chair helps." in (space.read_text(f"{folder}/post.md") or "")
    mail = space.read_text(f"{folder}/newsletter.html") or ""
    assert "12 Juniper Street" in mail
    assert "{{ unsubscribe_url }}" in mail
    assert f"Made in my-work/{folder}: post.md" in form.status_html


def test_channels_that_are_named_win_over_the_plan(space: Workspace) -> None:
    space.write_text(PLAN, GOOD_PLAN)
    write(space, HARMLESS)
    assert [one.key for one in export_post(home_base="mastodon", outpost="x").wanted] == [
        "markdown",
        "mastodon",
        "plain",
    ]


def test_what_is_left_to_do_is_said_before_and_after_the_files_are_made(space: Workspace) -> None:
    write(space, f"{HARMLESS}\n{TOLD}\n")
    view = export_post()
    assert "1 thing of high severity is left in it." in view.summary()
    assert "This text is not attested as it stands." in view.page()
    said = view.make().sentence
    assert "Made in my-work/posts/" in said
    assert "1 thing of high severity is left in it." in said
    write(space, HARMLESS)
    attested(space, HARMLESS)
    assert "attested" not in export_post().summary()


def test_a_summary_is_reviewed_as_well(space: Workspace) -> None:
    write(space, HARMLESS)
    view = export_post()
    assert "The summary or the tags" not in view.make(summary="What to do with an evening.", tags="evenings").sentence
    said = view.make(summary="Maria Lopez told me in session that she wants to leave him.").sentence
    assert "The summary or the tags hold something of high severity, too: “Maria Lopez”." in said


def test_alternative_texts_are_asked_for_and_go_into_the_draft_and_the_files(space: Workspace) -> None:
    write(space, PICTURES)
    form = export_post(home_base="own-blog").widget()
    assert [field["name"] for field in form.fields] == ["summary", "tags", "image-1", "image-2"]
    type_in(form, **{"image-1": "A desk with two chairs", "image-2": "A lamp at night"})
    form.press("make")
    assert form.status_kind == "good"
    assert "![A desk with two chairs](desk.jpg)" in read_draft(space)
    assert "![A lamp at night](lamp.jpg" in read_draft(space)
    assert [field["name"] for field in form.fields] == ["summary", "tags"]
    [folder] = exported(space, read_draft(space))
    assert "A desk with two chairs" in (space.read_text(f"{folder}/page.html") or "")


def test_words_for_one_image_never_go_to_another(space: Workspace) -> None:
    write(space, PICTURES)
    form = export_post(home_base="own-blog").widget()
    type_in(form, **{"image-1": "A desk with two chairs"})
    form.press("make")
    assert form.status_kind == "trouble"
    assert "lamp.jpg" in form.status_html
    assert [field["label"] for field in form.fields if field["name"].startswith("image-")] == [
        "What the image lamp.jpg shows, for people who cannot see it"
    ]
    form.press("make")
    assert form.status_kind == "trouble"
    assert "![A desk with two chairs](desk.jpg)" in read_draft(space)
    assert "![ ](<lamp.jpg>" in read_draft(space)
    type_in(form, **{"image-1": "A lamp at night"})
    form.press("make")
    assert form.status_kind == "good"
    assert "![A lamp at night](lamp.jpg" in read_draft(space)


def test_an_image_that_came_first_since_the_form_was_drawn_gets_no_words_of_another(space: Workspace) -> None:
    write(space, PICTURES)
    form = export_post(home_base="own-blog").widget()
    write(space, f"![](door.jpg)\n\n{PICTURES}")
    type_in(form, **{"image-1": "A desk with two chairs", "image-2": "A lamp at night"})
    form.press("make")
    assert form.status_kind == "trouble"
    assert "![](door.jpg)\n" in read_draft(space)
    assert "![A desk with two chairs](desk.jpg)" in read_draft(space)
    type_in(form, **{"image-1": "A door"})
    form.press("make")
    assert form.status_kind == "good"
    assert "![A door](door.jpg)" in read_draft(space)


def test_more_images_than_a_form_can_ask_for_are_asked_for_in_turns(space: Workspace) -> None:
    write(space, "# Many\n\n" + "\n\n".join(f"![]({number}.jpg)" for number in range(MOST_IMAGES + 3)))
    form = export_post(home_base="own-blog").widget()
    for _ in range(2):
        asked = [field for field in form.fields if field["name"].startswith("image-")]
        type_in(form, **{field["name"]: field["label"] for field in asked})
        form.press("make")
    assert form.status_kind == "good"
    assert "![What the image 22.jpg shows, for people who cannot see it](22.jpg)" in read_draft(space)


def test_what_is_written_in_another_window_is_what_is_exported(space: Workspace) -> None:
    write(space, HARMLESS)
    view = export_post(home_base="linkedin")
    write(space, HARMLESS.replace("The rain", "The wind"))
    view.make()
    [folder] = exported(space, HARMLESS.replace("The rain", "The wind"))
    assert "The wind will do" in (space.read_text(f"{folder}/linkedin.txt") or "")


def test_an_empty_draft_is_told_and_nothing_is_made(space: Workspace) -> None:
    view = export_post()
    assert "nothing is written yet" in view.summary()
    form = view.widget()
    form.press("make")
    assert (form.status_kind, "There is nothing to export yet" in form.status_html) == ("trouble", True)
    assert not space.path("posts").exists()


def test_a_full_disk_is_told_in_the_form_and_what_was_typed_stays(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(space, PICTURES)
    form = export_post(home_base="linkedin").widget()
    type_in(form, **{"image-1": "A desk", "image-2": "A lamp", "summary": "Chairs."})
    with full_disk(monkeypatch):
        form.press("make")
    assert "the disk is full" in form.status_html
    assert read_draft(space) == PICTURES
    assert form.values == {"summary": "Chairs.", "tags": "", "image-1": "A desk", "image-2": "A lamp"}
    form.press("make")
    assert form.status_kind == "good"
    assert "![A lamp](lamp.jpg" in read_draft(space)


def test_a_damaged_record_of_exports_is_set_aside_and_told(space: Workspace) -> None:
    write(space, HARMLESS)
    space.path(RECORD).write_bytes(b"{")
    assert "my-work/exported.json could not be read (it is not whole). It is kept as" in export_post().make().sentence
    assert len(exported(space, HARMLESS)) == 1


def test_a_draft_that_cannot_be_read_gets_a_sentence(space: Workspace) -> None:
    space.path(FILE_NAME).write_bytes(b"\xff")
    with pytest.raises(OutreachError, match="not UTF-8"):
        export_post()


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_post_is_shown_as_files_and_nothing_of_it_is_kept(space: Workspace, name: str) -> None:
    before = files_in(space)
    view = export_post(name, outpost="linkedin")
    assert [file for file, _ in view.previews()] == [one.file for one in view.wanted]
    assert view.widget().buttons == []
    assert "<script" not in view.page()
    with pytest.raises(OutreachError, match=r"Nothing was made of it, so that my-work/posts holds what is yours"):
        view.make()
    assert files_in(space) == before
    assert view.page() == export_post(name, outpost="linkedin").page()


def test_in_a_temporary_folder_a_worked_post_can_be_made() -> None:
    elsewhere = temporary_workspace()
    use_workspace(elsewhere)
    export_post("nadia-third").make()
    assert len(exported(elsewhere, WORKED["nadia-third"].text)) == 1


def test_hostile_words_are_shown_as_words(space: Workspace) -> None:
    said = "<img src=x onerror=alert(1)>"
    write(space, f"# {said}\n\n{said}\n\n![]({said.split()[1]}.jpg)\n")
    view = export_post()
    form = view.widget()
    form.press("make")
    shown = view.page() + form.prompt_html + form.status_html + "".join(one["html"] for one in form.sections)
    assert "<img" not in shown


def test_a_clash_with_another_window_makes_nothing(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    write(space, PICTURES)
    view: Exporter = export_post(home_base="linkedin")
    read = read_draft

    def read_and_edit(folder: Workspace) -> str:
        text = read(folder)
        keep_draft(folder, text + "\nMore.", digest_of(text))
        return text

    monkeypatch.setattr("outreach.posts.exporter.read_draft", read_and_edit)
    with pytest.raises(OutreachError, match=r"changed in another window\. Run this box again\. Nothing was made\."):
        view.make(**{"image-1": "A desk", "image-2": "A lamp"})
    assert not space.path("posts").exists()
    assert read(space) == PICTURES + "\nMore."
