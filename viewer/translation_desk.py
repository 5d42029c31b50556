"""Between the translation of the film shown and the section *Translate*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from engine import Recipe, translation_reliability, view_translation
from viewer.canvas.choices import Layout
from viewer.translations import (
    ADMIT_ANY,
    APPEARANCES,
    SYNTHETIC_FILM,
    appearance_of,
    offers,
    translation_position,
    with_translation,
    without_translation,
)

if TYPE_CHECKING:
    from engine import Progress, ReliabilityView, TranslationView
    from viewer.document import Document
    from viewer.main_window import MainWindow
    from viewer.translations import Offer

VERDICT_JOB = "translation verdict"
RELIABILITY_JOB = "reliability"
"""Names among the jobs; the second one is seen in the status line, and can be cancelled there."""

REST_MS = 100
"""A recipe that has rested so long is shown to the gate."""


class TranslationDesk(QObject):
    """Tells the section what is known of the film's translation, and does what it asks for.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel = window.right.translate_panel
        self._section = window.right.translate_section
        self._reliability = window.stage.reliability
        self._document: Document | None = None
        self._followed: Recipe | None = None
        self._wanted = APPEARANCES[0]
        self._asked = ""
        self._computed = ""
        self._unsaid: Exception | None = None
        self._view: TranslationView | None = None
        self._offers = offers()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask_gate)
        self._wire()
        self._show()

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            return
        if self._document is not None:
            self._document.presentation_changed.disconnect(self._follow_recipe)
            self._document.shown_changed.disconnect(self._say_state)
        for job in (VERDICT_JOB, RELIABILITY_JOB):
            self._window.jobs.cancel(job)
        self._document = document
        self._forget()
        if document is not None:
            document.presentation_changed.connect(self._follow_recipe)
            document.shown_changed.connect(self._say_state)
        self._follow()

    def takes(self, error: Exception) -> bool:
        """Return whether the section says this failure of the rendering itself.

        A refusal of the gate stands in the section, with the way round it; until the gate has
        spoken, what the rendering said is kept.
        """
        if appearance_of(self._recipe) is None or self._is_overridden:
            return False
        if self._view is None:
            self._unsaid = error
            return True
        return self._panel.is_refused

    def switch(self, is_on: bool) -> None:
        """Translate the film, as its last step, or no longer: one undo entry."""
        if not is_on:
            self._edit(without_translation(self._recipe))
            return
        self._edit(with_translation(self._recipe, self._wanted))
        self._window.right.reveal(self._section)
        settings, compare = self._window.settings, self._window.compare
        if not settings.has_translated and compare.view_layout is Layout.SINGLE:
            self._window.commands.set_layout(Layout.SIDE_BY_SIDE)
        settings.has_translated = True

    def choose(self, index: int) -> None:
        """Make the film look like this appearance, or the next one that is switched on."""
        self._wanted = APPEARANCES[index]
        if appearance_of(self._recipe) is not None:
            self._edit(with_translation(self._recipe, self._wanted))
        else:
            self._show()

    def override(self, is_overridden: bool) -> None:
        """Translate a film the gate refuses, or refuse it again: one undo entry."""
        self._set_value(ADMIT_ANY, float(is_overridden))

    def show_card(self) -> None:
        """Open the whole card of the model."""
        card = self._offers[APPEARANCES.index(self._wanted)].card
        window = self._window
        if card is not None and not window.has_open_dialog:
            from viewer.dialogs.model_card_sheet import ModelCardSheet

            sheet = ModelCardSheet(window, card)
            sheet.open(sheet.done)

    def overlay(self, is_on: bool) -> None:
        """Show where the translation is not to be trusted; computed if nobody has yet."""
        window, document = self._window, self._document
        if is_on:
            window.stage.maps.choose("")  # one map at a time
        self._reliability.switch(is_on=is_on)
        if not is_on:
            window.jobs.cancel(RELIABILITY_JOB)
        elif document is not None and self._reliability.found is None:
            self._compute(document)

    @property
    def _recipe(self) -> Recipe:
        return self._document.presentation.recipe if self._document is not None else Recipe()

    @property
    def _offered(self) -> tuple[Offer, ...]:
        """The appearances, none of them for a film that is synthetic already."""
        document = self._document
        if document is None or not document.shown.original.is_synthetic:
            return self._offers
        return tuple(
            replace(offer, fault=QCoreApplication.translate("Translations", SYNTHETIC_FILM))
            for offer in self._offers
        )

    @property
    def _is_overridden(self) -> bool:
        return bool((self._values() or {}).get(ADMIT_ANY))

    def _values(self) -> dict[str, float] | None:
        """Return the parameters of the translation in force; None without one."""
        position = translation_position(self._recipe)
        if position is None:
            return None
        entry = self._recipe.entries[position]
        return entry.type.values(entry.step)

    def _edit(self, recipe: Recipe, merge: str = "") -> None:
        if self._document is not None:
            self._document.edit(self._document.presentation.with_recipe(recipe), merge=merge)

    def _set_value(self, name: str, value: float, merge: str = "") -> None:
        position = translation_position(self._recipe)
        if position is not None:
            self._edit(self._recipe.with_value(position, name, value), merge)

    def _slide(self, name: str, value: float) -> None:
        self._set_value(name, value, f"translation {name}")

    def _let_go(self, name: str, value: float) -> None:
        self._slide(name, value)
        if self._document is not None:
            self._document.seal()

    def _follow_recipe(self) -> None:
        if self._recipe is not self._followed:  # a window drag changes no step
            self._follow()

    def _follow(self) -> None:
        self._followed = self._recipe
        appearance = appearance_of(self._recipe)
        self._wanted = appearance or self._wanted
        jobs = self._window.jobs
        if jobs.is_running(RELIABILITY_JOB) and self._recipe.digest != self._computed:
            self._reliability.switch(is_on=False)
            jobs.cancel(RELIABILITY_JOB)
        if appearance is None:
            self._forget()
        elif self._gate_question() != self._asked:
            self._forget()
            self._asked = self._gate_question()
            self._rest.start()
        self._show()

    def _gate_question(self) -> str:
        """Return a name for what the gate is asked: the steps before, the model, the override."""
        position = translation_position(self._recipe)
        if position is None:
            return ""
        before = Recipe(self._recipe.entries[:position])
        return f"{before.digest} {self._wanted.model} {self._is_overridden}"

    def _forget(self) -> None:
        self._rest.stop()
        self._window.jobs.cancel(VERDICT_JOB)
        self._asked, self._view, self._unsaid = "", None, None

    def _ask_gate(self) -> None:
        document, recipe = self._document, self._recipe
        if document is None:
            return
        renderer = document.renderer

        def look(progress: Progress) -> TranslationView | None:
            return view_translation(renderer, recipe, progress)

        self._window.jobs.start(VERDICT_JOB, look, done=self._hear, failed=self._hear_nothing)

    def _hear(self, view: TranslationView | None) -> None:
        self._view = view
        unsaid, self._unsaid = self._unsaid, None
        self._show()
        if unsaid is not None and not self._panel.is_refused:
            self._window.tell(unsaid)

    def _hear_nothing(self, error: Exception) -> None:
        """The gate cannot be asked: what failed is said once, by the rendering if it has."""
        unsaid, self._unsaid = self._unsaid, None
        self._window.tell(unsaid or error)

    def _compute(self, document: Document) -> None:
        recipe, renderer = document.presentation.recipe, document.renderer
        self._computed = recipe.digest

        def run(progress: Progress) -> ReliabilityView | None:
            progress.report(0.0, self.tr("Looking for what cannot be trusted"))
            return translation_reliability(renderer, recipe, progress)

        def done(view: ReliabilityView | None) -> None:
            if view is not None:
                self._reliability.keep(document, recipe.digest, view)

        self._window.jobs.start(RELIABILITY_JOB, run, done=done, failed=self._give_up)
        self._show()

    def _give_up(self, error: Exception) -> None:
        self._reliability.switch(is_on=False)
        self._window.tell(error)

    def _job_ended(self, key: str) -> None:
        if key == RELIABILITY_JOB:
            QTimer.singleShot(0, self, self._reliability_ended)
        elif self._document is not None and key == self._document.render_key:
            self._say_state()

    def _reliability_ended(self) -> None:
        """Switch the overlay off where the work for it was cancelled."""
        is_running = self._window.jobs.is_running(RELIABILITY_JOB)
        if self._reliability.is_on and self._reliability.found is None and not is_running:
            self._reliability.switch(is_on=False)

    def _job_started(self, key: str) -> None:
        if self._document is not None and key == self._document.render_key:
            self._say_state()

    def _show(self) -> None:
        self._panel.set_values(self._values())
        self._panel.set_offers(self._offered, APPEARANCES.index(self._wanted))
        self._panel.set_view(self._view)
        if self._document is None:
            self._panel.switch.setEnabled(False)
        self._show_reliability()
        self._say_state()

    def _show_reliability(self) -> None:
        rows, kept = self._panel.reliability, self._reliability
        is_running = self._window.jobs.is_running(RELIABILITY_JOB)
        rows.set_overlay(is_on=kept.is_on, opacity=kept.opacity)
        rows.set_found(kept.found, is_running=is_running and kept.is_on)

    def _say_state(self) -> None:
        """Say in the header what the picture on screen is, or why it is not."""
        document, section = self._document, self._section
        if document is None:
            section.set_state("")
        elif appearance_of(self._recipe) is None:
            is_usable = not self._offered[APPEARANCES.index(self._wanted)].fault
            section.set_state(self.tr("Off") if is_usable else self.tr("Not available"))
        elif self._panel.is_refused:
            section.set_state(self.tr("Refused"), "error", "error")
        elif document.shown.result.is_synthetic:
            section.set_state(self.tr("Synthetic"), "synthetic")
        elif self._window.jobs.is_running(document.render_key):
            section.set_state(self.tr("Translating…"))
        else:
            section.set_state(self.tr("Not translated"), "warn", "warn")

    def _wire(self) -> None:
        panel, jobs = self._panel, self._window.jobs
        panel.switched.connect(self.switch)
        panel.chosen.connect(self.choose)
        panel.card_wanted.connect(self.show_card)
        panel.value_changing.connect(self._slide)
        panel.value_changed.connect(self._let_go)
        panel.override_wanted.connect(self.override)
        panel.reliability.switched.connect(self.overlay)
        panel.reliability.opacity_changed.connect(self._reliability.set_opacity)
        self._reliability.changed.connect(self._show_reliability)
        self._window.stage.maps.chosen_changed.connect(self._give_way)
        jobs.started.connect(self._job_started)
        jobs.ended.connect(self._job_ended)

    def _give_way(self) -> None:
        """Take the overlay away for a map of the mapping."""
        if self._window.stage.maps.chosen:
            self.overlay(False)
