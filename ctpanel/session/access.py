"""The token on its way in and out: tried against the service, kept by the keyring if the user wants it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ctpanel.domain.faults import FaultKind, ServiceFault
from ctpanel.domain.notice import Severity
from ctpanel.domain.text import Text, joined
from ctpanel.domain.token import Token
from ctpanel.session.clock import Clock
from ctpanel.session.fault_words import sign_in_trouble
from ctpanel.session.notices import Message, NoticeBoard
from ctpanel.session.ports import Connection, Connector, TokenVault, VaultTrouble
from ctpanel.session.tasks import TaskScope
from ctpanel.session.view import SignIn

_ACCEPTED: Final = Text("The service accepts this token.")
_NT8_AWAY: Final = Text(
    "The service accepts this token, but NinjaTrader is not connected. Start NinjaTrader and check that the CrossTrade "
    "add-on shows Connected; positions appear by themselves."
)
_UNLOCK: Final = Text("Unlock the keyring and start again, or enter the token; it is then kept for this session.")
_KEYRING: Final = "keyring"
_ENTER: Final = Text("Enter the token at each start; it is kept until the program ends.")
_ASKED: Final = Text("The system keyring has not answered yet.")
_LOOK: Final = Text("It may be waiting for your answer in another window. You can also enter the token here.")
_MEANS: Final = Text("Without the token nothing can be read or closed from here.")
#: A keyring that asks nobody answers sooner.
_PATIENCE_S: Final = 0.5


class Access:
    """Tries, stores and forgets tokens. It never logs, shows or returns one, except to the connector."""

    def __init__(
        self, connector: Connector, vault: TokenVault, board: NoticeBoard, clock: Clock, tasks: TaskScope
    ) -> None:
        self._connector = connector
        self._vault = vault
        self._board = board
        self._clock = clock
        self._tasks = tasks

    async def stored(self, wanted: Callable[[], bool]) -> Token | None:
        """The token of an earlier run. A keyring that takes long or cannot be read is told as a notice.

        Nothing is told that is not ``wanted`` any more: the user may have entered a token meanwhile.
        """
        waiting = self._tasks.spawn(self._wait(wanted), "wait for the keyring")
        try:
            token = await self._vault.load()
        except VaultTrouble as trouble:
            self._board.clear(_KEYRING)
            if wanted():
                self._tell(trouble.text, _ENTER if trouble.no_keyring else _UNLOCK)
            return None
        finally:
            waiting.cancel()
        self._board.clear(_KEYRING)
        return token

    def connect(self, token: Token) -> Connection:
        """A connection for a token; nothing is sent yet."""
        return self._connector(token)

    async def try_out(self, token: Token) -> tuple[SignIn, Connection | None]:
        """Ask the service for the accounts; its refusals become one sentence with the next step.

        The connection is there when the token was accepted, and closed in every other case, a cancellation included.
        """
        connection = self._connector(token)
        try:
            result = await _asked(connection)
        except BaseException:
            await connection.service.aclose()
            raise
        if result.accepted:
            # Said when the start found no token: it is here now.
            self._board.clear(_KEYRING)
            return result, connection
        await connection.service.aclose()
        return result, None

    async def keep(self, token: Token, result: SignIn) -> SignIn:
        """Store the token; when the keyring refuses, say why. Where it is then, whoever asked says."""
        try:
            await self._vault.store(token)
        except VaultTrouble as trouble:
            return SignIn(True, joined([result.text, trouble.text]), stored=False)
        return SignIn(True, result.text, stored=True)

    async def forget(self) -> Text:
        """Remove the stored token."""
        try:
            await self._vault.forget()
        except VaultTrouble as trouble:
            if not trouble.no_keyring:
                return Text("The token is not used here any more. {why} The keyring still has it.", why=trouble.text)
        return Text("The token is forgotten.")

    async def _wait(self, wanted: Callable[[], bool]) -> None:
        await self._clock.sleep(_PATIENCE_S)
        if wanted():
            self._tell(_ASKED, _LOOK)

    def _tell(self, what: Text, action: Text) -> None:
        self._board.post(Message(_KEYRING, Severity.WARNING, what, _MEANS, action))


async def _asked(connection: Connection) -> SignIn:
    try:
        read = await connection.service.read_accounts()
    except ServiceFault as fault:
        if fault.kind is FaultKind.NT8_AWAY:
            return SignIn(True, _NT8_AWAY)
        return SignIn(False, sign_in_trouble(fault))
    return SignIn(True, _ACCEPTED if read.accounts else _NT8_AWAY)
