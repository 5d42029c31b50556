"""What stands in the corners of the panes."""

from enum import Enum

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine import Entry, Histogram, Picture, Radiograph, Recipe, VoiLut, nearest_orientation
from viewer.canvas.choices import Layout, Tool
from viewer.canvas.compare import CompareView
from viewer.document import Document, Shown
from viewer.kept_tables import KeptTables, Table
from viewer.settings import Settings
from viewer.translations import STRENGTH, card_in_force, model_name, translation_position
from viewer.translator import said
from viewer.voi_words import voi_name, window_text
from viewer.wording import THIN_SPACE, number, percent, spacing_text, steps_text

translate = QCoreApplication.translate


class CornerDetail(Enum):
    """How much the corners say; the key O goes round."""

    FULL = "full"
    MINIMAL = "minimal"
    NONE = "none"


class CornerTexts:
    """Writes the corners of both panes from a document.

    Args:
        compare: The panes.
        settings: Whether the patient may be named.
        kept: Where tables are found.
    """

    def __init__(self, compare: CompareView, settings: Settings, kept: KeptTables) -> None:
        self._compare = compare
        self._kept = kept
        self._settings = settings
        self._detail = CornerDetail.FULL
        self._model_of: tuple[Entry, str] | None = None
        self._last: Document | None = None

    def next_detail(self) -> None:
        """Go from full to minimal to none and round."""
        order = list(CornerDetail)
        self._detail = order[(order.index(self._detail) + 1) % len(order)]
        self.update_zoom()

    def update_zoom(self) -> None:
        """Write again what was last written, with the zoom of now."""
        if self._last is not None:
            self.update(self._last)

    def update(self, document: Document | None) -> None:
        """Write the corners.

        Args:
            document: The film, or None for empty corners.
        """
        self._last = document
        if document is None:
            return
        left, right = self._compare.original, self._compare.enhanced
        for pane, picture in ((left, document.shown.original), (right, document.shown.result)):
            letters = letters_of(document, picture)
            pane.set_letters(*(letters if self._detail is not CornerDetail.NONE else ("",) * 4))
        if self._detail is CornerDetail.NONE:
            left.set_corner_texts([], [], [], [])
            right.set_corner_texts([], [], [], [])
            return
        left.set_corner_texts(*self._original_corners(document))
        if self._compare.view_layout is Layout.WIPE:
            right.set_corner_texts(*self._wipe_corners(document))
        elif self._compare.view_layout is Layout.DIFFERENCE:
            right.set_corner_texts(*self._difference_corners(document))
        else:
            right.set_corner_texts(*self._result_corners(document))

    def _zoom(self) -> str:
        return translate("Corners", "Zoom {share}").format(
            share=percent(self._compare.enhanced.zoom / 100)
        )

    def _map_notes(self) -> list[str]:
        """Return what is to be said of the map over the enhanced picture; nothing without one."""
        layer = self._compare.map_layer
        if layer is None:
            return []
        is_window_tool = self._compare.enhanced.tool is Tool.WINDOW
        notes = (layer.notes.shown, layer.notes.dragged if is_window_tool else "")
        return [note for note in notes if note]

    def _original_corners(self, document: Document) -> tuple[list[str], ...]:
        film, wanted = document.radiograph, document.presentation
        words = film.description
        under_title = whose(document, self._settings)
        window = [window_text(wanted.voi), self._zoom()]
        title = _titled(translate("Corners", "Original"), document.shown.original)
        if self._detail is CornerDetail.MINIMAL:
            return [title], [], window, []
        rows, columns = document.shown.original.shape
        size = translate("Corners", "{columns} × {rows}, {bits} bit").format(
            columns=number(columns), rows=number(rows), bits=film.bits_stored
        )
        if film.frames > 1:
            size = translate("Corners", "Frame {frame} of {frames}, {size}").format(
                frame=number(film.source.frame + 1), frames=number(film.frames), size=size
            )
        kind = voi_name(wanted.voi)
        if isinstance(wanted.voi, VoiLut) and wanted.voi.is_adjusted:
            window.insert(1, kind)
        if document.state_title:
            state = translate("Corners", "State: {title}").format(title=document.state_title)
            window.insert(0, state)
        return (
            [title, under_title],
            [text for text in (words.view, words.taken_at) if text],
            window,
            [size, spacing_text(document.spacing)],
        )

    def _wipe_corners(self, document: Document) -> tuple[list[str], ...]:
        """Return texts that are true of both sides of the bar."""
        title, right, window, size = self._original_corners(document)
        if self._detail is CornerDetail.MINIMAL:
            return [], self._map_notes()[:1], window, []
        name, _, who = title[1].partition(" · ")
        right = self._map_notes() or right
        return [name, who], right, window, [_said(document), size[1]]

    def _difference_corners(self, document: Document) -> tuple[list[str], ...]:
        """Return texts that leave the top right to the switch, and the foot to the legend."""
        title = translate("Corners", "Enhanced minus original")
        window = [window_text(document.presentation.voi), self._zoom()]
        if document.shown.result.is_display_ready:
            before, after = translate("Corners", "Original"), translate("Corners", "Enhanced")
            window[0] = f"{before}: {window[0]}"
            window.insert(1, f"{after}: {window_text(document.shown_result_voi())}")
        if self._detail is CornerDetail.MINIMAL:
            return [title], [], window[-1:], []
        quality = [translate("Corners", "Preview")] if document.shown.is_preview else []
        who = [whose(document, self._settings)]
        return [title, _said(document), *who, *quality], [], window, []

    def _result_corners(self, document: Document) -> tuple[list[str], ...]:
        shown = document.shown
        if shown.result.is_synthetic and translation_position(shown.recipe) is not None:
            return self._synthetic_corners(document)
        voi = document.shown_result_voi()
        title = _titled(translate("Corners", "Enhanced"), shown.result)
        window = [window_text(voi), _window_origin(document)]
        if self._detail is CornerDetail.MINIMAL:
            return [title], self._map_notes()[:1], window[:1], []
        is_inverted = document.presentation.is_inverted
        fine = self._kept.table(shown.result, voi, is_inverted=is_inverted, levels=65536)
        dark, bright = clipped_shares(shown.result_histogram, fine)
        return (
            [title, _said(document), *self._whose_alone(document)],
            self._map_notes() or self._beside_guest(document),
            window,
            [
                translate("Corners", "Clipped {dark} dark, {bright} bright").format(
                    dark=_share(dark), bright=_share(bright)
                ),
                _resolution(shown),
            ],
        )

    def _beside_guest(self, document: Document) -> list[str]:
        """Return how to see the original; beside another picture, what was taken and when."""
        if not self._compare.has_left_guest:
            return [translate("Corners", "Hold Space for the original")]
        words = document.radiograph.description
        return [text for text in (words.view, words.taken_at) if text]

    def _whose_alone(self, document: Document) -> list[str]:
        """Return whose film it is where no other pane says so."""
        is_alone = self._compare.view_layout is Layout.SINGLE or self._compare.has_left_guest
        return [whose(document, self._settings)] if is_alone else []

    def _synthetic_corners(self, document: Document) -> tuple[list[str], ...]:
        """Return texts whose title no one can take for that of a CT."""
        shown, notes = document.shown, self._map_notes()
        position = translation_position(shown.recipe)
        assert position is not None  # noqa: S101 - the caller has looked
        entry = shown.recipe.entries[position]
        title, model = said(entry.type.title), self._model(entry)
        if self._detail is CornerDetail.MINIMAL:
            return [title], notes[:1], [model], []
        steps = len(Recipe(shown.recipe.entries[:position]).enabled)
        source = translate("Corners", "Input: the original")
        if steps:
            source = translate("Corners", "Input: the film after {steps}").format(
                steps=steps_text(steps)
            )
        quality = _quality(shown)
        below = [quality] if self._compare.map_layer is None or shown.is_preview else []
        right = notes or [translate("Corners", "Hold Space for the original")]
        return (
            [title, _strength(entry), *self._whose_alone(document)],
            right,
            [model, source],
            below,
        )

    def _model(self, entry: Entry) -> str:
        """Return which network runs: "Model chest-ct-like 1"; its card is read once."""
        if self._model_of is None or self._model_of[0] is not entry:
            card = card_in_force(Recipe((entry,)))
            name = translate("Corners", "not installed") if card is None else model_name(card)
            self._model_of = entry, translate("Corners", "Model {name}").format(name=name)
        return self._model_of[1]


