"""What the window waits for before it is shown."""

from __future__ import annotations

import asyncio

import pytest

from ctpanel.wiring.first_page import first_page
from tests.fakes.pictures import picture
from tests.fakes.scripted_session import ScriptedSession


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_the_demo_is_shown_with_its_first_picture() -> None:
    session = ScriptedSession(demo=True)
    started = asyncio.ensure_future(asyncio.sleep(0))
    waiting = asyncio.ensure_future(first_page(session, started, patience_s=1000))
    await turns()
    assert started.done() and not waiting.done()
    session.show(picture())
    await waiting
    assert session.listeners == 0


async def test_a_service_far_away_is_not_waited_for() -> None:
    session = ScriptedSession()
    started = asyncio.ensure_future(asyncio.sleep(0))
    await asyncio.wait_for(first_page(session, started, patience_s=1000), 60)
    assert session.listeners == 0


@pytest.mark.parametrize("demo", [False, True])
async def test_nothing_is_waited_for_without_end(demo: bool) -> None:
    asking = asyncio.ensure_future(asyncio.Event().wait())
    await asyncio.wait_for(first_page(ScriptedSession(demo=demo), asking, patience_s=0.01), 60)
    assert not asking.cancelled(), "a keyring that asks its user goes on asking"
    asking.cancel()
