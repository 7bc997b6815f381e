"""One program, two tokens: nothing of one user is read, closed or settled with the other's."""

from __future__ import annotations

import asyncio

from ctpanel.domain.closing import Wanted
from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.session.ports import VaultTrouble
from tests.session.conftest import MakeRig
from tests.session.rig import MES, MemoryVault, Rig

OTHER = "tok_of-another-user-0123456789abcdef"


class SlowVault(MemoryVault):
    """A keyring that waits for its user."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = asyncio.Event()

    async def load(self) -> Token | None:
        await self.opened.wait()
        return Token(OTHER)


class TiredVault(SlowVault):
    """Its user never came."""

    async def load(self) -> Token | None:
        await self.opened.wait()
        raise VaultTrouble(Text("The system keyring has not answered for 60 s."))


async def test_a_keyring_that_waits_for_its_user_is_told_until_it_answers(rig: Rig) -> None:
    vault = SlowVault()
    panel = rig.panel(vault=vault)
    starting = asyncio.ensure_future(panel.session.start())
    await panel.until(lambda: "keyring has not answered yet" in panel.notices())
    assert "in another window" in panel.notices()
    vault.opened.set()
    await starting
    assert "keyring" not in panel.notices()


async def test_a_keyring_that_gives_up_is_no_trouble_once_the_user_is_in(rig: Rig) -> None:
    vault = TiredVault()
    panel = rig.panel(vault=vault)
    starting = asyncio.ensure_future(panel.session.start())
    await panel.until(lambda: "keyring has not answered yet" in panel.notices())
    assert (await panel.session.sign_in(Token(rig.server.token), remember=False)).accepted
    assert "keyring" not in panel.notices()
    vault.opened.set()
    await starting
    assert "nothing can be read or closed" not in panel.notices(), "it can"


async def test_a_keyring_that_answers_in_time_is_not_mentioned(rig: Rig) -> None:
    told: list[str] = []
    panel = rig.panel()
    panel.session.listen(lambda _event: told.append(panel.notices()))
    await panel.session.start()
    assert "keyring" not in "".join(told)
    await asyncio.sleep(0)
    assert [task.get_name() for task in asyncio.all_tasks() if "keyring" in task.get_name()] == []


async def test_a_late_keyring_does_not_replace_the_token_that_was_entered(rig: Rig) -> None:
    vault = SlowVault()
    panel = rig.panel(vault=vault)
    starting = asyncio.ensure_future(panel.session.start())
    await asyncio.sleep(0)
    signed = await panel.session.sign_in(Token(rig.server.token), remember=False)
    assert signed.accepted
    vault.opened.set()
    await starting
    assert (await panel.close(Wanted.contracts(1))).outcome is not None
    assert rig.net() == 3


async def test_another_token_starts_with_an_empty_picture(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None)
    panel = await rig.start()
    await panel.position()
    pictures = []
    panel.session.listen(lambda _event: pictures.append(len(panel.session.snapshot.positions)))
    # The simulator knows one user; the other one is refused, so the connection itself is what is looked at.
    connection = panel.session._access.connect(Token(OTHER))
    await panel.session._keeper.use(connection, Token(OTHER))
    assert pictures[0] == 0 or 0 in pictures
    assert MES not in panel.session.snapshot.positions


async def test_another_token_waits_until_every_command_is_settled(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("lost-request:close")
    command = await panel.close(Wanted.contracts(1))
    assert command.holds_lease
    refused = await panel.session.sign_in(Token(OTHER), remember=False)
    assert not refused.accepted and "no clear outcome" in str(refused.text)
    assert (await panel.session.sign_in(Token(rig.server.token), remember=False)).accepted
