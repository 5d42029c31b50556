"""Pages of the settings: limits, models and device, screen and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine import (
    HOW_TO_ADD,
    Budget,
    EngineError,
    device_words_in_use,
    installed_models,
    set_budget,
    torch_is_installed,
)
from viewer.dialogs.settings_pages import Choice, SettingsPage
from viewer.problems import text_of
from viewer.settings import Settings
from viewer.theme import TextRole
from viewer.translations import model_name
from viewer.translator import said
from viewer.widgets.label import Label, Paragraph
from viewer.widgets.notice import Notice
from viewer.widgets.number_field import NumberField
from viewer.wording import number

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

translate = QCoreApplication.translate

HIGHEST = {
    "megapixels": 10_000,
    "megabytes": 100_000,
    "elements": 10_000_000,
    "depth": 100,
    "entries": 10_000_000,
}
"""What may be entered; the engine itself follows no more than 100 sequences inside sequences."""


@dataclass(frozen=True, slots=True)
class LimitsStore:
    """Where the user's limits are kept.

    Attributes:
        read: Returns them.
        write: Keeps them; raises an EngineError where it cannot.
    """

    read: Callable[[], Budget]
    write: Callable[[Budget], None]


class LimitsPage(SettingsPage):
    """What one file may ask for before it is refused.

    Args:
        settings: For the page; the limits have a file of their own.
        store: That file.
    """

    def __init__(self, settings: Settings, store: LimitsStore) -> None:
        super().__init__(settings, self.tr("Limits"))
        self._store = store
        self.column.addWidget(
            Paragraph(
                self.tr(
                    "A damaged or hostile file may ask for more memory than there is. What asks "
                    "for more than this is refused before anything is made for it."
                )
            )
        )
        self.fields: dict[str, NumberField] = {}
        built_in = Budget()
        for name, (text, unit) in _limits().items():
            field = NumberField(unit, low=1, high=HIGHEST[name])
            field.setAccessibleName(text)
            field.changed.connect(lambda value, name=name: self._keep(name, value))
            self.fields[name] = field
            meaning = self.tr("Usually {usual}; 1 to {most}.").format(
                usual=number(getattr(built_in, name)), most=number(HIGHEST[name])
            )
            self.add_row(text, meaning, field)
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self._limits = store.read()
        self._show()

    def reset(self) -> None:
        """Let the limits be as built in."""
        self._put(Budget())

    def _keep(self, name: str, value: float) -> None:
        self._put(replace(self._limits, **{name: round(value)}))

    def _put(self, limits: Budget) -> None:
        try:
            self._store.write(limits)
        except EngineError as error:
            words = text_of(error)
            self.notice.set_notice(f"{words.sentence} {words.hint}", "error")
        else:
            self._limits = limits
            set_budget(limits)
            self.notice.set_notice("")
        self._show()

    def _show(self) -> None:
        for name, field in self.fields.items():
            field.set_value(getattr(self._limits, name))


class ModelsPage(SettingsPage):
    """Where networks run, and which are installed."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, self.tr("Models and device"))
        self.device = self.add_choice(
            self.tr("Networks run on"),
            self.tr("Automatic takes a CUDA GPU that works, else the CPU. Results are the same."),
            "device",
            [
                Choice(self.tr("Automatic"), "auto"),
                Choice(self.tr("CPU"), "cpu"),
                Choice(self.tr("CUDA GPU"), "cuda"),
            ],
        )
        self.in_use = Paragraph(
            self.tr("In use: {device}.").format(device=device_words_in_use())
            if torch_is_installed()
            else self.tr("PyTorch is not installed, so that no network runs. {how}").format(
                how=said(HOW_TO_ADD)
            )
        )
        self.column.addWidget(self.in_use)
        self.column.addWidget(Label(self.tr("Installed models"), TextRole.TITLE))
        cards = installed_models()
        lines = [f"{said(card.title)} ({model_name(card)}, {card.licence})" for card in cards]
        self.models = Paragraph("\n".join(lines) or self.tr("None."))
        self.column.addWidget(self.models)
        self.column.addStretch(1)


class ScreenPage(SettingsPage):
    """Ways to the screen's calibration and to the keys, which are sheets of their own.

    Args:
        window: Which opens them.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.settings, self.tr("Screen and keys"))
        self._window = window
        self.screen_button = self.add_deed(
            self.tr("Size of this screen"),
            self.tr("Needed for films in life size; measured with a bank card."),
            self.tr("Measure…"),
            self._measure,
        )
        self.keys_button = self.add_deed(
            self.tr("Keys"),
            self.tr("All commands with their keys, which can be changed there."),
            self.tr("Show the keys…"),
            self._show_keys,
        )
        self.column.addStretch(1)

    def _measure(self) -> None:
        self.left.emit()
        self._window.desks.view.measure_screen()

    def _show_keys(self) -> None:
        self.left.emit()
        self._window.actions_["help.keys"].trigger()


def _limits() -> dict[str, tuple[str, str]]:
    return {
        "megapixels": (
            translate("Limits", "Pixels of one picture"),
            translate("Limits", "million"),
        ),
        "megabytes": (translate("Limits", "One frame or file, unpacked"), "MB"),
        "elements": (translate("Limits", "Elements of a DICOM header"), ""),
        "depth": (translate("Limits", "Sequences inside sequences"), ""),
        "entries": (translate("Limits", "Files of an archive"), ""),
    }
