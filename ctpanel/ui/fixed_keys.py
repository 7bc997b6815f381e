"""Keys that are always the same, as the overview lists them: English sources of where, what and keys."""

from __future__ import annotations

from typing import Final, NamedTuple


class FixedKey(NamedTuple):
    """One line of the overview."""

    where: str
    what: str
    keys: str


WINDOW: Final = "Everywhere"
TABLES: Final = "Tables"
CLOSING: Final = "Close dialog"

FIXED: Final = (
    FixedKey(WINDOW, "Next or previous control", "Tab, Shift+Tab"),
    FixedKey(WINDOW, "Press the button that has the focus", "Space or Enter"),
    FixedKey(WINDOW, "Choose by the underlined letter", "Alt + letter"),
    FixedKey(WINDOW, "Close a dialog or a menu; a command that was sent goes on", "Esc"),
    FixedKey(TABLES, "Move from row to row", "Up, Down, Home, End"),
    FixedKey(TABLES, "Select or unselect the row", "Ctrl+Space"),
    FixedKey(TABLES, "Select several rows", "Shift+Up, Shift+Down"),
    FixedKey(TABLES, "Select all rows", "Ctrl+A"),
    FixedKey(TABLES, "Go to the row that begins with these letters", "Letters and digits"),
    FixedKey(TABLES, "Open the close dialog of the position or order", "Enter"),
    FixedKey(TABLES, "Say what the outcome of a command means (Activity)", "Enter"),
    FixedKey(TABLES, "Menu of the selected rows", "Shift+F10 or the menu key"),
    FixedKey("Notices", "Dismiss the selected notice", "Del"),
    FixedKey(CLOSING, "One contract or one percent more or less", "Up, Down"),
    FixedKey(CLOSING, "Send, with the focus on the button that sends", "Space or Enter; hold where a hold is set"),
)
