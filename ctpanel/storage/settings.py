"""Every setting: its name, type, default, range and meaning, each in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Final

from ctpanel.domain.account import LONGEST_GROUP_NAME, LONGEST_NICKNAME
from ctpanel.domain.record import record
from ctpanel.domain.text import Text, phrase
from ctpanel.storage.errors import PathRefused
from ctpanel.storage.paths import checked_profile_name, profile_key
from ctpanel.storage.settings_codecs import Address, Choice, Flag, ListOf, Optional, TableOf, Whole, Words
from ctpanel.storage.settings_record import Record
from ctpanel.storage.settings_spec import Invalid, Report, about, nothing

MOST_PROFILES: Final = 50


class Theme(StrEnum):
    """Colors of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class PnlColors(StrEnum):
    """The pair of colors for profit and loss."""

    GREEN_RED = "green_red"
    BLUE_ORANGE = "blue_orange"
    CUSTOM = "custom"


class PnlUnit(StrEnum):
    """What unrealized P&L is shown in; ticks and points are per contract."""

    CURRENCY = "currency"
    TICKS = "ticks"
    POINTS = "points"


class ConfirmStrength(StrEnum):
    """What a press of a sending button needs."""

    ONE_PRESS = "one_press"
    HOLD = "hold"


class CommandTransport(StrEnum):
    """By which way commands leave; one way only, there is no failover."""

    REST = "rest"
    RPC = "rpc"


class ClassOverride(StrEnum):
    """The class of an account by the user's word."""

    SIM = "sim"
    LIVE = "live"
    UNKNOWN = "unknown"


class _ProfileName:
    def decode(self, raw: object, report: Report) -> str:
        if not isinstance(raw, str):
            raise Invalid(Text("A profile needs a name."))
        try:
            return checked_profile_name(raw)
        except PathRefused as error:
            raise Invalid(error.text) from error

    def encode(self, value: str) -> object:
        return value


_COLOR: Final = Words(7, r"#[0-9A-Fa-f]{6}", phrase("It must be a color such as #1A7F37."))
_KEYS: Final = Words(100)
_COLUMN: Final = Words(60, r"[a-z0-9_]+", phrase("It must be the key of a column."))


@record
class Profile:
    """One user of the service: its addresses and what the user calls its accounts. The token is in the keyring."""

    name: str = field(metadata=about(_ProfileName(), "What the profile is called.", needed=True))
    base_url: str = field(
        default="https://app.crosstrade.io",
        metadata=about(Address("https", "http"), "Address of the service for requests."),
    )
    stream_url: str = field(
        default="wss://app.crosstrade.io/ws/stream",
        metadata=about(Address("wss", "ws"), "Address of the service for streaming."),
    )
    use_stream: bool | None = field(
        default=None,
        metadata=about(
            Optional(Flag()),
            "Whether this program takes the one streaming session that a user has; null until it was asked.",
        ),
    )
    command_transport: CommandTransport = field(
        default=CommandTransport.REST, metadata=about(Choice(CommandTransport), "The one way by which commands leave.")
    )
    nicknames: Mapping[str, str] = field(
        default_factory=nothing,
        metadata=about(
            TableOf(Words(LONGEST_NICKNAME, r".*\S.*"), 1000), "The user's own names for accounts, by account name."
        ),
    )
    classes: Mapping[str, ClassOverride] = field(
        default_factory=nothing,
        metadata=about(TableOf(Choice(ClassOverride), 1000), "Accounts whose class is by the user's word."),
    )
    groups: Mapping[str, tuple[str, ...]] = field(
        default_factory=nothing,
        metadata=about(
            TableOf(ListOf(Words(200, r".*\S.*"), 1000, str.casefold), 100, LONGEST_GROUP_NAME),
            "Named groups of accounts, each with its account names.",
        ),
    )
    unknown: Mapping[str, object] = field(default_factory=nothing, repr=False)


@record
class TableLayout:
    """How one table looks: column keys in their order, those that are hidden, and widths in pixels."""

    order: tuple[str, ...] = field(default=(), metadata=about(ListOf(_COLUMN, 100), "Column keys from left to right."))
    hidden: tuple[str, ...] = field(
        default=(), metadata=about(ListOf(_COLUMN, 100), "Keys of the columns that are not shown.")
    )
    widths: Mapping[str, int] = field(
        default_factory=nothing, metadata=about(TableOf(Whole(10, 4000), 100), "Column widths in pixels.")
    )
    unknown: Mapping[str, object] = field(default_factory=nothing, repr=False)


