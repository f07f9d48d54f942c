"""From the invented practice's own files to the page: planted truths are told, traps are not, and nobody is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from outreach.engagement.findings.gathered import Findings, gathered
from outreach.engagement.importing.imported import Imported
from outreach.engagement.importing.importing import import_files
from outreach.engagement.measuring.changing import Kind
from outreach.engagement.reporting.report import report
from outreach.engagement.sample.happened.blog import posts
from outreach.engagement.sample.happened.letters import members
from outreach.engagement.sample.words import FULL_NAMES
from outreach.engagement.sample.writing import sample_files


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder: Path = tmp_path_factory.mktemp("practice")
    for name, content in sample_files().items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return import_files([folder])


@pytest.fixture(scope="module")
def found(practice: Imported) -> Findings:
    return gathered(practice)


@pytest.fixture(scope="module")
def page(practice: Imported, found: Findings) -> str:
    return report(practice, found, made_on=date(2026, 8, 31))


def test_conversations_grew(found: Findings) -> None:
    assert found.weekly is not None
    assert found.weekly.change is not None
    assert found.weekly.change.kind is Kind.MORE


def test_conversations_on_facebook_did_not_grow_though_one_post_traveled(practice: Imported) -> None:
    weekly = gathered(practice, channels=["facebook"]).weekly
    assert weekly is not None
    assert weekly.change is not None
    assert not weekly.change.changed


def test_the_hospice_is_named_by_five_of_nine_and_nothing_is_concluded(found: Findings) -> None:
    assert found.inquiries is not None
    assert found.inquiries.sentence.startswith("5 of 9 inquiries name hospice.")
    assert any(sentence.startswith("You have 9 inquiries.") for sentence in found.not_known)


def test_six_of_fourteen_gave_back(found: Findings) -> None:
    assert found.giving is not None
    assert found.giving.sentence.startswith("6 of 14 contacts")


def test_no_post_is_called_better_than_another(found: Findings) -> None:
    assert found.posts is not None
    assert not found.posts.can_be_told_apart


def test_neither_headline_wins(found: Findings) -> None:
    assert any("7 of 60 clicked against 3 of 60: leaning" in sentence for sentence in found.not_known)


def test_clicks_are_steady_and_opens_are_untrusted(found: Findings) -> None:
    assert found.rates is not None
    rates = {row[1]: row for row in found.rates.rows if row[0] == "Newsletter"}
    assert "Clear" not in rates["Click rate"][3]
    assert "Open rate (untrusted since 2021)" in rates


def test_nobody_is_named_on_the_page(page: str) -> None:
    people = {comment.author for post in posts() for comment in post.comments} | set(FULL_NAMES.values())
    assert len(people) > 10
    for name in people:
        assert name not in page
    assert "@" not in page.split("</style>")[1]
    assert len(members()) > 100
