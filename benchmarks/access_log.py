"""How long does an access log take, and how much memory? Against bare pandas on the same bytes, both in one run.

    python benchmarks/access_log.py [--lines 2000000] [--runs 1]

The log is made with a seed, in a temporary folder: a month of a site with readers, their styles and images, bots,
feed readers, scanners, some lines that cannot be read, about 200 bytes a line. The bare side is `pandas.read_csv`
that splits at blanks with the C engine and no expression. Each side runs in a process of its own, so that the peak
of memory is its own; imports are not in the time.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BOUND = 3.0
SEED = 5
OURS = """
from pathlib import Path
from outreach.engagement.access_log import read_log
def work():
    told = []
    log = read_log(Path(sys.argv[1]), own=["203.0.113.0/24"], progress=lambda done, size: told.append(done / size))
    views = log.days[["page_views", "bot_views", "own_views", "feed_requests", "other_requests"]].sum()
    assert told[-1] == 1 and sorted(told) == told and views.sum() + log.unread.count == log.lines
    visits, views = int(log.days.visits.sum()), int(log.days.page_views.sum())
    return f"{log.lines:,} lines, {log.unread.count:,} unread, {views:,} views, {visits:,} visits, told {len(told)}x"
"""
BARE = """
import pandas as pd
def work():
    table = pd.read_csv(
        sys.argv[1], sep=" ", header=None, quotechar='"', engine="c", encoding="latin-1", on_bad_lines="skip"
    )
    return f"{len(table):,} rows"
"""
TIMED = """
import json, resource, time
begun, worked = time.perf_counter(), time.process_time()
said = work()
took, worked = time.perf_counter() - begun, time.process_time() - worked
print(json.dumps([took, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, said]))
"""
BROWSERS = [
    f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 {kind}Safari/537.36"
    for system, kind in (
        ("Windows NT 10.0; Win64; x64", ""),
        ("Macintosh; Intel Mac OS X 10_15_7", ""),
        ("Linux; Android 10; K", "Mobile "),
    )
    for version in range(118, 138)
]
BOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "python-requests/2.31.0",
    "-",
]
SITE = "https://blog.example"


def address(chance: random.Random) -> str:
    """Return an address out of ranges that nobody has."""
    if chance.random() < 0.2:
        return f"2001:db8:{chance.randrange(65536):x}:{chance.randrange(65536):x}::{chance.randrange(1, 65536):x}"
    return f"{chance.choice(['198.51.100', '192.0.2', '10.1.2', '10.7.1', '10.9.3'])}.{chance.randrange(256)}"


def request(chance: random.Random, number: int, browser: str) -> str:
    """Return one line without its address and time."""
    kind = chance.random()
    post = f"/2025/{chance.randrange(1, 13):02}/post-{int(chance.paretovariate(1)) % 400}/"
    size = chance.randrange(400, 90_000)
    if kind < 0.22:
        came = chance.choice(["-", "https://www.google.com/", f"{SITE}/", "https://l.facebook.com/"])
        return f'"GET {post} HTTP/2.0" 200 {size} "{came}" "{browser}"'
    if kind < 0.60:
        part = chance.choice(["style.css?ver=6.5", "logo.png", "app.js", "font.woff2"])
        answer = chance.choice([200, 200, 304])
        return f'"GET /wp-content/themes/quiet/{part} HTTP/2.0" {answer} {size} "{SITE}{post}" "{browser}"'
    if kind < 0.85:
        return f'"GET {post}?replytocom={number} HTTP/1.1" 200 {size} "-" "{chance.choice(BOTS)}"'
    if kind < 0.92:
        return f'"GET /feed/ HTTP/1.1" 304 0 "-" "Feedbin feed-id:{number % 50} - 12 subscribers"'
    if kind < 0.96:
        return f'"POST /wp-login.php HTTP/1.1" 403 {size} "-" "{browser}"'
    if kind < 0.97:
        return f'"GET /?s=\\"{number}\\" HTTP/1.1" 404 - "-" "{browser}"'
    return f'"GET /old-{number}.php HTTP/1.1" 404 196 "-" "{browser}"'


def make_log(path: Path, lines: int) -> None:
    """Write a log of so many lines over thirty days."""
    chance = random.Random(SEED)  # noqa: S311 - the same log each time
    places = [address(chance) for _ in range(20_000)] + [f"203.0.113.{last}" for last in range(10)]
    people = [(place, chance.choice(BROWSERS)) for place in places]
    with path.open("w", encoding="ascii") as out:
        for number in range(lines):
            if number % 5_000 == 4_999:
                out.write("cut off in the mi\n")
                continue
            seconds = number * 30 * 86_400 // lines
            day, rest = divmod(seconds, 86_400)
            time = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
            # About as many are here at once as look at some pages each before they go.
            who, browser = people[(number // 40 + chance.randrange(60)) % len(people)]
            asked = request(chance, number, browser)
            out.write(f"{who} - - [{day + 1:02}/Jun/2025:{time} +0200] {asked}\n")


def measured(code: str, path: Path) -> tuple[float, float, float, str]:
    """Return seconds, those of the processor alone, megabytes at the peak, and what was found."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}{TIMED}", str(path)], capture_output=True, text=True, check=True
    )
    seconds, worked, megabytes, said = json.loads(done.stdout)
    return seconds, worked, megabytes, said


def main() -> None:
    """Make the log, measure both sides in turn, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=2_000_000)
    parser.add_argument("--runs", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "access.log")
        make_log(path, chosen.lines)
        print(f"{chosen.lines:,} lines, {path.stat().st_size / 1e6:.0f} MB")
        pairs = [(measured(OURS, path), measured(BARE, path)) for _ in range(chosen.runs)]
    ours, bare = zip(*pairs, strict=True)
    mine, other = (statistics.median(one[0] for one in side) for side in (ours, bare))
    worked = [statistics.median(one[1] for one in side) for side in (ours, bare)]
    print(f"daily visits: {mine:.1f} s, at most {max(one[2] for one in ours):.0f} MB ({ours[0][3]})")
    print(f"pandas.read_csv: {other:.1f} s, at most {max(one[2] for one in bare):.0f} MB ({bare[0][3]})")
    print(f"ratio {mine / other:.2f} (bound {BOUND:g}, {chosen.runs} pairs); of work {worked[0] / worked[1]:.2f}")


if __name__ == "__main__":
    main()
