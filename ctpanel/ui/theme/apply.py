"""Puts a look onto the application, and lets it be changed while the program runs."""

from __future__ import annotations

import enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from ctpanel.domain.record import record
from ctpanel.ui.theme.fonts import body_font, type_scale
from ctpanel.ui.theme.palette import palette
from ctpanel.ui.theme.pnl_pairs import PnlPair, with_pair
from ctpanel.ui.theme.style_sheet import style_sheet
from ctpanel.ui.theme.tokens import DARK, LIGHT, Spacing, Tokens

LEAST_SCALE = 0.75
LARGEST_SCALE = 3.0


class Scheme(enum.Enum):
    """Which set of colors; the value is the word of :class:`ctpanel.session.preferences.Preferences`."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@record
class Look:
    """What a user chooses about the appearance.

    ``custom_pair`` is (gain, loss) as ``#rrggbb`` and is read only with ``PnlPair.CUSTOM``; ``scale`` is 1.0 for the
    system's own size and is held between 0.75 and 3.
    """

    scheme: Scheme = Scheme.SYSTEM
    pair: PnlPair = PnlPair.GREEN_RED
    custom_pair: tuple[str, str] | None = None
    scale: float = 1.0


class Theme(QObject):
    """The look in force. Widgets read ``tokens`` when they paint and repaint on ``changed``.

    Needs a QApplication. Qt's own ``setColorScheme`` is not used: it has no effect on bare X11 and offscreen, so the
    palette is ours; for ``Scheme.SYSTEM`` the system's hint is read (and followed), and light is the answer where
    there is none.
    """

    changed = Signal()

    def __init__(self, application: QApplication, look: Look | None = None) -> None:
        super().__init__(application)
        self._application = application
        self._look = look or Look()
        self._tokens = _tokens(self._look)
        self._inks: dict[str, QColor] = {}
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        application.setStyle(QStyleFactory.create("Fusion"))
        self._put_on()

    @property
    def tokens(self) -> Tokens:
        """Immutable; ask again after ``changed``."""
        return self._tokens

    @property
    def look(self) -> Look:
        """What was chosen, with ``Scheme.SYSTEM`` unresolved."""
        return self._look

    def ink(self, name: str) -> QColor:
        """The color of the token of this name, for those who ask for it many times a second."""
        if name not in self._inks:
            self._inks[name] = QColor(str(getattr(self._tokens.colors, name)))
        return self._inks[name]

    def apply(self, look: Look) -> None:
        """Change colors, pair or scale at once; tells nobody when nothing looks different."""
        self._look = look
        self._replace_tokens()

    def _follow_system(self) -> None:
        if self._look.scheme is Scheme.SYSTEM:
            self._replace_tokens()

    def _replace_tokens(self) -> None:
        tokens = _tokens(self._look)
        if tokens == self._tokens:
            return
        self._tokens = tokens
        self._inks.clear()
        self._put_on()
        self.changed.emit()

    def _put_on(self) -> None:
        self._application.setFont(body_font(self._tokens.type))
        self._application.setPalette(palette(self._tokens.colors))
        self._application.setStyleSheet(style_sheet(self._tokens))


def _tokens(look: Look) -> Tokens:
    scale = min(LARGEST_SCALE, max(LEAST_SCALE, look.scale))
    colors = with_pair(DARK if _is_dark(look.scheme) else LIGHT, look.pair, look.custom_pair)
    return Tokens(colors, Spacing.scaled(scale), type_scale(scale), scale)


def _is_dark(scheme: Scheme) -> bool:
    if scheme is Scheme.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return scheme is Scheme.DARK
