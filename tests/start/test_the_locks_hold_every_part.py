"""The locks: every part with its hashes, no address of any index, and the two in step."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from tests.start.clones import ROOT

LOCKS = ("requirements.lock", "requirements-test.lock")
PINNED = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+)(?: ; ([^\\]+?))? \\$")


def pins(name: str) -> dict[tuple[str, str], str]:
    """Return the locked version of each part, by name and condition."""
    found = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if matched := PINNED.match(line):
            found[matched[1], matched[3] or ""] = matched[2]
    return found


def declared(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [part for extra in extras for part in project["optional-dependencies"][extra]]
    return {re.split(r"[^A-Za-z0-9._-]", part)[0].lower().replace("_", "-").replace(".", "-") for part in wanted}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_nothing_but_pinned_parts_with_hashes(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    strange = [
        line
        for line in lines
        if not re.match(r"^(#.*|[a-z0-9][\w.-]*==.* \\|    --hash=sha256:[0-9a-f]{64}( \\)?)$", line)
    ]
    assert strange == []
    assert len(pins(name)) == sum("==" in line for line in lines)
    for line, following in pairwise(lines):
        assert not PINNED.match(line) or "--hash=sha256:" in following


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_address_and_no_path(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index|--extra-index|--find-links|--trusted-host|(?<![\w.])/\w", text)


def test_the_tests_run_with_the_very_parts_that_learners_get() -> None:
    course, tests = ({(name, version) for (name, _), version in pins(lock).items()} for lock in LOCKS)
    assert course <= tests


def test_everything_that_the_project_declares_is_locked() -> None:
    assert declared("clone") <= {name for name, _ in pins(LOCKS[0])}
    assert declared("clone", "test") <= {name for name, _ in pins(LOCKS[1])}


def test_a_clone_can_build_itself_with_what_is_locked() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert {re.split(r"\W", part)[0] for part in wanted} <= {name for name, _ in pins(LOCKS[0])}


def test_the_start_needs_nothing_but_python() -> None:
    for path in [ROOT / "start.py", *sorted(Path(ROOT, "utils", "starter").glob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert {name.split(".")[0] for name in names} <= {*sys.stdlib_module_names, "starter"}, path.name
