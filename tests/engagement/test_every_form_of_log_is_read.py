"""Every form of access log is read, in blocks of any size, packed or not; what is hostile does no harm."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.engagement.access_log import LogDays, read_log
from outreach.engagement.access_log.files import LONGEST_LINE, few_lines, without_long_lines
from outreach.engagement.access_log.lines import Columns, client, columns
from outreach.errors import OutreachError
from tests.engagement.logs import BROWSER, GOOGLEBOT, PHONE, content, counts, everything, line, only, read
from tests.engagement.real_data import real


def test_the_real_log_is_read_whole() -> None:
    path = real("access_log/combined_2015-05-17_20_part1.log")
    log = read_log(path)
    assert (log.lines, log.unread.count, log.offsets) == (7000, 0, ("+0000",))
    assert [str(day.date()) for day in log.days.date] == ["2015-05-17", "2015-05-18", "2015-05-19"]
    columns = ["page_views", "bot_views", "own_views", "feed_requests", "other_requests"]
    assert log.days[columns].sum(axis=1).tolist() == [1632, 2893, 2475]
    assert log.site == ("semicomplete.com",)
    assert log.bots_named["feedparser"] == 271
    assert 0 < int(log.days.visitors.sum()) <= int(log.days.visits.sum()) <= int(log.days.page_views.sum()) < 3500
    assert everything(read_log(path, block=4_099)) == everything(log)


@pytest.mark.parametrize(
    ("before", "address", "host"),
    [
        ("198.51.100.7 - - ", "198.51.100.7", ""),
        ("198.51.100.7 - frank ", "198.51.100.7", ""),
        ("198.51.100.7 - Frank N Stein ", "198.51.100.7", ""),
        ("2001:db8::7 - - ", "2001:db8::7", ""),
        ("blog.example:443 198.51.100.7 - - ", "198.51.100.7", "blog.example:443"),
        ("blog.example 2001:db8::7 - frank ", "2001:db8::7", "blog.example"),
        ("blog.example:80 client.example - - ", "client.example", "blog.example:80"),
        ("client.example - - ", "client.example", ""),
        ("blog.example:80 198.51.100.7, 192.0.2.1 - - ", "198.51.100.7", "blog.example:80"),
        ("nginx_1  | 198.51.100.7 - - ", "198.51.100.7", ""),
        ("May  1 10:00:00 srv nginx: 2001:db8::7 - frank ", "2001:db8::7", ""),
        ("198.51.100.7, 192.0.2.1 - - ", "198.51.100.7", ""),
        (" ", "", ""),
    ],
)
def test_the_address_is_found_in_what_precedes_the_time(before: str, address: str, host: str) -> None:
    assert client(before.encode()) == (address.encode(), host.encode())


@pytest.mark.parametrize(
    "one",
    [
        line(),
        line(who="blog.example:443 198.51.100.7"),
        line(user="frank"),
        line(who="2001:db8::7"),
        line(who="client.example"),
        line(size="-"),
        line(protocol="HTTP/2.0"),
        line(r"/a\"b"),
        line(agent=BROWSER + r" \"quoted\" and \\ more"),
        line(came=r"https://x.example/\"q"),
        line() + ' "-" 0.004',
        line(agent=BROWSER + " \xfc\xff"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_variant_is_a_page_view(one: str, end: str) -> None:
    log = read(content([one], end))
    assert (log.lines, log.unread.count, only(log)["page_views"]) == (1, 0, 1)


@pytest.mark.parametrize(
    "one",
    [
        line()[:-20],
        line()[:60],
        line(day="31/Feb/2025"),
        line(day="03/Foo/2025"),
        line(day="03/Mar/0025"),
        line(at="25:00:00"),
        line(at="10:61:00"),
        line(zone="+9900"),
        "#Fields: date time c-ip",
        "\x00\x01\x02\xff\xfe",
        "[",
        '"' * 50,
        "x" * (LONGEST_LINE + 1),
        line("/" + "x" * LONGEST_LINE),
    ],
)
def test_a_line_that_cannot_be_read_is_counted_and_does_no_harm(one: str) -> None:
    for lines in ([line(), one, line("/b")], [one, line(), line("/b")], [line(), line("/b"), one]):
        log = read(lines)
        assert (log.lines, log.unread.count, only(log)["page_views"]) == (3, 1, 2)
        assert len(log.unread.examples) == 1
        assert len(log.unread.examples[0]) < 100
        assert any("could not be read" in warning for warning in log.warnings)


@pytest.mark.parametrize("request_line", ["-", "", r"\x16\x03\x01\x00", "\x16\x03\x01"])
def test_what_is_no_request_is_another_request(request_line: str) -> None:
    found = only(read([f'198.51.100.7 - - [03/Mar/2025:10:00:00 +0100] "{request_line}" 400 0 "-" "-"']))
    assert found["other_requests"] == 1


def test_a_last_line_that_is_cut_off_anywhere_is_no_view() -> None:
    last = line("/last")
    for length in range(1, len(last), 3):
        log = read(content([line()]) + last[:length].encode())
        assert (log.lines, log.unread.count, only(log)["page_views"]) == (2, 1, 1), last[:length]
    assert only(read(content([line()]) + last.encode()))["page_views"] == 2


def test_the_common_form_is_read_and_says_that_bots_cannot_be_told() -> None:
    common = [line(agent="x", who=f"192.0.2.{number}").removesuffix(' "-" "x"') for number in range(3)]
    log = read(common)
    assert (only(log)["page_views"], only(log)["visitors"], log.has_agents) == (3, 3, False)
    assert any("common" in warning for warning in log.warnings)
    assert not any("common" in warning for warning in read([line()]).warnings)
    assert read(content(common)[:-1]).unread.count == 0


def test_hosts_in_the_lines_are_the_sites_own() -> None:
    log = read([line(who="www.blog.example:443 198.51.100.7", came="https://blog.example/a")])
    assert log.site == ("blog.example",)
    assert log.referrers.category.tolist() == ["own site"]


PIECES = st.sampled_from(
    [
        *(
            line(path, f"{hour:02}:{minute:02}:00", who=who, agent=agent, day=day, came=came)
            for path, hour, minute, who, agent, day, came in (
                ("/", 9, 0, "192.0.2.1", BROWSER, "03/Mar/2025", "https://t.co/x"),
                ("/a", 9, 29, "192.0.2.1", BROWSER, "03/Mar/2025", "-"),
                ("/", 10, 10, "192.0.2.1", BROWSER, "03/Mar/2025", "-"),
                ("/", 10, 10, "192.0.2.2", PHONE, "04/Mar/2025", "-"),
                ("/robots.txt", 10, 10, "192.0.2.2", PHONE, "04/Mar/2025", "-"),
                ("/feed/", 10, 10, "192.0.2.2", PHONE, "05/Mar/2025", "-"),
                ("/x.css", 10, 10, "192.0.2.3", PHONE, "05/Mar/2025", "https://blog.example/"),
                ("/", 10, 10, "192.0.2.4", GOOGLEBOT, "05/Mar/2025", "-"),
            )
        ),
        "",
        "garbage",
        line()[:90],
        line("/x", agent=r"with \"quotes\""),
        line("/y") + ' "-"',
        line()[:-30],
        line("/common").rsplit(' "', 2)[0],
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=12), st.integers(1, 3_000), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_blocks_of_any_size_give_the_same(pieces: list[str], block: int, end: str, is_whole: bool) -> None:
    given_bytes = content([line("/first"), *pieces], end)
    if not is_whole:
        given_bytes = given_bytes.rstrip(b"\r\n")
    assert everything(read(given_bytes, block=block)) == everything(read(given_bytes))


@pytest.mark.parametrize("block", [900, 30_000, LONGEST_LINE, LONGEST_LINE + 1, 100_000])
@pytest.mark.parametrize("length", [LONGEST_LINE - 1, LONGEST_LINE, LONGEST_LINE + 1, 2 * LONGEST_LINE])
def test_a_long_line_counts_the_same_in_blocks_of_any_size(block: int, length: int) -> None:
    long = line("/x" + "x" * (length - len(line("/x"))))
    log = read([line(), long, line("/b")], block=block)
    assert len(long) == length
    assert (log.lines, log.unread.count) == (3, int(length > LONGEST_LINE))


def alone(one: str) -> Columns:
    return columns(one.encode())


@settings(deadline=None, max_examples=100)
@given(st.lists(PIECES.filter(bool), min_size=1, max_size=8))
def test_a_line_is_taken_apart_the_same_among_others(pieces: list[str]) -> None:
    found = columns(content(pieces))
    for name in ("stamps", "requests", "answers", "referrers", "agents"):
        values = getattr(found, name)
        for place, one in enumerate(pieces):
            if alone(one).stamps[0]:
                assert values[place] == getattr(alone(one), name)[0]
            else:
                assert found.stamps[place] == b""


@settings(deadline=None, max_examples=40)
@given(st.permutations([line(f"/{n}", f"10:{n * 7:02}:00", who=f"192.0.2.{n % 3}") for n in range(8)]))
def test_any_order_of_lines_gives_the_same(lines: list[str]) -> None:
    expected = read([line(f"/{n}", f"10:{n * 7:02}:00", who=f"192.0.2.{n % 3}") for n in range(8)])
    assert counts(read(lines)) == counts(expected)


@settings(deadline=None, max_examples=80)
@given(st.binary(max_size=600), st.integers(1, 50))
def test_any_bytes_are_read_or_refused(rubbish: bytes, block: int) -> None:
    log = read(content([line()]) + rubbish + b"\n" + content([line("/z")]), block=block)
    assert only(log)["page_views"] == 2
    assert log.unread.count == log.lines - 2


def test_long_lines_and_many_lines_are_cut_at_their_ends() -> None:
    longest = b"x" * LONGEST_LINE
    assert without_long_lines(longest + b"\nb\n").too_long == 0
    found = without_long_lines(b"a\n" + longest + b"x\nb\n" + longest + b"yy")
    assert (found.content, found.too_long) == (b"a\nb\n", 2)
    parts = list(few_lines(b"ab\n" * 300_000))
    assert b"".join(parts) == b"ab\n" * 300_000
    assert all(part.endswith(b"b\n") and part.count(b"\n") <= 50_000 for part in parts)


def packed(lines: list[str]) -> bytes:
    return gzip.compress(content(lines))


def test_packed_members_are_read_one_after_the_other() -> None:
    log = read(packed([line()]) + packed([line("/b")]))
    assert only(log)["page_views"] == 2


def test_a_packed_log_that_ends_early_is_read_up_to_there() -> None:
    lines = [line(f"/{os.urandom(8).hex()}") for _ in range(3_000)]
    log = read(packed(lines)[:-5_000], block=10_000)
    assert 100 < log.lines < 3_000
    assert any("ends early" in warning for warning in log.warnings)
    log = read(packed(lines) + b"rubbish after it", block=10_000)
    assert (log.lines, any("damaged" in warning for warning in log.warnings)) == (3_000, True)
    with pytest.raises(OutreachError, match="no line"):
        read(b"\x1f\x8b" + b"rubbish" * 20)


CHILD = """
import resource, sys
from pathlib import Path
from outreach.engagement.access_log import read_log
from outreach.errors import OutreachError
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    log = read_log(Path(sys.argv[1]))
    print(log.lines, log.unread.count)
