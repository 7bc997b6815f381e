"""Make the program's sounds anew: a few pure tones each, so that they are nobody's work but this file's.

python packaging/sounds.py [FOLDER]
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE = 16_000
LOUDNESS = 0.35
#: Tones in hertz and seconds; 0 hertz is a pause. Rising is good, level wants attention, falling and repeated alarms.
TUNES = {
    "good": ((784, 0.09), (1175, 0.16)),
    "attention": ((659, 0.12), (0, 0.06), (659, 0.18)),
    "alarm": ((988, 0.13), (659, 0.13), (0, 0.05), (988, 0.13), (659, 0.22)),
}


def samples(tune: tuple[tuple[int, float], ...]) -> bytes:
    """The tones as 16-bit samples; each swells and fades, so that nothing clicks."""
    told = []
    for pitch, seconds in tune:
        count = round(RATE * seconds)
        for number in range(count):
            edge = min(1.0, number / (0.01 * RATE), (count - number) / (0.03 * RATE))
            told.append(round(32767 * LOUDNESS * edge * math.sin(2 * math.pi * pitch * number / RATE)))
    return struct.pack(f"<{len(told)}h", *told)


def main() -> int:
    """Returns the exit code."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, tune in TUNES.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(samples(tune))
    return 0


if __name__ == "__main__":
    sys.exit(main())
