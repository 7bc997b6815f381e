"""Icons of our own, drawn once as SVG and painted in the colors of the theme.

The files use ``currentColor``, which Qt paints black: what they draw is a shape, which is then filled with the color.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from ctpanel.resources import resource
from ctpanel.ui.theme.apply import Theme

_SIZES = (16, 20, 24, 32)
_APP_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)
_SMALL_APP = 24


class Icons:
    """Loads, colors and caches; the cache is dropped when the look changes.

    ``name`` is the file below ``resources/icons`` without its suffix; an unknown one raises FileNotFoundError. An icon
    that was handed out keeps its old colors: whoever sets icons on widgets sets them again on ``Theme.changed``.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawings: dict[str, QSvgRenderer] = {}
        self._shapes: dict[tuple[str, int], QPixmap] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, tuple[int, ...], bool], QIcon] = {}
        theme.changed.connect(self._forget_colors)

    def icon(self, name: str) -> QIcon:
        """For actions, in every usual size: in the color of text, faded when disabled."""
        return self._kept(name, self._theme.tokens.colors.text, _SIZES, beside_text=False)

    def put_on(self, button: QAbstractButton, name: str, color: str | None = None, *, beside_text: bool) -> None:
        """Give ``button`` this icon in the size of the present scale, and in no other: it has only this one.

        ``color`` is ``#rrggbb``, by default that of text; the icon is faded when the button is disabled.
        ``beside_text`` adds empty space at the right, a quarter of the height, which no style sheet can.
        """
        size = self._theme.tokens.spacing.large
        ink = color or self._theme.tokens.colors.text
        button.setIcon(self._kept(name, ink, (size,), beside_text=beside_text))
        button.setIconSize(QSize(size + size // 4 if beside_text else size, size))

    def pixmap(self, name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
        """For painting: ``size`` device-independent pixels square, sharp on a screen of this device-pixel ratio."""
        key = (name, color, size, ratio)
        if key not in self._pixmaps:
            shape = self._shape(name, round(size * ratio))
            pixmap = _filled(shape, color) if color else QPixmap(shape)
            pixmap.setDevicePixelRatio(ratio)
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]

    def app_icon(self) -> QIcon:
        """The program's sign, in a simpler drawing up to 24 px."""
        built = QIcon()
        for size in _APP_SIZES:
            built.addPixmap(self.pixmap("app-small" if size <= _SMALL_APP else "app", "", size))
        return built

    def _kept(self, name: str, ink: str, sizes: tuple[int, ...], *, beside_text: bool) -> QIcon:
        key = (name, ink, sizes, beside_text)
        if key not in self._icons:
            self._icons[key] = self._build(*key)
        return self._icons[key]

    def _build(self, name: str, ink: str, sizes: tuple[int, ...], beside_text: bool) -> QIcon:
        faded = self._theme.tokens.colors.text_disabled
        # Twice as dense besides what is there: a screen that is plugged in later is usually the denser one.
        ratios = {2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
        built = QIcon()
        for ratio in sorted(ratios):
            for size in sizes:
                for color, mode in ((ink, QIcon.Mode.Normal), (faded, QIcon.Mode.Disabled)):
                    pixmap = self.pixmap(name, color, size, ratio)
                    built.addPixmap(_with_gap(pixmap) if beside_text else pixmap, mode)
        return built

    def _shape(self, name: str, pixels: int) -> QPixmap:
        key = (name, pixels)
        if key not in self._shapes:
            if name not in self._drawings:
                self._drawings[name] = QSvgRenderer(QByteArray(resource(f"icons/{name}.svg").read_bytes()))
            self._shapes[key] = _render(self._drawings[name], pixels)
        return self._shapes[key]

    def _forget_colors(self) -> None:
        self._icons.clear()
        self._pixmaps.clear()


def _with_gap(pixmap: QPixmap) -> QPixmap:
    wider = QPixmap(QSize(pixmap.width() + pixmap.height() // 4, pixmap.height()))
    wider.setDevicePixelRatio(pixmap.devicePixelRatio())
    wider.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wider


def _filled(shape: QPixmap, color: str) -> QPixmap:
    filled = QPixmap(shape)
    painter = QPainter(filled)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(filled.rect(), QColor(color))
    painter.end()
    return filled


def _render(drawing: QSvgRenderer, pixels: int) -> QPixmap:
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap
