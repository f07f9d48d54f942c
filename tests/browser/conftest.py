"""What all tests in a browser have in common."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a test in a browser a second try; the closing summary names each that needed one.

    Here a server, a kernel, a browser and a page answer each other on a machine that may have other things to do.
    """
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.flaky(reruns=1))
