"""Listens to the session and tells which of its news are events that a user may want to hear of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from ctpanel.domain.alert import Alert, AlertKind, kind_of
from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId, PositionKey, Scope
from ctpanel.domain.link import LinkState
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.position import Position, Side
from ctpanel.domain.snapshot import Presence
from ctpanel.domain.text import Text
from ctpanel.session.events import CommandChanged, LinkChanged, NoticesChanged, PictureChanged, SessionEvent
from ctpanel.session.view import PanelSession

#: Seconds after a command's end in which a change of its position is still counted as its doing.
OWN_DOING_S: Final = 15.0
_REMEMBERED: Final = 500
_LOST: Final = (LinkState.OFFLINE, LinkState.NOT_AUTHORIZED)
#: Reads go on in these; what is between them and a loss (connecting) says nothing yet.
_THERE: Final = (LinkState.LIVE, LinkState.DEGRADED, LinkState.ELSEWHERE)

Size = tuple[Side, int]


class AlertWatch:
    """``tell`` is called with every event. ``watch_positions`` says whether changed positions are looked for at all.

    Nothing is told twice: an outcome once, a leftover until it is gone, a link when it goes and when it comes back.
    """

    def __init__(
        self, session: PanelSession, tell: Callable[[Alert], None], watch_positions: Callable[[], bool]
    ) -> None:
        self._session = session
        self._tell = tell
        self._watch_positions = watch_positions
        self._outcomes: dict[CommandId, Outcome] = {}
        self._left: set[PositionKey] = set()
        self._was_there = False
        self._missing: AlertKind | None = None
        self._sizes: dict[PositionKey, Size] | None = None
        self._listed: frozenset[str] = frozenset()
        self.close: Callable[[], None] = session.listen(self._hear)

    def _hear(self, event: SessionEvent) -> None:
        match event:
            case PictureChanged():
                self._look_at_positions(event)
            case CommandChanged(command):
                self._look_at(command)
            case NoticesChanged():
                self._look_at_leftovers()
            case LinkChanged():
                self._look_at_link()

    # ------------------------------------------------------------------ commands and what they leave

    def _look_at(self, command: Command) -> None:
        outcome = command.outcome
        if outcome is None or self._outcomes.get(command.id) is outcome:
            return
        self._outcomes[command.id] = outcome
        if len(self._outcomes) > _REMEMBERED:
            known = {each.id for each in self._session.commands}
            self._outcomes = {id_: told for id_, told in self._outcomes.items() if id_ in known}
        account, instrument = command.plan.scope
        self._tell(Alert(kind_of(outcome), command.plan.headline(outcome), account, instrument or ""))

    def _look_at_leftovers(self) -> None:
        standing = {one.left.key: one.left for one in self._session.notices if one.left is not None}
        for key in standing.keys() - self._left:
            self._tell(Alert(AlertKind.LEFTOVER, standing[key].words(), *key))
        self._left = set(standing)

    # ------------------------------------------------------------------ the link

    def _look_at_link(self) -> None:
        state, started = self._session.link.state, self._session.link.started
        if not started:
            # Signed out or at the end: the user's own doing.
            self._was_there, self._missing = False, None
        elif state in _THERE:
            if self._missing is not None:
                self._tell(Alert(AlertKind.LINK_BACK, Text("The link is back; positions are read again.")))
            self._was_there, self._missing = True, None
        elif state is LinkState.NT8_AWAY:
            self._miss(AlertKind.NT8_AWAY, Text("NinjaTrader is away: this panel cannot exit right now."))
        elif state in _LOST and self._was_there:
            self._miss(AlertKind.LINK_LOST, Text("The link is lost. What the window shows is the last known state."))

    def _miss(self, kind: AlertKind, what: Text) -> None:
        if self._missing is not kind:
            self._missing = kind
            self._tell(Alert(kind, what))

    # ------------------------------------------------------------------ positions

    def _look_at_positions(self, event: PictureChanged) -> None:
        snapshot = self._session.snapshot
        if not self._watch_positions() or snapshot.presence is not Presence.PRESENT:
            # Begun anew later: what changed while nobody looked is not news.
            self._sizes = None
            return
        if self._sizes is None:
            self._sizes = {key: _size(row.position) for key, row in snapshot.positions.items()}
        else:
            changes = event.positions
            self._compare(self._sizes, (*changes.added, *changes.changed, *changes.removed))
        self._listed = frozenset(snapshot.positions_read)

    def _compare(self, sizes: dict[PositionKey, Size], keys: Iterable[PositionKey]) -> None:
        for key in keys:
            position = self._session.snapshot.position(key)
            before, after = sizes.get(key), _size(position) if position else None
            if before == after:
                continue
            if after is None:
                del sizes[key]
            else:
                sizes[key] = after
            # The first list of an account is not a change.
            if key.account in self._listed and not self._own_doing(key):
                self._tell(
                    Alert(
                        AlertKind.CHANGED,
                        Text("{before} → {after}", before=_words(before), after=_words(after)),
                        *key,
                    )
                )

    def _own_doing(self, key: PositionKey) -> bool:
        scope, now = Scope(*key), self._session.now()
        for each in self._session.commands:
            if not each.plan.scope.overlaps(scope):
                continue
            if each.is_running or each.holds_lease:
                return True
            if each.pressed_at is not None and now - each.pressed_at - (each.elapsed_s or 0.0) < OWN_DOING_S:
                return True
        return False


def _size(position: Position) -> Size:
    return position.side, position.quantity


def _words(size: Size | None) -> Text:
    if size is None:
        return Text("flat")
    side, quantity = size
    if side is Side.LONG:
        return Text("long {size}", size=quantity)
    return (
        Text("short {size}", size=quantity) if side is Side.SHORT else Text("{size}, side not readable", size=quantity)
    )
