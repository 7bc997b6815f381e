"""Draw the pictures of the README anew: the real program on its simulator, on a screen that nobody sees.

    .venv/bin/python packaging/pictures.py [FOLDER]

The market of the demo is the same for the same seed, so the pictures change only when the program does.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from ctpanel.app import Run
    from ctpanel.domain.closing import Wanted
    from ctpanel.ui.dialogs.close_position import ClosePositionDialog
    from ctpanel.ui.theme.apply import Theme
    from ctpanel.ui.views.main_window import MainWindow

CHECKOUT = Path(__file__).resolve().parents[1]
#: The button that sends rests a second after words that were not typed.
_UNTIL_PRESSABLE_S = 1.4
SCREEN = {"screens": [{"name": "wide", "x": 0, "y": 0, "width": 2600, "height": 1600, "logicalDpi": 96}]}


def main() -> int:
    """Returns the exit code."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT / "packaging" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(CHECKOUT))
    with tempfile.TemporaryDirectory(prefix="ctpanel-pictures-") as scratch:
        screen = Path(scratch) / "screen.json"
        screen.write_text(json.dumps(SCREEN))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        # English pictures on every system.
        os.environ["LC_ALL"] = "C.UTF-8"
        _draw_all(folder, Path(scratch) / "state")
    return 0


def _draw_all(folder: Path, state: Path) -> None:
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    from ctpanel.app import Run
    from ctpanel.errors import ErrorReporter
    from ctpanel.ui.theme.apply import Theme
    from ctpanel.wiring.launch import Launch

    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)

    async def live() -> None:
        theme = Theme(application)
        run = Run(Launch(demo=True, state_dir=state, log_level="WARNING"), theme, ErrorReporter())
        living = asyncio.ensure_future(run.live())
        try:
            await _Album(run, theme, folder).fill()
        finally:
            run.end()
            await living

    with loop:
        loop.run_until_complete(live())


class _Album:
    """Poses the window and its close dialog, and saves what is seen."""

    def __init__(self, run: Run, theme: Theme, folder: Path) -> None:
        self._run = run
        self._theme = theme
        self._folder = folder

    async def fill(self) -> None:
        from ctpanel.domain.closing import Wanted

        self._main = await self._until_read()
        await self._window("main-light", "light", 1220, 760)
        await self._window("main-dark", "dark", 1220, 760)
        await self._window("main-narrow", "light", 480, 820)
        await self._window("main-wide", "dark", 1600, 860)
        await self._window("main-light", "light", 1220, 760)
        await self._dialog("close-contracts", Wanted.contracts(1))
        await self._dialog("close-percent", Wanted.percent(50))
        await self._dialog("close-full", Wanted.all())
        await self._send("close-verified", Wanted.percent(50))

    async def _until_read(self) -> MainWindow:
        async with asyncio.timeout(20):
            while (session := self._run.session) is None or session.data_age() is None:  # noqa: ASYNC110 - a pose
                await asyncio.sleep(0.1)
        await asyncio.sleep(4)
        if self._run.window is None:
            raise SystemExit("there is no window to draw")
        return self._run.window

    async def _window(self, name: str, theme: str, width: int, height: int) -> None:
        from ctpanel.ui.theme.apply import Look, Scheme

        self._theme.apply(Look(Scheme(theme)))
        self._main.resize(width, height)
        await asyncio.sleep(1.2)
        self._save(self._main, name)

    async def _dialog(self, name: str, wanted: Wanted) -> None:
        dialog = self._opened()
        dialog.choose(wanted)
        await asyncio.sleep(_UNTIL_PRESSABLE_S)
        self._save(dialog, name)

    async def _send(self, name: str, wanted: Wanted) -> None:
        from PySide6.QtWidgets import QLabel

        from ctpanel.ui.widgets.hold_button import HoldButton

        dialog = self._opened()
        dialog.choose(wanted)
        await asyncio.sleep(_UNTIL_PRESSABLE_S)
        buttons = dialog.findChildren(HoldButton)
        (send,) = (one for one in buttons if one.accessibleName().startswith("Send close"))
        send.click()
        async with asyncio.timeout(15):
            while not any(one.text().startswith("VERIFIED") for one in dialog.findChildren(QLabel)):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        await asyncio.sleep(_UNTIL_PRESSABLE_S)
        self._save(dialog, name)

    def _opened(self) -> ClosePositionDialog:
        from PySide6.QtWidgets import QApplication

        from ctpanel.ui.dialogs.close_position import ClosePositionDialog

        table = self._main.panes.positions.table
        model = table.model()
        for row in range(model.rowCount()):
            if [model.index(row, column).data() for column in range(3)][::2] == ["Sim101", "MES 12-25"]:
                table.selectRow(row)
        self._main.actions_by_key["close_position"].trigger()
        dialogs = (one for one in QApplication.topLevelWidgets() if isinstance(one, ClosePositionDialog))
        return next(one for one in dialogs if one.isVisible())

    def _save(self, widget: QWidget, name: str) -> None:
        path = self._folder / f"{name}.png"
        colors = self._theme.tokens.colors
        inks = [str(getattr(colors, name)) for name in colors.__dataclass_fields__ if name != "is_dark"]
        if not _in_few_colors(widget.grab().toImage(), inks).save(str(path), quality=0):
            raise SystemExit(f"{path} cannot be written")
        print(path)


def _in_few_colors(picture: QImage, inks: list[str]) -> QImage:
    """With 256 colors, the theme's and those that it has most of: a third of the size, with no difference to see."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QImage

    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    common = [color for color, _ in Counter(memoryview(plain.constBits()).cast("I")).most_common(256)]
    colors = list(dict.fromkeys([*(QColor(ink).rgb() for ink in inks), *common]))[:256]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, colors, Qt.ImageConversionFlag.ThresholdDither)


if __name__ == "__main__":
    sys.exit(main())
