"""What the session announces to whoever listens. Events carry keys and immutable values only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import TypeAlias

from ctpanel.domain.command import Command
from ctpanel.domain.diff import Diff
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.record import record


@record
class PictureChanged:
    """The snapshot changed: which accounts, positions, and accounts' order lists.

    ``confirms`` says that nothing in it needs to be seen before the second is over.
    """

    accounts: Diff[str] = field(default_factory=Diff)
    positions: Diff[PositionKey] = field(default_factory=Diff)
    orders: Diff[str] = field(default_factory=Diff)
    confirms: bool = False

    def __bool__(self) -> bool:
        return bool(self.accounts or self.positions or self.orders)


@record
class LinkChanged:
    """The link state or the stream state changed."""


@record
class NoticesChanged:
    """A notice came, counted up, or went."""


@record
class CommandChanged:
    """A command made a step."""

    command: Command


@record
class SpecsChanged:
    """Tick size and point value of an instrument became known."""

    instrument: str


SessionEvent: TypeAlias = PictureChanged | LinkChanged | NoticesChanged | CommandChanged | SpecsChanged
Listener: TypeAlias = Callable[[SessionEvent], None]
