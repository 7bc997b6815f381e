"""The Debian package: the bundle in /opt/ctpanel, a command, a menu entry, icons and software-center data."""

from __future__ import annotations

import datetime
import platform
import shutil
import subprocess
from pathlib import Path

import system_packages

HERE = Path(__file__).resolve().parent
ICONS = HERE.parent / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
APP_ID = "io.ctpanel.ctpanel"

# Qt's Wayland plugin loads these; PyInstaller leaves them to the system, which has to match its compositor.
WAYLAND = {"libwayland-client0", "libwayland-cursor0", "libwayland-egl1"}

CONTROL = """\
Package: ctpanel
Version: {version}
Architecture: {architecture}
Maintainer: ctpanel developers <developers@ctpanel.invalid>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager | keepassxc
Section: misc
Priority: optional
Description: close futures positions in NinjaTrader 8 through CrossTrade
 A desktop panel that shows every position, closes exactly what is meant, once,
 and says whether it is closed. It needs a CrossTrade account; a simulator for
 trying it out is built in.
"""


def depends() -> str:
    """Libraries that the bundle takes from the system: the same ones that a checkout needs.

    Those that it brings were taken from this system, and want a C library that is at least as new.
    """
    names = {*system_packages.OFFSCREEN_LIBRARIES.values(), *system_packages.WINDOW_LIBRARIES.values()}
    return ", ".join([f"libc6 (>= {platform.libc_ver()[1]})", *sorted(names | WAYLAND)])


def build_deb(folder: Path, target_folder: Path, version: str) -> Path:
    """Lays the files out as they will be installed and packs them; needs dpkg-deb."""
    root = target_folder.parent / "build" / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt" / "ctpanel", symlinks=True)
    _menu_entry(root, version)
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    control = CONTROL.format(version=version, architecture=architecture, kilobytes=_kilobytes(root), depends=depends())
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    program = root / "opt" / "ctpanel" / "ctpanel"
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)
    target = target_folder / f"ctpanel_{version}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", str(root), str(target)], check=True)
    return target


def _menu_entry(root: Path, version: str) -> None:
    share = root / "usr" / "share"
    command = root / "usr" / "bin" / "ctpanel"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/ctpanel/ctpanel")
    for size in SIZES:
        place = share / "icons" / "hicolor" / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        shutil.copyfile(ICONS / f"app-{size}.png", place / "ctpanel.png")
    scalable = share / "icons" / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copyfile(ICONS / "app.svg", scalable / "ctpanel.svg")
    (share / "applications").mkdir()
    shutil.copyfile(HERE / "linux" / f"{APP_ID}.desktop", share / "applications" / f"{APP_ID}.desktop")
    (share / "metainfo").mkdir()
    text = (HERE / "linux" / f"{APP_ID}.metainfo.xml").read_text(encoding="utf-8")
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    text = text.replace("@VERSION@", version).replace("@DATE@", today)
    (share / "metainfo" / f"{APP_ID}.metainfo.xml").write_text(text, encoding="utf-8")
    doc = share / "doc" / "ctpanel"
    doc.mkdir(parents=True)
    note = (
        f"Copyright {datetime.datetime.now(datetime.UTC).year} ctpanel developers; all rights reserved.\n\n"
        "What this package holds of others is under their licenses. The texts of all of them are in\n"
        "/opt/ctpanel/licenses, one folder for each part.\n"
    )
    (doc / "copyright").write_text(note, encoding="utf-8")


def _kilobytes(root: Path) -> int:
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
