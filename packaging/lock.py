"""Writes the lock files anew from pyproject.toml: exact versions with hashes, for every system at once.

    python packaging/lock.py              keep the locked versions that still fit
    python packaging/lock.py --upgrade    take the newest versions that pyproject.toml allows

Needs the network. Afterwards run packaging/check_wheels.py.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

RESOLVER = "uv==0.13.9"
CHECKOUT = Path(__file__).resolve().parent.parent
LOCKS = CHECKOUT / "packaging" / "locks"
HEADER = "# Written by packaging/lock.py. Do not edit.\n"

# The other locks hold the run-time packages too, so that one file describes a whole environment.
GROUPS: dict[str, list[str]] = {"runtime.txt": [], "dev.txt": ["--group", "dev"], "bundle.txt": ["--group", "bundle"]}


def install_resolver(folder: Path) -> Path:
    """Makes a throw-away environment with the resolver in it and returns the resolver's path."""
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", RESOLVER], check=True)
    return scripts / "uv"


def resolve(resolver: Path, name: str, extra: list[str]) -> None:
    """Writes one lock file; the version of a package that both files hold is the same in both."""
    target = LOCKS / name
    command: list[str | Path] = [resolver, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    # Comments would name files of this machine and index addresses.
    command += ["--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    if name != "runtime.txt":
        command += ["--constraints", LOCKS / "runtime.txt"]
    subprocess.run([*command, *extra, "pyproject.toml", "--output-file", target], check=True, cwd=CHECKOUT)
    target.write_text(HEADER + target.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def refuse_addresses(name: str) -> None:
    """Ends the program when a lock names an address, a folder or a package that must never be installed."""
    for number, line in enumerate((LOCKS / name).read_text(encoding="utf-8").splitlines(), start=1):
        if "://" in line or " @ " in line or line.startswith(("-", "/", "keyrings-alt", "keyrings.alt")):
            sys.exit(f"{name}:{number}: must not be in a lock: {line}")


def main() -> None:
    """Locks the run-time packages first, then the development ones on top of them."""
    LOCKS.mkdir(exist_ok=True)
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    with tempfile.TemporaryDirectory() as folder:
        resolver = install_resolver(Path(folder))
        for name, extra in GROUPS.items():
            resolve(resolver, name, [*extra, *upgrade])
            refuse_addresses(name)
            count = sum("==" in line for line in (LOCKS / name).read_text(encoding="utf-8").splitlines())
            print(f"{name}: {count} packages")


if __name__ == "__main__":
    main()
