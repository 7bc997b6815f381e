"""What Qt and the tests need from a Linux system, and how to get it on Debian and its relatives.

Looked up by library and program, not by package name: names differ between releases, and other systems may have the
same library from elsewhere.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

# Library to load -> Debian package that holds it.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Program, by name or by path -> Debian package that holds it.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "openbox": "openbox",
    "gnome-keyring-daemon": "gnome-keyring",
    "dbus-run-session": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
# What puts a bundle together.
BUNDLE_PROGRAMS = {"objdump": "binutils", "strip": "binutils", "dpkg-deb": "dpkg"}


class SystemPackagesMissing(Exception):
    """Something is missing that this program may not install; the message is the line for the user."""


def needed_for(purpose: str) -> dict[str, str]:
    """What is missing here for ``demo``, ``test`` or ``bundle``: thing -> package of Debian. Empty elsewhere."""
    if sys.platform != "linux":
        return {}
    libraries = {**OFFSCREEN_LIBRARIES, **WINDOW_LIBRARIES}
    missing = {name: package for name, package in libraries.items() if not _loads(name)}
    programs = {"test": TEST_PROGRAMS, "bundle": BUNDLE_PROGRAMS}.get(purpose, {})
    missing.update({name: package for name, package in programs.items() if shutil.which(name) is None})
    if importlib.util.find_spec("ensurepip") is None:
        missing["the Python module ensurepip"] = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return missing


def install(missing: dict[str, str]) -> None:
    """Installs the packages as root or through sudo without a password.

    Raises SystemPackagesMissing when neither works or the system has no apt.
    """
    packages = sorted(set(missing.values()))
    if shutil.which("apt-get") is None:
        raise SystemPackagesMissing(f"Missing on this system: {', '.join(missing)}. Install them and try again.")
    update = ["apt-get", "update", "-q"]
    get = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    prefix = _root_prefix()
    if prefix is None:
        raise SystemPackagesMissing(f"Needs packages. Run: sudo {' '.join(update)} && sudo {' '.join(get)}")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (update, get):
        if subprocess.call([*prefix, *command], env=environment, stdin=subprocess.DEVNULL):
            raise SystemPackagesMissing(f"This failed: {' '.join([*prefix, *command])}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _root_prefix() -> list[str] | None:
    """What to put before a command so that it runs as root; None when that would need a password."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None
