"""A short form of the soak; the long one is run by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.faulted_closes import run


@pytest.mark.parametrize(("rpc", "count"), [(False, 100), (True, 30)], ids=["by request", "over the stream"])
async def test_faulted_closes_break_no_promise(tmp_path: Path, rpc: bool, count: int) -> None:
    tally = await run(count, seed=20, folder=tmp_path, rpc=rpc)
    assert tally.closes == count and tally.requests <= count
    assert not any(tally.sins.values()), "\n".join(tally.cases)
