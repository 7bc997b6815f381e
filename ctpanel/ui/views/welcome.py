"""The first page of a first start."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ctpanel.domain.text import phrase
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.icons import Icons
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.named_label import NamedLabel

_SIGN: int = 64


class Welcome(QWidget):
    """What the program does, and the two ways to begin: *Enter token* and *Try the demo*."""

    def __init__(
        self, theme: Theme, icons: Icons, enter_token: Callable[[], None] | None, try_demo: Callable[[], None] | None
    ) -> None:
        super().__init__()
        self._buttons: list[QPushButton] = []
        card = QFrame()
        mark(card, "card")
        card.setMaximumWidth(round(560 * theme.tokens.scale))
        inside = QVBoxLayout(card)
        space = theme.tokens.spacing
        inside.setContentsMargins(space.giant, space.giant, space.giant, space.giant)
        inside.setSpacing(space.wide)
        sign = QLabel()
        sign.setPixmap(icons.app_icon().pixmap(_SIGN, _SIGN))
        inside.addWidget(sign)
        inside.addWidget(_words(tr("See your positions. Close exactly what you mean."), "figure"))
        inside.addWidget(_words(tr("Once, and you know that you are out."), "title"))
        inside.addWidget(
            _words(
                tr(
                    "ctpanel reaches NinjaTrader 8 through CrossTrade. It needs the secret key (token) of your "
                    "CrossTrade account and keeps it in the keyring of this computer, nowhere else."
                ),
                "muted",
            )
        )
        self._trouble = NamedLabel("Trouble")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        mark(self._trouble, "danger-text")
        inside.addWidget(self._trouble)
        inside.addSpacing(space.base)
        inside.addLayout(self._ways(enter_token, try_demo))
        self.setFocusProxy(self._buttons[0])
        inside.addWidget(_words(tr("The demo is a simulator on this computer. It needs no token."), "caption"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(_scrolled(_centered(card)))

    def tell(self, trouble: Sequence[str]) -> None:
        """Say what went wrong and what to do: on this page there is no list of notices."""
        self._trouble.setText("\n".join(trouble))
        self._trouble.setVisible(bool(trouble))

    def _ways(self, enter_token: Callable[[], None] | None, try_demo: Callable[[], None] | None) -> QHBoxLayout:
        row = QHBoxLayout()
        ways = ((phrase("Enter token"), enter_token, "primary"), (phrase("Try the demo"), try_demo, ""))
        for words, handler, part in ways:
            button = QPushButton(tr_phrase(words))
            self._buttons.append(button)
            button.setAccessibleName(words)
            if part:
                mark(button, part)
            button.setEnabled(handler is not None)
            if handler is not None:
                button.clicked.connect(lambda _checked=False, run=handler: run())
            row.addWidget(button)
        row.addStretch(1)
        return row


def _centered(card: QWidget) -> QWidget:
    """In the middle of the width, and above the middle of the height."""
    around = QWidget()
    rows = QVBoxLayout(around)
    rows.addStretch(1)
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(card, 100)
    line.addStretch(1)
    rows.addLayout(line)
    rows.addStretch(2)
    return around


def _scrolled(content: QWidget) -> QScrollArea:
    """In a low window, or with large texts, words are scrolled to: a layout alone would cut them."""
    area = QScrollArea()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setMinimumWidth(content.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    area.setWidget(content)
    for surface in (content, area.viewport()):
        surface.setAutoFillBackground(False)
    return area


def _words(text: str, part: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    mark(label, part)
    return label
