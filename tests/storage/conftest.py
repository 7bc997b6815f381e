"""An open journal for a test, closed behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ctpanel.storage.journal import Journal
from tests.storage import journal_kit


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Journal]:
    opened = journal_kit.journal(tmp_path)
    yield opened
    opened.close()
