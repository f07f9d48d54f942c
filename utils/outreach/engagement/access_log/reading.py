"""Reading a log: block by block, so that memory does not grow with the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from outreach.engagement.access_log.counting import Counting
from outreach.engagement.access_log.files import BLOCK, blocks, few_lines, in_order, log_file
from outreach.engagement.access_log.own import own_marks
from outreach.engagement.access_log.repeats import Repeats
from outreach.engagement.access_log.result import result
from outreach.engagement.access_log.visits import MOST_HELD
from outreach.errors import OutreachError
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from outreach.engagement.access_log.files import LogFile
    from outreach.engagement.access_log.log_days import LogDays


def read_log(
    source: Path | BinaryIO | Sequence[Path | BinaryIO],
    *,
    own: Iterable[str] = (),
    site: Iterable[str] = (),
    progress: Callable[[int, int], None] | None = None,
    block: int = BLOCK,
    most_held: int = MOST_HELD,
) -> LogDays:
    """Read one access log, or the files of one, plain or gzip; what is counted says `outreach.engagement.access_log`.

    Several files are read in the order of their first times, whatever they are called. A line that stands in two of
    them counts once, so a file may be given twice or overlap with another. Lines that are out of order do no harm; see
    `Views` for the rule where a log is very large. Days are those written in the lines.

    Parameters
    ----------
    source
        A path, an open binary stream that can be wound back, or several.
    own
        What shows the learner's own visits: addresses, networks, paths that begin with "/", words of an agent.
    site
        The site's own hosts. Where none is given, the hosts in the lines are taken, or else the host that stands most
        often as the referrer of styles and images.
    progress
        Is told the bytes that are behind and those of all files.
    block
        Bytes that are read at once. The result is the same for every size.
    most_held
        Page views that are held at once; see `Views`.

    Raises
    ------
    OutreachError
        If there is no such file, no line of it can be read, it is packed in a way that is not read here, it unpacks to
        more than a log does, or a mark of own visits cannot be used.
    """
    several = [source] if isinstance(source, Path) or hasattr(source, "read") else source
    files = [log_file(one) for one in cast("Sequence[Path | BinaryIO]", several)]
    if not files:
        raise OutreachError("No file was given. Expected an access log, such as access.log or access.log.2.gz.")
    counting = Counting(own_marks(own), most_held)
    repeats = _read(files, counting, progress, block)
    if not counting.read:
        raise OutreachError(_nothing_read(files, counting.lines))
    return result(counting, repeats, site)


def _read(
    files: Sequence[LogFile], counting: Counting, progress: Callable[[int, int], None] | None, block: int
) -> Repeats:
    ordered = in_order(files)
    repeats = Repeats([first for _, first in ordered])
    all_bytes = sum(file.size for file in files)
    behind = 0
    for file, _ in ordered:

        def moved(done: int, behind: int = behind) -> None:
            if progress is not None:
                progress(behind + done, all_bytes)

        repeats.next_file()
        for part in blocks(file, block, moved, counting.warnings.append):
            counting.skip(part.too_long)
            for lines in few_lines(part.content):
                new = repeats.new_lines(lines)
                repeats.remember(new, counting.take(new))
        behind += file.size
    return repeats


def _nothing_read(files: Sequence[LogFile], lines: int) -> str:
    names = listed([file.name for file in files])
    seen = f"{lines:,} lines, and none of them is one" if lines else "no line"
    return (
        f"{names} has {seen} of a web server's access log. Expected lines such as "
        '203.0.113.9 - - [17/May/2025:10:05:03 +0000] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0". '
        'Ask your host for the raw access log in the form called "combined".'
    )
