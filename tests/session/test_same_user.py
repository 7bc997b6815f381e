"""Two profiles with the token of one user: the same positions, so the same leases."""

from __future__ import annotations

from pathlib import Path

from ctpanel.domain.closing import Wanted
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.refusal import Refusal
from ctpanel.wiring.journal import JournalPlug
from tests.session.rig import MES, TOKEN, Disk, Panel, Rig


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


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_the_token_is_in_no_file(rig: Rig) -> None:
    panel = await of_profile(rig, "Main")
    await panel.close(Wanted.contracts(1))
    told = everything_in(rig.folder)
    assert b"sending" in told
    assert TOKEN.encode() not in told
    assert MES.instrument.encode() in told
