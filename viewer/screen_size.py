"""How large a pixel of a screen is, as its user has measured it."""

import re
from typing import Final

from PySide6.QtCore import QSettings
from PySide6.QtGui import QScreen

CARD_MM: Final = 85.60
"""Long side of a bank card: ISO/IEC 7810, format ID-1."""

SMALLEST_MM: Final = 0.03
LARGEST_MM: Final = 1.5
"""Pixels of telephones are larger, those of walls of lamps smaller."""

USUAL_MM: Final = 0.25

_GROUP = "screens"


class ScreenSizes:
    """The pixel sizes of the screens that were measured, kept with the preferences.

    Args:
        store: Where they are kept.
    """

    def __init__(self, store: QSettings) -> None:
        self._store = store

    def mm_per_px(self, screen: QScreen) -> float | None:
        """Return the width of a device pixel, or None where nobody has measured it."""
        try:
            value = float(str(self._store.value(f"{_GROUP}/{name_of(screen)}", "")))
        except ValueError:
            return None
        return value if SMALLEST_MM <= value <= LARGEST_MM else None

    def keep(self, screen: QScreen, mm_per_px: float) -> None:
        """Keep the width of a device pixel of a screen at its resolution of now.

        Args:
            screen: Which.
            mm_per_px: As measured, 0.03 to 1.5.

        Raises:
            ValueError: If no screen has such pixels.
        """
        if not SMALLEST_MM <= mm_per_px <= LARGEST_MM:
            raise ValueError(f"a pixel must be {SMALLEST_MM} to {LARGEST_MM} mm, not {mm_per_px}")
        self._store.setValue(f"{_GROUP}/{name_of(screen)}", mm_per_px)


def name_of(screen: QScreen) -> str:
    """Return what a screen is kept under: name, model and resolution, in letters for a key."""
    size, ratio = screen.size(), screen.devicePixelRatio()
    wide, high = round(size.width() * ratio), round(size.height() * ratio)
    named = f"{screen.name()} {screen.model()} {wide}x{high}"
    return re.sub(r"[^A-Za-z0-9.-]+", "_", named)


def said_mm_per_px(screen: QScreen) -> float:
    """Return what the screen says of its own pixels, often wrongly: where to start measuring."""
    wide = screen.size().width() * screen.devicePixelRatio()
    said = screen.physicalSize().width() / wide if wide else 0.0
    return said if SMALLEST_MM <= said <= LARGEST_MM else USUAL_MM
