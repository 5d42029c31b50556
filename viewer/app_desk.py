"""The sheets of the program itself: settings, jobs, log, about, and the command finder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from viewer.actions import COMMANDS, Command
from viewer.translator import said
from viewer.update_check import UpdateBar, UpdateCheck

if TYPE_CHECKING:
    from viewer.dialogs.find_sheet import Offer
    from viewer.document import Document
    from viewer.main_window import MainWindow

RECENT = "find/recent"
MOST_RECENT = 8


class AppDesk(QObject):
    """Opens the sheets of the program itself, one at a time, and asks for newer versions.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        actions = window.actions_
        actions.bindings.keep_in(window.settings.store)
        self.updates = UpdateCheck(window.jobs, window.settings, self)
        self.updates.found.connect(self._tell_of_update)
        actions.connect_to("app.find", self.find)
        actions.connect_to("app.settings", self._show_settings)
        actions.connect_to("app.jobs", self._show_jobs)
        actions.connect_to("app.log", self._show_log)
        actions.connect_to("app.about", self._show_about)
        actions.connect_to("app.licences", self._show_licences)
        actions.connect_to("app.diagnostics", self._show_diagnostics)

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        self._document = document

    def _tell_of_update(self) -> None:
        window, column = self._window, self._window.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - the window's own
        bar = UpdateBar(self.updates, window.settings, window)
        column.insertWidget(column.indexOf(window.notice) + 1, bar)

    def find(self) -> None:
        """Open the command finder."""
        if self._window.has_open_dialog:
            return
        from viewer.dialogs.find_sheet import FindSheet

        sheet = FindSheet(self._window, self._offers(), self._recent())
        sheet.chosen.connect(self._remember)
        sheet.open(sheet.first)

    def _offers(self) -> list[Offer]:
        """Return every command but this one, and the recipes."""
        from viewer.dialogs.find_sheet import Offer

        window = self._window
        actions = window.actions_
        found = [
            Offer(
                entry.name,
                entry.words,
                entry.group.words,
                actions.shown_keys(entry.name),
                self._reason(entry),
                actions[entry.name].trigger,
            )
            for entry in COMMANDS
            if entry.name != "app.find" and not entry.name.startswith("recipe.use")
        ]
        no_film = self.tr("needs a film") if self._document is None else ""
        for number, recipe in enumerate(window.right.known_recipes, 1):
            key = actions.shown_keys(f"recipe.use{number}") if number <= 9 else ()
            use = partial(window.commands.use_recipe, recipe)
            words = said(recipe.title) or self.tr("own recipe")
            found.append(Offer("", words, self.tr("Recipe"), key, no_film, use))
        return found

    def _reason(self, entry: Command) -> str:
        """Say why a command cannot be given now; "" where it can."""
        if self._window.actions_[entry.name].isEnabled():
            return ""
        if entry.needs_film and self._document is None:
            return self.tr("needs a film")
        reasons = {
            "edit.undo": self.tr("nothing to undo"),
            "edit.redo": self.tr("nothing to redo"),
            "view.shutter": self.tr("this film has no shutter"),
            "view.drawings": self.tr("this film has no overlays"),
            "view.link": self.tr("needs two panes"),
            "measure.delete": self.tr("nothing is selected"),
            "measure.delete_all": self.tr("nothing is measured"),
            "frame.next": self.tr("this film has one frame"),
            "frame.previous": self.tr("this film has one frame"),
            "frame.play": self.tr("this film has one frame"),
        }
        return reasons.get(entry.name, self.tr("not possible now"))

    def _recent(self) -> list[str]:
        kept = str(self._window.settings.store.value(RECENT, ""))
        return [name for name in kept.split(" ") if name]

    def _remember(self, name: str) -> None:
        """Keep which commands were found last; recipes are not kept, their names are free."""
        if name:
            latest = dict.fromkeys((name, *self._recent()))
            self._window.settings.store.setValue(RECENT, " ".join([*latest][:MOST_RECENT]))

    def _show_settings(self) -> None:
        if not self._window.has_open_dialog:
            from viewer.dialogs.settings_sheet import SettingsSheet

            sheet = SettingsSheet(self._window)
            sheet.open(sheet.first)

    def _show_jobs(self) -> None:
        if not self._window.has_open_dialog:
            from viewer.dialogs.jobs_sheet import JobsSheet

            sheet = JobsSheet(self._window)
            sheet.open(sheet.first)

    def _show_log(self) -> None:
        if not self._window.has_open_dialog:
            from viewer.dialogs.log_sheet import LogSheet

            sheet = LogSheet(self._window)
            sheet.open(sheet.first)

    def _show_about(self) -> None:
        if not self._window.has_open_dialog:
            from viewer.dialogs.about_sheet import AboutSheet

            sheet = AboutSheet(self._window, self._window.jobs, self._window.settings, self.updates)
            sheet.open(sheet.first)

    def _show_licences(self) -> None:
        if not self._window.has_open_dialog:
            from viewer.dialogs.licences_sheet import LicencesSheet

            sheet = LicencesSheet(self._window)
            sheet.open(sheet.first)

    def _show_diagnostics(self) -> None:
        if not self._window.has_open_dialog:
            from viewer.dialogs.about_sheet_diagnostics import DiagnosticsSheet

            sheet = DiagnosticsSheet(self._window, self._window.jobs, self._window.settings)
            sheet.open(sheet.first)
