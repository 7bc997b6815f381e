"""About: what runs here, under which licenses, and where its files are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.record import record
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.panel_dialog import PanelDialog
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.named_label import NamedLabel


@record
class AboutFacts:
    """Names and versions (the program's own first), the licenses, the folders of journal, settings and logs."""

    versions: tuple[tuple[str, str], ...]
    licenses: str
    folders: tuple[Path, ...]

    def as_text(self) -> str:
        """What the copy button copies: for a report, without anything personal but the folders."""
        lines = [f"{name} {version}" for name, version in self.versions]
        return "\n".join([*lines, *(f"folder: {folder}" for folder in outermost(self.folders))])


def outermost(folders: Iterable[Path]) -> list[Path]:
    """Each once, and none that lies in another: one system has all in one place, another in two."""
    several = list(dict.fromkeys(folders))
    return [folder for folder in several if not any(other in folder.parents for other in several)]


class AboutDialog(PanelDialog):
    """Window title ``About ctpanel``."""

    def __init__(self, kit: DialogKit, facts: AboutFacts, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self._facts = facts
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About ctpanel"))
        self.setAccessibleName("About ctpanel")
        self._copied = Sentence("Copy", "", self)
        self._build(kit)

    def _build(self, kit: DialogKit) -> None:
        spacing = kit.theme.tokens.spacing
        name, version = self._facts.versions[0]
        title = Sentence("Program", f"{name} {version}", self)
        mark(title, "title")
        others = ", ".join(f"{one} {number}" for one, number in self._facts.versions[1:])
        licenses = QPlainTextEdit(self._facts.licenses, self)
        licenses.setReadOnly(True)
        licenses.setTabChangesFocus(True)
        licenses.setAccessibleName("Licenses")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.wide)
        rows.setSpacing(spacing.base)
        rows.addWidget(title)
        rows.addWidget(Sentence("Purpose", tr("See your positions. Close exactly what you mean."), self))
        rows.addWidget(self._caption(tr("Made with")))
        rows.addWidget(Sentence("Versions", others, self))
        rows.addWidget(self._caption(tr("Journal, settings and logs are in")))
        for folder in outermost(self._facts.folders):
            rows.addWidget(self._folder(folder))
        rows.addWidget(self._caption(tr("Licenses")))
        rows.addWidget(licenses, 1)
        rows.addLayout(self._buttons())
        self.resize(16 * spacing.giant, 13 * spacing.giant)

    def _folder(self, folder: Path) -> NamedLabel:
        # No sentence: that has signs in it, not to be seen, which would be copied along.
        label = NamedLabel("State folder", str(folder), self)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label

    def _caption(self, words: str) -> Sentence:
        caption = Sentence("Part", words, self)
        mark(caption, "caption")
        return caption

    def _buttons(self) -> QHBoxLayout:
        copy = QPushButton(tr("&Copy versions and folder"), self)
        leave = QPushButton(tr("C&lose window"), self)
        copy.setAccessibleName("Copy versions and folder")
        leave.setAccessibleName("Close window")
        for button in (copy, leave):
            button.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addWidget(self._copied, 1)
        row.addWidget(leave)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._facts.as_text())
        self._copied.setText(tr("copied"))
