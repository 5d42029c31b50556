"""Page of the settings: what happens when the program starts."""

from PySide6.QtCore import QCoreApplication

from viewer.dialogs.settings_pages import SettingsPage
from viewer.dialogs.update_row import UpdateRow
from viewer.settings import Settings
from viewer.update_check import UpdateCheck, asked_host

translate = QCoreApplication.translate


class StartPage(SettingsPage):
    """One window or several, the question for a newer version, the notice of the first start.

    Args:
        settings: What is changed.
        updates: What asks for newer versions.
    """

    def __init__(self, settings: Settings, updates: UpdateCheck) -> None:
        super().__init__(settings, self.tr("Start"))
        self.one_window = self.add_switch(
            self.tr("Open films in the window that is open"),
            self.tr(
                "Films that the file manager opens go there. Otherwise each time a window of its "
                "own opens for them."
            ),
            "opens_one_window",
        )
        self.notice_again = self.add_deed(
            self.tr("Not a medical device"),
            self.tr("The notice is shown until somebody has said that they have read it."),
            self.tr("Show it again"),
            self._forget_notice,
        )
        host = asked_host()
        self.updates = self.add_switch(
            self.tr("Look for a newer version"),
            _what_is_sent(host),
            "checks_for_updates",
        )
        self.updates.setEnabled(bool(host))
        self.update_row = UpdateRow(updates)
        self.column.addWidget(self.update_row)
        self.update_row.setVisible(bool(host))  # the switch has said already that there is none
        self.column.addStretch(1)
        self._shows.append(self._show)
        self._show()

    def _forget_notice(self) -> None:
        self.settings.has_read_notice = False

    def _show(self) -> None:
        self.notice_again.setEnabled(self.settings.has_read_notice)


def _what_is_sent(host: str) -> str:
    if not host:
        return translate("StartPage", "This build names no server to ask, and so it never asks.")
    return translate(
        "StartPage",
        "At the start, at most once a day, Negatoscope asks {host} for the number of the newest "
        "version. It sends the address of that page and the word Negatoscope; like every server, "
        "{host} sees the network address of this computer. Nothing about films, patients, you or "
        "this computer is sent, not even which version you have. Nothing is downloaded.",
    ).format(host=host)
