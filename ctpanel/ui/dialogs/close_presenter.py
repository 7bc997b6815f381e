"""What the close dialog shows and what a press on its button does; free of Qt.

The rules that it keeps: a press acts only on the words that were shown when it was made; a side or size that changed
needs a press of its own before anything can be sent; a row older than two seconds is read first, once; after one send
the user has to choose again, so that a storm of clicks closes once.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from ctpanel.domain.close_form import CloseForm
from ctpanel.domain.closing import ClosePlan, plan_close
from ctpanel.domain.command import Command
from ctpanel.domain.freshness import PRESS_LIMIT_S, Freshness, freshness
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.orders_known import Known
from ctpanel.domain.position import Position
from ctpanel.domain.record import record
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.snapshot import Stamp
from ctpanel.domain.text import Text
from ctpanel.session.view import FreshRead, PanelSession
from ctpanel.ui.dialogs import close_words as words
from ctpanel.ui.dialogs.position_watch import PositionWatch


class Deed(Enum):
    """What a press of the button does."""

    NOTHING = "nothing"
    SEND = "send"
    SEND_UNREAD = "send without a fresh read"
    REVIEW = "review"


@record
class ButtonFace:
    """The words on the button and what a press on them does; NOTHING is a disabled button."""

    words: Text
    deed: Deed = Deed.NOTHING


class _Phase(Enum):
    ARMED = "armed"
    CHANGED = "changed"
    UNREAD = "unread"
    SPENT = "spent"


class ClosePresenter:
    """State of one close dialog. ``on_change`` is called after everything that may have changed what is shown.

    ``seen`` is the position that the user was shown and that every plan is made for; ``live`` the one that is known
    at this moment. They differ in side or size only until the change is reviewed.
    """

    def __init__(self, session: PanelSession, key: PositionKey, on_change: Callable[[], None]) -> None:
        self.key = key
        self._session = session
        self._on_change = on_change
        self._phase = _Phase.ARMED
        self._watch = PositionWatch(session, key)
        self._failed_at = 0.0
        self._asked_at = 0.0
        self._reading = False
        self._pressed: ClosePlan | None = None
        self._note: Text | None = None
        self._ended = False
        self._by_hand = False
        self._command: Command | None = session.command_on(key)
        if self._command is not None:
            # Opened to look at a command that is on its way: nothing has been chosen here.
            self._phase = _Phase.SPENT
        self._seen = self._live
        self._form = CloseForm(self._live.quantity if self._live else 0)

    # ------------------------------------------------------------------ what is shown

    @property
    def form(self) -> CloseForm:
        """The inputs and which of them decides."""
        return self._form

    @property
    def position(self) -> Position | None:
        """The position as it is known now; None when it is flat, or with no stamp when nothing is known."""
        return self._watch.position

    @property
    def stamp(self) -> Stamp | None:
        """When that was true; None when it was never seen."""
        return self._watch.stamp

    @property
    def is_stale(self) -> bool:
        """Whether the position is past the limit up to which a value counts as that of now."""
        return self.stamp is not None and freshness(self.stamp.at, self._session.now()) is Freshness.STALE

    @property
    def reads_first(self) -> bool:
        """Whether a press now would read the position again before anything is sent."""
        return self.face().deed is Deed.SEND and self._is_old()

    @property
    def chosen(self) -> bool:
        """Whether the inputs say something that can be sent; after a send they only follow the position."""
        return self._phase is not _Phase.SPENT

    @property
    def command(self) -> Command | None:
        """The latest command on this position, whoever pressed it."""
        return self._command

    @property
    def note(self) -> Text | None:
        """What became of the last press, when it did not lead to a command."""
        return self._note

    @property
    def by_hand(self) -> bool:
        """Whether the change that is being told is the user's own choice in the inputs, and not news."""
        return self._by_hand

    @property
    def ended(self) -> bool:
        """Whether the dialog was closed."""
        return self._ended

    def plan(self) -> ClosePlan | Refusal:
        """The plan for what the user was shown, or why there is none."""
        if self._seen is None:
            return Refusal(Reason.NO_POSITION, words.FLAT)
        if self._form.mistyped:
            return Refusal(Reason.SIZE, words.mistyped(self._form))
        return plan_close(self._seen, self._form.wanted)

    def changed(self) -> Text | None:
        """The sentence about a change that has not been reviewed yet."""
        if self._phase is not _Phase.CHANGED or self._live is None:
            return None
        return words.changed_summary(self._seen, self._live)

    def orders(self) -> Known:
        """Working orders of this instrument as they were listed last."""
        return self._watch.orders()

    def orders_joined(self) -> Known:
        """The same, but only where they are of one moment with the position."""
        return self._watch.orders_joined()

    def face(self) -> ButtonFace:
        """The button at this moment."""
        holder = self._session.command_on(self.key)
        if holder is not None:
            return ButtonFace(words.lease_button(holder))
        if self._reading:
            return ButtonFace(words.READING)
        if self._live is None:
            return ButtonFace(words.NOTHING_OPEN)
        if self._phase is _Phase.CHANGED:
            return ButtonFace(words.changed_button(self._seen, self._live), Deed.REVIEW)
        if self._phase is _Phase.SPENT:
            return ButtonFace(words.CHOOSE if self._has_verified() else words.CHOOSE_AGAIN)
        plan = self.plan()
        if isinstance(plan, Refusal):
            return ButtonFace(words.NOT_POSSIBLE)
        if self._phase is _Phase.UNREAD:
            return ButtonFace(words.unread_button(plan), Deed.SEND_UNREAD)
        return ButtonFace(plan.button(), Deed.SEND)

    # ------------------------------------------------------------------ what happens

    def typed(self, contracts: int | str | None) -> None:
        """The user typed a number of contracts, a text that is none, or cleared the field."""
        self._touch(self._form.typed(contracts))

    def slid(self, percent: int) -> None:
        """The user chose a percentage."""
        self._touch(self._form.slid(percent))

    def everything(self) -> None:
        """The user chose All."""
        self._touch(self._form.everything())

    def refresh(self) -> None:
        """The picture may have changed."""
        self._follow()
        self._on_change()

    def step(self, command: Command) -> None:
        """A command on this position made a step."""
        shown = self._command
        if command.is_running and (shown is None or shown.id != command.id):
            # Whatever was not sent before, this one is on its way.
            self._note = None
        if shown is None or shown.id == command.id or command.holds_lease or not shown.is_running:
            self._command = command
        self.refresh()

    def press(self, shown: ButtonFace) -> bool:
        """The button was pressed while it looked like ``shown``. True: the position has to be read first.

        The caller then reads it and hands the result to :meth:`take`. Nothing happens when the button would look
        different by now.
        """
        self._follow()
        needs_read = not self._ended and self.face() == shown and self._act(shown.deed)
        self._on_change()
        return needs_read

    def take(self, read: FreshRead | None) -> None:
        """The result of the fresh read that a press asked for; None when it ended without one."""
        self._reading = False
        if self._ended:
            return
        if read is None or read.fault is not None:
            self._failed(read)
        else:
            self._watch.take(read, self._asked_at)
            self._follow()
            self._send_after_read()
        self._pressed = None
        self._on_change()

    def tell(self, note: Text) -> None:
        """Something else that the dialog offers was not sent, and why; it stays until the user goes on."""
        self._note = note
        self._on_change()

    def end(self) -> None:
        """The dialog was closed: a press that still waits for its read is withdrawn."""
        self._ended = True
        self._pressed = None

    # ------------------------------------------------------------------ inside

    @property
    def _live(self) -> Position | None:
        return self._watch.position

    def _touch(self, form: CloseForm) -> None:
        if self._live is None:
            return
        if self._phase is _Phase.SPENT:
            self._phase = _Phase.ARMED
        if self._pressed:
            self._note = words.BACK_TO_READ
        elif self._phase is not _Phase.UNREAD:
            self._note = None
        self._form, self._pressed = form, None
        self._by_hand = True
        try:
            self._on_change()
        finally:
            self._by_hand = False

    def _follow(self) -> None:
        self._watch.look()
        live, seen, stamp = self._live, self._seen, self._watch.stamp
        if self._phase is _Phase.UNREAD and stamp is not None and stamp.at > self._failed_at:
            self._phase, self._note = _Phase.ARMED, None
        if self._phase is _Phase.SPENT:
            if live is not None:
                self._adopt(live)
            return
        if live is None:
            self._vanished()
        elif seen is None or (live.side, live.quantity) != (seen.side, seen.quantity):
            self._withdraw()
        elif self._phase is not _Phase.CHANGED:
            self._seen = live

    def _vanished(self) -> None:
        if self._seen is not None:
            self._note = words.FLAT_UNSENT if self._watch.stamp else words.NOT_KNOWN
            self._withdraw()
            self._seen = None

    def _withdraw(self) -> None:
        """Whatever was armed or pressed is so no more."""
        self._phase = _Phase.CHANGED
        self._pressed = None

    def _adopt(self, live: Position) -> None:
        self._seen = live
        if self._form.open_size != live.quantity:
            self._form = self._form.resized(live.quantity)

    def _act(self, deed: Deed) -> bool:
        if deed is Deed.REVIEW and self._live is not None:
            self._adopt(self._live)
            self._phase, self._note = _Phase.ARMED, None
        elif deed in (Deed.SEND, Deed.SEND_UNREAD):
            plan = self.plan()
            if isinstance(plan, ClosePlan):
                if deed is Deed.SEND and self._is_old():
                    self._reading, self._pressed, self._note = True, plan, None
                    self._asked_at = self._session.now()
                    return True
                self._send(plan)
        return False

    def _has_verified(self) -> bool:
        outcome = self._command.outcome if self._command else None
        return outcome is not None and outcome.is_verified

    def _is_old(self) -> bool:
        stamp = self._watch.stamp
        return stamp is None or self._session.now() - stamp.at > PRESS_LIMIT_S

    def _failed(self, read: FreshRead | None) -> None:
        self._note = words.unread_note(read.fault) if read and read.fault else words.READ_LOST
        if self._phase is _Phase.ARMED:
            self._phase = _Phase.UNREAD
            self._failed_at = self._session.now()

    def _send_after_read(self) -> None:
        """Send what was pressed, unless the read showed a change or the user has touched something since."""
        if self._pressed is None or self._session.command_on(self.key) is not None:
            return
        plan = self.plan()
        if isinstance(plan, ClosePlan):
            self._send(plan)

    def _send(self, plan: ClosePlan) -> None:
        self._phase, self._note = _Phase.SPENT, None
        answer = self._session.close(plan)
        if isinstance(answer, Refusal):
            self._note = answer.text
