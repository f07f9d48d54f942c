"""Time a large export from the file to the finished report, and a small one in the notebook.

    python benchmarks/content_export.py [--rows 500000] [--runs 3]

A content export of Facebook with that many posts, made here in its form of 2025, goes through `outreach report` in a
process of its own, against a process that does nothing but `pandas.read_csv` on the same file, both with the start of
Python and all imports. It is read by its header alone, without further options, and once more with `low_memory=False`,
which is the faster way for such a file.

The small file has 40 posts. It is imported in a process that has imported what the first cell of the lesson imports,
and the first import and the findings are timed.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS_BOUND = 20.0
RATIO_BOUND = 6.0
SMALL_BOUND = 0.5
HEADER = (
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,"
    "Is crosspost,Is share,Post type,"
    "Languages,Custom labels,Funded content status,Data comment,Date,Views,Reach,"
    '"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks,Link Clicks,Other Clicks'
)
WORDS = ("a chair", "by the window", "when your mother", "asks to go home", "what to say", "on sunday")

BARE = "import sys, pandas; frame = pandas.read_csv(sys.argv[1]{more}); print(len(frame))"
SMALL = """
import json, sys, time
from pathlib import Path
from outreach import ask, explore, show_numbers
import pandas, plotly.graph_objects, ipywidgets
begun = time.perf_counter()
from outreach.engagement.importing.importing import import_files
imported = import_files([Path(sys.argv[1])])
read = time.perf_counter()
from outreach.engagement.findings.gathered import gathered
gathered(imported)
print(json.dumps([read - begun, time.perf_counter() - begun, len(imported.table)]))
"""


def write_export(path: Path, rows: int) -> None:
    """Write a content export of that many posts, the same at every run."""
    chance = random.Random(2026)  # noqa: S311 - numbers to read, no secrets
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(HEADER + "\n")
        out = csv.writer(file, lineterminator="\n")
        for number in range(rows):
            month, day, hour, minute = (chance.randint(1, top) for top in (12, 28, 23, 59))
            reach, reactions = chance.randint(10, 4_000), chance.randint(0, 80)
            comments, shares, links = chance.randint(0, 9), chance.randint(0, 9), chance.randint(0, 30)
            title = " ".join(chance.choices(WORDS, k=4))
            out.writerow(
                [
                    10**15 + number,
                    104200000000212,
                    "Juniper Street Counseling",
                    title,
                    "",
                    0,
                    f"{month:02d}/{day:02d}/{chance.randint(2015, 2025)} {hour:02d}:{minute:02d}",
                    "",
                    f"https://facebook.example/{number}",
                    0,
                    0,
                    chance.choice(["Photos", "Links", "Reels"]),
                    "",
                    "",
                    "",
                    "",
                    "Lifetime",
                    reach + chance.randint(0, 900),
                    reach,
                    reactions + comments + shares,
                    reactions,
                    comments,
                    shares,
                    links + 5,
                    links,
                    5,
                ]
            )


def seconds(command: list[str]) -> float:
    """Run a command and return how long it took."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def large(folder: Path, rows: int, runs: int) -> None:
    """Time the large export, all ways in turn."""
    path, page = folder / "export.csv", folder / "report.html"
    write_export(path, rows)
    ways = {
        "outreach report": [sys.executable, "-m", "outreach.cli", "report", str(path), "-o", str(page)],
        "read_csv": [sys.executable, "-c", BARE.format(more=""), str(path)],
        "read_csv, low_memory=False": [sys.executable, "-c", BARE.format(more=", low_memory=False"), str(path)],
    }
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(runs):
        for way, command in ways.items():
            times[way].append(seconds(command))
    print(f"{rows:,} posts, {path.stat().st_size / 1e6:.0f} MB; the page has {page.stat().st_size / 1e3:.0f} KB")
    for way, taken in times.items():
        print(f"  {way:28} {statistics.median(taken):6.2f} s  ({min(taken):.2f} to {max(taken):.2f})")
    ours = times["outreach report"]
    print(f"  median of ours: {statistics.median(ours):.2f} s (bound {SECONDS_BOUND:.0f})")
    for way in list(ways)[1:]:
        ratio = statistics.median(one / other for one, other in zip(ours, times[way], strict=True))
        print(f"  against {way}: {ratio:.2f} (bound {RATIO_BOUND:.0f})")


def small(folder: Path, runs: int) -> None:
    """Time the first import of a small file, each in a process of its own."""
    path = folder / "small.csv"
    write_export(path, 40)
    taken = []
    for _ in range(runs):
        said = subprocess.run(
            [sys.executable, "-c", SMALL, str(path)], check=True, capture_output=True, text=True
        ).stdout
        taken.append(json.loads(said.splitlines()[-1]))
    read, whole = (statistics.median(one[place] for one in taken) for place in (0, 1))
    print(f"40 posts, first import in a notebook: {read:.2f} s (bound {SMALL_BOUND}); with the findings {whole:.2f} s")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=3)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        small(Path(place), told.runs)
        large(Path(place), told.rows, told.runs)


if __name__ == "__main__":
    main()
