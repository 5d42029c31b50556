"""The look of the window: colours, sizes, type, palette and style sheet."""

from viewer.theme.apply import apply_theme
from viewer.theme.contrast import contrast
from viewer.theme.dress import dress, theme_watch
from viewer.theme.look import TextRole, Theme, on_film, theme
from viewer.theme.tokens import SCHEMES, Colours, Sizes

__all__ = [
    "SCHEMES",
    "Colours",
    "Sizes",
    "TextRole",
    "Theme",
    "apply_theme",
    "contrast",
    "dress",
    "on_film",
    "theme",
    "theme_watch",
]
