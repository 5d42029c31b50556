"""Colours and lengths of what is drawn on and over a film, in logical pixels."""

from typing import Final

from viewer.theme import Colours

_COLOURS = Colours()

CANVAS: Final = _COLOURS.canvas
TITLE: Final = _COLOURS.text
CORNER: Final = _COLOURS.text_corner
ACCENT: Final = _COLOURS.accent
HAIRLINE: Final = _COLOURS.hairline
WARN: Final = _COLOURS.warn
FILM_LINE: Final = _COLOURS.film_line
SYNTHETIC: Final = _COLOURS.synthetic
SYNTHETIC_GROUND: Final = _COLOURS.synthetic_ground
OUTLINE: Final = "#C7000000"  # black, 78 %
BAR: Final = _COLOURS.knob
BAR_EDGE: Final = _COLOURS.knob_ring
BAR_LINE: Final = "#D15E6772"  # control, 82 %
BADGE: Final = "#D11F242A"  # raised, 82 %
TOOLBAR: Final = "#F016191D"  # panel, 94 %

OUTLINE_PX: Final = 3
SIDE_PX: Final = 12
EDGE_PX: Final = 8
LETTER_SIDE_PX: Final = 8
BUSY_PX: Final = 2
FRAME_PX: Final = 2
RING_PX: Final = 2
RIBBON_PX: Final = 32
BELOW_RIBBON_PX: Final = 12
RIBBON_TEXT: Final = "AI-SYNTHESISED – NOT FOR DIAGNOSIS"
"""The same in every language: it is what exported pictures carry, wherever they are read."""
