"""The invented practice's files, and the plainest readers for them: the importers are not asked here."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from functools import cache
from xml.etree import ElementTree as ET

from outreach.engagement.sample.weeks import week_of
from outreach.engagement.sample.writing import sample_files

COMBINED = re.compile(
    r'(?P<address>\S+) - - \[(?P<when>[^\]]+)\] "(?P<asked>[^"]*)" (?P<status>\d{3}) (?:\d+|-) '
    r'"(?P<source>[^"]*)" "(?P<agent>[^"]*)"'
)
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: number for number, name in enumerate(NAMES, 1)}
PARTS = (".css", ".js", ".jpg", ".ico", ".txt", "/feed/")


@cache
def files() -> dict[str, bytes]:
    return sample_files()


def one(start: str) -> bytes:
    """Return the one file whose path starts so."""
    found = [content for name, content in files().items() if name.startswith(start)]
    assert len(found) == 1, start
    return found[0]


def rows(content: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def records(content: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(encoding), newline=""), restval=""))


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def charts(content: bytes) -> dict[str, dict[date, int]]:
    """Return the blocks of a daily chart by their titles."""
    made: dict[str, dict[date, int]] = {}
    title = ""
    for line in content.decode("utf-16").splitlines()[1:]:
        cells = [cell.strip('"') for cell in re.split(r"[,\t]", line)]
        if re.match(r"\d{4}-", cells[0]):
            made[title][date.fromisoformat(cells[0][:10])] = int(cells[1])
        elif cells[0] not in {"", "Date"}:
            title = cells[0]
            made[title] = {}
    return made


def by_week(numbers: dict[date, int]) -> dict[int, int]:
    made = dict.fromkeys(range(1, 27), 0)
    for when, number in numbers.items():
        made[week_of(when)] += number
    return made


def page_views() -> list[tuple[str, str, date, str, str]]:
    """Return address, agent, day, page and source of every page that was read."""
    made = []
    for line in one("blog/access.log").decode().splitlines()[:-1]:
        found = COMBINED.fullmatch(line)
        assert found, line
        method, path, _ = found["asked"].split(" ")
        if method == "GET" and found["status"] == "200" and not path.endswith(PARTS):
            day, month, year = found["when"][:11].split("/")
            when = date(int(year), MONTHS[month], int(day))
            made.append((found["address"], found["agent"], when, path, found["source"]))
    return made


def tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def items() -> list[ET.Element]:
    root = ET.fromstring(one("blog/juniper"))  # noqa: S314  our own file
    return [element for element in root.iter() if tag(element) == "item"]


def text_of(element: ET.Element, name: str) -> str:
    return next((child.text or "" for child in element if tag(child) == name), "")


def comments(item: ET.Element) -> list[ET.Element]:
    return [child for child in item if tag(child) == "comment"]


def is_by_a_reader(comment: ET.Element) -> bool:
    return (
        text_of(comment, "comment_approved") == "1"
        and text_of(comment, "comment_type") == "comment"
        and text_of(comment, "comment_user_id") == "0"
    )


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
