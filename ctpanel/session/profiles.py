"""Profiles as the window sees them: one user of the service each, with a token, addresses and names of its own."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from ctpanel.domain.record import record
from ctpanel.domain.text import Text


class ProfileUse(Enum):
    """Whether a window works with a profile at this moment."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    FREE = "free"


@record
class ProfileInfo:
    """One profile. ``open_commands`` counts those without an outcome that lets go of their position."""

    name: str
    base_url: str
    stream_url: str
    use: ProfileUse
    open_commands: int = 0


class ProfileRefused(Exception):
    """Nothing was changed, or only what ``text`` says; ``text`` also says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


class Profiles(Protocol):
    """The profiles on this computer. Every method that changes something raises ProfileRefused instead of doing it."""

    @property
    def token_from_outside(self) -> bool:
        """Whether this window works with a token that was given for it, not with the one of its profile."""
        ...

    @property
    def addresses_from_outside(self) -> bool:
        """Whether this window talks to an address that was given for it, not to those of its profile."""
        ...

    def all(self) -> tuple[ProfileInfo, ...]:
        """Every profile, the one of this window among them."""
        ...

    def create(self, name: str) -> ProfileInfo:
        """Add a profile with the usual addresses and no token."""
        ...

    def set_addresses(self, name: str, base_url: str, stream_url: str) -> None:
        """Where the profile's token is sent from its next start on."""
        ...

    async def delete(self, name: str) -> Text:
        """Remove the profile and its token from the keyring; never one in use or with a command without outcome."""
        ...

    def switch_to(self, name: str) -> None:
        """End this window in order and begin anew with that profile; never while a command has no outcome."""
        ...

    def open_window(self, name: str) -> None:
        """Open the profile in a window of its own, or raise the one that it has."""
        ...
