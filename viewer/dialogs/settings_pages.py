"""What every page of the settings is built of: rows that set one preference at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from viewer.settings import Settings
from viewer.theme import TextRole
from viewer.widgets.button import OutlineButton
from viewer.widgets.check import Switch
from viewer.widgets.label import Label, Paragraph
from viewer.widgets.segments import Segment, Segments

EDGE = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a preference.

    Attributes:
        text: What it is called.
        value: What is kept.
    """

    text: str
    value: str | float | bool


class SettingsPage(QWidget):
    """A column of rows; what is changed elsewhere is followed.

    Args:
        settings: What is changed.
        title: Of the page.
    """

    left = Signal()
    """The sheet is to close, because something else opens."""

    def __init__(self, settings: Settings, title: str) -> None:
        super().__init__()
        self.settings = settings
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(EDGE, 16, EDGE, 16)
        self.column.setSpacing(16)
        self.column.addWidget(Label(title, TextRole.DIALOG))
        self._names: list[str] = []
        self._shows: list[Callable[[], None]] = []
        settings.changed.connect(self.refresh)

    def reset(self) -> None:
        """Make the preferences of this page what they were before anyone chose."""
        built_in = Settings.built_in()
        for name in self._names:
            setattr(self.settings, name, getattr(built_in, name))

    def refresh(self) -> None:
        """Show the preferences as they are."""
        for show in self._shows:
            show()

    def add_switch(self, text: str, meaning: str, name: str) -> Switch:
        """Add a switch for the preference called ``name``."""
        made = Switch(text)
        self._names.append(name)
        self._shows.append(lambda: made.setChecked(getattr(self.settings, name)))
        self._shows[-1]()
        made.toggled.connect(lambda is_on: setattr(self.settings, name, is_on))
        self.add_row(text, meaning, made)
        return made

    def add_choice(self, text: str, meaning: str, name: str, choices: Sequence[Choice]) -> Segments:
        """Add segments for the preference called ``name``; the nearest number is shown chosen."""
        made = Segments([Segment(choice.text) for choice in choices], text)
        values = [choice.value for choice in choices]
        self._names.append(name)

        def show() -> None:
            now = getattr(self.settings, name)
            made.set_index(
                min(range(len(values)), key=lambda at: abs(values[at] - now))  # type: ignore[operator]
                if isinstance(now, float)
                else values.index(now)
            )

        self._shows.append(show)
        show()
        made.chosen.connect(lambda at: setattr(self.settings, name, values[at]))
        self.add_below(text, meaning, made)
        return made

    def add_deed(
        self, text: str, meaning: str, words: str, deed: Callable[[], None]
    ) -> OutlineButton:
        """Add a button that does something."""
        made = OutlineButton(words)
        made.clicked.connect(lambda *_: deed())
        self.add_row(text, meaning, made)
        return made

    def add_row(self, text: str, meaning: str, control: QWidget) -> None:
        """Add a row with its control on the right."""
        grid = self._words(text, meaning, control)
        grid.addWidget(control, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(grid)

    def add_below(self, text: str, meaning: str, control: QWidget) -> None:
        """Add a row with its control below the words."""
        grid = self._words(text, meaning, control)
        grid.setRowMinimumHeight(2, 0)  # twice the gap: words belong together
        grid.addWidget(control, 3, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(grid)

    def _words(self, text: str, meaning: str, control: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        title = Paragraph(text, TextRole.BODY, "text")  # two lines where type is large
        grid.addWidget(title, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        if meaning:
            grid.addWidget(Paragraph(meaning), 1, 0, 1, 2)
        control.setAccessibleDescription(meaning)
        return grid
