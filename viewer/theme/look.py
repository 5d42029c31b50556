"""The theme in force: what every widget asks for its colours, sizes and fonts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase

from engine import resource_path
from viewer.theme.tokens import SCHEMES, Colours, Sizes

FAMILY = "Inter"
_WEIGHTS = ("Regular", "Medium", "SemiBold")


class TextRole(Enum):
    """What a piece of text is: its size and line height in logical pixels, and its weight."""

    BODY = (13, 20, QFont.Weight.Normal)
    BODY_MEDIUM = (13, 20, QFont.Weight.Medium)
    SECONDARY = (12, 16, QFont.Weight.Normal)
    SECONDARY_MEDIUM = (12, 16, QFont.Weight.Medium)
    SECONDARY_BOLD = (12, 16, QFont.Weight.DemiBold)
    BADGE = (11, 16, QFont.Weight.Normal)
    TITLE = (13, 20, QFont.Weight.DemiBold)
    DIALOG = (16, 24, QFont.Weight.DemiBold)
    EMPTY = (24, 32, QFont.Weight.DemiBold)

    @property
    def size_px(self) -> int:
        """Height of the type at text scale 1."""
        return self.value[0]

    @property
    def line_px(self) -> int:
        """Distance of two lines at text scale 1."""
        return self.value[1]

    @property
    def weight(self) -> QFont.Weight:
        """How bold it is."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours, sizes and type at one text scale.

    Attributes:
        scheme: Name of its colours: "dark", "light" or "reading".
        sizes: Every length at text scale 1.
        text_scale: 0.8 to 2; type, and the rows that hold it, grow with it.
    """

    scheme: str = "dark"
    sizes: Sizes = field(default_factory=Sizes)
    text_scale: float = 1.0

    def __post_init__(self) -> None:
        if self.scheme not in SCHEMES:
            raise ValueError(f"there is no theme called {self.scheme!r}")
        if not 0.8 <= self.text_scale <= 2:
            raise ValueError(f"text scale must be 0.8 to 2, not {self.text_scale}")

    @property
    def colours(self) -> Colours:
        """Every colour by name."""
        return SCHEMES[self.scheme]

    def colour(self, role: str) -> QColor:
        """Return the colour called ``role``, a field of Colours.

        Raises:
            AttributeError: If there is none of that name.
        """
        return QColor(getattr(self.colours, role))

    def scaled(self, length_px: int) -> int:
        """Return the length of something that holds text, at the text scale in force."""
        return round(length_px * self.text_scale)

    def drawn(self, length_px: int) -> int:
        """Return the length of an icon, or of what holds one: it grows half as much as type.

        Icons are larger than letters to begin with, and the room for them grows less.
        """
        return round(length_px * (1 + self.text_scale) / 2)

    @property
    def right_panel(self) -> int:
        """How wide the panel on the right is: its words fit, and the film keeps some room."""
        return round(self.sizes.right_panel * (1 + 3 * max(self.text_scale, 0.9)) / 4)

    def font(self, role: TextRole = TextRole.BODY) -> QFont:
        """Return the font of a role, with figures of one width."""
        return QFont(_font(role, self.scaled(role.size_px)))

    def line(self, role: TextRole) -> int:
        """Return the distance of two lines of a role, at the text scale in force."""
        return self.scaled(role.line_px)


@cache
def _font(role: TextRole, size_px: int) -> QFont:
    """Return a font to copy: making one takes longer than writing with it."""
    made = QFont(_family())
    made.setPixelSize(size_px)
    made.setWeight(role.weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def _family() -> str:
    """Load Inter from the resources; the font of the desktop where that fails."""
    for weight in _WEIGHTS:
        path = resource_path("fonts", f"Inter-{weight}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return FAMILY


_in_force = Theme()


def theme() -> Theme:
    """Return the theme in force."""
    return _in_force


def put_in_force(chosen: Theme) -> None:
    """Make ``chosen`` what ``theme()`` returns; called by ``apply_theme`` only."""
    global _in_force
    _in_force = chosen


@contextmanager
def on_film() -> Iterator[Theme]:
    """Have ``theme()`` return the dark theme for what is painted over a film, and give it.

    For the time of one paint event: nothing else may happen inside.
    """
    global _in_force
    before = _in_force
    _in_force = replace(before, scheme="dark")
    try:
        yield _in_force
    finally:
        _in_force = before
