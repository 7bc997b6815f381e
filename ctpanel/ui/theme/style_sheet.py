"""The one style sheet: shapes of the standard widgets that a palette cannot express.

The only rule for items of a view is a padding; it costs about a seventh of the time that a cell takes, and a border or
background there would cost far more. Widgets opt in to a part by a dynamic property ``part`` (see
:func:`mark`), so that a rule never depends on where a widget stands.
"""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ctpanel.resources import resource
from ctpanel.ui.theme.tokens import Tokens

PARTS: Final = frozenset(
    (
        *("primary", "danger", "quiet", "segment"),
        *("card", "bar", "on-card"),
        *("title", "figure", "caption", "muted", "danger-text"),
    )
)


_CONTROL_ICONS: Final = ("up", "down", "check", "dot", "close", "float")


def mark(widget: QWidget, part: str) -> None:
    """Give ``widget`` one of the looks in :data:`PARTS`; raises ValueError for any other word.

    Buttons: ``primary`` (the one action of a window), ``danger``, ``quiet`` (no border until hovered), ``segment``
    (presets side by side). Frames: ``card``, ``bar``. Labels: ``title``, ``figure``, ``caption``, ``muted``,
    ``danger-text``. Lists: ``on-card`` (no surface of its own).
    """
    if part not in PARTS:
        raise ValueError(f"unknown part {part!r}")
    set_style_property(widget, "part", part)


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that rules of the sheet look at, and let them look again."""
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # They have not looked yet, and will before it is shown.
        return
    for one in (widget, *widget.findChildren(QWidget)):
        style = one.style()
        style.unpolish(one)
        style.polish(one)


def style_sheet(tokens: Tokens) -> str:
    """The sheet for these tokens; about 6 KB."""
    c, s, t = tokens.colors, tokens.spacing, tokens.type
    values = {name: getattr(c, name) for name in c.__dataclass_fields__ if name != "is_dark"}
    values |= {name: f"{getattr(s, name)}px" for name in s.__dataclass_fields__}
    values |= {f"{name}_size": f"{getattr(t, name):.2f}pt" for name in t.__dataclass_fields__}
    # A focused border is one pixel wider; the padding gives that pixel back, so that nothing moves.
    values |= {f"{name}_in": f"{getattr(s, name) - 1}px" for name in ("tiny", "small", "base", "wide")}
    # The style itself leaves 3 px beside the text of a cell.
    values["cell"] = f"{max(0, s.base - 3)}px"
    values["inside"] = f"{s.control_height - 2}px"
    values["inside_in"] = f"{s.control_height - 4}px"
    values["spin_in"] = f"{s.huge - 1}px"
    values["round"] = f"{s.large // 2 + 1}px"
    values |= {f"icon_{name}": resource(f"icons/control-{name}.svg").as_posix() for name in _CONTROL_ICONS}
    values["line"] = f"{s.control_height - 2 * s.tiny - 2}px"
    values["scroll"] = f"{max(8, round(10 * tokens.scale))}px"
    values["thumb"] = f"{max(3, round(4 * tokens.scale))}px"
    return _BUTTONS.substitute(values) + _FIELDS.substitute(values) + _SURFACES.substitute(values)


_BUTTONS: Final = Template(
    """
