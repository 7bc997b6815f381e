"""What the command line asks for, as one value."""

from __future__ import annotations

from pathlib import Path

from ctpanel.domain.record import record

DEFAULT_PROFILE = "default"


class LaunchRefused(Exception):
    """The program cannot start like this; the message is the one line for standard error."""


@record
class Launch:
    """One start of the program. ``profile`` None means the last one used; ``drill`` opens the fire drill at once.

    ``switched`` is a start that follows another one with another profile: what was given for that one, its token above
    all, is not for this one.
    """

    demo: bool = False
    scenario: str = "calm"
    seed: int = 1
    base_url: str | None = None
    stream_url: str | None = None
    no_stream: bool = False
    profile: str | None = None
    state_dir: Path | None = None
    screenshot: Path | None = None
    log_level: str = "INFO"
    drill: bool = False
    switched: bool = False
