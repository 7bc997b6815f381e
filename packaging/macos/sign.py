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


def run(*command: str | Path) -> None:
    """Ends the program when the command fails."""
    subprocess.run(list(map(str, command)), check=True)


def sign(application: Path, identity: str) -> None:
    """From the inside out: every library first, then the frameworks, then the whole with its entitlements."""
    options = ["--force", "--sign", identity]
    if identity != "-":
        options += ["--options", "runtime", "--timestamp"]
    inner = [path for path in application.rglob("*") if path.suffix in (".dylib", ".so") and not path.is_symlink()]
    inner += [path for path in application.rglob("*.framework") if not path.is_symlink()]
    for path in sorted(inner, key=lambda path: len(path.parts), reverse=True):
        run("codesign", *options, path)
    run("codesign", *options, "--entitlements", ENTITLEMENTS, application)
    run("codesign", "--verify", "--deep", "--strict", application)


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
