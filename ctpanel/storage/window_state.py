"""Where the window was: small values that matter to nobody else, so a broken file is simply begun anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ctpanel.domain.text import Text
from ctpanel.storage.atomic import write_atomic

_MOST_BYTES: Final = 1_000_000


class WindowStateFile:
    """Names to texts, such as a geometry in base64. Nothing here is worth stopping for: problems come as values."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, str]:
        """What was saved last; empty when there is nothing or nothing usable."""
        try:
            with self._path.open("rb") as file:
                document = json.loads(file.read(_MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(document, dict):
            return {}
        return {name: value for name, value in document.items() if isinstance(value, str)}

    def write(self, values: Mapping[str, str]) -> Text | None:
        """Replace what was saved; the sentence that tells why not, when it cannot be."""
        try:
            write_atomic(self._path, json.dumps(dict(values), indent=1, sort_keys=True).encode())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return Text("The place of the window could not be saved: {reason}.", reason=reason)
        return None
