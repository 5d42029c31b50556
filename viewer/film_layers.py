"""What lies over one film, as the panel lists it, and which of it is switched off."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from engine import AreaMode, ImageState, OverlayPlane, Shutter, StateChoice, StatePart
from viewer.canvas.state_drawings_item import MOST_LINES_OF_TEXT
from viewer.panels.layers_panel import SHUTTER, Layer
from viewer.translator import QT_TRANSLATE_NOOP
from viewer.translator import said as said_by_engine

translate = QCoreApplication.translate

NOT_THERE = QT_TRANSLATE_NOOP(
    "Layers", "The presentation state in force is not among the open files any more."
)
OTHER_FRAME = QT_TRANSLATE_NOOP("Layers", "The presentation state says nothing of this frame.")
FITTED = QT_TRANSLATE_NOOP(
    "Layers",
    "The state asks for a size of its own on screen; its area is shown as large as it fits.",
)

CROWDED = QT_TRANSLATE_NOOP(
    "Layers",
    "The state has more lines of text than are shown at once; enlarge the film to read them.",
)

_DRAWN = (StatePart.GRAPHICS, StatePart.TEXTS)


@dataclass(slots=True)
class Switches:
    """What the user wants to see, whatever the film has.

    Attributes:
        is_shutter_on: What a shutter hides is hidden.
        are_drawings_on: Overlays, graphics and texts are seen at all.
        hidden: Groups of the overlays of this film that are not.
    """

    is_shutter_on: bool = True
    are_drawings_on: bool = True
    hidden: set[Hashable] = field(default_factory=set)

    def shows(self, plane: OverlayPlane) -> bool:
        """Whether an overlay is seen."""
        return self.are_drawings_on and plane.group not in self.hidden

    def switch(self, key: Hashable, is_on: bool, planes: Sequence[OverlayPlane]) -> None:
        """Show or hide one layer of the file; the first shown again ends the hiding of all."""
        if key == SHUTTER:
            self.is_shutter_on = is_on
            return
        if is_on and not self.are_drawings_on:
            self.hidden = {plane.group for plane in planes}
            self.are_drawings_on = True
        (self.hidden.discard if is_on else self.hidden.add)(key)


def layers_of_file(
    shutter: Shutter | None, of_state: bool, planes: Sequence[OverlayPlane], switches: Switches
) -> tuple[Layer, ...]:
    """Return a layer for the shutter and for each overlay.

    Args:
        shutter: The one in force.
        of_state: It is that of a presentation state.
        planes: The overlays of the film.
        switches: What is seen.
    """
    layers = []
    if shutter is not None and not shutter.is_empty:
        note = (
            translate("Layers", "of the state") if of_state else translate("Layers", "of the file")
        )
        layers.append(Layer(SHUTTER, translate("Layers", "Shutter"), note, switches.is_shutter_on))
    for plane in planes:
        kind = translate("Layers", "region") if plane.is_roi else translate("Layers", "overlay")
        note = f"{kind} {plane.group:04X}"
        layers.append(Layer(plane.group, plane.name, note, switches.shows(plane)))
    return tuple(layers)


def layers_of_state(said: ImageState, choice: StateChoice, switches: Switches) -> tuple[Layer, ...]:
    """Return a layer for each part that the state in force says something about."""
    hidden = "" if switches.are_drawings_on else translate("Layers", "hidden just now")
    return tuple(
        Layer(
            part,
            _capital(said_by_engine(part.value)),
            hidden if part in _DRAWN else "",
            part in choice.parts,
        )
        for part in StatePart
        if part in said.parts
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def notices_of(choice: StateChoice | None, said: ImageState | None, *, is_there: bool) -> list[str]:
    """Return what is to be said of the state in force, one sentence each.

    Args:
        choice: It, or None.
        said: What it says of the frame shown, or None for nothing.
        is_there: Its file lies beside the film.
    """
    if choice is None:
        return []
    if said is None:
        return [translate("Layers", OTHER_FRAME if is_there else NOT_THERE)]
    has_size = said.area is not None and said.area.mode is not AreaMode.FIT
    notices = list(said.notices)
    if has_size and StatePart.AREA in choice.parts:
        notices.append(translate("Layers", FITTED))
    if sum(text.text.count("\n") + 1 for text in said.texts) > MOST_LINES_OF_TEXT:
        notices.append(translate("Layers", CROWDED))
    return notices
