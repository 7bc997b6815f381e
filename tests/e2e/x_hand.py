"""A hand on a real X screen: keys and mouse as the server's own events, and a look at the windows.

By the client library and its test extension, which the accessibility service brings along on every Linux system.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_ANY_TYPE = 0
_MOST_WORDS = 1024


def missing_libraries() -> list[str]:
    return [name for name in ("X11", "Xtst") if ctypes.util.find_library(name) is None]


@dataclass(frozen=True, slots=True)
class XWindow:
    """A client window: its id, its title, and where its inner area stands on the screen."""

    id: int
    title: str
    x: int
    y: int
    width: int
    height: int


class XHand:
    """Connected to one display, such as ``:7``."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "")
        self._test = ctypes.CDLL(ctypes.util.find_library("Xtst") or "")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XInternAtom.restype = self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        # Without this, a look at a window that has just gone would end the whole process.
        self._on_error = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda display, error: 0)
        self._x.XSetErrorHandler(self._on_error)
        opened = self._x.XOpenDisplay(display.encode())
        if not opened:
            raise RuntimeError(f"no display {display}")
        self._display = ctypes.c_void_p(opened)
        self._root = self._x.XDefaultRootWindow(self._display)

    # ------------------------------------------------------------------ looking

    def windows(self) -> list[XWindow]:
        """Windows that the window manager manages and that are not minimized, oldest first."""
        found = (self._window(each) for each in self._longs(self._root, "_NET_CLIENT_LIST"))
        return [window for window in found if window is not None]

    def active_title(self) -> str:
        """The title of the window that has the keyboard; empty when none has."""
        ids = self._longs(self._root, "_NET_ACTIVE_WINDOW")
        return self._title(ids[0]) if ids and ids[0] else ""

    def find(self, title: str) -> XWindow | None:
        """The first window whose title starts like this."""
        return next((window for window in self.windows() if window.title.startswith(title)), None)

    # ------------------------------------------------------------------ doing

    def tap(self, *keys: str) -> None:
        """Press keys one after the other, such as ``Down``, ``Return`` or ``Alt_L+a``."""
        for combination in keys:
            names = combination.split("+")
            for name in names:
                self._key(name, down=True)
            for name in reversed(names):
                self._key(name, down=False)
            time.sleep(0.03)

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        """Hold a key down; the server repeats it as it does for everybody."""
        self._key(key, down=True)
        try:
            yield
        finally:
            self._key(key, down=False)

    def place(self, window: XWindow, x: int, y: int, width: int, height: int) -> None:
        """Ask the window manager to put the window there."""
        self._x.XMoveResizeWindow(self._display, ctypes.c_ulong(window.id), x, y, width, height)
        self._x.XSync(self._display, 0)

    def minimize(self, window: XWindow) -> None:
        self._x.XIconifyWindow(self._display, ctypes.c_ulong(window.id), 0)
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)
        self._x.XSetErrorHandler(None)

    # ------------------------------------------------------------------ inside

    def _key(self, name: str, *, down: bool) -> None:
        symbol = self._x.XStringToKeysym(name.encode())
        code = self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol))
        if not code:
            raise ValueError(f"no key {name}")
        self._test.XTestFakeKeyEvent(self._display, code, int(down), 0)
        self._x.XSync(self._display, 0)

    def _property(self, window: int, name: str) -> tuple[bytes, int]:
        """Its bytes and how many items they are; nothing when the window has no such property."""
        atom = self._x.XInternAtom(self._display, name.encode(), 0)
        kind, width, count, rest = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
        value = ctypes.POINTER(ctypes.c_char)()
        self._x.XGetWindowProperty(
            *(self._display, ctypes.c_ulong(window), ctypes.c_ulong(atom)),
            *(ctypes.c_long(0), ctypes.c_long(_MOST_WORDS), 0, ctypes.c_ulong(_ANY_TYPE)),
            *(ctypes.byref(kind), ctypes.byref(width), ctypes.byref(count), ctypes.byref(rest), ctypes.byref(value)),
        )
        if kind.value == 0:
            return b"", 0
        # Items of 32 bits arrive as longs of this machine.
        size = ctypes.sizeof(ctypes.c_long) if width.value == 32 else width.value // 8
        data = ctypes.string_at(value, count.value * size)
        self._x.XFree(value)
        return data, count.value

    def _longs(self, window: int, name: str) -> list[int]:
        data, count = self._property(window, name)
        return list((ctypes.c_ulong * count).from_buffer_copy(data)) if count else []

    def _title(self, window: int) -> str:
        return self._property(window, "_NET_WM_NAME")[0].decode()

    def _window(self, window: int) -> XWindow | None:
        # 1 is the normal state, 3 the minimized one.
        if self._longs(window, "WM_STATE")[:1] != [1]:
            return None
        root, x, y = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        width, height, border, depth = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
        self._x.XGetGeometry(
            *(self._display, ctypes.c_ulong(window), ctypes.byref(root), ctypes.byref(x), ctypes.byref(y)),
            *(ctypes.byref(width), ctypes.byref(height), ctypes.byref(border), ctypes.byref(depth)),
        )
        child = ctypes.c_ulong()
        self._x.XTranslateCoordinates(
            *(self._display, ctypes.c_ulong(window), ctypes.c_ulong(self._root), 0, 0),
            *(ctypes.byref(x), ctypes.byref(y), ctypes.byref(child)),
        )
        return XWindow(window, self._title(window), x.value, y.value, width.value, height.value)
