"""One command from a fresh checkout to a running panel or to the whole test suite. Needs Python only.

    python3 packaging/dev.py demo [ARGUMENTS]    the panel with its simulator: python -m ctpanel --demo ARGUMENTS
    python3 packaging/dev.py test [ARGUMENTS]    lint, format, types, layers, tests: pytest ARGUMENTS
    python3 packaging/dev.py bench [NAMES]       measure: JSON lines, then a table with the targets
    python3 packaging/dev.py bundle [--smoke]    what users install, in dist/; --smoke runs the finished bundle
    python3 packaging/dev.py translations        bring the catalogs up to date with the program's texts

Makes `.venv` in the checkout from packaging/locks/, and on Debian and its relatives installs the system libraries.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import environment
import system_packages

OLDEST_PYTHON = (3, 11)
# Folders whose tests mostly wait: for simulated time, for sockets, for other programs.
WAITING = ("e2e", "session")
NO_DISPLAY = (
    "There is no display. Start this from a desktop session, or draw to a file: "
    "python3 packaging/dev.py demo --screenshot ctpanel.png"
)


class Refused(Exception):
    """The command cannot run here; the message is the line for the user."""


def prepare(purpose: str, lock: str) -> Path:
    """System libraries first, then `.venv`; returns its Python."""
    missing = system_packages.needed_for(purpose)
    if missing:
        system_packages.install(missing)
    return environment.ensure(lock)


def demo(arguments: list[str]) -> int:
    """Starts the panel in demo mode; relative paths among the arguments mean the caller's folder."""
    variables = with_checkout()
    if not has_display(variables):
        if "--screenshot" not in " ".join(arguments):
            raise Refused(NO_DISPLAY)
        variables["QT_QPA_PLATFORM"] = "offscreen"
    python = str(prepare("demo", "runtime.txt"))
    command = [python, "-P", "-m", "ctpanel", "--demo", *arguments]
    if sys.platform == "win32":
        return subprocess.call(command, env=variables)
    # In place of this process, so that a signal to it reaches the panel.
    sys.stdout.flush()
    os.execve(python, command, variables)


def with_checkout() -> dict[str, str]:
    """The environment of a process that imports this checkout."""
    variables = dict(os.environ)
    variables["PYTHONPATH"] = os.pathsep.join(filter(None, [str(environment.CHECKOUT), variables.get("PYTHONPATH")]))
    return variables


def has_display(variables: dict[str, str]) -> bool:
    """True when Qt will find somewhere to draw."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(variables.get(name) for name in names)


def test(arguments: list[str]) -> int:
    """Runs every check, also after one failed, and ends with a line for each."""
    python = str(prepare("test", "dev.txt"))
    checks = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "lint-imports": [str(environment.script("lint-imports")), "--no-logo"],
        "pytest": [python, "-m", "pytest", *arguments],
    }
    results = []
    for name, command in checks.items():
        print(f"\n=== {name}", flush=True)
        begin = time.monotonic()
        whole_suite = name == "pytest" and not arguments
        failed = in_halves(command) if whole_suite else subprocess.call(command, cwd=environment.CHECKOUT)
        results.append((name, failed != 0, time.monotonic() - begin))
    print()
    for name, failed, seconds in results:
        print(f"{name:<14} {'FAILED' if failed else 'ok':<7} {seconds:6.1f} s")
    return int(any(failed for _, failed, _ in results))


def in_halves(pytest: list[str]) -> int:
    """All tests in two processes at once: one half computes while the other waits. What fails in either is told."""
    folders = [f"tests/{name}" for name in WAITING]
    with tempfile.TemporaryFile() as told:
        beside = subprocess.Popen(
            [*pytest, "-p", "no:cacheprovider", *folders], cwd=environment.CHECKOUT, stdout=told, stderr=told
        )
        try:
            failed = subprocess.call([*pytest, *(f"--ignore={name}" for name in folders)], cwd=environment.CHECKOUT)
            failed |= beside.wait()
        finally:
            beside.kill()
            beside.wait()
        told.seek(0)
        print(f"\n=== pytest {' '.join(folders)}\n{told.read().decode(errors='replace')}", flush=True)
    return failed


def bench(arguments: list[str]) -> int:
    """Runs the benchmarks: JSON lines, then a table with the targets."""
    python = str(prepare("test", "dev.txt"))
    return subprocess.call(
        [python, "-P", "-m", "tests.bench", *arguments], env=with_checkout(), cwd=environment.CHECKOUT
    )


def bundle(arguments: list[str]) -> int:
    """Makes what users of this system install, in `dist/`."""
    # Only now: they may use a newer Python than this file must still parse on.
    import bundle as maker
    import license_texts

    missing = system_packages.needed_for("bundle")
    if "--smoke" in arguments:
        missing.update(system_packages.needed_for("test"))
    if missing:
        system_packages.install(missing)
    try:
        maker.make(arguments)
    except (maker.BundleFailed, license_texts.LicenseMissing) as reason:
        raise Refused(str(reason)) from reason
    return 0


def translations(arguments: list[str]) -> int:
    """Updates and compiles resources/translations; with --check it only tells what is missing."""
    python = str(prepare("test", "dev.txt"))
    return subprocess.call([python, str(environment.CHECKOUT / "packaging" / "translations.py"), *arguments])


COMMANDS = {"demo": demo, "test": test, "bench": bench, "bundle": bundle, "translations": translations}


def main() -> int:
    """Returns the exit code: 2 for wrong usage, 1 for a failure with one line that says what to do."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:2]))
        print(f"Python 3.11 or newer is needed; this is {found} ({sys.executable}).", file=sys.stderr)
        return 1
    for stream in (sys.stdout, sys.stderr):
        # What tests print may have signs that the code page of a Windows console does not know.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return COMMANDS[sys.argv[1]](sys.argv[2:])
    except (Refused, environment.EnvironmentFailed, system_packages.SystemPackagesMissing) as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
