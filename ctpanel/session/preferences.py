"""What the user chose, as session and window read it. Where it is kept on disk is not their business."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from enum import Enum
from typing import Protocol

from ctpanel.domain.account import AccountClass
from ctpanel.domain.alert import MANNERS, AlertChoice, AlertKind
from ctpanel.domain.record import record


class PnlUnit(Enum):
    """What unrealized P&L is shown in; ticks and points are per contract."""

    CURRENCY = "currency"
    TICKS = "ticks"
    POINTS = "points"

    @property
    def following(self) -> PnlUnit:
        """The unit that one click leads to."""
        units = tuple(PnlUnit)
        return units[(units.index(self) + 1) % len(units)]


@record
class TableColumns:
    """How a table looks: column keys from left to right, hidden ones, and widths in pixels."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)


@record
class Preferences:
    """All choices that the window and the session act on; defaults are those of a first start.

    ``theme`` is ``system``, ``light`` or ``dark``; ``pnl_colors`` is ``green_red``, ``blue_orange`` or ``custom`` with
    ``custom_colors`` (gain, loss) as ``#RRGGBB``. ``hold_for`` names the account classes on which sending needs a hold.
    ``groups`` are named groups of account names. ``use_stream`` takes the one streaming session that a user has;
    ``language`` is that of the window from the next start on, such as ``de``; empty for the system's.
    ``commands_over_stream`` sends commands over it, and over nothing else, as long as it is used. ``shortcuts`` are the
    keys of actions that differ from the built-in ones, as they stand in the file; empty text for none.
    """

    theme: str = "system"
    pnl_colors: str = "green_red"
    custom_colors: tuple[str, str] = ("#1A7F37", "#C62828")
    pnl_unit: PnlUnit = PnlUnit.CURRENCY
    hold_for: frozenset[AccountClass] = frozenset({AccountClass.LIVE, AccountClass.UNKNOWN})
    mask: bool = False
    always_on_top: bool = False
    compact: bool = False
    row_presets: bool = True
    quiet: bool = False
    alerts: Mapping[AlertKind, AlertChoice] = field(default_factory=dict)
    emergency_text: str = ""
    allow_reverse: bool = False
    ui_scale: int = 100
    language: str = ""
    use_stream: bool = False
    commands_over_stream: bool = False
    nicknames: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, AccountClass] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[str, TableColumns] = field(default_factory=dict)
    shortcuts: Mapping[str, str] = field(default_factory=dict)

    def alert(self, kind: AlertKind) -> AlertChoice:
        """Whether an event of this kind is heard and shown when it is not ``quiet``."""
        return self.alerts.get(kind, MANNERS[kind].first)


class PreferenceStore(Protocol):
    """Where preferences live. A change is kept at once and told to every listener."""

    @property
    def current(self) -> Preferences:
        """The choices as of now."""
        ...

    def change(self, preferences: Preferences) -> None:
        """Take these choices from now on."""
        ...

    def listen(self, listener: Callable[[Preferences], None]) -> Callable[[], None]:
        """Call ``listener`` after every change; returns what ends it."""
        ...
