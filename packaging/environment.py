"""The checkout's own `.venv`, made from a lock file and made again when that lock changes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = CHECKOUT / ".venv"
LOCKS = CHECKOUT / "packaging" / "locks"
STAMP = "ctpanel-lock"


class EnvironmentFailed(Exception):
    """The environment could not be made; the message is the line for the user."""


def script(name: str, folder: Path | None = None) -> Path:
    """Where the environment keeps a program."""
    folder = folder or FOLDER
    return folder / "Scripts" / f"{name}.exe" if sys.platform == "win32" else folder / "bin" / name


def ensure(lock: str, folder: Path | None = None) -> Path:
    """Makes the folder hold exactly what the lock file says, and returns its Python.

    The folder is the checkout's `.venv` unless told otherwise.
    An environment that was made for the development lock also serves where the run-time lock is asked for.
    Raises EnvironmentFailed.
    """
    folder = folder or FOLDER
    stamp_file = folder / STAMP
    stamp = stamp_file.read_text(encoding="utf-8") if stamp_file.exists() else ""
    python = script("python", folder)
    fitting = (_stamp(lock), _stamp("dev.txt")) if folder == FOLDER else (_stamp(lock),)
    if stamp in fitting and python.exists():
        return python
    if stamp or not _runs(python):
        # Anew, because pip would leave the packages that the lock no longer names.
        print(f"Making {folder}", flush=True)
        _call([_base_python(), "-m", "venv", "--clear", str(folder)])
    print(f"Installing what {lock} names", flush=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _call([*install, "--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCKS / lock)])
    stamp_file.write_text(_stamp(lock), encoding="utf-8")
    return python


def _stamp(lock: str) -> str:
    digest = hashlib.sha256((LOCKS / lock).read_bytes()).hexdigest()
    return f"{lock} {sys.version_info.major}.{sys.version_info.minor} {digest}\n"


def _base_python() -> str:
    """The interpreter outside of any environment: one that is being cleared cannot make itself again."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def _runs(python: Path) -> bool:
    """True for an environment that somebody else made and that can be filled as it is."""
    check = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return python.exists() and subprocess.call([str(python), "-c", check], stderr=subprocess.DEVNULL) == 0


def _call(command: list[str]) -> None:
    if subprocess.call(command, cwd=CHECKOUT):
        raise EnvironmentFailed(f"This failed: {' '.join(command)}")
