"""Keys that are always the same, as the overview lists them: English sources of where, what and keys."""

from __future__ import annotations

from typing import Final, NamedTuple

from ctpanel.domain.text import Phrase, phrase


class FixedKey(NamedTuple):
    """One line of the overview."""

    where: Phrase
    what: Phrase
    keys: Phrase


WINDOW: Final = phrase("Everywhere")
TABLES: Final = phrase("Tables")
CLOSING: Final = phrase("Close dialog")

FIXED: Final = (
    FixedKey(WINDOW, phrase("Next or previous control"), phrase("Tab, Shift+Tab")),
    FixedKey(WINDOW, phrase("Press the button that has the focus"), phrase("Space or Enter")),
    FixedKey(WINDOW, phrase("Choose by the underlined letter"), phrase("Alt + letter")),
    FixedKey(WINDOW, phrase("Close a dialog or a menu; a command that was sent goes on"), phrase("Esc")),
    FixedKey(TABLES, phrase("Move from row to row"), phrase("Up, Down, Home, End")),
    FixedKey(TABLES, phrase("Select or unselect the row"), phrase("Ctrl+Space")),
    FixedKey(TABLES, phrase("Select several rows"), phrase("Shift+Up, Shift+Down")),
    FixedKey(TABLES, phrase("Select all rows"), phrase("Ctrl+A")),
    FixedKey(TABLES, phrase("Go to the row that begins with these letters"), phrase("Letters and digits")),
    FixedKey(TABLES, phrase("Open the close dialog of the position or order"), phrase("Enter")),
    FixedKey(TABLES, phrase("Say what the outcome of a command means (Activity)"), phrase("Enter")),
    FixedKey(TABLES, phrase("Menu of the selected rows"), phrase("Shift+F10 or the menu key")),
    FixedKey(phrase("Filters"), phrase("On to the rows"), phrase("Down or Enter")),
    FixedKey(phrase("Filters"), phrase("All rows again"), phrase("Esc")),
    FixedKey(phrase("Notices"), phrase("Dismiss the selected notice"), phrase("Del")),
    FixedKey(CLOSING, phrase("One contract or one percent more or less"), phrase("Up, Down")),
    FixedKey(CLOSING, phrase("From the amount to the button that sends; nothing is sent by it"), phrase("Enter")),
    FixedKey(
        CLOSING,
        phrase("Send, with the focus on the button that sends"),
        phrase("Space or Enter; hold where a hold is set"),
    ),
)