except OutreachError as error:
    print(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def read_in_a_process(path: Path) -> tuple[str, int]:
    """Return what was said, and by how many megabytes the memory grew."""
    done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=True)
    said, grown = done.stdout.strip().split("\n")
    return said, int(grown)


def test_a_line_without_end_needs_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(content([line()]) + b"x" * 50_000_000 + b"\n" + content([line("/b")]))
    said, grown = read_in_a_process(path)
    assert said == "3 1"
    assert grown < 60


def test_very_many_short_lines_need_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(content([line()]) + b"x\n" * 500_000)
    said, grown = read_in_a_process(path)
    assert said == "500001 500000"
    assert grown < 120


def test_a_bomb_is_refused_early(tmp_path: Path) -> None:
    path = tmp_path / "access.log.gz"
    pack = zlib.compressobj(9, wbits=31)
    bomb = pack.compress(content([line()])) + b"".join(pack.compress(b"\n" * 4_000_000) for _ in range(12))
    path.write_bytes(bomb + pack.flush())
    assert path.stat().st_size < 1_000_000
    said, grown = read_in_a_process(path)
    assert "as no access log does" in said
    assert grown < 120


def test_rotated_files_are_one_log_and_a_visit_over_the_seam_is_one(tmp_path: Path) -> None:
    old, mid, new = tmp_path / "access.log.2.gz", tmp_path / "access.log.1", tmp_path / "access.log"
    old.write_bytes(packed([line("/", "09:00:00"), line("/a", "09:10:00")]))
    mid.write_bytes(content([line("/b", "09:20:00"), line("/c", "09:45:00")]))
    new.write_bytes(content([line("/d", "10:00:00")]))
    for order in ([new, mid, old], [old, mid, new]):
        log = read_log(order)
        assert (only(log)["page_views"], only(log)["visits"], log.repeated) == (5, 1, 0)


