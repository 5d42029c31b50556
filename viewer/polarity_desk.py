"""A film that contradicts itself on which values are bright: says so, and offers the flip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.canvas.chip import Chip

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow


class PolarityDesk(QObject):
    """Shows a chip on such a film; a flip is remembered for the device that made it.

    Films of a device that writes one of the two statements wrongly all do so: the next one with
    the same contradiction opens flipped, and its chip says that it did.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self.chip = Chip(window.compare.panes)
        self.chip.pressed.connect(self._turn_round)

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            return
        for one, is_new in ((self._document, False), (document, True)):
            if one is not None:
                for signal in (one.presentation_changed, one.film_changed):
                    signal.connect(self._say) if is_new else signal.disconnect(self._say)
        self._document = document
        if document is not None and self._opens_flipped(document):
            now = document.presentation
            document.history.amend(replace(now, is_inverted=True))
            document.render()
        self._say()

    def _opens_flipped(self, document: Document) -> bool:
        history, film = document.history, document.radiograph
        is_fresh = not (history.can_undo or history.can_redo or document.presentation.is_inverted)
        known = self._window.settings.flipped_devices
        return is_fresh and film.contradicts_itself and film.device in known

    def _say(self) -> None:
        document = self._document
        if document is None or not document.radiograph.contradicts_itself:
            self.chip.dismiss()
            return
        device = document.radiograph.device
        is_kept = device in self._window.settings.flipped_devices
        if not document.presentation.is_inverted:
            hint = self.tr("The file says both that small values are bright and that they are not.")
            self.chip.say(self.tr("Polarity conflict"), self.tr("Flip"), hint)
        elif is_kept:
            text = self.tr("Flipped for {device}").format(device=device)
            hint = self.tr("Every film of this device that contradicts itself opens flipped.")
            self.chip.say(text, self.tr("Undo"), hint)
        else:
            hint = "" if device else self.tr("Not remembered: the file does not name its device.")
            self.chip.say(self.tr("Flipped"), self.tr("Undo"), hint)

    def _turn_round(self) -> None:
        document, settings = self._document, self._window.settings
        if document is None:
            return
        now, device = document.presentation, document.radiograph.device
        is_flipped = not now.is_inverted
        if device:
            known = settings.flipped_devices
            settings.flipped_devices = known | {device} if is_flipped else known - {device}
        document.edit(replace(now, is_inverted=is_flipped))
