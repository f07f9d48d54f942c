"""How long does a kernel wait for the course? Ratios of medians, taken in one run.

Prints two figures: ``import outreach`` against ``import pandas``, and the first
code cell of each lesson against importing pandas, plotly.express and ipywidgets.
Every import happens in a process of its own; the sides take turns.

    python benchmarks/import_time.py [--runs 15]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
TIMED = """
import time, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance() if sys.argv[2] == "cell" else None
begun = time.perf_counter()
if shell is None:
    exec(sys.argv[1])
else:
    result = shell.run_cell(sys.argv[1])
    if result.result is not None:
        shell.display_formatter.format(result.result)
    result.raise_error()
sys.stderr.write(str(time.perf_counter() - begun))
"""


def seconds(code: str, how: str) -> float:
    """Run code in a fresh process and return the seconds that it took itself."""
    done = subprocess.run(
        [sys.executable, "-c", TIMED, code, how], cwd=HOME / "lessons", capture_output=True, text=True, check=True
    )
    return float(done.stderr.split("\n")[-1])


def compare(title: str, ours: str, theirs: str, *, how: str, runs: int, bound: float) -> None:
    """Print the medians and the ratio of two pieces of code."""
    pairs = [(seconds(ours, how), seconds(theirs, how)) for _ in range(runs + 1)][1:]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    times = f"{mine * 1000:.1f} ms against {other * 1000:.1f} ms"
    print(f"{title}: {times}, ratio {mine / other:.3f} (bound {bound}, {runs} pairs)")


def first_code_cell(lesson: Path) -> str:
    """Return the first code cell of a built lesson."""
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    return "".join(next(cell["source"] for cell in cells if cell["cell_type"] == "code"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    compare("import outreach / import pandas", "import outreach", "import pandas", how="import", runs=runs, bound=0.1)
    stack = "import pandas, plotly.express, ipywidgets"
    for lesson in sorted((HOME / "lessons").glob("*.ipynb")):
        compare(f"first code cell of {lesson.stem}", first_code_cell(lesson), stack, how="cell", runs=runs, bound=1.2)


if __name__ == "__main__":
    main()
