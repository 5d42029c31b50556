"""Dressing the application: style, palette, font, style sheet and focus ring."""

from dataclasses import asdict
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from engine import resource_path
from viewer.theme.dress import theme_watch
from viewer.theme.focus import FocusRing
from viewer.theme.look import TextRole, Theme, put_in_force
from viewer.theme.tokens import Colours

_RING = "negatoscope-focus-ring"
_SCALED_LENGTHS = (12, 22, 24, 26, 28)
_DRAWN_LENGTHS = (14, 16)


def apply_theme(app: QApplication, text_scale: float = 1.0, scheme: str = "dark") -> Theme:
    """Dress the application and return the theme now in force.

    May be called again: every widget then takes its new sizes and colours.

    Args:
        app: The running application.
        text_scale: 0.8 to 2.
        scheme: Name of the theme: "dark", "light" or "reading".

    Raises:
        ValueError: If the text scale is out of range, or there is no such theme.
    """
    chosen = Theme(scheme, text_scale=text_scale)
    put_in_force(chosen)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(chosen.colours))
    app.setFont(chosen.font(TextRole.BODY))
    app.setStyleSheet(style_sheet(chosen))
    if app.findChild(FocusRing, _RING) is None:
        ring = FocusRing(app)
        ring.setObjectName(_RING)
    theme_watch().changed.emit()
    return chosen


def palette(colours: Colours) -> QPalette:
    """Return the palette for whatever the style sheet does not name."""
    role = QPalette.ColorRole
    made = QPalette()
    for where, colour in (
        (role.Window, colours.panel),
        (role.WindowText, colours.text),
        (role.Base, colours.bg),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.text_2),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.on_filled),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.filled),
        (role.HighlightedText, colours.on_filled),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.raised_hover),
        (role.Midlight, colours.raised),
        (role.Mid, colours.hairline),
        (role.Dark, colours.bg),
        (role.Shadow, colours.canvas),
        (role.Accent, colours.accent),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.control))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.raised))
    return made


def style_sheet(chosen: Theme) -> str:
    """Return the one style sheet, with the tokens of the theme filled in.

    Raises:
        KeyError: If the sheet names a token that does not exist.
    """
    text = resource_path("theme", "negatoscope.qss").read_text(encoding="utf-8")
    values: dict[str, object] = {}
    for name, colour in asdict(chosen.colours).items():
        made = QColor(colour)
        values[name] = colour if made.alpha() == 255 else _rgba(made)
    for length in _SCALED_LENGTHS:
        values[f"px{length}"] = f"{chosen.scaled(length)}px"
    for length in _DRAWN_LENGTHS:
        values[f"icon{length}"] = f"{chosen.drawn(length)}px"
    values["resources"] = resource_path("theme", chosen.scheme).as_posix()
    return Template(text).substitute(values)


def _rgba(colour: QColor) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
