"""One map of the mapping over the enhanced picture, and the drag that moves its window."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from engine import Entry, Recipe, map_over
from viewer.canvas.compare import CompareView
from viewer.canvas.legend import Legend
from viewer.canvas.map_overlay import MapLayer, MapNotes
from viewer.canvas.windowing import SPEED_PX
from viewer.document import Document
from viewer.film_maps import FilmMaps, MapKind, map_kind, mapping_position
from viewer.map_colours import OPACITY, indices_of
from viewer.settings import Settings
from viewer.translator import said
from viewer.wording import percent

DRAGGED = ("centre", "width")
"""Maps whose overrides a drag with the window tool moves while one of them is shown."""


@dataclass(frozen=True, slots=True)
class _Grip:
    """A drag under way: where it started.

    Attributes:
        values: Overrides in per cent at the press.
        width: Window width in force there, as share of the grey scale, at most all of it.
    """

    values: dict[str, float]
    width: float


class MapsOnStage(QObject):
    """Keeps which map is chosen, and shows it while the film has a mapping.

    Args:
        compare: Where the enhanced picture is.
        settings: Direction of drags.
    """

    maps_changed = Signal()  # ``film_maps`` is another
    chosen_changed = Signal()

    def __init__(
        self, compare: CompareView, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._compare = compare
        self._settings = settings
        self._document: Document | None = None
        self._grip: _Grip | None = None
        self.film_maps: FilmMaps | None = None
        self.chosen = ""
        """Name of the map shown, "" for none."""

    @property
    def is_dragged(self) -> bool:
        """Whether a drag moves the window of the mapping."""
        return self._grip is not None

    def show(self, document: Document | None) -> None:
        """Follow the pictures on screen; for another film, with no map chosen."""
        if document is not self._document:
            self._document = document
            self._grip = None
            self.choose("")
        view = document.shown.mapping if document is not None else None
        if document is None or view is None:
            self.film_maps = None
        elif self.film_maps is None or self.film_maps.view is not view or self._is_turned(document):
            self.film_maps = FilmMaps(view, document.shown.orientation)
        self._lay()
        self.maps_changed.emit()

    def follow(self) -> None:
        """Forget the choice when the mapping is taken from the recipe, or switched off."""
        if self._position() is None:
            self.choose("")

    def choose(self, name: str) -> None:
        """Show the map of this name, or none for ""."""
        if name != self.chosen:
            self.chosen = name
            self._lay()
            self.chosen_changed.emit()

    def grab(self) -> bool:
        """Begin a drag, if it is one for the mapping; otherwise return False."""
        maps, entry = self.film_maps, self._entry()
        if maps is None or entry is None or not self._free():
            return False
        values = entry.type.values(entry.step)
        self._grip = _Grip(
            {name: values[name] for name in DRAGGED}, min(1.0, maps.medians["width"])
        )
        return True

    def drag(self, dx: float, dy: float) -> None:
        """Go on: across for the width, up and down for the centre, in pixels since the press."""
        document, grip, position = self._document, self._grip, self._position()
        if document is None or grip is None or position is None:
            return
        wanted = document.presentation
        up_darkens = self._settings.up_darkens != wanted.is_inverted
        moved = {
            "centre": grip.values["centre"]
            + 100 * grip.width / SPEED_PX * (-dy if up_darkens else dy),
            "width": (100 + grip.values["width"]) * (1 + dx / SPEED_PX) - 100,
        }
        recipe: Recipe = wanted.recipe
        for parameter in recipe.entries[position].type.parameters:
            if parameter.name in self._free():
                value = round(moved[parameter.name], 1)
                value = min(parameter.high, max(parameter.low, value))
                recipe = recipe.with_value(position, parameter.name, value)
        document.edit(wanted.with_recipe(recipe), merge="drag mapping")

    def release(self) -> None:
        """End the drag."""
        self._grip = None

    def _is_turned(self, document: Document) -> bool:
        return self.film_maps is None or self.film_maps.orientation != document.shown.orientation

    def _position(self) -> int | None:
        document = self._document
        return None if document is None else mapping_position(document.presentation.recipe)

    def _entry(self) -> Entry | None:
        """Return the mapping in force in the recipe wanted."""
        document, position = self._document, self._position()
        if document is None or position is None:
            return None
        return document.presentation.recipe.entries[position]

    def _free(self) -> tuple[str, ...]:
        """Return what a drag would move: nothing unless the map of a window is shown."""
        entry = self._entry()
        if entry is None or self.chosen not in DRAGGED or self.film_maps is None:
            return ()
        values = entry.type.values(entry.step)
        return tuple(name for name in DRAGGED if not values[map_kind(name).lock])

    def _lay(self) -> None:
        maps = self.film_maps
        if maps is None or not self.chosen:
            self._compare.show_map(None)
            return
        kind = map_kind(self.chosen)
        scale = maps.scales[kind.name]
        legend = Legend(
            self.tr("Map {letter}: {title}").format(letter=kind.letter, title=said(kind.title)),
            kind.end_text(scale.low),
            said(kind.middle),
            kind.end_text(scale.high),
        )
        assert self._document is not None  # noqa: S101 - whose maps they are
        made_on = maps.view.before.placement.turned(maps.orientation.placement())
        result = self._document.shown.result.placement
        indices = indices_of(map_over(maps.signed(kind), made_on, result))
        self._compare.show_map(MapLayer(indices, legend, self._notes(kind)))

    def _notes(self, kind: MapKind) -> MapNotes:
        shown = self.tr("Map {letter} over the picture, {opacity}").format(
            letter=kind.letter, opacity=percent(OPACITY)
        )
        drags = {
            (): "",
            ("centre",): self.tr("Drag sets centre"),
            ("width",): self.tr("Drag sets width"),
            DRAGGED: self.tr("Drag sets centre and width"),
        }
        return MapNotes(shown, drags[self._free()])
