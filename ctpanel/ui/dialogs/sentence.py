"""A label for running text that wraps without tearing an amount or a long name apart at the wrong place."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtWidgets import QWidget

from ctpanel.ui.widgets.named_label import NamedLabel

_GLUE: Final = "\u2060"
_SLIT: Final = "\u200b"
_FIRM: Final = "\u00a0"
_ARROW: Final = re.compile(r"(?<=[▲▼]) (?=\S)")
_SIGN: Final = re.compile(r"(?<=[+-])(?=\S)")
_ENDLESS: Final = re.compile(r"\S{24}")


class Sentence(NamedLabel):
    """A :class:`NamedLabel` that wraps. Its accessible name holds the text as it was given.

    On screen a sign and an arrow stay with their amount (Qt would break a line between ``+`` and ``$``), and a name
    without spaces may break every 24 characters, so that no name can widen a window.
    """

    def __init__(self, head: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(head, text, parent)
        self.setWordWrap(True)

    def _laid_out(self, text: str) -> str:
        breakable = _ENDLESS.sub(lambda found: found.group() + _SLIT, text)
        return _ARROW.sub(_FIRM, _SIGN.sub(_GLUE, breakable))
