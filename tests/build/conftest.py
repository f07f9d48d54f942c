"""One option: write the mirror corpus anew instead of comparing with it."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-mirror",
        action="store_true",
        default=False,
        help="write tests/build/mirror anew from what is built now; then read the difference",
    )
