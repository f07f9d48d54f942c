"""Small clones of the course's folder, so that a real first start takes seconds and needs no network.

Everything of the start is real: start.py, the starter, Python's venv, pip with
hashes, an editable installation. Only what is installed is small: one part from
a folder beside the clone, and a command ``outreach`` that prints what it was called with.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PART = "small_part-1.0-py3-none-any.whl"

PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "small-course"
version = "1.0"

[project.scripts]
outreach = "small_course:main"
"""

BACKEND = '''\
"""Builds an installation that points at this folder; the smallest that pip takes."""

import pathlib
import zipfile


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "small_course-1.0-py3-none-any.whl"
    info = "small_course-1.0.dist-info"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / name, "w") as wheel:
        wheel.writestr("small_course.pth", str(pathlib.Path.cwd() / "utils") + "\\n")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\\nName: small-course\\nVersion: 1.0\\n")
        kind = "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr(f"{info}/WHEEL", kind)
        wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\\noutreach = small_course:main\\n")
        wheel.writestr(f"{info}/RECORD", "")
    return name
'''

COMMAND = """\
import json
import os
import sys


def main():
    import small_part

    seen = {"arguments": sys.argv[1:], "variables": dict(os.environ), "python": sys.executable}
    seen["part"] = small_part.NUMBER
    print("OUTREACH " + json.dumps(seen))
"""


def make_clone(folder: Path, wheels: Path) -> Path:
    """Make a small clone in ``folder``; its one part lies in ``wheels``."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "start.py", folder)
    shutil.copytree(
        ROOT / "utils" / "starter", folder / "utils" / "starter", ignore=shutil.ignore_patterns("__pycache__")
    )
    write(folder / "pyproject.toml", PYPROJECT)
    write(folder / "backend.py", BACKEND)
    write(folder / "utils" / "small_course.py", COMMAND)
    offer(folder, wheels, "1.0")
    return folder


def offer(clone: Path, wheels: Path, version: str) -> None:
    """Put a version of the part into ``wheels`` and lock the clone to it."""
    wheels.mkdir(exist_ok=True)
    name = PART.replace("1.0", version)
    write_wheel(wheels / name, version)
    digest = hashlib.sha256((wheels / name).read_bytes()).hexdigest()
    write(clone / "requirements.lock", f"small-part=={version} \\\n    --hash=sha256:{digest}\n")
    shutil.copy(clone / "requirements.lock", clone / "requirements-test.lock")


def write_wheel(path: Path, version: str) -> None:
    info = f"small_part-{version}.dist-info"
    files = {
        "small_part.py": f"NUMBER = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: small-part\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{name},sha256={in_record(text)},{len(text)}" for name, text in files.items()]
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            # A fixed time, so that the same version always has the same hash.
            wheel.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
        wheel.writestr(
            zipfile.ZipInfo(f"{info}/RECORD", (2026, 1, 1, 0, 0, 0)), "\n".join([*record, f"{info}/RECORD,,", ""])
        )


def in_record(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def variables(wheels: Path | None, **more: str) -> dict[str, str]:
    """Return variables under which pip finds nothing but ``wheels``; without it, an address where nobody answers."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))}
    if wheels is None:
        index = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1", "PIP_TIMEOUT": "2"}
    else:
        index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
    return {**kept, **index, "PIP_CONFIG_FILE": os.devnull, **more}


def start(
    clone: Path, *arguments: str, wheels: Path | None, python: str = sys.executable, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run ``python start.py`` in a clone, from another folder, as somebody may."""
    return subprocess.run(
        [python, str(clone / "start.py"), *arguments],
        env=variables(wheels, **more),
        cwd=clone.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@contextlib.contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk of that size on ``place``; skip where this may not be done."""
    place.mkdir(parents=True, exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Make a folder read-only, for the administrator too; skip where this may not be done."""
    mount("--bind", str(folder), str(folder))
    try:
        mount("-o", "remount,ro,bind", str(folder))
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def mount(*arguments: str) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only the administrator of a Linux system can make a disk that is full or read-only")
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"this system does not let a test mount a disk: {done.stderr.strip()}")
