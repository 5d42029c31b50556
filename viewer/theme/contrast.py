"""How well a text can be read on its ground."""

from PySide6.QtGui import QColor


def contrast(front: str, ground: str) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21.

    Args:
        front: "#RRGGBB" of the text.
        ground: "#RRGGBB" behind it.

    Source: WCAG 2.1, contrast ratio and relative luminance.
    """
    lighter, darker = sorted((_luminance(front), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    made = QColor(colour)
    red, green, blue = (_linear(c) for c in (made.redF(), made.greenF(), made.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
