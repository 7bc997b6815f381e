"""Tests with the marker ``secret_service`` run only where the keyring is one to play with."""

import os

import pytest

from tests.keyring.run_in_secret_service import INSIDE


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Outside of such a session they are left out, not skipped: test_in_session.py runs them inside one."""
    if os.environ.get(INSIDE):
        return
    left_out = [item for item in items if item.get_closest_marker("secret_service")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
