"""What a user chooses on the canvas; light, so that the first window need not load the canvas."""

from enum import Enum


class Tool(Enum):
    """What dragging with the left button does."""

    WINDOW = "Window"
    PAN = "Pan"
    ZOOM = "Zoom"


class Layout(Enum):
    """Which pictures are on screen."""

    SINGLE = "Enhanced"
    SIDE_BY_SIDE = "Side by side"
    WIPE = "Wipe"
