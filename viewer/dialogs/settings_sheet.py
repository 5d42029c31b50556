"""The settings: pages of preferences that take effect at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import engine
from viewer.dialogs.settings_pages import EDGE, SettingsPage
from viewer.dialogs.settings_pages_film import FilmPage
from viewer.dialogs.settings_pages_look import LookPage, MousePage
from viewer.dialogs.settings_pages_machine import LimitsPage, LimitsStore, ModelsPage, ScreenPage
from viewer.dialogs.settings_pages_start import StartPage
from viewer.dialogs.sheet import Sheet
from viewer.theme import Theme, dress, theme, theme_watch
from viewer.widgets.button import FilledButton, OutlineButton

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

_LIST = 184


class SettingsSheet(Sheet):
    """A list of pages on the left, the page on the right.

    Args:
        window: Whose preferences they are; it has been furnished.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, self.tr("Settings"), 840, 640)
        settings = window.settings
        self.pages: list[SettingsPage] = [
            LookPage(settings),
            MousePage(settings),
            FilmPage(window),
            StartPage(settings, window.desks.app.updates),
            ModelsPage(settings),
            ScreenPage(window),
        ]
        limits = limits_of_engine()
        if limits is not None:
            self.pages.insert(4, LimitsPage(settings, limits))
        self.list = QListWidget()
        self.list.setObjectName("settingsPages")
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.first = self.list
        self._stack = QStackedWidget()
        for page in self.pages:
            page.left.connect(self.close_sheet)
            self.list.addItem(page.title)
            self._stack.addWidget(_scrolling(page))
        self.reset = OutlineButton(self.tr("Reset page"))
        self.reset.clicked.connect(self._reset)
        self.done = FilledButton(self.tr("Close"))
        self.done.clicked.connect(self.close_sheet)
        self._lay_out()
        self.list.currentRowChanged.connect(self._turn_to)
        self.list.setCurrentRow(0)
        dress(self.list, _list_sheet)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is a window
        app.focusChanged.connect(self._bring_into_view)
        theme_watch().changed.connect(self._fit_list)
        self._fit_list()

    @property
    def page(self) -> SettingsPage:
        """The page shown."""
        return self.pages[self._stack.currentIndex()]

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.body)
        row.setContentsMargins(8, 12, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        row.addLayout(column, 1)
        self.foot.addWidget(self.reset)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    def _turn_to(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        has_preferences = not isinstance(self.page, ScreenPage)
        self.reset.setEnabled(has_preferences)

    def _reset(self) -> None:
        self.page.reset()

    def _bring_into_view(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the Tab key went to: the sheet moves the focus, not the scroll area."""
        scroll = self._stack.currentWidget()
        if now is not None and isinstance(scroll, QScrollArea) and self.page.isAncestorOf(now):
            scroll.ensureWidgetVisible(now, 0, EDGE)

    def _fit_list(self) -> None:
        self.list.setFixedWidth(theme().drawn(_LIST))


def limits_of_engine() -> LimitsStore | None:
    """Return where the engine keeps the user's limits; None where it does not offer them."""
    if "write_limits" not in engine.__all__:
        return None
    path = engine.limits_path()
    return LimitsStore(
        lambda: engine.read_limits(path), lambda limits: engine.write_limits(path, limits)
    )


def _list_sheet(look: Theme) -> str:
    return (
        "QListWidget { background: transparent; }"
        f"QListWidget::item {{ min-height: {look.scaled(32)}px; padding: 0 12px;"
        f" border-radius: {look.sizes.radius}px; color: {look.colours.text_2}; }}"
        f"QListWidget::item:hover {{ background: {look.colours.raised}; }}"
        f"QListWidget::item:selected {{ background: {look.colours.active};"
        f" color: {look.colours.text}; }}"
    )


def _scrolling(page: SettingsPage) -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(page)
    return made
