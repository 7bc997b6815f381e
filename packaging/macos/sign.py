"""Signs and notarizes an app bundle when the environment says with what; otherwise signs it for this machine only.

CTPANEL_SIGN_IDENTITY    "Developer ID Application: …" in the keychain
CTPANEL_NOTARY_PROFILE   a profile stored by `xcrun notarytool store-credentials`
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
# How a file of machine code begins: one architecture in either byte order and width, or several in one.
MACH_O = {bytes.fromhex(each) for each in ("feedface", "feedfacf", "cefaedfe", "cffaedfe", "cafebabe", "cafebabf")}


def run(*command: str | Path) -> None:
    """Ends the program when the command fails."""
    subprocess.run(list(map(str, command)), check=True)


def sign(application: Path, identity: str) -> None:
    """From the inside out: every library first, then the frameworks, then the whole with its entitlements."""
    options = ["--force", "--sign", identity]
    if identity != "-":
        options += ["--options", "runtime", "--timestamp"]
    for path in inner_code(application):
        run("codesign", *options, path)
    run("codesign", *options, "--entitlements", ENTITLEMENTS, application)
    run("codesign", "--verify", "--deep", "--strict", application)


def inner_code(application: Path) -> list[Path]:
    """Everything to sign before the whole, innermost first: a framework comes after the code in it.

    By content and not by name: Python's own library has no suffix. The program itself is signed with the whole.
    """
    own = application / "Contents" / "MacOS" / application.stem
    found = [path for path in application.rglob("*") if not path.is_symlink()]
    code = [path for path in found if path.is_file() and path != own and is_code(path)]
    frameworks = [path for path in found if path.is_dir() and path.suffix == ".framework"]
    return sorted(code + frameworks, key=lambda path: len(path.parts), reverse=True)


def is_code(path: Path) -> bool:
    """Whether the file holds machine code of this system."""
    with path.open("rb") as file:
        return file.read(4) in MACH_O


def notarize(application: Path, profile: str) -> None:
    """Waits for Apple's answer and staples it to the bundle."""
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "ctpanel.zip"
        run("ditto", "-c", "-k", "--keepParent", application, packed)
        run("xcrun", "notarytool", "submit", packed, "--keychain-profile", profile, "--wait")
    run("xcrun", "stapler", "staple", application)


def main() -> None:
    """The bundle is the only argument."""
    application = Path(sys.argv[1])
    identity = os.environ.get("CTPANEL_SIGN_IDENTITY", "-")
    sign(application, identity)
    profile = os.environ.get("CTPANEL_NOTARY_PROFILE")
    if profile and identity != "-":
        notarize(application, profile)


if __name__ == "__main__":
    main()
