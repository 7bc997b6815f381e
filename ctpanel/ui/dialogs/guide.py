"""Short help: a list of topics and the text of one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.outcome import Topic
from ctpanel.ui.dialogs.guide_texts import HOW, PAGES
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.panel_dialog import PanelDialog
from ctpanel.ui.dialogs.roomy import ScrolledMiddle
from ctpanel.ui.dialogs.sentence import CopyableSentence, Sentence
from ctpanel.ui.dialogs.side_list import SideList
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.style_sheet import mark


class GuideDialog(PanelDialog):
    """Topics at the left, their text at the right. Accessible names ``Topics`` and ``Guide: …``. Not modal."""

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Guide"))
        self.setAccessibleName("Guide")
        self._topics = (*HOW, *PAGES.values())
        self._list = QListWidget(self)
        self._title = Sentence("Topic", "", self)
        self._text = CopyableSentence("Guide", "", self)
        self._build(kit)
        self._list.currentRowChanged.connect(self._show)
        self.turn_to(None)

    def turn_to(self, topic: Topic | None) -> None:
        """Show the meaning of a word, or with None how the close dialog works."""
        self._list.setCurrentRow(len(HOW) + list(PAGES).index(topic) if topic in PAGES else 0)
        self._list.setFocus()

    def _build(self, kit: DialogKit) -> None:
        spacing = kit.theme.tokens.spacing
        self._list.setAccessibleName("Topics")
        self._list.addItems([tr_phrase(title) for title, _text in self._topics])
        self._list.setSpacing(spacing.hair)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        mark(self._title, "title")
        leave = QPushButton(tr("C&lose window"), self)
        leave.setAccessibleName("Close window")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        content = QWidget(self)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(spacing.tiny, spacing.tiny, spacing.base, spacing.tiny)
        inside.addWidget(self._text)
        inside.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(spacing.wide)
        words.addWidget(self._title)
        middle = ScrolledMiddle(content, self)
        # A long text is scrolled by keys as well.
        middle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        middle.setAccessibleName("Text of the topic")
        words.addWidget(middle, 1)
        QWidget.setTabOrder(middle, leave)
        words.addWidget(leave, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.large)
        row.setSpacing(spacing.large)
        row.addWidget(self._list)
        row.addLayout(words, 1)
        SideList(kit.theme, self, row, (self._list,), self._list.sizeHintForColumn(0) + 2 * spacing.giant)
        self.resize(22 * spacing.giant, 18 * spacing.giant)

    def _show(self, row: int) -> None:
        title, text = self._topics[max(0, row)]
        self._title.setText(tr_phrase(title))
        self._text.setText(tr_phrase(text).replace("\n", "\n\n"))
