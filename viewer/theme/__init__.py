"""The look of the window: colours, sizes, type, palette and style sheet."""

from viewer.theme.apply import apply_theme
from viewer.theme.contrast import contrast
from viewer.theme.dress import dress, theme_watch
from viewer.theme.look import TextRole, Theme, theme
from viewer.theme.tokens import Colours, Sizes

__all__ = [
    "Colours",
    "Sizes",
    "TextRole",
    "Theme",
    "apply_theme",
    "contrast",
    "dress",
    "theme",
    "theme_watch",
]
