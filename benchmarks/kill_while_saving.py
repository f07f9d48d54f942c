"""Kill a process at random moments while it saves a learner's answers, and count what is lost.

The bound is nothing: after each kill the file must be whole, must hold every
answer that was reported as saved, and no damaged file may have been set aside.

    python benchmarks/kill_while_saving.py [--kills 200] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from outreach.course.record import ANSWERS
from outreach.workspace import Workspace

SAVES = """
import sys
from pathlib import Path
from outreach.course.record import keep_answer
from outreach.workspace import make_learner_folder
space = make_learner_folder(Path(sys.argv[1]))
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    keep_answer(space, f"start.answer-{number % 50}", {"number": number, "text": "word " * 400})
    print(number, flush=True)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    moments = random.Random(options.seed)  # noqa: S311 - moments, not secrets
    lost = damaged = saves = last = 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.kills):
            process = subprocess.Popen(
                [sys.executable, "-c", SAVES, folder, str(last)], stdout=subprocess.PIPE, text=True
            )
            assert process.stdout is not None  # noqa: S101 - it was asked for
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.06))
            process.kill()
            reported = [int(line) for line in process.stdout.read().split("\n")[:-1] if line.isdigit()]
            process.wait()
            space = Workspace(Path(folder))
            kept = {entry["value"]["number"] for entry in space.read_json(ANSWERS).get("answers", {}).values()}
            damaged += len(space.take_notices())
            lost += sum(1 for number in reported[-50:] if number not in kept and number + 50 not in kept)
            saves += len(reported)
            last = max(kept, default=last)
    print(f"{options.kills} kills among {saves} saves: {lost} answers lost, {damaged} files damaged (bound 0 and 0)")
    if lost or damaged:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