def whose(document: Document, settings: Settings) -> str:
    """Return the name of the film and the ID of its patient; "" where neither may be shown."""
    film = document.radiograph
    name = film.source.name.rpartition(".")[0] or film.source.name
    known = (name, film.description.patient_id) if settings.shows_patient else ()
    return " · ".join(text for text in known if text)


def _titled(title: str, picture: Picture) -> str:
    """Return the title, marked if a network invented the picture before it was opened."""
    marked = translate("Corners", "{title} (synthetic)")
    return marked.format(title=title) if picture.is_synthetic else title


def _quality(shown: Shown) -> str:
    if shown.is_preview:
        return translate("Corners", "Preview")
    return translate("Corners", "Full resolution")


def _strength(entry: Entry) -> str:
    """Return how much of the film is left in the picture."""
    share = entry.type.values(entry.step)[STRENGTH] / 100
    return translate("Corners", "Strength {share}").format(share=percent(share))


def clipped_shares(counted: Histogram, table: Table) -> tuple[float, float]:
    """Return the shares 0..1 of the exposed field shown at full black and at full white."""
    total = max(1, int(counted.counts.sum()))
    top = int(np.iinfo(table.dtype).max)
    dark = int(counted.counts[table == 0].sum())
    bright = int(counted.counts[table == top].sum())
    return dark / total, bright / total


