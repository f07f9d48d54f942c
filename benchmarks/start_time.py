"""How long a second start takes until the server answers, against bare ``jupyter lab`` in the same environment.

Run it with any Python from the course's folder, after a first start:

    python3 benchmarks/start_time.py

Both are started in turn (ours, bare, ours, bare, ...), each with a folder and a
home folder of its own that has been started in once before. The figure is the
median of the ratios of the pairs; 1.3 is the most it may be.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOUND = 1.3
PAIRS = 7


def main() -> int:
    """Print the pairs and the median ratio; fail where it is above the bound."""
    if not (ROOT / ".venv" / "course-stamp.json").exists():
        print("Start the course once first: this measures the second start.")
        return 2
    scripts = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
    with tempfile.TemporaryDirectory() as place:
        ours = [sys.executable, str(ROOT / "start.py"), "--no-browser", "--folder", str(Path(place) / "ours")]
        bare = [
            str(scripts / "jupyter-lab"),
            "--no-browser",
            "--allow-root",
            "--notebook-dir",
            str(Path(place) / "bare"),
        ]
        (Path(place) / "bare").mkdir()
        for command in (ours, bare):
            seconds_until_it_answers(command, Path(place))
        ratios = []
        for number in range(1, PAIRS + 1):
            first, second = (seconds_until_it_answers(command, Path(place)) for command in (ours, bare))
            ratios.append(first / second)
            print(f"pair {number}: ours {first:.2f} s, bare {second:.2f} s, ratio {first / second:.2f}")
    median = statistics.median(ratios)
    print(f"median ratio {median:.2f} (at most {BOUND})")
    return int(median > BOUND)


def seconds_until_it_answers(command: list[str], place: Path) -> float:
    """Start the command on a free port and return how long the server took to answer a request."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {**os.environ, "HOME": str(place), "USERPROFILE": str(place)}
    began = time.perf_counter()
    with subprocess.Popen(
        [*command, "--port", str(port)],
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    ) as child:
        while child.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=5):
                break
            time.sleep(0.005)
        else:
            print(f"{command} ended before it answered")
            raise SystemExit(2)
        taken = time.perf_counter() - began
        child.send_signal(signal.SIGTERM)
        child.wait()
    return taken


if __name__ == "__main__":
    raise SystemExit(main())
