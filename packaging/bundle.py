"""The program as a folder that runs without Python: bundle, archives, sums. Driven by `packaging/dev.py bundle`.

    bundle            the folder and what this system's users install:
                      Linux .tar.gz and .deb, Windows installer (needs Inno Setup), macOS .app in a .zip
    bundle --smoke    and run the finished bundle against a simulator, on a screen of its own (Linux)

Everything ends in `dist/`. The build environment is `build/bundle-venv`, from packaging/locks/bundle.txt.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import environment
import license_texts

CHECKOUT = environment.CHECKOUT
BUILD = CHECKOUT / "build"
DIST = CHECKOUT / "dist"
VENV = BUILD / "bundle-venv"
#: Unpacked, with some room above what it was; the other systems have not been measured.
LARGEST_MB = {"linux": 155}


class BundleFailed(Exception):
    """The bundle could not be made; the message is the line for the user."""


def version() -> str:
    """The program's own version."""
    found = re.search(r'__version__ = "([^"]+)"', (CHECKOUT / "ctpanel" / "__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise BundleFailed("ctpanel/__init__.py tells no version")
    return found.group(1)


def make(arguments: list[str]) -> None:
    """The whole way; raises BundleFailed or EnvironmentFailed."""
    if "--smoke" in arguments and sys.platform != "linux":
        raise BundleFailed("--smoke runs on Linux only; without it the bundle is made")
    python = environment.ensure("bundle.txt", VENV)
    folder = freeze(python)
    if sys.platform == "linux":
        import linux_libraries

        linux_libraries.slim(folder / "_internal")
    license_texts.collect(python, folder / "licenses")
    if sys.platform == "linux":
        license_texts.collect_libraries(folder / "_internal", folder / "licenses")
    check_size(folder)
    made = [*pack(folder)]
    write_sums(made)
    for path in made:
        print(f"{path.relative_to(CHECKOUT)}  {path.stat().st_size / 1e6:.1f} MB")
    print(f"{folder.relative_to(CHECKOUT)}  {size_of(folder) / 1e6:.1f} MB unpacked")
    if "--smoke" in arguments:
        smoke(folder)


def freeze(python: Path) -> Path:
    """PyInstaller's folder for this system."""
    variables = {**os.environ, "CTPANEL_VERSION": version(), "PYTHONHASHSEED": "1", "PYTHONPATH": str(CHECKOUT)}
    # These decide where byte code is kept; here and where it is looked for that is the same.
    variables |= {"PYTHONPYCACHEPREFIX": "", "PYTHONOPTIMIZE": ""}
    # Writes down the byte code that users shall not have to wait for; the spec takes it along.
    load = "from ctpanel.ui.binding import load_binding; load_binding()"
    run([python, "-c", load], env={**variables, "PYTHONDONTWRITEBYTECODE": ""})
    if sys.platform != "linux":
        run([python, CHECKOUT / "packaging" / "app_icons.py", BUILD / "icons"])
    command: list[str | Path] = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", DIST, "--workpath", BUILD / "pyinstaller", CHECKOUT / "packaging" / "ctpanel.spec"]
    run(command, env=variables)
    return DIST / "ctpanel"


def pack(folder: Path) -> list[Path]:
    """What users of this system install."""
    if sys.platform == "win32":
        return [windows_installer()]
    if sys.platform == "darwin":
        return [mac_archive()]
    import linux_package

    packed = archive(folder)
    if shutil.which("dpkg-deb") is None:
        raise BundleFailed(f"dpkg-deb, which makes the .deb, was not found; {packed.name} in dist/ is ready without it")
    return [packed, linux_package.build_deb(folder, DIST, version())]


def archive(folder: Path) -> Path:
    """The folder as .tar.gz, owned by nobody in particular and in a fixed order."""
    target = DIST / f"ctpanel-{version()}-linux-{platform.machine()}.tar.gz"

    def neutral(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        return entry

    with tarfile.open(target, "w:gz", compresslevel=6) as tar:
        tar.add(folder, f"ctpanel-{version()}", filter=neutral)
    return target


def windows_installer() -> Path:
    """Inno Setup's per-user installer. Signed when CTPANEL_SIGNTOOL names a command, with $q for every quote in it."""
    compiler = inno_setup()
    if compiler is None:
        raise BundleFailed("Inno Setup 6 (iscc.exe) was not found; the folder dist/ctpanel is ready without it")
    signer = os.environ.get("CTPANEL_SIGNTOOL", "")
    command: list[str | Path] = [compiler, f"/DVersion={version()}"]
    if signer:
        command += [f"/Sctpanel={signer} $f", "/DSigned"]
    run([*command, CHECKOUT / "packaging" / "windows" / "ctpanel.iss"])
    return DIST / f"ctpanel-{version()}-windows-setup.exe"


def inno_setup() -> str | None:
    """The compiler on the path or where Inno Setup installs itself, for all users or for one; it enters no path."""
    roots = [os.environ.get(name) for name in ("ProgramFiles(x86)", "ProgramFiles")]
    local = os.environ.get("LOCALAPPDATA")
    folders = [Path(root) for root in roots if root] + ([Path(local) / "Programs"] if local else [])
    usual = (str(folder / "Inno Setup 6" / "ISCC.exe") for folder in folders)
    return shutil.which("iscc") or next((path for path in usual if Path(path).is_file()), None)


def mac_archive() -> Path:
    """The app bundle, signed and notarized when an identity is given, in a .zip that keeps its links."""
    # Before it is signed; the app was put together when there were no license texts yet.
    texts = DIST / "ctpanel.app" / "Contents" / "Resources" / "licenses"
    shutil.copytree(DIST / "ctpanel" / "licenses", texts, dirs_exist_ok=True)
    run([sys.executable, CHECKOUT / "packaging" / "macos" / "sign.py", DIST / "ctpanel.app"])
    target = DIST / f"ctpanel-{version()}-macos-{platform.machine()}.zip"
    run(["ditto", "-c", "-k", "--keepParent", DIST / "ctpanel.app", target])
    return target


def write_sums(made: list[Path]) -> None:
    """SHA-256 sums beside the files, in the form that sha256sum checks."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made]
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def smoke(folder: Path) -> None:
    """Runs the bundle itself; the helper needs the development environment for its simulator."""
    python = environment.ensure("dev.txt")
    run([python, "-P", CHECKOUT / "packaging" / "smoke.py", folder / "ctpanel"])


def check_size(folder: Path) -> None:
    """Raises BundleFailed when the folder has grown: then something came in that the program does not need."""
    most_mb = LARGEST_MB.get(sys.platform)
    size_mb = size_of(folder) / 1e6
    if most_mb is not None and size_mb > most_mb:
        raise BundleFailed(f"The bundle has {size_mb:.0f} MB, more than the {most_mb} MB of packaging/bundle.py")


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def run(command: list[str | Path], env: dict[str, str] | None = None) -> None:
    """Raises BundleFailed when the command fails."""
    if subprocess.call(list(map(str, command)), cwd=CHECKOUT, env=env):
        raise BundleFailed(f"This failed: {' '.join(map(str, command))}")
