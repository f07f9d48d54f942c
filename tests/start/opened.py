"""The course, really opened: ``outreach lab`` in a process of its own, and questions to its server."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.start.clones import ROOT

ADDRESS = re.compile(r"(http://127\.0\.0\.1:(\d+)/)lab\S*\?token=(\w+)")


@dataclass
class Opened:
    """A course that is open: its process, what it said, where it answers."""

    process: subprocess.Popen[str]
    said: str
    address: str
    port: int
    token: str

    def ask(self, path: str, content: dict[str, Any] | None = None) -> Any:
        """Ask the server something and return its answer."""
        request = urllib.request.Request(
            self.address + path,
            data=None if content is None else json.dumps(content).encode(),
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def stop(self, number: int = signal.SIGINT) -> tuple[str, float]:
        """Stop it as a person does; return what it said and how long it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=30)
        return said, time.monotonic() - began


def command(*arguments: str, python: str = sys.executable) -> list[str]:
    return [python, "-m", "outreach.cli", "lab", "--no-browser", *arguments]


def variables(home: Path, **more: str) -> dict[str, str]:
    """Return variables with another home folder and no Jupyter settings; the package is found beside the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "PYTHON"))}
    places = {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT / "utils"), "PYTHONUTF8": "1"}
    return {**kept, **places, **more}


@contextlib.contextmanager
def opened(home: Path, *arguments: str, **more: str) -> Iterator[Opened]:
    """Open the course with ``home`` as home folder; end it afterwards if the test has not."""
    home.mkdir(parents=True, exist_ok=True)
    with start(command(*arguments), variables(home, **more), home) as course:
        yield course


@contextlib.contextmanager
def start(called: list[str], given: dict[str, str], place: Path) -> Iterator[Opened]:
    process = subprocess.Popen(
        called,
        env=given,
        cwd=place,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        yield read_until_open(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def read_until_open(process: subprocess.Popen[str]) -> Opened:
    said = ""
    for line in process.stdout or ():
        said += line
        if "To stop" in line:
            break
    found = ADDRESS.search(said)
    assert found, f"it did not open: {said}"
    course = Opened(process, said, found[1], int(found[2]), found[3])
    until = time.monotonic() + 30
    while True:
        try:
            course.ask("api/status")
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)
        else:
            return course


def refused(home: Path, *arguments: str, **more: str) -> str:
    """Open the course where it cannot be opened; return the sentence that was said instead."""
    home.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command(*arguments),
        env=variables(home, **more),
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr.strip()
