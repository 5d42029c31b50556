"""The panel on the right: sections that follow the film shown."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from engine import (
    Presentation,
    Recipe,
    StatePart,
    Voi,
    default_recipe,
    recipe_of_film,
    recipes,
)
from viewer.canvas.crosshair import LinkedCrosshair
from viewer.document import Document
from viewer.panels.enhance_panel import EnhancePanel
from viewer.panels.file_panel import FilePanel
from viewer.panels.inspect_panel import InspectPanel
from viewer.panels.layers_panel import LayersPanel
from viewer.panels.measure_panel import MeasurePanel
from viewer.panels.translate_panel import TranslatePanel
from viewer.panels.window_panel import WindowPanel, axis_text, presets_of
from viewer.settings import Settings
from viewer.stage import Stage
from viewer.theme import dress, theme, theme_watch
from viewer.translations import translated_last
from viewer.voi_words import voi_name, window_text
from viewer.widgets.section import Section
from viewer.wording import steps_text


class RightPanel(QFrame):
    """Window, Enhance, Translate, Inspect, Measure, File and transforms.

    Args:
        stage: Knows which window is the active one.
        settings: Direction of drags.
    """

    def __init__(self, stage: Stage, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._settings = settings
        self._document: Document | None = None
        self._is_resting = False
        self._own: list[Recipe] = []
        self.known_recipes: list[Recipe] = []
        self.recipe_of_film: Recipe | None = None
        self._shown_recipe: Recipe | None = None
        self._pictured: tuple[object, ...] = ()
        self._followed: object = None  # what the fields were last brought to
        self.window_panel = WindowPanel()
        self.enhance_panel = EnhancePanel()
        self.translate_panel = TranslatePanel()
        self.inspect_panel = InspectPanel(stage)
        self.measure_panel = MeasurePanel()
        self.crosshair = LinkedCrosshair(stage.compare)
        self.layers_panel = LayersPanel()
        self.file_panel = FilePanel()
        self.window_section = Section(self.tr("Window"))
        self.enhance_section = Section(self.tr("Enhance"))
        self.translate_section = Section(
            self.tr("Translate"),
            icon_name="synth",
            is_open=False,
            control=self.translate_panel.switch,
        )
        self.inspect_section = Section(self.tr("Inspect"))
        self.measure_section = Section(self.tr("Measure"), is_open=False)
        self.file_section = Section(self.tr("File and transforms"), is_open=False)
        self._scroll = QScrollArea()
        self._lay_out()
        self._wire()

    def reveal(self, section: Section) -> None:
        """Open a section and bring it into view, as much of it as fits."""
        section.set_open(True)
        QTimer.singleShot(0, section, lambda: self._bring_into_view(section))

    def set_document(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if self._document is not None and self._document is not document:
            self._shown_recipe = None
            self._document.presentation_changed.disconnect(self._follow)
            self._document.shown_changed.disconnect(self._follow_picture)
            self._document.film_changed.disconnect(self._follow_film)
        is_other = self._document is not document
        self._document = document
        self.inspect_panel.set_document(document)
        for body in (
            self.window_panel,
            self.enhance_panel,
            self.translate_panel,
            self.inspect_panel,
            self.measure_panel,
            self.file_panel,
        ):
            body.setEnabled(document is not None)
        if document is None:
            for section in (self.window_section, self.enhance_section, self.file_section):
                section.set_state("")
            self.recipe_of_film = None
            self._pictured, self._followed = (), None
            self.window_panel.forget()
            return
        if is_other:
            document.presentation_changed.connect(self._follow)
            document.shown_changed.connect(self._follow_picture)
            document.film_changed.connect(self._follow_film)
            self.recipe_of_film = recipe_of_film(document.radiograph)
            if self.recipe_of_film is not None and self.recipe_of_film not in self._own:
                self._own.append(self.recipe_of_film)
            self._know_recipes()
            self._follow_film()
        self._follow_picture()

    def set_resting(self, is_resting: bool) -> None:
        """Stop following the pictures while a cine plays, or catch up with them."""
        self._is_resting = is_resting
        if not is_resting:
            self._follow_film()
            self._follow_picture()

    def _lay_out(self) -> None:
        self.setObjectName("rightPanel")
        dress(
            self,
            lambda look: (
                f"#rightPanel {{ background: {look.colours.panel};"
                f" border-left: 1px solid {look.colours.hairline}; }}"
            ),
        )
        theme_watch().changed.connect(self._take_width)
        self._take_width()
        for section, body in (
            (self.window_section, self.window_panel),
            (self.enhance_section, self.enhance_panel),
            (self.translate_section, self.translate_panel),
            (self.inspect_section, self.inspect_panel),
            (self.measure_section, self.measure_panel),
            (self.file_section, self.file_panel),
        ):
            section.body.addWidget(body)
        self.file_section.body.insertWidget(0, self.layers_panel)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (
            self.window_section,
            self.enhance_section,
            self.translate_section,
            self.inspect_section,
            self.measure_section,
            self.file_section,
        ):
            column.addWidget(section)
        column.addStretch(1)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)

    def _take_width(self) -> None:
        self.setFixedWidth(theme().right_panel)

    def _bring_into_view(self, section: Section) -> None:
        top, view = section.y(), self._scroll.viewport().height()
        bar = self._scroll.verticalScrollBar()
        bottom = top + section.height()
        bar.setValue(min(top, max(bar.value(), bottom - view)))

    def _wire(self) -> None:
        self._stage.active_changed.connect(self._follow_picture)
        self.window_panel.voi_changed.connect(self._edit_voi)
        self.file_panel.voi_wanted.connect(self._try_voi)
        self.window_panel.settled.connect(self._seal)
        self.window_panel.direction_wanted.connect(self._turn_direction)
        self._settings.changed.connect(self._show_direction)
        self._show_direction()
        self.enhance_panel.recipe_changed.connect(self._edit_recipe)
        self.enhance_panel.settled.connect(self._seal)
        self.enhance_panel.peeked.connect(self._peek)
        self.window_section.reset_requested.connect(self._reset_window)
        self.enhance_section.reset_requested.connect(lambda: self._edit_recipe(Recipe(), ""))
        self.inspect_panel.place_changed.connect(self.inspect_section.set_state)
        self.measure_panel.state_changed.connect(self.measure_section.set_state)
        self.inspect_panel.visibility_changed.connect(self.crosshair.set_on)

    def _follow_film(self) -> None:
        """Say what the file says of the frame now shown."""
        if self._document is not None and not self._is_resting:
            self.file_panel.set_film(self._document.radiograph)
            self._state_file()

    def _follow_picture(self) -> None:
        document, picture = self._document, self._stage.active_picture()
        if document is None or picture is None or self._is_resting:
            return
        is_result = self._stage.shows_result_window
        counted = document.shown.result_histogram if is_result else document.histogram
        vois = () if is_result else document.radiograph.vois
        pictured = (document, document.radiograph, is_result)
        self.window_panel.set_picture(
            counted.picture,
            counted,
            lambda: presets_of(picture, counted, vois),
            axis_text(picture),
            is_new=any(now is not last for now, last in zip(pictured, self._pictured, strict=False))
            or not self._pictured,
        )
        self._pictured = pictured
        if self._key() != self._followed:
            self._follow()

    def _key(self) -> object:
        """Return all that the window's fields and words follow."""
        document, picture = self._document, self._stage.active_picture()
        if document is None or picture is None:
            return None
        wanted, inverse, lut = document.presentation, picture.is_inverse, picture.presentation_lut
        is_result = self._stage.shows_result_window
        return (
            document,
            document.radiograph,
            wanted,
            self._stage.active_voi(),
            inverse,
            lut,
            is_result,
        )

    def _follow(self) -> None:
        document, voi = self._document, self._stage.active_voi()
        picture = self._stage.active_picture()
        if document is None or voi is None or picture is None or self._is_resting:
            return
        wanted, self._followed = document.presentation, self._key()
        self.window_panel.set_voi(
            voi, is_inverted=wanted.is_inverted, is_inverse=picture.is_inverse
        )
        self._state_window(wanted, voi)
        self.file_panel.set_voi(wanted.voi)
        self._follow_recipe(wanted.recipe)

    def _follow_recipe(self, recipe: Recipe) -> None:
        if recipe is self._shown_recipe:
            return  # a window drag changes no step
        self._shown_recipe = recipe
        self.enhance_panel.set_recipe(recipe)
        enabled, total = len(recipe.enabled), len(recipe.entries)
        some = self.tr("{enabled} of {total} on").format(enabled=enabled, total=total)
        state = steps_text(total) if enabled == total else some
        self.enhance_section.set_state(state if total else self.tr("No steps"))
        self.enhance_section.set_reset(self.tr("Remove all steps"), is_enabled=total > 0)

    def _state_window(self, wanted: Presentation, voi: Voi) -> None:
        document = self._document
        assert document is not None  # noqa: S101 - the caller has looked
        if self._stage.shows_result_window:
            origin = self.tr("Enhanced, {window}").format(window=window_text(voi))
        elif voi == document.radiograph.default_voi:
            has_own = bool(document.radiograph.vois)
            is_of_state = wanted.state is not None and StatePart.GREY in wanted.state.parts
            whose = (
                self.tr("Window of the state, {kind}")
                if is_of_state
                else self.tr("File window, {kind}")
            )
            own = whose.format(kind=voi_name(voi))
            origin = own if has_own else self.tr("No window in file")
        elif voi in document.radiograph.vois:
            origin = self.tr("File window, {kind}").format(kind=voi_name(voi))
        else:
            origin = self.tr("Own window, {kind}").format(kind=voi_name(voi))
        inverted = self.tr("{window}, inverted").format(window=origin)
        self.window_section.set_state(inverted if wanted.is_inverted else origin)
        picture = self._stage.active_picture()
        is_default = picture is not None and voi == picture.default_voi
        self.window_section.set_reset(
            self.tr("Window of the file"), "Backspace", is_enabled=not is_default
        )

    def _state_file(self) -> None:
        conflicts = self.file_panel.conflicts
        if conflicts:
            words = self.tr("1 conflict")
            if conflicts > 1:
                words = self.tr("{number} conflicts").format(number=conflicts)
            self.file_section.set_state(words, "warn", "warn")
        elif notices := self.file_panel.notices:
            words = self.tr("1 notice")
            if notices > 1:
                words = self.tr("{number} notices").format(number=notices)
            self.file_section.set_state(words, "text", "info")
        else:
            self.file_section.set_state(self.tr("No conflicts"), "ok", "check")

    def _know_recipes(self) -> None:
        found = list(recipes())
        found.extend(own for own in self._own if own not in found and own.entries)
        self.known_recipes = found or [default_recipe()]
        self.enhance_panel.set_known(self.known_recipes)

    def _edit_voi(self, voi: Voi, is_dragging: bool) -> None:
        self._stage.set_voi(voi, merge="drag handles" if is_dragging else "")

    def _try_voi(self, voi: Voi) -> None:
        """Put one of the file's own in force, whatever window the panel shows just now."""
        if self._document is not None:
            self._document.edit(replace(self._document.presentation, voi=voi))

    def _edit_recipe(self, recipe: Recipe, merge: str) -> None:
        if self._document is not None:
            now = self._document.presentation
            recipe = translated_last(now.recipe, recipe)
            self._document.edit(now.with_recipe(recipe), merge=merge)

    def _seal(self) -> None:
        if self._document is not None:
            self._document.seal()

    def _peek(self, recipe: Recipe | None) -> None:
        if self._document is not None:
            self._document.peek(recipe)

    def _reset_window(self) -> None:
        picture = self._stage.active_picture()
        if picture is not None:
            self._stage.set_voi(picture.default_voi)

    def _turn_direction(self) -> None:
        self._settings.up_darkens = not self._settings.up_darkens

    def _show_direction(self) -> None:
        self.window_panel.set_up_darkens(self._settings.up_darkens)
