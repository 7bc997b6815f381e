"""Every setting of the dialog as data: where it stands, what it is called, what it does, how it is read and put."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from ctpanel.domain.account import AccountClass
from ctpanel.session.preferences import PnlUnit, Preferences
from ctpanel.ui.actions import ACTIONS


@dataclass(frozen=True, slots=True)
class Flag:
    """On or off; ``warning`` is shown while it is on."""

    warning: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: pairs of value and label."""

    options: tuple[tuple[object, str], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from ``least`` to ``most`` in steps."""

    least: int
    most: int
    step: int
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Several lines of the user's own text."""

    longest: int = 2000


@dataclass(frozen=True, slots=True)
class Color:
    """A color as ``#RRGGBB``."""


@dataclass(frozen=True, slots=True)
class AccountTable:
    """Nickname and class of every account; its value is the preferences themselves."""


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Named groups of accounts; its value is the preferences themselves."""


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The keys of every action; its value is the preferences themselves."""


@dataclass(frozen=True, slots=True)
class TokenButton:
    """A button that forgets the token; it has no value, so the preferences stand for it."""


Kind: TypeAlias = Flag | Choice | Number | Lines | Color | AccountTable | GroupTable | KeyTable | TokenButton


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``title`` is also its accessible name; ``about`` is one sentence; ``words`` help the search."""

    page: str
    title: str
    about: str
    kind: Kind
    get: Callable[[Preferences], Any]
    put: Callable[[Preferences, Any], Preferences]
    words: str = ""

    def matches(self, wanted: str) -> bool:
        """Whether every word of ``wanted`` occurs in page, title, sentence or search words, case ignored."""
        text = " ".join((self.page, self.title, self.about, self.words)).casefold()
        return all(word in text for word in wanted.casefold().split())


LOOKS: Final = "Appearance"
SAFETY: Final = "Sending"
DESK: Final = "At the desk"
ACCOUNTS: Final = "Accounts"
EMERGENCY: Final = "Emergency"
CONNECTION: Final = "Connection"
KEYS: Final = "Keyboard"
PAGES: Final = (LOOKS, SAFETY, DESK, ACCOUNTS, EMERGENCY, CONNECTION, KEYS)


def _held(account_class: AccountClass, title: str, about: str) -> Setting:
    return Setting(
        SAFETY,
        title,
        about,
        Flag(),
        lambda now: account_class in now.hold_for,
        lambda now, on: replace(now, hold_for=now.hold_for | {account_class} if on else now.hold_for - {account_class}),
        "confirm strength press hold 0.6 s",
    )


SETTINGS: Final = (
    Setting(
        LOOKS,
        "Theme",
        "Light or dark, or whatever the system uses.",
        Choice((("system", "As the system"), ("light", "Light"), ("dark", "Dark"))),
        lambda now: now.theme,
        lambda now, value: replace(now, theme=value),
        "colors night",
    ),
    Setting(
        LOOKS,
        "Profit and loss colors",
        "Signs and arrows say the same, so any pair can be told apart in grey.",
        Choice((("green_red", "Green and red"), ("blue_orange", "Blue and orange"), ("custom", "My own"))),
        lambda now: now.pnl_colors,
        lambda now, value: replace(now, pnl_colors=value),
        "P&L color blind",
    ),
    Setting(
        LOOKS,
        "Own color for profit",
        "As #RRGGBB; it is made lighter or darker where it could not be read.",
        Color(),
        lambda now: now.custom_colors[0],
        lambda now, value: replace(now, custom_colors=(value, now.custom_colors[1])),
    ),
    Setting(
        LOOKS,
        "Own color for loss",
        "As #RRGGBB; it is made lighter or darker where it could not be read.",
        Color(),
        lambda now: now.custom_colors[1],
        lambda now, value: replace(now, custom_colors=(now.custom_colors[0], value)),
    ),
    Setting(
        LOOKS,
        "Unit of unrealized P&L",
        "Ticks and points are per contract.",
        Choice(((PnlUnit.CURRENCY, "Currency"), (PnlUnit.TICKS, "Ticks"), (PnlUnit.POINTS, "Points"))),
        lambda now: now.pnl_unit,
        lambda now, value: replace(now, pnl_unit=value),
        "profit loss",
    ),
    Setting(
        LOOKS,
        "Size of the interface",
        "Fonts and controls together, in percent of the system's own size.",
        Number(75, 300, 5, "%"),
        lambda now: now.ui_scale,
        lambda now, value: replace(now, ui_scale=value),
        "scale zoom font",
    ),
    _held(
        AccountClass.LIVE,
        "Hold to send on live accounts",
        "The button has to be held for 0.6 s; without this one press sends real orders.",
    ),
    _held(
        AccountClass.UNKNOWN,
        "Hold to send on unknown accounts",
        "Accounts whose provider does not say whether real money is behind them.",
    ),
    _held(AccountClass.SIM, "Hold to send on sim accounts", "For practice with the same hand as on a live account."),
    Setting(
        SAFETY,
        "Offer reverse",
        "Adds a command that closes a position and opens the opposite side.",
        Flag("Reverse opens a new position. If its answer is lost you may be flat, reversed, or in between."),
        lambda now: now.allow_reverse,
        lambda now, value: replace(now, allow_reverse=value),
        "flip opposite",
    ),
    Setting(
        DESK,
        "Always on top",
        "The window stays above your charts.",
        Flag(),
        lambda now: now.always_on_top,
        lambda now, value: replace(now, always_on_top=value),
    ),
    Setting(
        DESK,
        "Compact strip",
        "Only positions and the close button.",
        Flag(),
        lambda now: now.compact,
        lambda now, value: replace(now, compact=value),
        "small narrow",
    ),
    Setting(
        DESK,
        "Mask account numbers and balances",
        "For screen sharing; closing works as before.",
        Flag(),
        lambda now: now.mask,
        lambda now, value: replace(now, mask=value),
        "hide privacy",
    ),
    Setting(
        ACCOUNTS,
        "Nicknames and classes",
        "A nickname stands before the account's own name. The class decides how strongly a press has to be meant.",
        AccountTable(),
        lambda now: now,
        lambda now, value: replace(now, nicknames=value.nicknames, classes=value.classes),
        "sim live unknown override",
    ),
    Setting(
        ACCOUNTS,
        "Groups of accounts",
        "A group can be flattened as a whole, from the menu of the accounts table.",
        GroupTable(),
        lambda now: now,
        lambda now, value: replace(now, groups=value.groups),
        "flatten named together",
    ),
    Setting(
        EMERGENCY,
        "Emergency text",
        "Shown when NinjaTrader is away and this panel cannot exit: your broker's site, the desk's phone number.",
        Lines(),
        lambda now: now.emergency_text,
        lambda now, value: replace(now, emergency_text=value),
        "phone broker",
    ),
    Setting(
        CONNECTION,
        "Use the streaming session",
        "Prices move several times a second, but CrossTrade gives each user one session: another program of yours may "
        "lose it. Without it everything is read every few seconds. The demo always streams.",
        Flag(),
        lambda now: now.use_stream,
        lambda now, value: replace(now, use_stream=value),
        "websocket profile reconnect",
    ),
    Setting(
        CONNECTION,
        "Way of commands",
        "Over the stream counts only while the streaming session is used: when that is down, nothing can be sent until "
        "it is back or you choose requests here.",
        Choice(((False, "By request"), (True, "Over the stream"))),
        lambda now: now.commands_over_stream,
        lambda now, value: replace(now, commands_over_stream=value),
        "rest rpc websocket send profile",
    ),
    Setting(
        CONNECTION,
        "Token",
        "The panel disconnects, and the token leaves the keyring of this computer. Positions stay as they are.",
        TokenButton(),
        lambda now: now,
        lambda now, _value: now,
        "sign out log out secret key keyring",
    ),
    Setting(
        KEYS,
        "Shortcuts",
        "Press Enter on an action, then its new keys. They work only while the main window has the keyboard, and none "
        "of them sends an order by itself.",
        KeyTable(),
        lambda now: now,
        lambda now, value: replace(now, shortcuts=value.shortcuts),
        " ".join(("hotkey key combination conflict", *(spec.text for spec in ACTIONS))),
    ),
)
