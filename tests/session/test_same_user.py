"""Two profiles with the token of one user: the same positions, so the same leases."""

from __future__ import annotations

from pathlib import Path

from ctpanel.domain.closing import Wanted
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.refusal import Refusal
from ctpanel.wiring.journal import JournalPlug
from tests.session.rig import MES, PROFILE, TOKEN, Disk, Panel, Rig, until


async def of_profile(rig: Rig, profile: str) -> Panel:
    """A window of its own, on the same folder and with the same token."""
    disk = rig.disk()
    return await rig.start(disk=disk, journal=plug(rig, disk, profile))


def plug(rig: Rig, disk: Disk, profile: str) -> JournalPlug:
    return JournalPlug(disk.journal, profile, rig.server.base_url)


async def test_a_close_in_one_profile_keeps_the_other_back(rig: Rig) -> None:
    rig.control.set_faults("latency:close:seconds=3")
    one, other = await of_profile(rig, "Main"), await of_profile(rig, "Second")
    plan = await other.plan(Wanted.all())
    pressed = await one.press(Wanted.all())
    refused = other.session.close(plan)
    assert isinstance(refused, Refusal)
    assert "Another window" in str(refused.text)
    rig.control.clear_faults()
    assert (await one.ended(pressed)).outcome is Outcome.VERIFIED_FLAT
    assert len(rig.closes()) == 1


async def test_another_address_is_another_user(rig: Rig) -> None:
    rig.control.set_faults("latency:close:seconds=2")
    one = await of_profile(rig, "Main")
    disk = rig.disk()
    other = await rig.start(disk=disk, journal=JournalPlug(disk.journal, "Second", "https://elsewhere.example"))
    pressed = await one.press(Wanted.contracts(1))
    taken = other.session.close(await other.plan(Wanted.contracts(1)))
    assert isinstance(taken, str)
    await one.ended(pressed)
    await other.ended(taken)


async def test_what_one_profile_left_open_is_taken_over_and_proven_by_the_other(rig: Rig) -> None:
    rig.control.set_faults("latency:close:seconds=0.3")
    one = await of_profile(rig, "Main")
    pressed = await one.press(Wanted.all())
    await one.until(lambda: rig.closes())
    await rig.crash(one)
    rig.control.clear_faults()
    other = await of_profile(rig, "Second")
    assert other.command(pressed).recovered
    await other.until(lambda: not other.command(pressed).holds_lease)
    assert other.command(pressed).outcome is Outcome.VERIFIED_FLAT
    assert (rig.net(), len(rig.closes())) == (0, 1)
    assert other.journaled(pressed).pressed.profile == "Main"


async def test_what_another_user_left_open_is_not_judged_by_this_ones_positions(rig: Rig) -> None:
    """The account has the same name for both, and is flat here, as was planned there."""
    rig.control.set_faults("latency:close:seconds=0.3")
    disk = rig.disk()
    one = await rig.start(disk=disk, journal=JournalPlug(disk.journal, PROFILE, "https://elsewhere.example"))
    pressed = await one.press(Wanted.all())
    await one.until(lambda: rig.closes())
    await rig.crash(one)
    rig.control.clear_faults()
    await until(lambda: rig.net() == 0)
    other = await of_profile(rig, PROFILE)
    await other.until(lambda: other.session.snapshot.accounts and MES not in other.session.snapshot.positions)
    left = other.command(pressed)
    assert (left.outcome, left.holds_lease, left.unprovable) == (Outcome.UNKNOWN, True, True)
    assert "another token" in other.notices()
    told = await other.session.give_up_lease(pressed)
    assert "You allowed a new close" in str(told)
    assert (other.command(pressed).outcome, other.command(pressed).holds_lease) == (Outcome.UNKNOWN, False)
    assert other.journaled(pressed).outcome is None


async def test_the_one_who_sent_it_proves_it_at_the_next_start(rig: Rig) -> None:
    rig.control.set_faults("latency:close:seconds=0.3")
    one = await of_profile(rig, PROFILE)
    pressed = await one.press(Wanted.all())
    await one.until(lambda: rig.closes())
    await rig.crash(one)
    rig.control.clear_faults()
    disk = rig.disk()
    other = await rig.start(disk=disk, journal=JournalPlug(disk.journal, PROFILE, "https://elsewhere.example"))
    await other.until(lambda: other.command(pressed).unprovable)
    await rig.crash(other)
    again = await of_profile(rig, PROFILE)
    assert (await again.ended(pressed)).outcome is not Outcome.NOT_SENT
    await again.until(lambda: not again.command(pressed).holds_lease)
    assert again.command(pressed).outcome is Outcome.VERIFIED_FLAT


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_the_token_is_in_no_file(rig: Rig) -> None:
    panel = await of_profile(rig, "Main")
    await panel.close(Wanted.contracts(1))
    told = everything_in(rig.folder)
    assert b"sending" in told
    assert TOKEN.encode() not in told
    assert MES.instrument.encode() in told
