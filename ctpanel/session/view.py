"""What the window may ask of the session: the one protocol between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from ctpanel.domain.account import AccountClass
from ctpanel.domain.activity import ActivityFilter, ActivityPage
from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.command import Command
from ctpanel.domain.faults import ServiceFault
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.link import Link
from ctpanel.domain.notice import Notice
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.plan import Plan
from ctpanel.domain.position import Position
from ctpanel.domain.record import record
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.session.bulk import BulkRun
from ctpanel.session.events import Listener


@record
class FreshRead:
    """One position and its working orders, read just now. With ``fault`` set, nothing is known from this read.

    ``position`` None without a fault means that the position is not open any more. ``orders`` None means that they
    could not be read, or were not asked for.
    """

    position: Position | None = None
    orders: tuple[WorkingOrder, ...] | None = None
    fault: ServiceFault | None = None


@record
class SignIn:
    """What became of a token. ``accepted`` says that the service took it; ``text`` is a sentence with the next step.

    ``stored`` is True when the keyring holds it now; otherwise it lives until the program ends.
    """

    accepted: bool
    text: Text
    stored: bool = False


class PanelSession(Protocol):
    """The session as the window sees it. Everything here returns at once unless it is a coroutine."""

    @property
    def snapshot(self) -> Snapshot:
        """The picture as of now."""
        ...

    @property
    def link(self) -> Link:
        """The link to the service; ``link.state`` is the word to show."""
        ...

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Notices that are not dismissed, newest first."""
        ...

    @property
    def commands(self) -> tuple[Command, ...]:
        """Commands of this run and those that an earlier run left open, newest first."""
        ...

    @property
    def demo(self) -> bool:
        """Whether the service is the built-in simulator."""
        ...

    @property
    def profile(self) -> str:
        """The name of the profile."""
        ...

    @property
    def signed_in(self) -> bool:
        """Whether there is a token to work with. A change comes with :class:`LinkChanged`."""
        ...

    @property
    def can_resize(self) -> bool:
        """Whether the add-on is new enough to replace an instrument's orders; True until it is known not to be."""
        ...

    def now(self) -> float:
        """Monotonic seconds, the clock of every stamp."""
        ...

    def data_age(self) -> float | None:
        """Seconds since the last complete read of all positions (or streamed equivalent); None when there was none."""
        ...

    def budget_estimate(self) -> float:
        """Requests that could leave at once, as far as this program knows (0 to 20)."""
        ...

    def class_of(self, account: str) -> AccountClass:
        """Sim, live or unknown, the user's override included."""
        ...

    def spec(self, instrument: str) -> InstrumentSpec | None:
        """Tick size and point value, once known."""
        ...

    def command_on(self, key: PositionKey) -> Command | None:
        """The command that keeps others from this position, if there is one."""
        ...

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every event, on the loop's thread; returns what ends it."""
        ...

    def refresh(self) -> None:
        """Read everything again now."""
        ...

    def set_watched(self, *, visible: bool) -> None:
        """Whether anybody can see the window; reads are rarer when not."""
        ...

    def expect_press(self) -> Callable[[], None]:
        """A window is open in which something may be sent at any moment: positions are read now, and often.

        Returns what ends it, to be called once.
        """
        ...

    async def read_fresh(self, key: PositionKey, *, with_orders: bool = True) -> FreshRead:
        """Read one position and its orders now, ahead of other reads. Never raises for trouble of the service.

        Without the orders one request is enough for a position that is still open.
        """
        ...

    def close(self, plan: ClosePlan) -> CommandId | Refusal:
        """Journal the plan, take the lease and send it once. A refusal means that nothing was sent."""
        ...

    def send(self, plan: Plan) -> CommandId | Refusal:
        """The same for any plan."""
        ...

    def send_all(self, plans: Sequence[Plan]) -> BulkRun:
        """Send many plans, one after the other within the budget; the run tells and can be stopped in between."""
        ...

    async def give_up_lease(self, command: CommandId) -> Text:
        """The user's explicit step on a command without a clear outcome: read again, tell, and free the position."""
        ...

    def activity(self, wanted: ActivityFilter, limit: int = 200, before: int | None = None) -> ActivityPage:
        """One part of every command ever tried, newest first, from the journal."""
        ...

    def dismiss(self, identity: str) -> None:
        """Remove a notice."""
        ...

    async def sign_in(self, token: Token, *, remember: bool) -> SignIn:
        """Try the token against the service and use it from now on; store it in the keyring when asked to."""
        ...

    async def sign_out(self) -> Text:
        """Forget the token here and in the keyring; last known values stay on the screen, ageing."""
        ...
