"""What a test needs from the system, beyond Python."""

from __future__ import annotations

import os

import pytest


def require(missing: list[str]) -> None:
    """Ends the test when programs are missing: with a failure where changes are decided on, else with a skip."""
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
