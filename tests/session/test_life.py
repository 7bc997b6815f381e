"""Start, sign-in, sign-out and the end: bounded, without a task left, and never in the middle of a close."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from typing import cast

import pytest

from ctpanel.api.config import Timeouts
from ctpanel.domain.budget import Priority
from ctpanel.domain.closing import Wanted
from ctpanel.domain.link import LinkState, StreamState
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.reads import AccountsRead
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.stream import StreamEvent, StreamOpened
from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.session.events import CommandChanged, SessionEvent
from ctpanel.session.ports import Service, VaultTrouble
from tests.session.rig import MES, TOKEN, MemoryVault, Rig, Ways


async def test_the_end_waits_for_an_outcome(rig: Rig) -> None:
    panel = await rig.start()
    pressed = await panel.press(Wanted.contracts(1))
    assert await panel.session.stop() == ()
    assert panel.command(pressed).outcome is Outcome.VERIFIED_LEFT
    refused = panel.session.send(panel.command(pressed).plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.STOPPING


async def test_the_end_is_bounded_while_the_service_is_silent(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("lost-answer:*:mode=hang")
    pressed = await panel.press(Wanted.contracts(1))
    await panel.until(rig.closes)
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert await panel.session.stop() == ()
    assert loop.time() - began < 3.0
    assert panel.holds_lease(pressed)
    rig.control.clear_faults()
    again = await rig.start(disk=panel.disk)
    assert again.command(pressed).recovered
    await again.until(lambda: again.command(pressed).outcome is Outcome.VERIFIED_LEFT)
    assert len(rig.closes()) == 1 and rig.net() == 3


async def test_the_end_in_the_middle_of_the_start(rig: Rig) -> None:
    """The keyring answers only after the program was told to end."""
    asked = asyncio.Event()
    answer = asyncio.Event()

    class SlowVault(MemoryVault):
        async def load(self) -> Token | None:
            asked.set()
            await answer.wait()
            return Token(TOKEN)

    panel = rig.panel(vault=SlowVault())
    starting = asyncio.ensure_future(panel.session.start())
    await asked.wait()
    assert await panel.session.stop() == ()
    answer.set()
    await starting
    assert not panel.session.signed_in


async def test_the_end_in_the_middle_of_a_sign_in(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("latency:accounts:seconds=0.2")
    entering = asyncio.ensure_future(panel.session.sign_in(Token(TOKEN), remember=False))
    await asyncio.sleep(0.05)
    assert await panel.session.stop() == ()
    await entering
    assert not panel.session.signed_in
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_two_sign_ins_at_once_leave_one_feed(rig: Rig) -> None:
    panel = rig.panel()
    await asyncio.gather(*(panel.session.sign_in(Token(TOKEN), remember=False) for _ in range(3)))
    await panel.position()
    polls = [task.get_name() for task in asyncio.all_tasks() if task.get_name() == "poll positions"]
    assert polls == ["poll positions"]


class LockedVault(MemoryVault):
    async def load(self) -> Token | None:
        raise VaultTrouble(Text("The system keyring is locked."))


class NoVault(MemoryVault):
    async def load(self) -> Token | None:
        raise VaultTrouble(Text("No system keyring was found."), no_keyring=True)

    async def store(self, token: Token) -> None:
        await self.load()

    async def forget(self) -> None:
        await self.load()


async def test_without_a_keyring_nobody_is_told_to_unlock_one(rig: Rig) -> None:
    panel = rig.panel(vault=NoVault())
    await panel.session.start(None)
    assert "No system keyring was found." in panel.notices() and "Enter the token" in panel.notices()
    assert "nlock" not in panel.notices()
    signed_in = await panel.session.sign_in(Token(TOKEN), remember=True)
    assert str(signed_in.text) == "The service accepts this token. No system keyring was found."
    assert not signed_in.stored
    assert str(await panel.session.sign_out()) == "The token is forgotten.", "no keyring could have it"


async def test_a_keyring_that_cannot_be_asked_still_has_the_token(rig: Rig) -> None:
    class Locked(LockedVault):
        async def forget(self) -> None:
            await self.load()

    panel = rig.panel(vault=Locked())
    assert str(await panel.session.sign_out()) == (
        "The token is not used here any more. The system keyring is locked. The keyring still has it."
    )


async def test_a_locked_keyring_is_no_trouble_any_more_once_the_user_is_in(rig: Rig) -> None:
    panel = rig.panel(vault=LockedVault())
    await panel.session.start(None)
    assert "nothing can be read or closed" in panel.notices()
    await panel.session.sign_in(Token(TOKEN), remember=False)
    assert "nothing can be read or closed" not in panel.notices()


async def test_a_wrong_token_is_told_and_the_old_one_stays(rig: Rig) -> None:
    panel = await rig.start()
    result = await panel.session.sign_in(Token("wrong-token-000000"), remember=True)
    assert not result.accepted and "does not accept this token" in str(result.text)
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT


async def test_a_start_with_a_wrong_token_is_not_authorized_and_closes_are_refused(rig: Rig) -> None:
    panel = await rig.start(Ways(token="wrong-token-000000"))
    assert panel.session.link.state is LinkState.NOT_AUTHORIZED
    assert panel.session.snapshot.positions == {}
    assert "Copy the secret key anew" in panel.notices()
    assert "Nothing has been read so far" in panel.notices() and "last known" not in panel.notices()


async def test_no_sign_in_while_a_close_is_on_its_way(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("latency:close:seconds=0.3")
    pressed = await panel.press(Wanted.contracts(1))
    assert not (await panel.session.sign_in(Token(TOKEN), remember=False)).accepted
    assert "on its way" in str(await panel.session.sign_out())
    assert (await panel.ended(pressed)).outcome is Outcome.VERIFIED_LEFT


async def test_a_close_pressed_while_a_token_is_tried_keeps_its_connection(rig: Rig) -> None:
    panel = await rig.start(Ways(timeouts=Timeouts()))
    plan = await panel.plan(Wanted.contracts(1))
    rig.control.forget_requests()
    rig.control.set_faults("latency:ListAccounts:seconds=0.3:count=1", "latency:close:seconds=1.0")
    entering = asyncio.ensure_future(panel.session.sign_in(Token(TOKEN), remember=False))
    await panel.until(lambda: rig.control.requests("ListAccounts"))
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str)
    result = await entering
    assert not result.accepted and "on its way" in str(result.text)
    ended = await panel.ended(pressed)
    assert ended.outcome is Outcome.VERIFIED_LEFT and "answer was lost" not in str(ended.text)


async def test_after_sign_out_the_last_picture_stays_and_nothing_is_sent(rig: Rig) -> None:
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    await panel.session.sign_out()
    rig.control.forget_requests()
    refused = panel.session.close(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.NOT_SIGNED_IN
    await asyncio.sleep(0.1)
    assert rig.control.requests() == [] and MES in panel.session.snapshot.positions


async def test_choices_about_the_connection_bring_no_token_back_that_was_forgotten(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    await panel.session.sign_out()
    await panel.session.reconnect()
    assert not panel.session.signed_in


async def test_after_the_end_choices_about_the_connection_make_no_new_one(rig: Rig) -> None:
    panel = await rig.start()
    await panel.session.stop()
    assert await panel.session.reconnect()
    assert not panel.session.signed_in


async def test_a_window_that_fails_does_not_stop_a_close(rig: Rig) -> None:
    panel = await rig.start()

    def broken(event: SessionEvent) -> None:
        raise RuntimeError("cannot paint")

    panel.session.listen(broken)
    heard: list[SessionEvent] = []
    panel.session.listen(heard.append)
    ended = await panel.close(Wanted.all())
    assert ended.outcome is Outcome.VERIFIED_FLAT
    assert any(isinstance(event, CommandChanged) for event in heard)
    assert {(what, str(error)) for what, error in panel.lost} == {("listener", "cannot paint")}
    panel.lost.clear()
    await panel.session.stop()
    panel.lost.clear()


async def test_a_sign_in_that_is_cancelled_leaves_no_connection_open(rig: Rig) -> None:
    panel = rig.panel()
    real = panel.session._parts.connector
    rig.panels.remove(panel)
    asked, closed = asyncio.Event(), asyncio.Event()

    class Silent:
        async def read_accounts(self, *, priority: Priority = Priority.READ) -> None:
            asked.set()
            await asyncio.Event().wait()

        async def aclose(self) -> None:
            closed.set()

    panel = rig.panel(disk=panel.disk, connector=lambda token: replace(real(token), service=cast(Service, Silent())))
    entering = asyncio.ensure_future(panel.session.sign_in(Token(TOKEN), remember=False))
    await asked.wait()
    entering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await entering
    assert closed.is_set() and not panel.session.signed_in


async def test_a_sign_in_that_is_cancelled_while_it_waits_for_its_turn_leaves_no_connection_open(rig: Rig) -> None:
    panel = rig.panel()
    real = panel.session._parts.connector
    rig.panels.remove(panel)
    asked, closed = asyncio.Event(), asyncio.Event()

    class Quick:
        async def read_accounts(self, *, priority: Priority = Priority.READ) -> AccountsRead:
            asked.set()
            return AccountsRead(())

        async def aclose(self) -> None:
            closed.set()

    panel = rig.panel(disk=panel.disk, connector=lambda token: replace(real(token), service=cast(Service, Quick())))
    async with panel.session._keeper._changing:
        entering = asyncio.ensure_future(panel.session.sign_in(Token(TOKEN), remember=False))
        await asked.wait()
        await asyncio.sleep(0)
        entering.cancel()
        with pytest.raises(asyncio.CancelledError):
            await entering
    assert closed.is_set() and not panel.session.signed_in


async def test_a_task_that_does_not_end_with_its_connection_is_told(rig: Rig) -> None:
    panel = rig.panel()
    real = panel.session._parts.connector
    rig.panels.remove(panel)
    free = asyncio.Event()

    class Stubborn:
        async def events(self) -> AsyncIterator[StreamEvent]:
            yield StreamOpened()
            while not free.is_set():
                with contextlib.suppress(asyncio.CancelledError):
                    await free.wait()

        def subscribe(self, instruments: Iterable[str]) -> None:
            """Nothing to ask for."""

        async def close(self) -> None:
            """Nothing to close."""

    panel = rig.panel(disk=panel.disk, connector=lambda token: replace(real(token), stream=Stubborn()))
    await panel.session.start(Token(TOKEN))
    await panel.until(lambda: panel.session.link.stream is StreamState.OPEN)
    await panel.session.sign_out()
    assert [(what, str(error)) for what, error in panel.lost] == [("stream", "stream did not end with its connection")]
    panel.lost.clear()
    free.set()
    await asyncio.sleep(0)
