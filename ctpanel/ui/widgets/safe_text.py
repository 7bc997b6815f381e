"""Text from outside (account names, the service's words) made fit for one line of plain text."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 300
_ELLIPSIS: Final = "…"


def safe_text(text: str, longest: int = LONGEST) -> str:
    """``text`` without control and formatting characters, white space run together, cut to ``longest`` characters.

    Removes what can lie about order or length on screen: C0 and C1 controls, bidirectional overrides, zero-width
    characters, lone surrogates and unassigned code points. Markup is left as it is: whoever shows the result must show
    it as plain text.
    """
    if len(text) <= longest and text.isprintable():
        # Nearly every text, in a tenth of the time: nothing to remove but spaces.
        return " ".join(text.split())
    # Cut before looking at characters: a hostile name may be megabytes long.
    head = text[: longest * 4]
    kept = "".join(" " if char.isspace() else char for char in head if char.isspace() or not _is_hidden(char))
    line = " ".join(kept.split())
    if len(line) <= longest and len(head) == len(text):
        return line
    return line[: longest - 1] + _ELLIPSIS


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char)[0] == "C"
