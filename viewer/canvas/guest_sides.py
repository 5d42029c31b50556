"""What each pane is to show, whether or not it is on screen just now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine import Picture, laid_on
from viewer.canvas.geometry import film_of, film_of_result
from viewer.canvas.guest import Guest, Place
from viewer.canvas.pane_words import Worded
from viewer.canvas.picture_item import GreyTable, Layer, RgbTable

Table = GreyTable | RgbTable


@dataclass(slots=True)
class Side:
    """What one pane is to show.

    Attributes:
        layer: The picture.
        table: Its grey levels.
        words: Whose words go with it; None are the pane's own.
    """

    layer: Layer
    table: Table
    words: Worded | None = None


class Sides:
    """The pictures of one film, and its guests.

    Args:
        original: The film as read.
        original_table: (65536,) uint8 or uint32, see ``Pane.show_picture``.
        enhanced: The film after the recipe.
        enhanced_table: Likewise.
        before: What was shown until now: its layers are kept, and its guests stay.
    """

    def __init__(
        self,
        original: Picture,
        original_table: Table,
        enhanced: Picture,
        enhanced_table: Table,
        before: "Sides | None" = None,
    ) -> None:
        self.guests: dict[Place, tuple[Guest, Side]] = before.guests if before else {}
        self._laid: tuple[Layer, Layer, Layer] | None = before._laid if before else None
        film = film_of(original)
        known = before.layer_of if before else _unknown
        first = known(original) or Layer(original, film)
        second = first if enhanced is original else known(enhanced)
        second = second or Layer(enhanced, film_of_result(enhanced, film))
        self.original = Side(first, original_table)
        self.enhanced = Side(second, enhanced_table)

    def set_guest(self, place: Place, guest: Guest | None) -> None:
        """Let a guest stand at a place, or none."""
        if guest is None:
            self.guests.pop(place, None)
            return
        layer = self.layer_of(guest.picture) or self._layer_for(guest)
        self.guests[place] = guest, Side(layer, guest.table, guest)

    def set_guest_table(self, place: Place, table: Table) -> None:
        """Show a guest through another table."""
        found = self.guests.get(place)
        if found is not None:
            guest, side = found
            side.table = table
            self.guests[place] = replace(guest, table=table), side

    def layer_of(self, picture: Picture) -> Layer | None:
        """Return the layer that has a picture already, with its reductions."""
        for side in self._all():
            if side.layer.picture is picture:
                return side.layer
        return None

    @property
    def are_alike(self) -> bool:
        """Whether all pictures of the film lie on it as it was read."""
        return all(side.layer.picture.placement.is_identity for side in self._all())

    def guest_side(self, place: Place, words: Worded, *, is_held: bool) -> Side | None:
        """Return what stands at a place; while held, the original, if it is of this film.

        Args:
            place: Where.
            words: Of the original.
            is_held: The original is wanted instead.
        """
        found = self.guests.get(place)
        if found is None:
            return None
        guest, side = found
        if not is_held:
            return side
        if not guest.is_other_film:
            return Side(self.original.layer, self.original.table, words)
        instead = guest.original
        return side if instead is None else Side(Layer(instead.picture), instead.table, instead)

    def under(self) -> Layer:
        """Return the original as it lies under the enhanced picture: cut and turned alike."""
        original, enhanced = self.original.layer, self.enhanced.layer
        if enhanced.picture.placement.is_identity:
            return original
        if self._laid is None or self._laid[:2] != (original, enhanced):
            picture = laid_on(original.picture, enhanced.picture)
            self._laid = original, enhanced, Layer(picture, enhanced.film)
        return self._laid[2]

    def _layer_for(self, guest: Guest) -> Layer:
        if guest.is_other_film:
            return Layer(guest.picture)
        return Layer(guest.picture, film_of_result(guest.picture, self.original.layer.film))

    def _all(self) -> Iterator[Side]:
        yield self.original
        yield self.enhanced
        for _, side in self.guests.values():
            yield side


def _unknown(_picture: Picture) -> Layer | None:
    return None
