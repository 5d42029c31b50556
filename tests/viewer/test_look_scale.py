"""viewer.theme.look: text scale 0.8 to 2 cuts no word, and another theme is taken at once"""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from viewer.app import application_
from viewer.panels.empty_page import EmptyPage
from viewer.panels.frame_bar import FrameBar
from viewer.panels.notice_bar import NoticeBar
from viewer.problems import ProblemText
from viewer.theme import SCHEMES, apply_theme, theme
from viewer.widgets.button import ButtonBase, IconButton
from viewer.widgets.check_row import CheckRow
from viewer.widgets.label import ElidedLabel, Label, Paragraph
from viewer.widgets.section import Section
from viewer.widgets.segments import Segments

SCALES = (0.8, 1.0, 1.5, 2.0)


@pytest.fixture(autouse=True)
def _usual_after() -> Iterator[None]:
    """Leave the theme as other tests expect it."""
    app = application_()
    apply_theme(app)
    yield
    apply_theme(app)


def cut(window: QWidget) -> list[str]:
    """Return what is shown with too little room for its words."""
    found = []
    for part in window.findChildren(QWidget):
        if not part.isVisible() or isinstance(part, ElidedLabel):
            continue  # one that gives way shows an ellipsis, and the whole as its tooltip
        own = getattr(part, "text", "")
        words = str(own() if callable(own) else own)
        is_cut = False
        if isinstance(part, QLabel) and words and not part.wordWrap():
            metrics = QFontMetrics(part.font())
            is_wide = metrics.horizontalAdvance(words) > part.width() + 1
            is_cut = is_wide or metrics.tightBoundingRect(words).height() > part.height()
        elif isinstance(part, QLabel | Paragraph):
            is_cut = part.height() < part.heightForWidth(part.width()) - 1
        elif isinstance(part, ButtonBase | Segments | QPushButton):
            least = part.minimumSizeHint()
            is_cut = part.width() < least.width() - 1 or part.height() < least.height() - 1
        elif isinstance(part, QLineEdit):
            is_cut = part.height() < QFontMetrics(part.font()).height()
        if is_cut:
            name = words or part.accessibleName() or part.objectName()
            found.append(f"{type(part).__name__} {name!r}, {part.width()} x {part.height()}")
    return found


def test_the_first_page_of_the_smallest_window_cuts_no_word(qtbot: QtBot) -> None:
    page = EmptyPage()
    qtbot.addWidget(page)
    page.resize(960, 520)
    page.show()

    for scale in SCALES:
        apply_theme(application_(), scale)
        QApplication.processEvents()

        assert cut(page) == [], scale


def test_bars_and_rows_cut_no_word(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    notice, frames = NoticeBar(), FrameBar()
    section = Section("File and transforms")
    section.body.addWidget(CheckRow("Resemblance", "What the network has learnt from"))
    section.body.addWidget(Label("Reliability overlay"))
    for part in (notice, frames, section):
        column.addWidget(part)
    column.addStretch(1)
    notice.offer(ProblemText("A long sentence that has to wrap. " * 4, "And a hint."), "Do it")
    frames.set_film(120, 15)
    holder.resize(960, 600)
    holder.show()

    for scale in SCALES:
        apply_theme(application_(), scale)
        QApplication.processEvents()

        assert cut(holder) == [], scale


@pytest.mark.parametrize("scheme", SCHEMES)
def test_everything_takes_another_theme_at_once(qtbot: QtBot, scheme: str) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.offer(ProblemText("A sentence.", ""), "")
    bar.resize(400, 60)
    bar.show()

    apply_theme(application_(), 1.0, scheme)

    seen = bar.grab().toImage().pixelColor(2, 2).name()
    assert seen == theme().colour("raised").name()


def test_icons_grow_half_as_much_as_words(qtbot: QtBot) -> None:
    """28 becomes 42 where type is twice as large, and 25 where it is 0.8."""
    button = IconButton("x", "Dismiss")
    qtbot.addWidget(button)

    sides = []
    for scale in SCALES:
        apply_theme(application_(), scale)
        sides.append(button.sizeHint().width())

    assert sides == [25, 28, 35, 42]


def test_the_right_panel_grows_less_than_words() -> None:
    """320 at scale 1; three quarters of the growth of type: 560 at 2."""
    widths = []
    for scale in (1.0, 1.5, 2.0):
        apply_theme(application_(), scale)
        widths.append(theme().right_panel)

    assert widths == [320, 440, 560]
