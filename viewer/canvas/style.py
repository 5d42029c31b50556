"""Colours and lengths of what is drawn on and over a film, in logical pixels."""

from typing import Final

CANVAS: Final = "#000000"
TITLE: Final = "#D6DAE0"
CORNER: Final = "#B4BBC4"
ACCENT: Final = "#6FB1DA"
HAIRLINE: Final = "#2C333B"
SYNTHETIC: Final = "#B79AE6"
SYNTHETIC_GROUND: Final = "#2A2239"
PANEL: Final = "#16191D"
RAISED: Final = "#1F242A"
ACTIVE: Final = "#243947"
ACTIVE_LINE: Final = "#3D6C88"
DISABLED: Final = "#5E6772"
OUTLINE: Final = "#C7000000"  # black, 78 %
BAR: Final = "#D6DAE0"
BAR_EDGE: Final = "#0B0D0F"
BADGE: Final = "#D11F242A"

TITLE_PX: Final = 13
TEXT_PX: Final = 12
LINE_PX: Final = 16
OUTLINE_PX: Final = 3
LETTER_OUTLINE_PX: Final = 2
SIDE_PX: Final = 12
EDGE_PX: Final = 8
LETTER_SIDE_PX: Final = 8
BUSY_PX: Final = 2
FRAME_PX: Final = 2
RIBBON_PX: Final = 32
BELOW_RIBBON_PX: Final = 10
RIBBON_TEXT: Final = "AI-SYNTHESISED – NOT FOR DIAGNOSIS"
