"""Addresses, time-outs and limits of the service; addresses that could leak the token are refused here."""

from __future__ import annotations

import ipaddress
from typing import Final
from urllib.parse import SplitResult, urlsplit

from ctpanel.domain.record import record

DEFAULT_BASE_URL: Final = "https://app.crosstrade.io"
DEFAULT_STREAM_URL: Final = "wss://app.crosstrade.io/ws/stream"


class ConfigRefused(ValueError):
    """An address that this program will not talk to. The message is one plain sentence."""


def is_loopback(host: str) -> bool:
    """Whether this host is the machine itself, judged by its text alone (no look-up)."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@record
class Timeouts:
    """Seconds. ``read_s`` is long on purpose: over its budget the service answers late instead of refusing.

    ``total_s`` ends an exchange that keeps dripping bytes; it must exceed the five seconds that a reversal may take.
    ``drain_s`` is how long closing the client waits for answers that are under way.
    """

    connect_s: float = 5.0
    read_s: float = 20.0
    write_s: float = 5.0
    pool_s: float = 5.0
    total_s: float = 30.0
    drain_s: float = 2.0


@record
class ServiceConfig:
    """Where the service is and how patient to be. Raises :class:`ConfigRefused` for an address that is not safe.

    ``base_url`` is the part in front of ``/v1/api``; ``stream_url`` the complete WebSocket address. Both must be
    encrypted unless they point to this machine. ``max_body`` is in bytes.
    """

    base_url: str = DEFAULT_BASE_URL
    stream_url: str = DEFAULT_STREAM_URL
    timeouts: Timeouts = Timeouts()
    max_body: int = 4 * 1024 * 1024

    def __post_init__(self) -> None:
        _checked(self.base_url, secure="https", plain="http")
        _checked(self.stream_url, secure="wss", plain="ws")

    @property
    def root(self) -> str:
        """The base address without a slash at its end."""
        return self.base_url.rstrip("/")

    @property
    def is_encrypted(self) -> bool:
        """Whether requests go through TLS; only this machine's own services may do without."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def trust_env(self) -> bool:
        """Whether proxy variables of the environment apply; never for loopback, which a proxy could not reach."""
        return not is_loopback(urlsplit(self.base_url).hostname or "")

    @property
    def stream_is_local(self) -> bool:
        """Whether the stream's server runs on this machine."""
        return is_loopback(urlsplit(self.stream_url).hostname or "")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ConfigRefused("The address is not a valid URL.") from None
    return parts


def _checked(url: str, *, secure: str, plain: str) -> None:
    # The address itself stays out of the messages: somebody may have pasted the token into it.
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise ConfigRefused("The address has a space or a character that an address cannot have.")
    parts = _split(url)
    if not parts.hostname:
        raise ConfigRefused(f"The address names no host. It should look like {secure}://host.")
    if parts.username is not None or parts.password is not None:
        raise ConfigRefused("The address must not contain a user name or password.")
    if parts.query or parts.fragment:
        raise ConfigRefused("The address must end before any “?” or “#”.")
    if parts.scheme == secure:
        return
    if parts.scheme == plain and is_loopback(parts.hostname):
        return
    if parts.scheme == plain:
        raise ConfigRefused(f"Plain {plain} is allowed to this machine only; use {secure}.")
    raise ConfigRefused(f"The address must begin with {secure}://.")
