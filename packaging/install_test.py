"""Installs the Debian package in a clean Debian 12, starts the demo there, and uninstalls it again.

    sudo python3 packaging/install_test.py dist/ctpanel_VERSION_ARCH.deb [BASE]

Makes the root with debootstrap, or copies BASE, a folder that debootstrap made. Needs root and the network (Debian's
own archive). The root is removed at the end.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

INSIDE = "/root"
PNG = b"\x89PNG\r\n\x1a\n"
# What installing any package leaves: caches of triggers, logs, and the records of apt and dpkg.
RECORDS = tuple(f"/{name}/" for name in ("var", "etc", "run", "tmp", "root", "proc", "sys", "dev", "home"))


class TestFailed(Exception):
    """What was wrong; the message is the line for the user."""


class Root:
    """One clean Debian in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str, check: bool = True, **variables: str) -> str:
        """The command's output; raises TestFailed when it fails and ``check`` is set."""
        print("#", " ".join(command), flush=True)
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8", **variables}
        environment["DEBIAN_FRONTEND"] = "noninteractive"
        done = subprocess.run(
            ["chroot", str(self.folder), *command], env=environment, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        if check and done.returncode:
            raise TestFailed(f"{' '.join(command)} left with {done.returncode}:\n{done.stdout[-3000:]}")
        return done.stdout

    def files(self) -> set[str]:
        """Everything that is installed, without records, logs and caches."""
        found = self.run("find", "/", "-xdev", "-not", "-type", "d").splitlines()
        return {line for line in found if line.startswith("/") and not line.startswith(RECORDS)}


@contextlib.contextmanager
def clean_root(base: Path | None) -> Iterator[Root]:
    """A root with /proc, as any system has; removed at the end."""
    with tempfile.TemporaryDirectory(prefix="ctpanel-root-") as name:
        folder = Path(name) / "root"
        if base is None:
            subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(folder)], check=True)
        else:
            subprocess.run(["cp", "-a", str(base), str(folder)], check=True)
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        subprocess.run(["mount", "-t", "proc", "proc", str(folder / "proc")], check=True)
        try:
            yield Root(folder)
        finally:
            subprocess.run(["umount", str(folder / "proc")], check=True)


def try_out(root: Root, package: Path) -> None:
    """Install, look, start, close down, remove; every step is checked."""
    root.run("apt-get", "update", "-q")
    before = root.files()
    shutil.copyfile(package, root.folder / "root" / package.name)
    root.run("apt-get", "install", "-y", "-q", "--no-install-recommends", f"{INSIDE}/{package.name}")
    listed = root.run("dpkg", "-L", "ctpanel").splitlines()
    for wanted in ("/usr/bin/ctpanel", "/usr/share/applications/io.ctpanel.ctpanel.desktop"):
        if wanted not in listed:
            raise TestFailed(f"{wanted} is not in the package")
    unresolved = [line for line in libraries(root) if "not found" in line]
    if unresolved:
        raise TestFailed("libraries are missing:\n" + "\n".join(sorted(set(unresolved))))
    print(root.run("ctpanel", "--version"), end="")
    picture = root.folder / "root" / "demo.png"
    print(root.run("ctpanel", "--demo", "--screenshot", f"{INSIDE}/demo.png", QT_QPA_PLATFORM="offscreen"), end="")
    if not picture.read_bytes().startswith(PNG) or picture.stat().st_size < 20_000:
        raise TestFailed("the demo drew no picture")
    print(f"the demo drew {picture.stat().st_size} bytes of picture")
    refused = root.run("ctpanel", "--demo", check=False)
    if "there is no screen" not in refused:
        raise TestFailed(f"without a display it said: {refused[-500:]}")
    root.run("apt-get", "purge", "-y", "-q", "ctpanel")
    left = [name for name in root.files() - before if "ctpanel" in name]
    if left or (root.folder / "opt" / "ctpanel").exists():
        raise TestFailed("left behind: " + ", ".join(left or ["/opt/ctpanel"]))
    print("uninstalled, nothing of it is left")


def libraries(root: Root) -> list[str]:
    """What the loader says about every library of the bundle and of Qt's plugins."""
    found = root.run(
        "sh", "-c", "find /opt/ctpanel -name '*.so*' -type f -exec env LD_LIBRARY_PATH=/opt/ctpanel/_internal ldd {} +",
        check=False,
    )  # fmt: skip
    return [line for line in found.splitlines() if "=>" in line]


def check_means(package: Path, base: Path | None) -> None:
    """Raises TestFailed, with the next step, when there is nothing to install or nothing to make a root with."""
    if not package.is_file():
        raise TestFailed(f"there is no {package}; make it with: python3 packaging/dev.py bundle")
    if base is None and shutil.which("debootstrap") is None:
        raise TestFailed("debootstrap is not installed; get it with: sudo apt-get install debootstrap")
    if base is not None and not base.is_dir():
        raise TestFailed(f"there is no folder {base}; leave it out to have a root made with debootstrap")


def main() -> int:
    """0 when everything held."""
    if len(sys.argv) < 2 or os.geteuid() != 0:
        print(__doc__, file=sys.stderr)
        return 2
    package, base = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
    try:
        check_means(package, base)
        with clean_root(base) as root:
            try_out(root, package)
    except TestFailed as reason:
        print(reason, file=sys.stderr)
        return 1
    print("the package installs, starts, and uninstalls in a clean Debian 12")
    return 0


if __name__ == "__main__":
    sys.exit(main())
