"""Sentences of the domain, said in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ctpanel.domain.text import Phrase, Text, english_source, render
from ctpanel.ui.format import Formatter

CONTEXT = "ctpanel"


def tr(source: str) -> str:
    """A fixed text of the window in the user's language; English where no catalog has more than nothing to say."""
    return QCoreApplication.translate(CONTEXT, source) or source


def tr_phrase(source: Phrase) -> str:
    """As :func:`tr` for a source that was kept as data; nothing for nothing."""
    return tr(source) if source else ""


class Speech:
    """Renders :class:`Text` through Qt's translation, with numbers written by ``formatter``.

    A count goes to Qt as its ``n``, so that a catalog may have as many plural forms as its language needs. Patterns
    in a catalog use the same ``{name}`` fields as the source.
    """

    def __init__(self, formatter: Formatter) -> None:
        self._formatter = formatter

    def say(self, text: Text) -> str:
        """The sentence in the user's language. English needs no catalog; a broken pattern falls back to English."""
        try:
            return render(text, translated_source, self._formatter.argument)
        except (KeyError, IndexError, ValueError):
            # A catalog with a misspelled field must not hide what the sentence says.
            return render(text, english_source, self._formatter.argument)


def translated_source(text: Text) -> str:
    """The pattern for ``text`` from the catalog, or the English one that fits the count."""
    if text.count is None:
        return tr(text.source)
    translated = QCoreApplication.translate(CONTEXT, text.source, "", text.count)
    # Qt answers the source itself when there is no entry; only then does the English singular apply.
    return english_source(text) if translated in ("", text.source) else translated
