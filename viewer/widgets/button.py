"""Buttons: an icon, a filled one, an outlined one, a link."""

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRect, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from viewer.key_bindings import shown_key
from viewer.theme import TextRole, theme
from viewer.widgets.paint import box, lit_for, mixed, painter_on, picture_of, words

_HOVER_MS = 80
_TALL = 36
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class ButtonBase(QAbstractButton):
    """What all our buttons share: a hover that fades in, Enter as well as Space, a menu.

    The ring of the keyboard focus is drawn by the theme, around the widget.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu: QMenu | None = None
        self._has_arrow = False
        self._hover = 0.0
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(_HOVER_MS)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self._hovered)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_menu(self, menu: QMenu) -> None:
        """Open ``menu`` below the button when it is pressed; the button owns it from now on."""
        menu.setParent(self, menu.windowFlags())
        if self._menu is None:
            self.clicked.connect(self.open_menu)
        self._menu = menu
        self.set_menu_arrow(has_arrow=True)

    def set_menu_arrow(self, *, has_arrow: bool) -> None:
        """Show that pressing the button opens something."""
        self._has_arrow = has_arrow
        self.updateGeometry()

    def open_menu(self) -> None:
        """Show the menu, if there is one."""
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPointF(0, self.height() + 4)).toPoint())

    def event(self, event: QEvent) -> bool:
        """Paint in the colours of a film where it lies over one."""
        if event.type() == QEvent.Type.Paint:
            with lit_for(self):
                return super().event(event)
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Fade the hover in."""
        self._fade_to(1.0)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Fade the hover out."""
        self._fade_to(0.0)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press on Enter, too; leave the arrows to what holds the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never smaller than its words."""
        return self.sizeHint()

    def _fade_to(self, share: float) -> None:
        self._fade.stop()
        self._fade.setStartValue(self._hover)
        self._fade.setEndValue(share)
        self._fade.start()

    def _hovered(self, share: float) -> None:
        self._hover = share
        self.update()

    def _ground(self, rest: str, hover: str, pressed: str) -> QColor:
        """Return the fill for the state it is in; ``rest`` may be ""."""
        look = theme()
        if self.isDown():
            return look.colour(pressed)
        over = look.colour(hover)
        under = QColor(over.red(), over.green(), over.blue(), 0) if not rest else look.colour(rest)
        return mixed(under, over, self._hover if self.isEnabled() else 0.0)

    def _text_width(self, role: TextRole) -> int:
        return QFontMetrics(theme().font(role)).horizontalAdvance(self.text())


