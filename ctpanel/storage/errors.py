"""The error tree of the storage layer: every error carries one sentence for the user.

StorageError
├── PathRefused            a profile name or folder that cannot be used
├── SettingsUnwritable     the settings file could not be replaced
├── ExportFailed           a CSV or case file could not be written
├── JournalUnavailable     the journal cannot take a durable row now (see :class:`JournalFault`)
├── JournalRefusal         the journal works, and the step contradicts what it holds
│   ├── CommandAlreadyJournaled
│   ├── CommandUnknown
│   ├── AlreadySent
│   └── LeaseLost
└── SecretError            the system keyring; its kinds stand in ``secrets.py``
"""

from __future__ import annotations

from enum import StrEnum

from ctpanel.domain.text import Text


class StorageError(Exception):
    """Base of the layer. ``text`` is the sentence to show; ``str(error)`` is its English."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


class PathRefused(StorageError):
    """A profile name or state folder that cannot be used as it is."""


class SettingsUnwritable(StorageError):
    """The settings on disk are unchanged; what was to be saved lives in memory only."""


class ExportFailed(StorageError):
    """No file was left behind: the export is written beside its target and moved there when complete."""


class JournalFault(StrEnum):
    """Why the journal takes no rows; decides what a user can do about it."""

    FULL = "full"
    READ_ONLY = "read-only"
    LOCKED = "locked"
    CORRUPT = "corrupt"
    NEWER = "newer"
    REPLACED = "replaced"
    OTHER = "other"


class JournalUnavailable(StorageError):
    """Nothing was written: neither the row nor the lease. A command that has not left must not leave."""

    def __init__(self, fault: JournalFault, text: Text) -> None:
        super().__init__(text)
        self.fault = fault


class JournalRefusal(StorageError):
    """A step that contradicts the journal; nothing was written."""


class CommandAlreadyJournaled(JournalRefusal):
    """``begin`` was called a second time with the same command id."""


class CommandUnknown(JournalRefusal):
    """A step for a command that was never begun."""


class AlreadySent(JournalRefusal):
    """A second ``sending`` row for one command: its request may have left before."""


class LeaseLost(JournalRefusal):
    """The lease was released (by the user or another process) before the request left."""
