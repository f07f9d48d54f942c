"""Real exports that lie beside the project, where they do."""

from __future__ import annotations

from pathlib import Path

import pytest

REAL = Path(__file__).parents[3] / "shared" / "real-data"


def real(name: str) -> Path:
    """Return a real export; without it the test is skipped by name."""
    path = REAL / name
    if not path.exists():
        pytest.skip(f"{name} does not lie beside the project, so the real export was not read")
    return path
