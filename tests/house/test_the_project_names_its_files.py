"""Every path that README and CONTRIBUTING name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`((?:utils|course|tests|benchmarks)/[^`\s]*)`")
PLACEHOLDER = re.compile(r"<|NN-")
"""What an author puts a name of their own for."""


def gone(text: str) -> list[str]:
    """Return the paths in backticks that lead to nothing; one with a * leads to something where a file fits it."""
    named = [path for path in NAMED.findall(text) if not PLACEHOLDER.search(path)]
    return [path for path in named if not any(ROOT.glob(path.rstrip("/")))]


def test_a_path_that_leads_to_nothing_is_seen_and_one_that_is_there_is_not() -> None:
    there = "See `utils/outreach/cli.py`, `tests/house`, `benchmarks/`, `course/*/*.md` and `course/NN-some-words/`."
    assert gone(there) == []
    assert gone(f"{there} `utils/lost.toml` or `tests/*/lost.py`") == ["utils/lost.toml", "tests/*/lost.py"]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_path_that_is_named_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert NAMED.search(text)
    assert gone(text) == []