def together(*files: list[str] | bytes, **options: int) -> LogDays:
    streams = [io.BytesIO(one if isinstance(one, bytes) else content(one)) for one in files]
    return read_log(streams, **options)  # type: ignore[arg-type] # options by name, of several types


LINES = [line(f"/{n}", f"10:{n:02}:00") for n in range(40)]


@pytest.mark.parametrize(
    ("files", "repeated"),
    [
        ((LINES, LINES), 40),
        ((LINES, content(LINES, "\r\n")), 40),
        ((LINES, packed(LINES)), 40),
        ((LINES[:10], LINES), 10),
        ((LINES[:25], LINES[15:]), 10),
        ((LINES[10:30], LINES), 20),
        ((LINES[:20], LINES[20:]), 0),
        ((LINES[::2], LINES[1::2]), 0),
        ((LINES[:20], content(LINES[:20]) + LINES[20][:50].encode(), LINES[20:]), 20),
    ],
)
@pytest.mark.parametrize("block", [300, 1 << 20])
def test_what_two_files_have_in_common_counts_once(
    files: tuple[list[str] | bytes, ...], repeated: int, block: int
) -> None:
    for order in (files, files[::-1]):
        log = together(*order, block=block)
        assert only(log)["page_views"] == 40
        assert log.repeated == repeated
        assert any("counted once" in warning for warning in log.warnings) == (repeated > 0)


def test_equal_lines_in_one_file_all_count() -> None:
    assert only(together([line(), line()], [line("/b", "10:05:00")]))["page_views"] == 3