@record
class EventAlert:
    """What happens besides a notice when an event comes."""

    sound: bool = field(default=False, metadata=about(Flag(), "Whether a sound is played."))
    tray: bool = field(default=True, metadata=about(Flag(), "Whether the tray shows a message."))
    unknown: Mapping[str, object] = field(default_factory=nothing, repr=False)


@record
class Settings:
    """All settings of the program, for all profiles. Tokens are never among them."""

    profiles: tuple[Profile, ...] = field(
        default=(),
        metadata=about(
            ListOf(Record(Profile), MOST_PROFILES, lambda profile: profile_key(profile.name)),
            "The profiles, in their order.",
        ),
    )
    last_profile: str = field(default="", metadata=about(Words(40), "The profile that starts when none is named."))
    theme: Theme = field(default=Theme.SYSTEM, metadata=about(Choice(Theme), "Colors of the window."))
    pnl_colors: PnlColors = field(
        default=PnlColors.GREEN_RED, metadata=about(Choice(PnlColors), "Colors of profit and loss.")
    )
    gain_color: str = field(default="#1A7F37", metadata=about(_COLOR, "The color of profit when colors are custom."))
    loss_color: str = field(default="#C62828", metadata=about(_COLOR, "The color of loss when colors are custom."))
    pnl_unit: PnlUnit = field(
        default=PnlUnit.CURRENCY, metadata=about(Choice(PnlUnit), "What unrealized P&L is shown in.")
    )
    confirm_sim: ConfirmStrength = field(
        default=ConfirmStrength.ONE_PRESS,
        metadata=about(Choice(ConfirmStrength), "What sending needs on simulated accounts."),
    )
    confirm_live: ConfirmStrength = field(
        default=ConfirmStrength.HOLD, metadata=about(Choice(ConfirmStrength), "What sending needs on live accounts.")
    )
    confirm_unknown: ConfirmStrength = field(
        default=ConfirmStrength.HOLD,
        metadata=about(Choice(ConfirmStrength), "What sending needs on accounts of unknown class."),
    )
    mask: bool = field(default=False, metadata=about(Flag(), "Whether account numbers and balances are masked."))
    always_on_top: bool = field(default=False, metadata=about(Flag(), "Whether the window stays above others."))
    compact: bool = field(default=False, metadata=about(Flag(), "Whether the window is the compact strip."))
    row_presets: bool = field(
        default=True, metadata=about(Flag(), "Whether every position's row has buttons for a part of it.")
    )
    tables: Mapping[str, TableLayout] = field(
        default_factory=nothing,
        metadata=about(TableOf(Record(TableLayout), 50, 60), "Columns of each table, by the key of the table."),
    )
    shortcuts: Mapping[str, str] = field(
        default_factory=nothing,
        metadata=about(
            TableOf(_KEYS, 200, 60), "Keys of each action that differ from the built-in ones; empty text for none."
        ),
    )
    quiet: bool = field(
        default=False, metadata=about(Flag(), "Whether no event makes a sound or a message, whatever else is chosen.")
    )
    events: Mapping[str, EventAlert] = field(
        default_factory=nothing,
        metadata=about(
            TableOf(Record(EventAlert), 100, 60), "Sound and tray message of each event that differ from the defaults."
        ),
    )
    emergency_text: str = field(
        default="", metadata=about(Words(2000), "Where to exit when this program cannot: broker site, desk phone.")
    )
    allow_reverse: bool = field(default=False, metadata=about(Flag(), "Whether reversing a position is offered."))
    ui_scale: int = field(default=100, metadata=about(Whole(75, 300), "Size of texts in percent."))
    language: str = field(
        default="",
        metadata=about(
            Words(20, r"|[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", phrase("It must be a language such as en or de-AT.")),
            "Language of the window; empty for the system's.",
        ),
    )
    unknown: Mapping[str, object] = field(default_factory=nothing, repr=False)

    def profile(self, name: str) -> Profile | None:
        """The profile of this name; case is ignored."""
        return next((each for each in self.profiles if profile_key(each.name) == profile_key(name)), None)

    def with_profile(self, profile: Profile) -> tuple[Profile, ...]:
        """The profiles with this one in the place of its namesake, or added at the end."""
        if self.profile(profile.name) is None:
            return (*self.profiles, profile)
        key = profile_key(profile.name)
        return tuple(profile if profile_key(each.name) == key else each for each in self.profiles)
