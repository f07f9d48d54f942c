"""``start.py``: make the environment ready, then become the course's own command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from starter import words
from starter.environment import Environment


def main(arguments: list[str], root: str) -> int:
    """Return the exit code; what is in the way is said in a sentence."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as this runs
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter of a folder's name shows another one in its place.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", line_buffering=True)
    folder = Path(root)
    try:
        return _start(arguments, folder)
    except words.Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command starts again and repairs what was left unfinished.", file=sys.stderr)
        return 130


def _start(arguments: list[str], root: Path) -> int:
    environment = Environment(root)
    if arguments[:1] == ["test"]:
        environment.make_ready(tests=True)
        from starter.everything import run_everything  # noqa: PLC0415 - only here

        return run_everything(environment, arguments[1:])
    # Verifying runs the notebooks under the tools of the tests.
    environment.make_ready(tests=arguments[:1] == ["verify"])
    return _become(environment, for_outreach(arguments))


def for_outreach(arguments: list[str]) -> list[str]:
    """Return what ``outreach`` is to be called with: without a command of its own, ``lab``."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in {"--help", "-h", "--version"}):
        return ["lab", *arguments]
    return arguments


def _become(environment: Environment, arguments: list[str]) -> int:
    variables = environment.child_variables()
    outreach = str(environment.script("outreach"))
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        return _wait_for([outreach, *arguments], variables)
    # The script is handed to the Python rather than started by its first line, which some systems cut off when it
    # is long. -P keeps the folder the script stands in off the import path.
    python = str(environment.python)
    return os.execve(python, [python, "-P", outreach, *arguments], variables)  # noqa: S606 - no shell is wanted


def _wait_for(command: list[str], variables: dict[str, str]) -> int:
    """Windows cannot replace a process; so wait, and leave Ctrl-C to the one that was started."""
    with subprocess.Popen(command, env=variables) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue
