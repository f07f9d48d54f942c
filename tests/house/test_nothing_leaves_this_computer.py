"""The whole course runs with the network cut off, and nothing in it even tries to reach out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import nbformat
import pytest

from outreach.course.outline import course_home, read_outline

HOME = course_home()
NOTEBOOKS = [HOME / name for module in read_outline(HOME).modules for name in module.notebooks()]

WATCH = """
import os, sys

def note(event, args):
    if event == "socket.connect":
        where = args[1]
        local = not isinstance(where, tuple) or str(where[0]).startswith(("127.", "::1", "localhost"))
    elif event == "socket.getaddrinfo":
        local = args[0] in (None, "", "localhost", "127.0.0.1", "::1", b"127.0.0.1")
    else:
        return
    if not local:
        with open(os.environ["REACHED_OUT"], "a", encoding="utf-8") as log:
            log.write(f"{event} {args}\\n")

sys.addaudithook(note)
"""

RUN = """
import os, socket, struct, sys
if os.environ.get("CUT_OFF"):
    import fcntl
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        # A fresh network has even its loopback down; 0x8914 sets flags, 0x41 is up and running.
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", 0x41))
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=2)
        sys.exit("the network is not cut off")
    except OSError:
        open(os.environ["REACHED_OUT"], "w").close()  # this one try was ours
import nbformat
from nbclient import NotebookClient
for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120).execute(cwd=os.getcwd())
    print("ran", path)
"""


def run(folder: Path, notebooks: list[Path], *, cut_off: bool) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run notebooks in a folder; return the process and what tried to reach out."""
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    log = folder / "reached-out.txt"
    log.write_text("", encoding="utf-8")
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "REACHED_OUT": str(log), "CUT_OFF": "yes" if cut_off else ""}
    before = ["unshare", "--user", "--map-root-user", "--net"] if cut_off else []
    done = subprocess.run(
        [*before, sys.executable, "-c", textwrap.dedent(RUN), *map(str, notebooks)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done, log.read_text(encoding="utf-8")


def can_cut_off() -> bool:
    """Say whether a process can be given a network of its own here."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    tried = subprocess.run(["unshare", "--user", "--map-root-user", "--net", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def test_every_notebook_runs_with_the_network_cut_off_and_tries_nothing(tmp_path: Path) -> None:
    cut_off = can_cut_off()
    done, reached_out = run(tmp_path, NOTEBOOKS, cut_off=cut_off)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("ran ") == len(NOTEBOOKS) >= 4
    assert reached_out == ""
    if not cut_off:
        pytest.skip("nothing tried to reach out; but the network itself can be cut off only on Linux with unshare")


def test_the_watch_sees_a_notebook_that_reaches_out(tmp_path: Path) -> None:
    code = (
        "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 80), timeout=0.2)\nexcept OSError:\n    pass"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbformat.write(notebook, tmp_path / "telltale.ipynb")
    done, reached_out = run(tmp_path, [tmp_path / "telltale.ipynb"], cut_off=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "192.0.2.1" in reached_out
