"""The access log of a web server as a form: what is counted in it says `outreach.engagement.access_log`."""

from __future__ import annotations

import codecs
import re
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from outreach.engagement.access_log import daily_table, looks_like_log, read_log
from outreach.engagement.forms.form import Answers, Kind, Reading
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.reading.text import decoded_head
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outreach.engagement.access_log import LogDays
    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

WEIGHT = 30
HEAD = 8192
LINE = '203.0.113.9 - - [17/May/2025:10:05:03 +0000] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0"'
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
IN_MEMORY = 64 << 20
"""Bytes of a log out of a zip that are held in memory while it is read; a larger one waits in a temporary file."""

COLUMNS = {"requests of pages": "page_views", "addresses and agents": "visitors", "page views in a row": "visits"}


@dataclass(frozen=True)
class AccessLog:
    """One log, in one file or in several."""

    platform: str = "Web server"
    export: str = "access log"
    kind: Kind = "visits"
    how: str = 'Ask your host for the raw access log in the form called "combined"; it may be under Raw Access.'
    wanted: tuple[str, ...] = (LINE,)

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        return WEIGHT if looks_like_log(_as_servers_write(file.head())) else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        return self.read_together([file], answers, progress)

    def read_together(
        self, files: Sequence[Opened], answers: Answers, progress: Callable[[int, int], None] | None = None
    ) -> Reading:
        """Read the files of one log as one; see `ReadsTogether`."""
        with ExitStack() as stack:
            log = read_log([_source(file, stack) for file in files], own=answers.own, progress=progress)
        rows = daily_table(log, files[0].shown)
        if answers.channel:
            rows["channel"] = rows["channel"].cat.rename_categories(lambda _: answers.channel)
        return Reading(
            rows,
            columns=COLUMNS,
            set_aside=tuple(_set_aside(log)),
            warnings=log.warnings,
            detail={"referrers": log.referrers, "log days": log.days},
            records=log.lines - log.unread.count,
        )


def _as_servers_write(head: bytes) -> bytes:
    """Return the begin of a file in the encoding of servers; some programs save text as UTF-16."""
    return decoded_head(head).text.encode() if head.startswith(UTF_16) else head


def _source(file: Opened, stack: ExitStack) -> Path | BinaryIO:
    """Return the file itself, or a copy that can be wound back where it lies within a zip."""
    if file.head(2) in UTF_16:
        text = cast("BinaryIO", stack.enter_context(SpooledTemporaryFile(IN_MEMORY)))  # noqa: SIM115 - as below
        with file.open() as stream:
            shutil.copyfileobj(codecs.EncodedFile(stream, "utf-8", "utf-16", "replace"), text)
        text.seek(0)
        return text
    if isinstance(file.place, Path):
        return file.place
    if isinstance(file.place, bytes):
        return stack.enter_context(file.open())
    copy = cast("BinaryIO", stack.enter_context(SpooledTemporaryFile(IN_MEMORY)))  # noqa: SIM115 - the stack closes it
    with file.open() as stream:
        shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def _set_aside(log: LogDays) -> list[SetAside]:
    left = []
    if log.unread.count:
        left.append(SetAside("lines that are not those of an access log", log.unread.count, log.unread.examples))
    if log.repeated:
        left.append(SetAside("lines that stood in several files", log.repeated))
    machines, own = (int(log.days[name].sum()) for name in ("bot_views", "own_views"))
    if machines:
        left.append(SetAside("page views by crawlers and other machines", machines, tuple(list(log.bots_named)[:3])))
    if own:
        left.append(SetAside("page views by the owners themselves", own))
    return left


OTHERS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    (
        "the W3C extended form, such as IIS and CloudFront write",
        re.compile(rb"(?:#[^\n]*\n){0,20}?#Fields: .*\bc-ip\b"),
    ),
    (
        "the old form of IIS, with commas",
        re.compile(rb"[0-9a-f.:]+, [^,\n]*, \d\d?/\d\d?/\d\d(?:\d\d)?, \d\d?:\d\d:\d\d, W3SVC", re.IGNORECASE),
    ),
    (
        "JSON, an object in each line",
        re.compile(
            rb"\s*\{(?=[^\n]{0,4000}(?:remote_ip|remote_addr|clientip|client_ip|remote_host|ClientHost))[^\n]*\}"
        ),
    ),
    ("the form of a load balancer", re.compile(rb"(?:https?|h2|grpcs?|wss?) \d{4}-\d\d-\d\dT[\d:.]+Z \S+ \S+:\d+ ")),
    (
        "a form with other times",
        re.compile(rb'\S+ [^"\n\[]{0,200}\[[^\]\n]{8,40}\] "[A-Z]{3,10} [^"\n]* HTTP/[\d.]+" \d{3} '),
    ),
    (
        "the form of errors, which counts no visits",
        re.compile(rb"\[[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d? [\d:.]+ \d{4}\] \[|\d{4}/\d\d/\d\d [\d:]{8} \[[a-z]+\] \d"),
    ),
)
"""Other forms of a server's logs, by how their first lines begin."""


@dataclass(frozen=True)
class OtherLog(AccessLog):
    """A log in a form that is not read here: it is recognized to say so."""

    export: str = "log in another form"
    wanted: tuple[str, ...] = ()

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        return 1 if _other_form(file) else 0

    def read_together(
        self,
        files: Sequence[Opened],
        answers: Answers,  # noqa: ARG002 - nothing can be answered
        progress: Callable[[int, int], None] | None = None,  # noqa: ARG002 - nothing is read
    ) -> Reading:
        """Say what was seen and what is read."""
        raise OutreachError(
            f'{files[0].shown} is a log in {_other_form(files[0])}. Expected the form called "combined": {LINE}. '
            f"{self.how}"
        )


def _other_form(file: Opened) -> str:
    head = _as_servers_write(file.head(HEAD))
    return next((words for words, begin in OTHERS if begin.match(head)), "")


FORMS: tuple[Form, ...] = (AccessLog(), OtherLog())
