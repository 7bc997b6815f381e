"""The simulator in a process beside the program: the two share no lock of the interpreter."""

from __future__ import annotations

import json
import logging
import subprocess
import threading
from typing import Final

from ctpanel.wiring.own_program import own_program, variables_without_token

SERVE: Final = "--serve-demo"
_STARTS_WITHIN_S: Final = 10.0
_ENDS_WITHIN_S: Final = 4.0

_LOG = logging.getLogger(__name__)


class DemoProcess:
    """Starts when it is made, and gets ready meanwhile. It ends with this program, however that ends."""

    def __init__(self, wanted: dict[str, object]) -> None:
        """``wanted`` are the arguments of ``SimServer``, its scenario and token among them."""
        self._process: subprocess.Popen[str] | None = None
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this program itself
                [*own_program(), SERVE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                env=variables_without_token(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            # Not on the command line, which every user of the machine can read.
            print(json.dumps(wanted), file=self._process.stdin, flush=True)
        except OSError as error:
            _LOG.warning("the demo's service is not started: %s", error)

    def told(self) -> dict[str, str]:
        """Blocks: its addresses once it answers, or why it was refused. Empty when nothing understandable came."""
        process = self._process
        if process is None or process.stdout is None:
            return {}
        # Reading a line has no deadline; the line of a process that was ended has come to its end.
        deadline = threading.Timer(_STARTS_WITHIN_S, process.kill)
        deadline.start()
        try:
            line = process.stdout.readline()
        finally:
            deadline.cancel()
        found = _understood(line)
        if not found:
            _LOG.warning("the demo's service said %.200r, and not where it is", line)
        return found

    def stop(self) -> None:
        """Within a few seconds; a second time does nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.communicate(timeout=_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _understood(line: str) -> dict[str, str]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
