"""What a user chooses on the canvas; light, so that the first window need not load the canvas."""

from enum import Enum


class Tool(Enum):
    """What dragging with the left button does."""

    WINDOW = "Window"
    PAN = "Pan"
    ZOOM = "Zoom"
    ZOOM_BOX = "Zoom to a box"
    PROBE = "Probe"
    LOUPE = "Loupe"
    LENGTH = "Length"
    ANGLE = "Angle"
    COBB = "Cobb angle"
    RECTANGLE = "Rectangle"
    ELLIPSE = "Ellipse"
    ARROW = "Arrow"
    TEXT = "Text"
    CALIBRATE = "Calibrate by a known object"


class Layout(Enum):
    """Which pictures are on screen."""

    SINGLE = "Enhanced"
    SIDE_BY_SIDE = "Side by side"
    QUAD = "Two by two"
    WIPE = "Wipe"
    DIFFERENCE = "Difference"
