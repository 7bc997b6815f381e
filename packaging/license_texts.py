"""The license text of everything that a bundle carries, one folder for each part."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Wheels without a license file of their own, and what applies to them.
LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")
WITHOUT_TEXT = {"pyside6-essentials": (*LGPL, "ICU.txt"), "shiboken6": LGPL}
# Only build the bundle; nothing of them is in it, but PyInstaller's starter, whose license has an exception for that.
BUILD_ONLY = {"altgraph", "packaging", "pip", "setuptools", "pyinstaller-hooks-contrib"}

# Covered by the wheel or the interpreter that brings them.
OF_PYTHON_PACKAGES = ("libQt6", "libicu", "libpyside6", "libshiboken6", "libpython", "_cffi")

_LIST = """
import importlib.metadata, json
found = []
for each in importlib.metadata.distributions():
    names = ("licen", "copying", "notice", "authors")
    files = [f for f in each.files or () if f.name.lower().startswith(names) or f.parent.name == "sboms"]
    texts = [str(each.locate_file(f)) for f in files]
    found.append((each.metadata["Name"].lower().replace("_", "-").replace(".", "-"), each.version, texts))
print(json.dumps(found))
"""

# What the texts of a wheel do not say by themselves.
NOTES = {
    "cryptography": "Its library holds OpenSSL, which is under the Apache License 2.0: LICENSE.APACHE in this folder.\n"
    "The .json files beside it list the parts in Rust that it holds, with their licenses.\n"
}

QT_NOTE = """\
ctpanel uses Qt and Qt for Python (PySide6, shiboken6) {version} under the GNU Lesser General Public License, version 3.
The license texts are in this folder. The Qt libraries are separate files in the folder of the program, below
`_internal/PySide6` and `_internal/shiboken6` (on macOS below `Contents/Frameworks` of the app): you may replace them by
your own builds of the same version. Their sources are at https://download.qt.io/official_releases/. Qt contains parts
by others under permissive licenses, which are listed at https://doc.qt.io/qt-6/licenses-used-in-qt.html; the ICU
libraries beside Qt's are under the license in ICU.txt of PySide6.
"""

# Where Debian keeps the texts to which the copyright files of its packages refer.
COMMON = Path("/usr/share/common-licenses")
_REFERENCE = re.compile(r"/usr/share/common-licenses/([A-Za-z0-9][A-Za-z0-9.+-]*[A-Za-z0-9])")


class LicenseMissing(Exception):
    """A part would be shipped without its license text."""


def collect(python: Path, target: Path) -> None:
    """Copies the texts of every package of the build environment. Raises LicenseMissing."""
    shutil.rmtree(target, ignore_errors=True)
    listed = json.loads(subprocess.run([python, "-c", _LIST], check=True, capture_output=True, text=True).stdout)
    for name, release, texts in sorted(listed):
        if name in BUILD_ONLY:
            continue
        folder = target / f"{name}-{release}"
        sources = [Path(text) for text in texts] or [HERE / "licenses" / text for text in WITHOUT_TEXT.get(name, ())]
        if not sources:
            raise LicenseMissing(f"{name} {release} has no license text")
        folder.mkdir(parents=True)
        for source in sources:
            shutil.copyfile(source, folder / source.name)
        if name in NOTES:
            (folder / "README.txt").write_text(NOTES[name], encoding="utf-8")
        if name in WITHOUT_TEXT:
            (folder / "README.txt").write_text(QT_NOTE.format(version=release), encoding="utf-8")
    _python_itself(python, target)


def collect_libraries(bundle: Path, target: Path) -> None:
    """The texts of the libraries that PyInstaller took from this Linux system. Raises LicenseMissing."""
    unknown = []
    for library in sorted(bundle.glob("*.so*")):
        if library.is_symlink() or library.name.startswith(OF_PYTHON_PACKAGES):
            continue
        found = subprocess.run(["dpkg", "-S", f"*/{library.name}"], capture_output=True, text=True, check=False)
        package = found.stdout.partition(":")[0]
        text = Path("/usr/share/doc") / package / "copyright"
        if not package or not text.is_file():
            unknown.append(library.name)
            continue
        (target / f"library-{package}").mkdir(exist_ok=True)
        shutil.copyfile(text, target / f"library-{package}" / "copyright")
    if unknown:
        raise LicenseMissing(f"no license text for {', '.join(unknown)}")
    copy_common(target)


def copy_common(target: Path) -> None:
    """Adds the full texts that the copyright files of a system's libraries only name. Raises LicenseMissing."""
    files = target.glob("library-*/copyright")
    names = {name for file in files for name in _REFERENCE.findall(file.read_text(encoding="utf-8"))}
    for name in sorted(names):
        if not (COMMON / name).is_file():
            raise LicenseMissing(f"{COMMON / name} is not there, and a library's copyright file names it")
        (target / COMMON.name).mkdir(exist_ok=True)
        shutil.copyfile(COMMON / name, target / COMMON.name / name)


def _python_itself(python: Path, target: Path) -> None:
    """The interpreter's own text lies beside its standard library, or in its root on Windows."""
    # As JSON, because a folder may have letters that a console does not know.
    where = "import json, sys, sysconfig; print(json.dumps([sys.base_prefix, sysconfig.get_path('stdlib')]))"
    places = json.loads(subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout)
    for place in reversed(places):
        for name in ("LICENSE.txt", "LICENSE"):
            if (Path(place) / name).is_file():
                folder = target / f"python-{sys.version_info.major}.{sys.version_info.minor}"
                folder.mkdir(parents=True)
                shutil.copyfile(Path(place) / name, folder / "LICENSE.txt")
                return
    raise LicenseMissing("the license text of Python was not found")
