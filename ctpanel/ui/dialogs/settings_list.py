"""Every setting of the dialog as data: where it stands, what it is called, what it does, how it is read and put."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ctpanel.domain.account import AccountClass
from ctpanel.domain.text import Phrase, phrase
from ctpanel.session.preferences import PnlUnit
from ctpanel.ui.actions import ACTIONS
from ctpanel.ui.dialogs.settings_kinds import (
    AccountTable,
    AlertTable,
    Choice,
    Color,
    Flag,
    GroupTable,
    KeyTable,
    Lines,
    Number,
    Setting,
    TokenButton,
)

LOOKS: Final = phrase("Appearance")
SAFETY: Final = phrase("Sending")
DESK: Final = phrase("At the desk")
ACCOUNTS: Final = phrase("Accounts")
EMERGENCY: Final = phrase("Emergency")
CONNECTION: Final = phrase("Connection")
ALERTS: Final = phrase("Alerts")
KEYS: Final = phrase("Keyboard")
PAGES: Final = (LOOKS, SAFETY, DESK, ALERTS, ACCOUNTS, EMERGENCY, CONNECTION, KEYS)


def _held(account_class: AccountClass, title: Phrase, about: Phrase) -> Setting:
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
        phrase("Theme"),
        phrase("Light or dark, or whatever the system uses."),
        Choice((("system", phrase("As the system")), ("light", phrase("Light")), ("dark", phrase("Dark")))),
        lambda now: now.theme,
        lambda now, value: replace(now, theme=value),
        "colors night",
    ),
    Setting(
        LOOKS,
        phrase("Profit and loss colors"),
        phrase("Signs and arrows say the same, so any pair can be told apart in gray."),
        Choice(
            (
                ("green_red", phrase("Green and red")),
                ("blue_orange", phrase("Blue and orange")),
                ("custom", phrase("My own")),
            )
        ),
        lambda now: now.pnl_colors,
        lambda now, value: replace(now, pnl_colors=value),
        "P&L color blind",
    ),
    Setting(
        LOOKS,
        phrase("Own color for profit"),
        phrase("As #RRGGBB; it is made lighter or darker where it could not be read."),
        Color(),
        lambda now: now.custom_colors[0],
        lambda now, value: replace(now, custom_colors=(value, now.custom_colors[1])),
    ),
    Setting(
        LOOKS,
        phrase("Own color for loss"),
        phrase("As #RRGGBB; it is made lighter or darker where it could not be read."),
        Color(),
        lambda now: now.custom_colors[1],
        lambda now, value: replace(now, custom_colors=(now.custom_colors[0], value)),
    ),
    Setting(
        LOOKS,
        phrase("Unit of unrealized P&L"),
        phrase("Ticks and points are per contract."),
        Choice(
            (
                (PnlUnit.CURRENCY, phrase("Currency")),
                (PnlUnit.TICKS, phrase("Ticks")),
                (PnlUnit.POINTS, phrase("Points")),
            )
        ),
        lambda now: now.pnl_unit,
        lambda now, value: replace(now, pnl_unit=value),
        "profit loss",
    ),
    Setting(
        LOOKS,
        phrase("Size of the interface"),
        phrase("Fonts and controls together, from 75 to 300 percent of the system's own size."),
        Number(75, 300, 5, "%"),
        lambda now: now.ui_scale,
        lambda now, value: replace(now, ui_scale=value),
        "scale zoom font",
    ),
    Setting(
        LOOKS,
        phrase("Language"),
        phrase("Of texts and numbers in the window, from the next start on. Files and what is sent stay as they are."),
        # Each in its own words, so that it is found by those who read no other.
        Choice((("", phrase("As the system")), ("en", phrase("English")), ("de", phrase("Deutsch")))),
        lambda now: now.language.partition("-")[0],
        lambda now, value: replace(now, language=value),
        "Sprache German English locale",
    ),
    _held(
        AccountClass.LIVE,
        phrase("Hold to send on live accounts"),
        phrase("The button has to be held for 0.6 s; without this one press sends real orders."),
    ),
    _held(
        AccountClass.UNKNOWN,
        phrase("Hold to send on unknown accounts"),
        phrase("Accounts whose provider does not say whether real money is behind them."),
    ),
    _held(
        AccountClass.SIM,
        phrase("Hold to send on sim accounts"),
        phrase("For practice with the same hand as on a live account."),
    ),
    Setting(
        SAFETY,
        phrase("Offer reverse"),
        phrase("Adds a command that closes a position and opens the opposite side."),
        Flag(phrase("Reverse opens a new position. If its answer is lost you may be flat, reversed, or in between.")),
        lambda now: now.allow_reverse,
        lambda now, value: replace(now, allow_reverse=value),
        "flip opposite",
    ),
    Setting(
        DESK,
        phrase("Always on top"),
        phrase("The window stays above your charts."),
        Flag(),
        lambda now: now.always_on_top,
        lambda now, value: replace(now, always_on_top=value),
    ),
    Setting(
        DESK,
        phrase("Compact strip"),
        phrase("Only positions and the close button."),
        Flag(),
        lambda now: now.compact,
        lambda now, value: replace(now, compact=value),
        "small narrow",
    ),
    Setting(
        DESK,
        phrase("Close buttons on every row"),
        phrase(
            "25%, 50%, 75% and All in the table of positions. They open the close dialog with that part set; nothing "
            "is sent before you confirm it there."
        ),
        Flag(),
        lambda now: now.row_presets,
        lambda now, value: replace(now, row_presets=value),
        "mini presets percent",
    ),
    Setting(
        DESK,
        phrase("Mask account numbers and balances"),
        phrase("For screen sharing; closing works as before."),
        Flag(),
        lambda now: now.mask,
        lambda now, value: replace(now, mask=value),
        "hide privacy",
    ),
    Setting(
        ALERTS,
        phrase("Quiet"),
        phrase("No sounds and no messages at all, whatever is chosen below. Notices in the window come as always."),
        Flag(),
        lambda now: now.quiet,
        lambda now, value: replace(now, quiet=value),
        "mute silence off",
    ),
    Setting(
        ALERTS,
        phrase("Events"),
        phrase(
            "What is heard and shown besides the window, which always shows everything. Nothing here takes the focus."
        ),
        AlertTable(),
        lambda now: now,
        lambda now, value: replace(now, alerts=value.alerts),
        "sound tray notification beep test verified refused unknown link",
    ),
    Setting(
        ACCOUNTS,
        phrase("Nicknames and classes"),
        phrase(
            "A nickname stands before the account's own name. The class decides how strongly a press has to be meant."
        ),
        AccountTable(),
        lambda now: now,
        lambda now, value: replace(now, nicknames=value.nicknames, classes=value.classes),
        "sim live unknown override",
    ),
    Setting(
        ACCOUNTS,
        phrase("Groups of accounts"),
        phrase("A group can be flattened as a whole, from the menu of the accounts table."),
        GroupTable(),
        lambda now: now,
        lambda now, value: replace(now, groups=value.groups),
        "flatten named together",
    ),
    Setting(
        EMERGENCY,
        phrase("Emergency text"),
        phrase(
            "Shown when NinjaTrader is away and this panel cannot exit: your broker's site, the desk's phone number."
        ),
        Lines(),
        lambda now: now.emergency_text,
        lambda now, value: replace(now, emergency_text=value),
        "phone broker",
    ),
    Setting(
        CONNECTION,
        phrase("Use the streaming session"),
        phrase(
            "Prices move several times a second, but CrossTrade gives each user one session: another program of yours "
            "may lose it. Without it everything is read every few seconds. The demo always streams."
        ),
        Flag(),
        lambda now: now.use_stream,
        lambda now, value: replace(now, use_stream=value),
        "websocket profile reconnect",
    ),
    Setting(
        CONNECTION,
        phrase("Way of commands"),
        phrase(
            "Over the stream counts only while the streaming session is used and connected; at all other times "
            "commands go by request. Each goes one way and is sent once."
        ),
        Choice(((False, phrase("By request")), (True, phrase("Over the stream")))),
        lambda now: now.commands_over_stream,
        lambda now, value: replace(now, commands_over_stream=value),
        "rest rpc websocket send profile",
    ),
    Setting(
        CONNECTION,
        phrase("Token"),
        phrase("The panel disconnects, and the token leaves the keyring of this computer. Positions stay as they are."),
        TokenButton(),
        lambda now: now,
        lambda now, _value: now,
        "sign out log out secret key keyring",
    ),
    Setting(
        KEYS,
        phrase("Shortcuts"),
        phrase(
            "Press Enter on an action, then its new keys. They work only while the main window has the keyboard, and "
            "none of them sends an order by itself."
        ),
        KeyTable(),
        lambda now: now,
        lambda now, value: replace(now, shortcuts=value.shortcuts),
        " ".join(("hotkey key combination conflict", *(spec.text for spec in ACTIONS))),
    ),
)