QPushButton, QToolButton {
    background: $surface_raised; color: $text; border: 1px solid $outline; border-radius: $radius;
    padding: $tiny $wide; min-height: $line;
}
QToolButton { padding: $tiny; max-height: $line; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $pressed; }
QPushButton:checked, QToolButton:checked { background: $selection; color: $on_selection; border-color: $focus; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: $tiny_in $wide_in; outline: none; }
QToolButton:focus { padding: $tiny_in; }
QPushButton:disabled, QToolButton:disabled {
    background: $window; color: $text_disabled; border-color: $separator;
}
QPushButton[part="primary"] { background: $primary; color: $on_primary; border-color: $primary; }
QPushButton[part="primary"]:hover { background: $primary_hover; }
QPushButton[part="primary"]:pressed { background: $primary_pressed; }
QPushButton[part="danger"] { background: $danger_fill; color: $on_danger; border-color: $danger_fill; }
QPushButton[part="danger"]:hover { background: $danger_hover; }
QPushButton[part="danger"]:pressed { background: $danger_pressed; }
QPushButton[part="primary"]:focus, QPushButton[part="danger"]:focus { border: 2px solid $text; }
QPushButton[part="primary"]:disabled, QPushButton[part="danger"]:disabled {
    background: $sunken; color: $text_disabled; border-color: $separator;
}
QPushButton[part="quiet"], QToolButton[part="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[part="quiet"]:hover, QToolButton[part="quiet"]:hover { background: $pressed; }
QPushButton[part="quiet"]:focus, QToolButton[part="quiet"]:focus { border: 2px solid $focus; }
QPushButton[part="quiet"]:pressed, QToolButton[part="quiet"]:pressed { background: $selection; }
QPushButton[part="quiet"]:checked, QToolButton[part="quiet"]:checked { background: $selection; }
QPushButton[part="segment"] { padding: $tiny $small; min-width: $giant; border-color: $separator; }
QPushButton[part="segment"]:hover { border-color: $outline; }
QPushButton[part="segment"]:focus { border: 2px solid $focus; padding: $tiny_in $small_in; }
QPushButton[chosen="true"] { background: $selection; color: $on_selection; border-color: $focus; }
QPushButton[part="segment"][chosen="true"] { border-color: $focus; }
QPushButton[part="segment"][chosen="true"]:focus { border: 2px solid $focus; }
"""
)

_FIELDS: Final = Template(
    """
QLineEdit, QPlainTextEdit, QTextEdit {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: $radius; padding: $tiny $small;
    selection-background-color: $selection; selection-color: $on_selection;
}
QLineEdit { min-height: $line; lineedit-clear-button-icon: url("$icon_close"); }
QLineEdit QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit QToolButton:hover { background: $hover; border-radius: $tiny; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: $tiny_in $small_in; }
QLineEdit:disabled { background: $window; color: $text_disabled; border-color: $separator; }
QAbstractSpinBox, QComboBox {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: $radius; padding: $tiny $small;
    min-height: $line; selection-background-color: $selection; selection-color: $on_selection;
}
QAbstractSpinBox { padding: 0 $huge 0 0; min-height: $inside; }
QAbstractSpinBox QLineEdit {
    background: transparent; border: none; padding: 0 $tiny; margin-left: $tiny; min-height: 0;
}
QAbstractSpinBox[dimmed="true"], QAbstractSpinBox[dimmed="true"] QLineEdit { color: $stale; font-style: italic; }
QComboBox { background: $surface_raised; padding-left: $base; }
QComboBox:hover { background: $hover; }
QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid $focus; padding: $tiny_in $small_in; }
QAbstractSpinBox:focus { padding: 0 $spin_in 0 0; min-height: $inside_in; }
QAbstractSpinBox[mistyped="true"], QAbstractSpinBox[mistyped="true"]:focus {
    border: 2px solid $danger; padding: 0 $spin_in 0 0; min-height: $inside_in;
}
QComboBox:focus { padding-left: $base_in; }
QAbstractSpinBox:disabled, QComboBox:disabled {
    background: $window; color: $text_disabled; border-color: $separator;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; width: $huge; border: none; border-left: 1px solid $separator; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 1px 1px 0 0; border-top-right-radius: $radius; }
QAbstractSpinBox::down-button {
    subcontrol-position: bottom right; margin: 0 1px 1px 0; border-bottom-right-radius: $radius;
}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed { background: $pressed; }
QAbstractSpinBox::up-arrow { image: url("$icon_up"); width: $wide; height: $wide; }
QAbstractSpinBox::down-arrow { image: url("$icon_down"); width: $wide; height: $wide; }
QAbstractSpinBox::up-arrow:off, QAbstractSpinBox::down-arrow:off { image: none; }
QComboBox::drop-down { subcontrol-origin: border; width: $huge; border: none; }
QComboBox::down-arrow { image: url("$icon_down"); width: $wide; height: $wide; }
QComboBox QAbstractItemView { background: $surface_raised; border: 1px solid $outline; }
QCheckBox, QRadioButton { spacing: $base; padding: $tiny; }
QCheckBox::indicator, QRadioButton::indicator {
    width: $large; height: $large; border: 1px solid $outline; background: $surface; border-radius: $tiny;
}
QRadioButton::indicator { border-radius: $round; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $primary; background: $hover; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary; image: url("$icon_check"); }
QRadioButton::indicator:checked { background: $primary; border-color: $primary; image: url("$icon_dot"); }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; border-radius: $radius; padding: 2px; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_disabled; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    background: $sunken; border-color: $separator;
}
QProgressBar {
    background: $sunken; border: none; border-radius: $hair; text-align: center; color: $text; max-height: $base;
}
QProgressBar::chunk { background: $primary; border-radius: $hair; }
"""
)

_SURFACES: Final = Template(
    """
