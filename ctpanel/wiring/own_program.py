"""How this program starts itself once more, for something else."""

from __future__ import annotations

import os
import sys
from typing import Final

TOKEN_VARIABLE: Final = "XTRADE_TOKEN"  # noqa: S105 - the name of a variable, not a secret


def own_program() -> tuple[str, ...]:
    """The command; arguments of the command line go behind it."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, *("-P",) * sys.flags.safe_path, "-m", "ctpanel")


def variables_without_token() -> dict[str, str]:
    """The environment for it: the token of this run is for this run."""
    return {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}
