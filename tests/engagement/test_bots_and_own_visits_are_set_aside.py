"""Programs and the learner's own visits are set aside; people at browsers are not."""

from __future__ import annotations

import pytest

from outreach.dated import first_of
from outreach.engagement.access_log import agents as agents_module
from outreach.engagement.access_log import referrers as referrers_module
from outreach.engagement.access_log.agents import NO_AGENT, BotNames, agents
from outreach.engagement.access_log.known_words import parse_words
from outreach.errors import OutreachError, SourceError
from tests.engagement.logs import BROWSER, GOOGLEBOT, PHONE, line, only, read


@pytest.mark.parametrize(
    ("agent", "word"),
    [
        (GOOGLEBOT, "googlebot"),
        (
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
            "gptbot",
        ),
        ("curl/8.4.0", "curl/"),
        ("python-requests/2.31.0", "python-requests"),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0 Safari/537.36", "headless"),
        ("UniversalFeedParser/5.2 +https://code.example/", "feedparser"),
        ("SomethingNew-Spider/0.1", "spider"),
        ("", NO_AGENT),
        ("-", NO_AGENT),
        (BROWSER, ""),
        (PHONE, ""),
        ("Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36", ""),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36 Edg/120.0", ""),
        ("Opera/9.80 (X11; Linux x86_64) Presto/2.12.388 Version/12.16", ""),
    ],
)
def test_a_program_is_told_from_a_browser(agent: str, word: str) -> None:
    assert BotNames(agents()).name(agent.encode()) == word
    found = only(read([line(agent=agent)]))
    assert (found["bot_views"], found["page_views"]) == ((1, 0) if word else (0, 1))


def test_who_fetches_robots_is_a_bot_on_that_day_only() -> None:
    log = read(
        [
            line("/", "09:00:00"),
            line("/robots.txt", "23:00:00"),
            line("/", "09:00:00", agent=PHONE),
            line("/", "09:00:00", day="04/Mar/2025"),
        ]
    )
    assert log.days[["page_views", "bot_views"]].to_numpy().tolist() == [[1, 1], [1, 0]]


@pytest.mark.parametrize(
    ("mark", "who", "own"),
    [
        ("203.0.113.9", "203.0.113.9", True),
        ("203.0.113.9", "203.0.113.90", False),
        ("203.0.113.0/24", "203.0.113.90", True),
        ("203.0.113.77/24", "203.0.113.90", True),
        ("203.0.113.0/24", "203.0.114.1", False),
        ("203.0.113.0/24", "::ffff:203.0.113.4", True),
        ("2001:db8:1::/48", "2001:db8:1:2::3", True),
        ("2001:db8:1::/48", "2001:db8:2::3", False),
        ("2001:DB8::1", "2001:db8:0:0::1", True),
        ("203.0.113.0/24", "reader.provider.example", False),
    ],
)
def test_own_visits_are_known_by_address(mark: str, who: str, own: bool) -> None:
    found = only(read([line(who=who)], own=[mark]))
    assert (found["own_views"], found["visits"]) == ((1, 0) if own else (0, 1))


def test_own_visits_are_known_by_agent_and_by_a_path() -> None:
    lines = [
        line("/", "09:00:00"),
        line("/wp-admin/", "09:05:00"),
        line("/", "10:00:00", agent=PHONE),
        line("/wp-admin/", "10:01:00", agent=PHONE, status=302),
        line("/", "10:00:00", agent=GOOGLEBOT),
    ]
    found = only(read(lines, own=["/wp-admin/"]))
    assert (found["own_views"], found["page_views"], found["bot_views"]) == (1, 1, 1)
    found = only(read(lines, own=["firefox/128"]))
    assert (found["own_views"], found["page_views"], found["bot_views"]) == (1, 1, 1)
    assert only(read(lines))["own_views"] == 0


def test_own_comes_before_bot() -> None:
    found = only(
        read([line(who="203.0.113.9", agent="curl/8"), line("/robots.txt", who="203.0.113.9")], own="203.0.113.9")
    )
    assert (found["own_views"], found["bot_views"]) == (1, 0)


@pytest.mark.parametrize("mark", ["", "  ", "ab", "203.0.113.999", "203.0.113.*", "2001:db8::/200", "1::2::3"])
def test_a_mark_that_cannot_be_used_is_refused(mark: str) -> None:
    with pytest.raises(OutreachError, match="203\\.0\\.113"):
        read([line()], own=[mark])


def test_words_are_dated_and_can_be_listed() -> None:
    listed = [*agents_module.dated(), *referrers_module.dated()]
    assert {one.what for one in listed} == {"agent", "referrer"}
    assert all(one.due > first_of(one.verified_on) for one in listed)
    assert any("googlebot" in one.said for one in listed)


GOOD = """
edition = "2026-11"
[recheck]
groups = 6
[sources]
known = { title = "Somebody", judgment = true }
[[group]]
key = "a"
what = "Something"
words = ["bot"]
mark = "KNOWN"
source = "known"
verified_on = "2026-11"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["bot"]', '["Bot"]', "small letters"),
        ('["bot"]', "[]", "list of words"),
        ('["bot"]', '["bot", "bot"]', "twice"),
        ('"KNOWN"', '"SURE"', "mark"),
        ('source = "known"', 'source = "nobody"', "no source"),
        ('verified_on = "2026-11"', 'verified_on = "2026-12"', "after the edition"),
        ("what =", "why =", "not known"),
    ],
)
def test_a_wrong_file_of_words_is_refused(old: str, new: str, said: str) -> None:
    assert parse_words(GOOD, "agents.toml").groups[0].words == ("bot",)
    with pytest.raises(SourceError, match=said):
        parse_words(GOOD.replace(old, new), "agents.toml")
