"""Proves that every locked run-time and development package can be installed from wheels on each supported system.

    python packaging/check_wheels.py            CPython 3.11 on Windows, macOS and Linux
    python packaging/check_wheels.py --all      CPython 3.11, 3.12 and 3.13

Downloads with the locks' hashes into a throw-away folder and installs nothing. Needs the network and, at a time, about
400 MB of disk. Run it inside an environment that has `packaging` (the development one has).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

LOCKS = Path(__file__).resolve().parent / "locks"

# pip platform tags, the newest first; a wheel for any of them fits. The last entry: markers of that system.
SYSTEMS: dict[str, tuple[list[str], dict[str, str]]] = {
    "Windows x86-64": (
        ["win_amd64"],
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    ),
    "macOS arm64": (
        [f"macosx_{major}_0_{chip}" for major in (14, 13, 12, 11) for chip in ("arm64", "universal2")]
        + [f"macosx_10_{minor}_universal2" for minor in range(16, 8, -1)],
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    ),
    "Linux x86-64": (
        [f"manylinux_2_{minor}_x86_64" for minor in range(36, 4, -1)] + ["manylinux2014_x86_64", "manylinux1_x86_64"],
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    ),
}


def requirements(lock: Path) -> Iterator[list[str]]:
    """The entries of a lock file, each as its lines: the pin first, then its hashes."""
    entry: list[str] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith(" ") and entry:
            yield entry
            entry = []
        entry.append(line)
    yield entry


def entries_for(lock: Path, markers: dict[str, str]) -> list[str]:
    """The lines that apply on that system, without markers: pip would judge those by the machine that it runs on."""
    lines: list[str] = []
    for pin, *hashes in requirements(lock):
        requirement = Requirement(pin.rstrip(" \\"))
        if requirement.marker is None or requirement.marker.evaluate(markers):
            lines += [f"{requirement.name}{requirement.specifier} \\", *hashes]
    return lines


def download(lock: Path, version: str, system: str) -> int:
    """Downloads one lock for one system and Python, and returns the number of wheels. Ends the program on failure."""
    tags, markers = SYSTEMS[system]
    python = {
        "python_version": version,
        "python_full_version": f"{version}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    with tempfile.TemporaryDirectory() as folder:
        selected = Path(folder) / "selected.txt"
        selected.write_text("\n".join(entries_for(lock, {**markers, **python})) + "\n", encoding="utf-8")
        wheels = Path(folder) / "wheels"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary", ":all:", "--require-hashes", "--implementation", "cp"]
        command += ["--python-version", version, "--abi", f"cp{version.replace('.', '')}", "--abi", "abi3"]
        command += ["--abi", "none", *(f"--platform={tag}" for tag in tags)]
        if subprocess.call([*command, "--dest", wheels, "--requirement", selected]):
            sys.exit(f"NOT COMPLETE: {lock.name}, {system}, Python {version}")
        return len(list(wheels.glob("*.whl")))


def main() -> None:
    """The development lock holds every run-time package at the same version, but both are what people install."""
    versions = ["3.11", "3.12", "3.13"] if "--all" in sys.argv[1:] else ["3.11"]
    print(f"free disk: {shutil.disk_usage(tempfile.gettempdir()).free // 2**20} MB", flush=True)
    for version in versions:
        for system in SYSTEMS:
            for lock in sorted(LOCKS.glob("*.txt")):
                count = download(lock, version, system)
                print(f"{lock.name:<12} {system:<15} Python {version}: {count} wheels, hashes match", flush=True)


if __name__ == "__main__":
    main()
