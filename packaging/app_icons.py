"""The application icon in the forms that Windows (.ico) and macOS (.icns) want, packed from the PNG files.

python packaging/app_icons.py FOLDER
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Apple's four letters for a PNG of this many pixels; those with two names serve as the double density of the half.
ICNS_TYPES = {
    16: ("icp4",),
    32: ("icp5", "ic11"),
    64: ("ic12",),
    128: ("ic07",),
    256: ("ic08", "ic13"),
    512: ("ic09", "ic14"),
}


def png(size: int) -> bytes:
    """The drawing in this many pixels."""
    return (ICONS / f"app-{size}.png").read_bytes()


def ico() -> bytes:
    """A directory of 16 bytes for each picture, then the pictures; 256 is written as 0."""
    pictures = [png(size) for size in ICO_SIZES]
    offset = 6 + 16 * len(pictures)
    entries = b""
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures)


def icns() -> bytes:
    """Each picture under its names, with lengths that count their own eight bytes."""
    parts = [
        name.encode("ascii") + struct.pack(">I", len(png(size)) + 8) + png(size)
        for size, names in ICNS_TYPES.items()
        for name in names
    ]
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main() -> None:
    """Writes both files into the folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ctpanel.ico").write_bytes(ico())
    (folder / "ctpanel.icns").write_bytes(icns())


if __name__ == "__main__":
    main()