class IconButton(ButtonBase):
    """A square with an icon: a tool of the top bar or a small button in a panel.

    Args:
        icon_name: Of the icon family.
        name: What it does: the tooltip and the accessible name.
        key: Its key, for the tooltip: "W".
        size: Of the whole button; 28 x 28 or 36 x 32.
        icon_px: 20 in bars, 16 inside panels.
        colour_role: Of the icon at rest.
        ground: The role of what it lies on: decides the colour of the hover.
    """

    def __init__(
        self,
        icon_name: str,
        name: str,
        key: str = "",
        *,
        size: QSize | None = None,
        icon_px: int = 20,
        colour_role: str = "text",
        ground: str = "panel",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._size = size or QSize(theme().sizes.control, theme().sizes.control)
        self._icon_px = icon_px
        self._colour_role = colour_role
        self._hover_role = "raised_hover" if ground == "raised" else "raised"
        self.is_outlined = False
        self.set_name(name, key)

    @property
    def icon_name(self) -> str:
        """Which icon it shows."""
        return self._icon_name

    def set_name(self, name: str, key: str = "") -> None:
        """Set the tooltip "Name (Key)" and the accessible name."""
        tip = f"{name} ({shown_key(key) or key})" if key else name
        if tip != self.toolTip() or name != self.accessibleName():
            self.setToolTip(tip)
            self.setAccessibleName(name)

    def set_icon(self, icon_name: str, colour_role: str = "") -> None:
        """Show another icon, in another colour if one is given."""
        self._icon_name = icon_name
        self._colour_role = colour_role or self._colour_role
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size it was made with, wider by the arrow where it opens a menu."""
        look = theme()
        arrow = look.sizes.icon_small if self._has_arrow else 0
        return QSize(look.drawn(self._size.width() + arrow), look.drawn(self._size.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground of its state, the icon and the arrow of its menu."""
        look, painter = theme(), painter_on(self)
        active = self.isChecked() and self.isEnabled()
        line = look.colour("active_line") if active else self._outline()
        fill = look.colour("active") if active else self._ground("", self._hover_role, "active")
        box(painter, self.rect(), look.sizes.radius, fill=fill, line=line)
        role = "control" if not self.isEnabled() else "accent" if active else self._colour_role
        width, middle = look.drawn(self._size.width()), self.height() / 2
        arrow = self.width() > width
        x = (width - (4 if arrow else 0)) / 2
        picture_of(painter, self._icon_name, QPointF(x, middle), look.drawn(self._icon_px), role)
        if arrow:
            small = look.drawn(look.sizes.icon_small)
            picture_of(painter, "down", QPointF(width + 0.5, middle), small, role)

    def _outline(self) -> QColor | None:
        if not self.is_outlined:
            return None
        return theme().colour("control" if self.isEnabled() else "disabled_line")


class _TextButton(ButtonBase):
    """A button with words, an icon before and an arrow after them."""

    _role = TextRole.BODY
    _padding = 13
    _icon_px = 16

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        *,
        height: int = 28,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._height = height
        if height >= _TALL:
            self._padding, self._icon_px = 17, 20
        self.setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of its parts and the height it was made with, scaled."""
        width = self._left() + self._text_width(self._role)
        width += 8 + theme().drawn(16) + self._padding if self._has_arrow else self._padding
        return QSize(width, theme().scaled(self._height))

    def _left(self) -> int:
        if not self._icon_name:
            return self._padding
        return self._padding + theme().drawn(self._icon_px) + 8

    def _draw_parts(self, painter: QPainter, role: str) -> None:
        middle = self.height() / 2
        if self._icon_name:
            side = theme().drawn(self._icon_px)
            x = self._padding + side / 2
            picture_of(painter, self._icon_name, QPointF(x, middle), side, role)
        end = self._text_width(self._role)
        where = QRect(self._left(), 0, end + 2, self.height())
        words(painter, where, self.text(), self._role, theme().colour(role))
        if self._has_arrow:
            arrow = "text_2" if role == "text" else role
            side = theme().drawn(16)
            x = self._left() + end + 8 + side / 2
            picture_of(painter, "down", QPointF(x, middle), side, arrow)


class FilledButton(_TextButton):
    """The one button of a place that does what the user came for."""

    _role = TextRole.BODY_MEDIUM

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the button in its state."""
        look, painter = theme(), painter_on(self)
        if self.isEnabled():
            fill = self._ground("filled", "filled_hover", "filled_pressed")
            box(painter, self.rect(), look.sizes.radius, fill=fill)
        else:
            line = look.colour("disabled_line")
            box(painter, self.rect(), look.sizes.radius, fill=look.colour("raised"), line=line)
        self._draw_parts(painter, "on_filled" if self.isEnabled() else "control")


class OutlineButton(_TextButton):
    """A button beside the filled one."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the button in its state."""
        look, painter = theme(), painter_on(self)
        enabled = self.isEnabled()
        fill = self._ground("raised", "raised_hover", "active") if enabled else None
        line = look.colour("control" if enabled else "disabled_line")
        box(painter, self.rect(), look.sizes.radius, fill=fill, line=line)
        self._draw_parts(painter, "text" if enabled else "control")


class FlatButton(_TextButton):
    """Words without a border: "Open" of the top bar, "Add step" of a panel.

    Args:
        text: What it does.
        icon_name: Before the words, "" for none.
        height: At text scale 1.
        colour_role: Of words and icon at rest; "accent" makes it a link.
        parent: Qt's owner.
    """

    _padding = 8
    _icon_px = 20

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        *,
        height: int = 32,
        colour_role: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon_name, height=height, parent=parent)
        self._colour_role = colour_role

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the words, and a ground under the mouse."""
        fill = self._ground("", "raised", "active")
        painter = painter_on(self)
        box(painter, self.rect(), theme().sizes.radius, fill=fill)
        self._draw_parts(painter, self._colour_role if self.isEnabled() else "control")


class AddButton(FlatButton):
    """A small plus and words in text-2, as wide as the card above it: "Add step"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "plus", height=28, colour_role="text_2", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _left(self) -> int:
        return 4 + theme().drawn(16) + 8

    def _draw_parts(self, painter: QPainter, role: str) -> None:
        side = theme().drawn(16)
        picture_of(painter, "plus", QPointF(4 + side / 2, self.height() / 2), side, role)
        where = QRect(self._left(), 0, self.width() - self._left(), self.height())
        words(painter, where, self.text(), self._role, theme().colour(role))
