"""The close dialog: one position, one plan in words, one send. Not modal; the feed goes on below it."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.closing import ClosePlan, Form, Wanted
from ctpanel.domain.command import Command
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.if_stopped import words as if_stopped_words
from ctpanel.domain.orders_known import OrderGap
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.text import Text
from ctpanel.session.events import CommandChanged, PictureChanged, SessionEvent, SpecsChanged
from ctpanel.session.preferences import Preferences
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs import close_words as words
from ctpanel.ui.dialogs.close_fields import CloseFields
from ctpanel.ui.dialogs.close_presenter import ButtonFace, ClosePresenter, Deed
from ctpanel.ui.dialogs.close_summary import summary_text
from ctpanel.ui.dialogs.hearing import Hearing
from ctpanel.ui.dialogs.help_key import HelpKey
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.leftover_offers import LeftoverOffers
from ctpanel.ui.dialogs.orders_affected import OrdersAffected, order_lines
from ctpanel.ui.dialogs.outcome_strip import OutcomeStrip
from ctpanel.ui.dialogs.panel_dialog import PanelDialog
from ctpanel.ui.dialogs.position_head import PositionHead
from ctpanel.ui.dialogs.roomy import ScrolledMiddle, grow
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.waiting_focus import WaitingFocus
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.style_sheet import mark, set_style_property
from ctpanel.ui.widgets.hold_button import HoldButton
from ctpanel.ui.widgets.hold_gesture import ConfirmMode
from ctpanel.ui.widgets.safe_text import safe_text

_TICK_MS: Final = 500
_WIDTH: Final = 500
_BOUNCE_S: Final = 0.35


class ClosePositionDialog(PanelDialog):
    """Title starts with ``Close position``. ``explain`` carries the word whose meaning the user asks for.

    Closing it never cancels a command; a press that still waits for its fresh read is withdrawn.
    """

    explain = Signal(object)

    def __init__(self, kit: DialogKit, key: PositionKey, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self._kit = kit
        self._key = key
        self._presenter = ClosePresenter(kit.session, key, self._render)
        self._shown = ButtonFace(words.NOTHING_OPEN)
        self._head = PositionHead(kit, key, self)
        self._fields = CloseFields(kit, self)
        self._summary = Sentence("Summary", "", self)
        self._orders = OrdersAffected(kit.theme, self)
        self._send = HoldButton(kit.theme, "Send close", self, now=kit.session.now)
        self._focus = WaitingFocus(self._send, self._orders)
        self._note = Sentence("Note", "", self)
        self._outcome = OutcomeStrip(kit, self)
        self._leftovers = LeftoverOffers(kit, key, self)
        self._stopped = Sentence("If stopped", "", self)
        self._leave = QPushButton(tr("C&lose window"), self)
        self._clock = QTimer(self)
        self._hearing = Hearing(self)
        self._opened = False
        self._build()
        self._connect()
        self._render()
        self._opened = True

    @property
    def key(self) -> PositionKey:
        """The position that this dialog closes, and the only one."""
        return self._key

    def choose(self, wanted: Wanted) -> None:
        """Put a wish into the inputs, as if the user had touched them."""
        if wanted.form is Form.ALL:
            self._presenter.everything()
        elif wanted.form is Form.CONTRACTS:
            self._presenter.typed(wanted.amount)
        else:
            self._presenter.slid(wanted.amount)
        # Chosen outside of this window: the second click of a nervous hand must not land on the button.
        self._send.rest()

    def showEvent(self, event: QShowEvent) -> None:
        """Opens high enough for all that it says."""
        super().showEvent(event)
        grow(self, self._middle)

    def event(self, event: QEvent, /) -> bool:
        """Words inside tell a turn late, when they have got their font, that they need another line."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self._opened and self.isVisible():
            grow(self, self._middle)
        return handled

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._leave.setAutoDefault(False)
        self._leave.setAccessibleName("Close window")
        mark(self._note, "danger-text")
        self._middle = ScrolledMiddle(self._middle_content(), self)
        spacing = self._kit.theme.tokens.spacing
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self._leave)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.wide)
        rows.setSpacing(spacing.base)
        rows.addWidget(self._middle, 1)
        rows.addWidget(self._note)
        rows.addWidget(self._send)
        rows.addWidget(self._outcome)
        rows.addWidget(self._leftovers)
        rows.addLayout(bottom)
        self._set_tab_order()
        self.resize(round(_WIDTH * self._kit.theme.tokens.scale), 0)
        self._fields.spin.setFocus()
        self._fields.spin.selectAll()

    def _middle_content(self) -> QWidget:
        spacing = self._kit.theme.tokens.spacing
        content = QWidget(self)
        card = QFrame(content)
        mark(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(spacing.wide, spacing.wide, spacing.wide, spacing.wide)
        inside.addWidget(self._fields)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(spacing.wide)
        rows.addWidget(self._head)
        rows.addWidget(card)
        rows.addWidget(self._summary)
        rows.addWidget(self._orders, 1)
        rows.addWidget(self._stopped)
        # Room for four lines, so that a longer sentence does not push the table about.
        self._summary.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self._summary.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return content

    def _set_tab_order(self) -> None:
        chain = (*self._fields.in_tab_order(), self._orders, self._send, *self._outcome.in_tab_order())
        chain = (*chain, *self._leftovers.in_tab_order(), self._leave)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        presenter, kit = self._presenter, self._kit
        self._fields.typed.connect(presenter.typed)
        self._fields.slid.connect(presenter.slid)
        self._fields.everything.connect(presenter.everything)
        self._fields.done.connect(self._aim)
        self._send.confirmed.connect(self._confirmed)
        self._leave.clicked.connect(self.reject)
        self._outcome.explain.connect(self._explain)
        self._outcome.give_up.connect(self._give_up)
        self._leftovers.refused.connect(presenter.tell)
        self._clock.timeout.connect(self._tick)
        self._clock.start(_TICK_MS)
        self._hearing.add(presenter.end)
        self._hearing.add(kit.session.listen(self._hear))
        self._hearing.add(kit.preferences.listen(self._preferences_changed))
        self._hearing.add(kit.session.expect_press())
        self._help_key = HelpKey(kit, self, self._hearing, self._explain)

    # ------------------------------------------------------------------ news

    def _hear(self, event: SessionEvent) -> None:
        if isinstance(event, CommandChanged):
            if event.command.plan.scope.overlaps(Scope(*self._key)):
                self._presenter.step(event.command)
        elif isinstance(event, PictureChanged):
            if self._concerns(event):
                self._presenter.refresh()
        elif isinstance(event, SpecsChanged) and event.instrument == self._key.instrument:
            self._render()

    def _concerns(self, event: PictureChanged) -> bool:
        account, positions = self._key.account, event.positions
        here = (positions.added, positions.changed, positions.removed)
        named = (*event.accounts.added, *event.accounts.changed, *event.orders.added, *event.orders.changed)
        return any(self._key in keys for keys in here) or account in named or account in event.orders.removed

    def _preferences_changed(self, _now: Preferences) -> None:
        self._render()

    def _tick(self) -> None:
        self._head.show_age(self._presenter.stamp, reads_first=self._presenter.reads_first)
        self._summary.setText(self._kit.say(summary_text(self._kit, self._presenter)))

    # ------------------------------------------------------------------ pressing

    def _confirmed(self) -> None:
        if self._presenter.press(self._shown):
            self._kit.spawn(self._read(), "fresh read before a close")

    async def _read(self) -> None:
        read: FreshRead | None = None
        try:
            read = await self._kit.session.read_fresh(self._key, with_orders=False)
        finally:
            # Whatever ended the read: the button must not stay at "Reading…".
            self._presenter.take(read)

    def _give_up(self) -> None:
        command = self._outcome.command
        if command is not None:
            self._kit.spawn(self._give_up_lease(command), "giving up a lease")

    async def _give_up_lease(self, command: Command) -> None:
        told = await self._kit.session.give_up_lease(command.id)
        if self._presenter.ended:
            return
        self._outcome.tell(told)
        self._presenter.refresh()

    def _explain(self) -> None:
        command = self._outcome.command
        self.explain.emit(command.topic if command is not None else None)

    # ------------------------------------------------------------------ showing

    def _render(self) -> None:
        presenter, kit = self._presenter, self._kit
        spec = kit.session.spec(self._key.instrument)
        decimals = spec.decimals if spec else 2
        account = safe_text(kit.style().account(self._key.account))
        instrument = safe_text(self._key.instrument)
        title = Text("Close position: {instrument}, {account}", instrument=instrument, account=account)
        self.setWindowTitle(kit.say(title))
        # The name by which automation finds it is the same in every language.
        self.setAccessibleName(str(title))
        self._head.refresh_names()
        self._head.show_position(presenter.position, kit.session.snapshot.currency_of(self._key.account), decimals)
        self._tick()
        self._fields.show_form(presenter.form, chosen=presenter.chosen)
        if presenter.position is None:
            self._fields.show_nothing_open()
        self._show_orders(decimals)
        self._show_button()
        self._outcome.show_command(presenter.command)
        self._show_risk()
        self._show_end()
        if self.isVisible():
            grow(self, self._middle)

    def _show_button(self) -> None:
        before, self._shown = self._shown, self._presenter.face()
        self._send.setText(self._kit.say(self._shown.words))
        self._send.set_mode(self._kit.confirm_mode(self._key.account))
        pressable = self._shown.deed is not Deed.NOTHING
        self._focus.enable(pressable)
        if pressable and self._opened and self._shown != before and not self._presenter.by_hand:
            self._send.rest()
        said = self._kit.say(self._presenter.note) if self._presenter.note else ""
        # A service's own words may name the account.
        self._note.setText(self._kit.style().without(self._key.account, said))
        self._note.setVisible(bool(self._note.text()))
        set_style_property(self._summary, "part", "danger-text" if self._shown.deed is Deed.REVIEW else "")

    def _aim(self) -> None:
        """Enter after an amount leads to the button and sends nothing; nor does a key that bounces there."""
        if self._send.isEnabled():
            if self._kit.confirm_mode(self._key.account) is ConfirmMode.ONE_PRESS:
                self._send.rest(_BOUNCE_S)
            self._send.setFocus()

    def _show_orders(self, decimals: int) -> None:
        presenter = self._presenter
        orders, plan = presenter.orders(), presenter.plan()
        usable = isinstance(plan, ClosePlan) and presenter.chosen and presenter.changed() is None
        known = () if isinstance(orders, OrderGap) else orders
        lines = order_lines(self._kit, plan if usable and isinstance(plan, ClosePlan) else None, known, decimals)
        empty = orders.words() if isinstance(orders, OrderGap) else Text("No working orders on this instrument.")
        self._orders.say(lines, self._kit.say(empty))

    def _show_risk(self) -> None:
        """What the working orders can do: the loss at the stop, and what is too big or left over."""
        position, joined = self._presenter.position, self._presenter.orders_joined()
        orders = None if isinstance(joined, OrderGap) else joined
        spec = self._kit.session.spec(self._key.instrument)
        row = self._kit.session.snapshot.accounts.get(self._key.account)
        stopped = if_stopped_words(position, orders, spec, row.account if row else None) if position else None
        self._stopped.setText(self._kit.say(stopped) if stopped else "")
        self._stopped.setVisible(stopped is not None)
        freed = self._leftovers.height() if self._leftovers.isVisible() else 0
        self._leftovers.show_state(position, orders if self._presenter.stamp else None)
        if freed and self._leftovers.isHidden():
            # The table would fill the room with nothing.
            self.resize(self.width(), self.height() - freed)

    def _show_end(self) -> None:
        command = self._presenter.command
        flat = command is not None and command.outcome is Outcome.VERIFIED_FLAT and self._presenter.position is None
        mark(self._leave, "primary" if flat else "quiet")
