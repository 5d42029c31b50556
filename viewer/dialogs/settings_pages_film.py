"""Page of the settings: what of a patient is shown, and what is kept on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.dialogs.settings_pages import SettingsPage
from viewer.problems import ProblemText
from viewer.widgets.check import Switch
from viewer.widgets.notice import Notice

if TYPE_CHECKING:
    from viewer.main_window import MainWindow


class FilmPage(SettingsPage):
    """Names in the corners, recent files, the session after a crash.

    Args:
        window: Whose session is kept.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.settings, self.tr("Film and privacy"))
        self._session = window.desks.session
        self.patient = self.add_switch(
            self.tr("Name the patient in the corners"),
            self.tr("Also the file in the title of the window, as files are named after patients."),
            "shows_patient",
        )
        self.recent = self.add_switch(
            self.tr("List recent files"),
            self.tr(
                "The last twelve, in the menu of Open. Their names may tell of patients, and they "
                "are kept on this computer as they read. Switching off forgets them."
            ),
            "keeps_recent",
        )
        self.clear = self.add_deed(
            self.tr("Recent files"),
            "",
            self.tr("Clear the list"),
            self._session.recent.clear,
        )
        self.session = Switch(self.tr("Restore films after a crash"))
        self.add_row(
            self.tr("Restore films after a crash"),
            self.tr(
                "While films are open, which ones and how they are shown is kept, without their "
                "pixels, encrypted under a key that lies in the keyring of your system. A clean "
                "exit removes it."
            ),
            self.session,
        )
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self._shows.append(self._show)
        self._show()
        self.session.clicked.connect(self._switch)

    def reset(self) -> None:
        """Make the preferences of this page what they were before anyone chose."""
        super().reset()
        self.settings.restores_session = False
        self.notice.set_notice("")

    def _show(self) -> None:
        self.session.setChecked(self.settings.restores_session)
        self.clear.setEnabled(self.settings.keeps_recent)

    def _switch(self) -> None:
        """Ask the keyring first: where there is none the switch says so, and stays off."""
        self.notice.set_notice("")
        if self.session.isChecked():
            self._session.keeper.switch_on(self._refuse)
        else:
            self.settings.restores_session = False

    def _refuse(self, words: ProblemText) -> None:
        self.session.setChecked(False)
        self.notice.set_notice(f"{words.sentence} {words.hint}", "warn")