def _said(document: Document) -> str:
    """Return which recipe made the result on screen."""
    recipe = document.shown.recipe
    if recipe.is_identity:
        return translate("Corners", "No steps: this is the original")
    title = said(recipe.title) or translate("Corners", "Own recipe")
    done = f"{title} · {steps_text(len(recipe.enabled))}"
    is_mirrored = document.shown.result.placement.is_mirrored
    return translate("Corners", "{recipe} · mirrored").format(recipe=done) if is_mirrored else done


def _share(share: float) -> str:
    return f"{share * 100:.1f}{THIN_SPACE}%"


def _resolution(shown: Shown) -> str:
    """Return at which resolution the result is, and its size where that is not the film's."""
    if shown.is_preview:
        return translate("Corners", "Preview")
    rows, columns = shown.result.shape
    if (rows, columns) == shown.original.shape:
        return translate("Corners", "Full resolution")
    return translate("Corners", "{columns} × {rows}, full resolution").format(
        columns=number(columns), rows=number(rows)
    )


def _window_origin(document: Document) -> str:
    if document.shown.result.is_display_ready:
        is_full = document.presentation.display_voi == document.shown.result.default_voi
        if is_full:
            return translate("Corners", "Full range, set by the recipe")
        return translate("Corners", "Of the enhanced film")
    return translate("Corners", "As the original, {window}").format(
        window=voi_name(document.presentation.voi)
    )


def letters_of(document: Document, picture: Picture) -> tuple[str, str, str, str]:
    """Return the letters at the left, right, top and bottom edge of a picture, or empty ones."""
    return letters_of_film(document.radiograph, document.shown, picture)


def letters_of_film(film: Radiograph, shown: Shown, picture: Picture) -> tuple[str, str, str, str]:
    """Return the letters at the left, right, top and bottom edge, or empty ones.

    Of a film that a recipe has turned by an odd angle, those of the nearest direction.

    Args:
        film: As read.
        shown: Its pictures, turned for display.
        picture: One of them, or another result of the film turned likewise.
    """
    original = shown.original
    right, bottom = shown.orientation.apply_directions(film.description.directions)
    if not picture.placement.is_identity:
        rows, columns = original.shape
        size_mm = rows * original.spacing_mm[0], columns * original.spacing_mm[1]
        turn = nearest_orientation(picture.placement, size_mm)
        right, bottom = turn.apply_directions((right, bottom))
    opposite = str.maketrans("RLAPHF", "LRPAFH")
    return right.translate(opposite), right, bottom.translate(opposite), bottom
