"""The tiles of the gallery in their groups: small groups stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine import Recipe
from viewer.theme import TextRole, theme
from viewer.translator import said
from viewer.widgets.label import ElidedLabel
from viewer.widgets.recipe_tile import RecipeTile

_GAP = 12
_BELOW_HEADING = 4
_BELOW_GROUP = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """One recipe of the gallery.

    Attributes:
        recipe: What a tile stands for.
        group: Heading it stands under.
        key: Its key, "" for none.
        is_synthetic: A network invented some of what it shows.
    """

    recipe: Recipe
    group: str
    key: str = ""
    is_synthetic: bool = False


@dataclass(slots=True, eq=False)
class _Group:
    heading: ElidedLabel
    tiles: list[RecipeTile] = field(default_factory=list)


class TileBoard(QWidget):
    """Headings and tiles, as many columns as fit; one tile is chosen and holds the focus.

    Signals:
        chosen: The tile the user came to by key or click: its Offer.
        looked_at: The Offer under the pointer, or None when it left.
        taken: The Offer the user wants.
        shown: A tile that should be in view.
    """

    chosen = Signal(object)
    looked_at = Signal(object)
    taken = Signal(object)
    shown = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[_Group] = []
        self._tiles: dict[RecipeTile, Offer] = {}
        self._chosen: RecipeTile | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What can be seen, in order."""
        return tuple(self._tiles[tile] for tile in self.tiles)

    @property
    def tiles(self) -> tuple[RecipeTile, ...]:
        """The tiles that can be seen, in order."""
        return tuple(tile for tile in self._tiles if not tile.isHidden())

    @property
    def current(self) -> Offer | None:
        """What is chosen."""
        return None if self._chosen is None else self._tiles[self._chosen]

    @property
    def chosen_tile(self) -> RecipeTile | None:
        """The tile of what is chosen."""
        return self._chosen

    def set_offers(self, offers: Sequence[Offer], in_force: Recipe) -> None:
        """Show these; what was chosen stays so if it is among them."""
        before = self.current
        images = {self._tiles[tile].recipe.digest: tile.image for tile in self._tiles}
        for group in self._groups:
            for widget in (group.heading, *group.tiles):
                widget.hide()
                widget.deleteLater()
        self._groups, self._tiles, self._chosen = [], {}, None
        for offer in offers:
            if not self._groups or self._groups[-1].heading.text() != offer.group:
                heading = ElidedLabel(offer.group, TextRole.TITLE, parent=self)
                heading.show()
                self._groups.append(_Group(heading))
            tile = self._made(offer, in_force)
            known = images.get(offer.recipe.digest)
            if known is not None:
                tile.set_image(known)
            self._groups[-1].tiles.append(tile)
        wanted = before.recipe if before is not None else in_force
        same = [tile for tile, offer in self._tiles.items() if offer.recipe == wanted]
        same += [tile for tile, of in self._tiles.items() if of.recipe.entries == wanted.entries]
        self._choose(next(iter([*same, *self._tiles]), None))
        self._place()

    def show_only(self, words: str) -> None:
        """Show the tiles whose name, group, purpose or steps have all of these words.

        The first whose name has them is chosen.
        """
        wanted = words.casefold().split()
        for tile, offer in self._tiles.items():
            recipe = offer.recipe
            known = [recipe.title, recipe.description]
            known += [entry.type.title for entry in recipe.entries]
            held = " ".join([recipe.name, offer.group, *known, *map(said, known)])
            tile.setVisible(all(word in held.casefold() for word in wanted))
        seen = self.tiles
        named = [tile for tile in seen if all(word in tile.text().casefold() for word in wanted)]
        if wanted or self._chosen is None or self._chosen.isHidden():
            self._choose(next(iter([*named, *seen]), None))
        self._place()

    def set_image(self, digest: str, image: QImage) -> None:
        """Show what a recipe makes of the film."""
        for tile, offer in self._tiles.items():
            if offer.recipe.digest == digest:
                tile.set_image(image)

    def set_failed(self, digest: str) -> None:
        """Show that a recipe cannot run on the film."""
        for tile, offer in self._tiles.items():
            if offer.recipe.digest == digest:
                tile.set_failed()

    def choose(self, recipe: Recipe) -> None:
        """Choose the tile of a recipe, if there is one."""
        for tile, offer in self._tiles.items():
            if offer.recipe == recipe:
                self._choose(tile)
                return

    def focus_chosen(self) -> None:
        """Give the focus to the chosen tile."""
        if self._chosen is not None:
            self._chosen.setFocus(Qt.FocusReason.TabFocusReason)
            self.shown.emit(self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit as many columns as there is room for."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self._place()
        super().changeEvent(event)

    def _made(self, offer: Offer, in_force: Recipe) -> RecipeTile:
        recipe = offer.recipe
        tile = RecipeTile(
            said(recipe.title) or recipe.name, said(recipe.description), offer.key, self
        )
        if recipe.entries == in_force.entries:
            tile.set_state(self.tr("In use"))
        if offer.is_synthetic:
            tile.set_synthetic()
        tile.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        tile.clicked.connect(lambda: self._come_to(tile))
        tile.taken.connect(lambda: self.taken.emit(offer))
        tile.entered.connect(lambda is_over: self.looked_at.emit(offer if is_over else None))
        tile.arrow_pressed.connect(lambda key: self._go(tile, Qt.Key(key)))
        tile.show()
        self._tiles[tile] = offer
        return tile

    def _come_to(self, tile: RecipeTile) -> None:
        self._choose(tile)
        tile.setFocus(Qt.FocusReason.TabFocusReason)
        self.shown.emit(tile)

    def _choose(self, tile: RecipeTile | None) -> None:
        """Mark one tile; Tab leads to it and to no other."""
        self._chosen = tile
        for other in self._tiles:
            is_it = other is tile
            other.setChecked(is_it)
            policy = Qt.FocusPolicy.StrongFocus if is_it else Qt.FocusPolicy.ClickFocus
            other.setFocusPolicy(policy)
        self.chosen.emit(self.current)

    def _go(self, tile: RecipeTile, key: Qt.Key) -> None:
        seen = self.tiles
        at = seen.index(tile)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            to = at + (1 if key == Qt.Key.Key_Right else -1)
            if 0 <= to < len(seen):
                self._come_to(seen[to])
            return
        way = 1 if key == Qt.Key.Key_Down else -1
        here = tile.geometry().center()
        beyond = [other for other in seen if way * (other.y() - tile.y()) > tile.height() // 2]
        if beyond:
            self._come_to(min(beyond, key=lambda other: _distance(here, other)))

    def _place(self) -> None:
        """Lay the groups out like words: side by side while they fit, then on the next line."""
        size = self._tile_size()
        head = theme().line(TextRole.TITLE) + _BELOW_HEADING
        columns = max(1, (self.width() + _GAP) // (size.width() + _GAP))
        column, top, tallest = 0, 0, 0
        for group in self._groups:
            tiles = [tile for tile in group.tiles if not tile.isHidden()]
            group.heading.setVisible(bool(tiles))
            if not tiles:
                continue
            span = min(len(tiles), columns)
            if column + span > columns:
                column, top = 0, top + tallest
                tallest = 0
            left = column * (size.width() + _GAP)
            width = span * (size.width() + _GAP) - _GAP
            group.heading.setGeometry(left, top, width, theme().line(TextRole.TITLE))
            for number, tile in enumerate(tiles):
                down, across = divmod(number, span)
                place = QPoint(across * (size.width() + _GAP), down * (size.height() + _GAP))
                tile.move(QPoint(left, top + head) + place)
                tile.resize(size)
            rows = -(-len(tiles) // span)
            high = head + rows * (size.height() + _GAP) - _GAP + _BELOW_GROUP
            tallest = max(tallest, high)
            column += span
        self.setFixedHeight(max(1, top + tallest))

    def _tile_size(self) -> QSize:
        return next((tile.sizeHint() for tile in self._tiles), QSize(1, 1))


def _distance(here: QPoint, other: QWidget) -> int:
    """Return how far a tile is; a row further away counts more than any column."""
    way = other.geometry().center() - here
    return abs(way.x()) + 100 * abs(way.y())