QToolTip {
    background: $surface_raised; color: $text; border: 1px solid $outline; padding: $tiny $small;
}
QFrame[part="card"] { background: $surface; border: 1px solid $separator; border-radius: $base; }
QFrame[part="bar"], QWidget[part="bar"] { background: $surface; border: none; border-bottom: 1px solid $separator; }
QLabel[part="title"] { font-size: $title_size; font-weight: 600; }
QLabel[part="figure"] { font-size: $figure_size; font-weight: 600; }
QLabel[part="caption"] { font-size: $small_size; color: $text_muted; }
QLabel[part="muted"] { color: $text_muted; }
QLabel[part="danger-text"] { color: $danger; font-weight: 600; }
QTableView, QListView, QTreeView {
    background: $surface; color: $text; border: none; outline: none;
    selection-background-color: $selection; selection-color: $on_selection;
}
QListView { border: 2px solid transparent; }
QListView:focus { border-color: $focus; }
QTableView::item { padding: 0 $cell; }
QListWidget {
    background: $surface; border: 1px solid $separator; border-radius: $radius; padding: $tiny;
}
QListWidget:focus { border: 2px solid $focus; padding: $tiny_in; }
QListWidget::item { padding: $tiny $small; border-radius: $tiny; color: $text; }
QListWidget::item:hover { background: $hover; }
QListWidget::item:selected { background: $selection; color: $on_selection; }
QListWidget::item:disabled { color: $text_disabled; }
QListWidget::indicator, QTableView::indicator {
    width: $wide; height: $wide; border: 1px solid $outline; background: $surface; border-radius: $hair;
}
QListWidget::indicator:checked, QTableView::indicator:checked {
    background: $primary; border-color: $primary; image: url("$icon_check");
}
QListView[part="on-card"] { background: transparent; }
QHeaderView { background: $surface; border: none; border-bottom: 1px solid $separator; }
QHeaderView::section {
    background: $surface; color: $text_muted; border: none;
    padding: $tiny $base; font-size: $small_size; font-weight: 600;
}
QHeaderView::section:hover { color: $text; background: $hover; }
QTabWidget::pane { border: none; border-top: 1px solid $separator; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $text_muted; border: none; border-bottom: 2px solid transparent;
    padding: $small $base; margin-right: $tiny;
}
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { border-bottom-color: $focus; color: $accent; }
QMenuBar { background: $surface; border-bottom: 1px solid $separator; }
QMenuBar::item { padding: $tiny $base; background: transparent; }
QMenuBar::item:selected { background: $pressed; }
QMenu { background: $surface_raised; border: 1px solid $outline; padding: $tiny; }
QMenu::item { padding: $small $huge $small $large; border-radius: $tiny; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $text_disabled; }
QMenu::separator { height: 1px; background: $separator; margin: $tiny $base; }
QMainWindow::separator, QSplitter::handle { background: $separator; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QDockWidget {
    titlebar-close-icon: url("$icon_close"); titlebar-normal-icon: url("$icon_float"); color: $text_muted;
    font-size: $body_size;
}
QDockWidget::title { background: $window; padding: $small $tiny; text-align: left; }
QDockWidget::close-button, QDockWidget::float-button {
    background: transparent; border: none; border-radius: $hair; padding: 0;
}
QDockWidget::close-button:hover, QDockWidget::float-button:hover { background: $pressed; }
QStatusBar { background: $surface; border-top: 1px solid $separator; }
QStatusBar::item { border: none; }
QGroupBox {
    border: 1px solid $separator; border-radius: $radius; margin-top: $large; padding-top: $base; color: $text_muted;
}
QGroupBox::title { subcontrol-origin: margin; left: $wide; padding: 0 $tiny; }
QScrollBar:vertical { background: transparent; width: $scroll; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $scroll; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: $thumb; margin: 2px; }
QScrollBar::handle:vertical { min-height: $giant; }
QScrollBar::handle:horizontal { min-width: $giant; }
QScrollBar::handle:hover { background: $text_muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { background: transparent; border: none; }
QScrollArea:focus { border: 2px solid $focus; border-radius: $radius; }
"""
)
