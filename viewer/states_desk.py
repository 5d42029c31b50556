"""Shutter, overlays and presentation states of the film shown: what of them is seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine import EngineError, Progress, StateChoice, StatePart, film_under, presentation_under
from viewer.canvas.film_decor import FilmDecor
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.overlay_item import PlaneSheet
from viewer.canvas.state_drawings import NO_DRAWINGS, drawings_of
from viewer.document import Opened, opened, pictures_of
from viewer.film_layers import Switches, layers_of_file, layers_of_state, notices_of
from viewer.panels.layers_panel import Layers
from viewer.states_beside import StatesBeside

if TYPE_CHECKING:
    from collections.abc import Hashable

    from engine import DisplayedArea, ImageState, OverlayPlane, Presentation, Progress, Radiograph
    from viewer.document import Document, Shown
    from viewer.main_window import MainWindow

JOB = "presentation state"
"""Name of putting one in force among the jobs."""

AT_ONCE_PIXELS = 1_500_000
"""Films up to this size are brought under a state at once, in some milliseconds: a cine whose
frames are played does not flicker."""

_ON_FILM = frozenset((StatePart.GREY, StatePart.SHUTTER))
"""Parts that make another film of it; the rest is drawn, or belongs to the presentation."""

_DRAWN = frozenset((StatePart.GRAPHICS, StatePart.TEXTS))


class StatesDesk(QObject):
    """Puts on the film what its file, or a state beside it, draws there.

    A state's grey scale and shutter make another film of the one as read. Which of both is on the
    stage follows the presentation, so that undo and redo need nothing else.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel = window.right.layers_panel
        self._decor = FilmDecor(window.compare)
        self._document: Document | None = None
        self._as_read: Opened | None = None  # the film without any state
        self._stands_for: StateChoice | None = None  # what the film on the stage was made by
        self._is_replacing = False
        self._awaited: StateChoice | None = None  # what the film under way is made by
        self._is_following = False  # the job under way is for a presentation in force already
        self._area: DisplayedArea | None = None  # the one that was fitted
        self._drawn: tuple[ImageState, StateChoice] | None = None
        self._followed: object = None  # all that decides what is drawn, when it was looked at last
        self._switches = Switches()
        self._sheets: dict[OverlayPlane, PlaneSheet] = {}
        self._beside = StatesBeside(window.jobs, window.workspace.states_for, self)
        window.workspace.states_changed.connect(self._beside.look_again)
        self._beside.changed.connect(self._follow_presentation)
        window.settings.changed.connect(self._show)  # titles may be named no longer
        self._panel.switched.connect(self._switch)
        self._panel.state_chosen.connect(self._choose)
        self._panel.part_switched.connect(self._switch_part)

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            self._allow()
            return
        if self._document is not None:
            self._document.presentation_changed.disconnect(self._follow_edit)
            self._document.shown_changed.disconnect(self._follow_edit)
            self._document.film_changed.disconnect(self._take_film)
        self._document = document
        self._switches.hidden = set()
        self._area = None
        if document is not None:
            document.presentation_changed.connect(self._follow_edit)
            document.shown_changed.connect(self._follow_edit)
            document.film_changed.connect(self._take_film)
        self._take_film()

    def toggle_drawings(self) -> None:
        """Show overlays, graphics and texts, or hide them all."""
        self._switches.are_drawings_on = not self._switches.are_drawings_on
        self._show()

    def toggle_shutter(self) -> None:
        """Show the shutter, or what it hides."""
        self._switches.is_shutter_on = not self._switches.is_shutter_on
        self._show()

    def _take_film(self) -> None:
        """Start anew from a film as read: another one, or another frame."""
        if self._is_replacing:
            return
        self._window.jobs.cancel(JOB)
        self._stands_for, self._is_following = None, False
        self._as_read = film = None
        if (document := self._document) is not None:
            film = document.radiograph
            self._as_read = Opened(document.renderer, document.histogram, document.file)
        self._sheets = {plane: PlaneSheet(plane) for plane in film.overlays} if film else {}
        self._beside.look_for(film.source.sop_instance_uid if film else "")
        self._follow_presentation()

    # What is in force

    @property
    def _choice(self) -> StateChoice | None:
        return self._document.presentation.state if self._document is not None else None

    @property
    def _film_as_read(self) -> Radiograph | None:
        return self._as_read.renderer.radiograph if self._as_read is not None else None

    @property
    def _in_force(self) -> tuple[ImageState, StateChoice] | None:
        """What the state in force says of the frame shown, and which parts of it are wanted."""
        choice = self._choice
        said = self._said_of(choice)
        return (said, choice) if said is not None and choice is not None else None

    def _said_of(self, choice: StateChoice | None) -> ImageState | None:
        """Return what a state says of the frame shown, if it lies beside it and says anything."""
        film = self._film_as_read
        state = self._beside.find(choice.uid) if choice is not None else None
        if state is None or film is None:
            return None
        return state.for_image(film.source.sop_instance_uid, film.source.frame)

    def _made_by(self, choice: StateChoice | None) -> StateChoice | None:
        """Return the part of a choice that makes another film; None where the one as read does."""
        said = self._said_of(choice)
        if choice is None or said is None:
            return None
        parts = choice.parts & said.parts & _ON_FILM
        return StateChoice(choice.uid, parts) if parts else None

    def _follow_edit(self) -> None:
        """Follow the presentation and what is shown; a window drag changes nothing here."""
        if self._key() != self._followed:
            self._follow_presentation()

    def _key(self) -> object:
        document = self._document
        if document is None:
            return None
        wanted, film = document.presentation, document.radiograph
        return wanted.state, wanted.orientation, document.shown.orientation, film

    def _follow_presentation(self) -> None:
        """Bring the film the presentation is for: after undo and redo it may be another one."""
        if self._document is not None and not self._is_replacing:
            wanted = self._made_by(self._choice)
            if wanted != self._stands_for:
                if not (self._is_following and wanted == self._awaited):
                    self._make(self._choice, is_edit=False)
            elif self._is_following:
                self._window.jobs.cancel(JOB)
                self._is_following = False
        self._show()

    def _choose(self, uid: str) -> None:
        chosen = StateChoice(uid)
        said = self._said_of(chosen)
        self._put(replace(chosen, parts=said.parts) if said is not None else None)

    def _switch_part(self, part: StatePart, is_on: bool) -> None:
        choice = self._choice
        if choice is not None:
            parts = choice.parts | {part} if is_on else choice.parts - {part}
            self._put(StateChoice(choice.uid, parts))

    def _put(self, choice: StateChoice | None) -> None:
        """Put a state in force, or other parts of it, or none: one undo entry."""
        document = self._document
        if document is None:
            return
        if self._made_by(choice) != self._stands_for:
            self._make(choice, is_edit=True)
        else:
            document.seal()
            document.edit(self._under(choice))

    def _under(self, choice: StateChoice | None) -> Presentation:
        """Return the presentation of now with another state in force, or none."""
        document, film, before = self._document, self._film_as_read, self._choice
        assert document is not None and film is not None  # noqa: PT018, S101 - there is a film
        now = document.presentation
        lifted = choice is None
        choice = choice or (StateChoice(before.uid, frozenset()) if before is not None else None)
        said = self._said_of(choice)
        if choice is not None and said is not None:
            now = presentation_under(now, film, choice.uid, said, choice.parts)
        return replace(now, state=None) if lifted else now

    def _make(self, choice: StateChoice | None, *, is_edit: bool) -> None:
        """Have the film made that a choice asks for, and show it.

        Args:
            choice: A state, or None for the film as read.
            is_edit: It becomes an undo entry; otherwise the presentation says so already.
        """
        document, as_read, made_by = self._document, self._as_read, self._made_by(choice)
        assert document is not None and as_read is not None  # noqa: PT018, S101 - there is a film
        said = self._said_of(made_by)
        wanted = self._under(choice) if is_edit else document.presentation
        applying = self.tr("Applying the state")

        def work(progress: Progress) -> tuple[Opened, Shown]:
            progress.report(0.0, applying)
            made = as_read
            if made_by is not None and said is not None:
                film = film_under(as_read.renderer.radiograph, said, made_by.parts)
                made = opened(film, document.file, as_read.renderer)
            return made, pictures_of(made, wanted, progress)

        def done(made: tuple[Opened, Shown]) -> None:
            now = self._under(choice) if is_edit else document.presentation
            is_same = (now.recipe, now.orientation) == (wanted.recipe, wanted.orientation)
            if is_edit:
                document.seal()
                document.history.push(now)
            self._stands_for, self._is_following = made_by, False
            self._is_replacing = True
            document.replace_film(made[0], now, made[1] if is_same else None)
            self._is_replacing = False
            self._follow_presentation()

        def fail(error: Exception) -> None:
            self._is_following = False
            if not is_edit:
                self._stands_for = made_by  # not again at every move of the mouse
            self._window.tell(error)
            self._show()

        self._is_following, self._awaited = not is_edit, made_by
        is_small = as_read.renderer.radiograph.pixels.size <= AT_ONCE_PIXELS
        if is_small and wanted.recipe.is_identity:
            self._window.jobs.cancel(JOB)
            try:
                made = work(Progress())
            except EngineError as error:
                fail(error)
            else:
                done(made)
        else:
            self._window.jobs.start(JOB, work, done=done, failed=fail)

    # What is seen

    def _switch(self, key: Hashable, is_on: bool) -> None:
        self._switches.switch(key, is_on, list(self._sheets))
        self._show()

    def _show(self) -> None:
        document, self._followed = self._document, self._key()
        if document is None:
            self._drawn = None
            self._decor.clear()
            self._panel.show_layers(Layers())
        else:
            film, switches = document.radiograph, self._switches
            rows, columns = film.pixels.shape
            self._decor.lie_on(FilmPlace(rows, columns, document.shown.orientation))
            self._decor.show_shutter(film.shutter if switches.is_shutter_on else None)
            seen = [sheet for plane, sheet in self._sheets.items() if switches.shows(plane)]
            self._decor.show_planes(seen)
            self._show_drawings((rows, columns))
            self._fit_area(document)
            layers = self._layers(film)
            self._panel.show_layers(layers)
            self._name_state(document, dict(layers.states).get(layers.chosen, ""))
        self._allow()

    def _name_state(self, document: Document, title: str) -> None:
        """Have the corners say under which state the film is seen."""
        if title != document.state_title:
            document.state_title = title
            self._window.stage.refresh_tables()

    def _show_drawings(self, shape: tuple[int, int]) -> None:
        in_force = self._in_force
        if not self._switches.are_drawings_on:
            in_force = None
        if in_force != self._drawn:
            self._drawn = in_force
            made = NO_DRAWINGS if in_force is None else drawings_of(*in_force, shape)
            self._decor.show_drawings(made)

    def _fit_area(self, document: Document) -> None:
        """Look at the area of a state once it is in force, and at the whole film once it is not."""
        if document.shown.orientation != document.presentation.orientation:
            return
        said, choice = self._in_force or (None, None)
        is_on = choice is not None and StatePart.AREA in choice.parts
        area = said.area if said is not None and is_on else None
        if area == self._area:
            return
        self._area = area
        if area is None:
            self._window.compare.fit()
        else:
            self._decor.fit_area(area)

    def _layers(self, film: Radiograph) -> Layers:
        """Return what the panel lists."""
        choice, said, beside = self._choice, self._said_of(self._choice), self._beside
        has_names = self._window.settings.shows_patient  # a title may name the patient
        numbered = self.tr("State {number}")
        states = tuple(
            (
                state.uid,
                state.title if has_names and state.title else numbered.format(number=number),
            )
            for number, state in enumerate(beside.states, 1)
        )
        as_read = self._film_as_read
        of_state = as_read is not None and film.shutter != as_read.shutter
        is_there = choice is not None and beside.find(choice.uid) is not None
        notices = [] if beside.is_reading else notices_of(choice, said, is_there=is_there)
        return Layers(
            layers_of_file(film.shutter, of_state, list(self._sheets), self._switches),
            states,
            choice.uid if choice is not None else "",
            layers_of_state(said, choice, self._switches) if said and choice else (),
            (*notices, *beside.problems),
        )

    def _allow(self) -> None:
        """Tell the commands what there is, and what of it is seen."""
        document, in_force = self._document, self._in_force
        has_shutter = document is not None and document.radiograph.shutter is not None
        drawn = in_force[0].parts & _DRAWN if in_force is not None else frozenset()
        for name, has_any, is_on in (
            ("view.shutter", has_shutter, self._switches.is_shutter_on),
            ("view.drawings", bool(self._sheets or drawn), self._switches.are_drawings_on),
        ):
            self._window.actions_[name].setEnabled(has_any)
            self._window.actions_[name].setChecked(has_any and is_on)
