"""A short form of the soak; the long one is run by hand."""

from __future__ import annotations

from pathlib import Path

from tests.soak.faulted_closes import run


async def test_faulted_closes_break_no_promise(tmp_path: Path) -> None:
    tally = await run(100, seed=20, folder=tmp_path)
    assert tally.closes == 100 and tally.requests <= 100
    assert not any(tally.sins.values()), "\n".join(tally.cases)
