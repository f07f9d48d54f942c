"""What does `outreach verify` cost beside plain nbval? Wall time, in pairs, taken in one run.

python benchmarks/verify_time.py [--runs 3]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VERIFY = [sys.executable, "-m", "outreach.cli", "verify"]
PLAIN = [sys.executable, "-m", "pytest", "-q", "--nbval", "lessons", "solutions"]
BOUND = 1.6


def seconds(command: list[str]) -> float:
    """Run a command in the clone and return how long it took."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=HOME, capture_output=True, check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    pairs = [(seconds(VERIFY), seconds(PLAIN)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"verify / plain nbval: {ours:.1f} s against {theirs:.1f} s, ratio {ratio:.2f} (bound {BOUND}, {runs} pairs)")


if __name__ == "__main__":
    main()
