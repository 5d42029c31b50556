"""viewer.theme"""

import re
from collections.abc import Iterator
from dataclasses import asdict, fields

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette, QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine import resource_path
from viewer.theme import SCHEMES, Colours, TextRole, Theme, apply_theme, contrast, on_film, theme
from viewer.theme.focus import NO_RING, FocusRing, _Overlay


def test_contrast_agrees_with_the_ratios_of_the_standard() -> None:
    """WCAG: black on white is 21; #767676 is the lightest grey that passes 4.5 on white."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#FFFFFF") < 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_is_one(scheme: str) -> None:
    assert all(QColor(colour).isValid() for colour in asdict(SCHEMES[scheme]).values())


def test_inter_is_shipped_and_loaded(qapp: QApplication) -> None:
    apply_theme(qapp)

    info = QFontInfo(qapp.font())

    assert (info.family(), info.pixelSize()) == ("Inter", 13)


@pytest.mark.parametrize(
    ("role", "weight"),
    [(TextRole.BODY, 400), (TextRole.BODY_MEDIUM, 500), (TextRole.TITLE, 600)],
)
def test_each_weight_is_a_font_of_its_own(qapp: QApplication, role: TextRole, weight: int) -> None:
    apply_theme(qapp)

    assert int(theme().font(role).weight()) == weight
    assert QFontInfo(theme().font(role)).weight() == weight


def test_figures_have_one_width(qapp: QApplication) -> None:
    apply_theme(qapp)
    font = theme().font()
    proportional = QFont(font)
    proportional.setFeature(QFont.Tag("tnum"), 0)

    ones = [QFontMetrics(f).horizontalAdvance("1111") for f in (font, proportional)]
    zeros = QFontMetrics(font).horizontalAdvance("0000")

    assert ones[0] == zeros
    assert ones[1] < zeros


def test_inter_has_the_letters_we_write(qapp: QApplication) -> None:
    """Glyph 0 is the box of a missing letter."""
    apply_theme(qapp)

    glyphs = QRawFont.fromFont(theme().font()).glyphIndexesForString("AzÄéß√→×−σ²…·\u2009✓")

    assert len(glyphs) == 15
    assert 0 not in glyphs


def test_the_fonts_are_small_and_carry_their_licence() -> None:
    fonts = sorted(resource_path("fonts").glob("Inter-*"))

    assert [font.stem for font in fonts] == ["Inter-Medium", "Inter-Regular", "Inter-SemiBold"]
    assert all(font.stat().st_size < 150_000 for font in fonts)
    assert "SIL OPEN FONT LICENSE" in resource_path("fonts", "OFL.txt").read_text()


def test_the_palette_is_dark_whatever_the_platform_says(qapp: QApplication) -> None:
    apply_theme(qapp)

    assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#16191d"
    assert qapp.style().name() == "fusion" or qapp.styleSheet()


def test_the_style_sheet_leaves_no_token_open(qapp: QApplication) -> None:
    apply_theme(qapp)

    assert "$" not in qapp.styleSheet()
    assert Colours().active in qapp.styleSheet()


def test_the_style_sheet_names_only_colours_of_the_theme() -> None:
    text = resource_path("theme", "negatoscope.qss").read_text()

    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", text) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_icons_of_the_style_sheet_use_colours_of_their_theme(scheme: str) -> None:
    known = set(asdict(SCHEMES[scheme]).values())
    drawn = sorted(resource_path("theme", scheme).glob("*.svg"))

    assert [path.stem for path in drawn] == ["check", "down-disabled", "down", "right"]
    for path in drawn:
        assert set(re.findall(r"#[0-9A-F]{6}", path.read_text())) <= known, path.name


def test_a_larger_text_scale_scales_type_and_rows(qapp: QApplication) -> None:
    apply_theme(qapp, 1.5)

    look = theme()

    assert look.font(TextRole.SECONDARY).pixelSize() == 18
    assert look.line(TextRole.BODY) == 30
    assert look.scaled(28) == 42
    apply_theme(qapp)
    assert theme().scaled(28) == 28


@pytest.mark.parametrize("scale", [0.7, 2.1, float("nan")])
def test_refuses_a_text_scale_nothing_was_made_for(scale: float) -> None:
    with pytest.raises(ValueError, match=r"0\.8 to 2"):
        Theme(text_scale=scale)


def test_refuses_a_theme_it_does_not_have() -> None:
    with pytest.raises(ValueError, match="sepia"):
        Theme("sepia")


def test_on_a_film_the_dark_theme_is_in_force(qapp: QApplication) -> None:
    apply_theme(qapp, 1.5, "light")

    with on_film() as given:
        inside = theme()

    assert given is inside
    assert (inside.scheme, inside.text_scale) == ("dark", 1.5)
    assert theme().scheme == "light"


def test_an_unknown_colour_is_refused() -> None:
    with pytest.raises(AttributeError, match="mauve"):
        Theme().colour("mauve")


def test_every_size_is_a_whole_number_of_pixels() -> None:
    sizes = Theme().sizes

    assert all(isinstance(getattr(sizes, field.name), int) for field in fields(sizes))


@pytest.fixture(autouse=True)
def _dark_after(qapp: QApplication) -> Iterator[None]:
    """Leave the theme as other tests expect it."""
    yield
    if theme() != Theme():
        apply_theme(qapp)


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """A window with two buttons and a field, active."""
    apply_theme(qapp)
    made = QWidget()
    row = QHBoxLayout(made)
    for widget in (QPushButton("One"), QPushButton("Two"), QLineEdit("Three")):
        row.addWidget(widget)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    return made


def ring() -> FocusRing:
    app = QApplication.instance()
    assert app is not None
    found = app.findChild(FocusRing)
    assert found is not None
    return found


def test_the_ring_goes_with_a_window_that_is_deleted(qtbot: QtBot, qapp: QApplication) -> None:
    """As a menu that took the focus and is gone once it was used."""
    apply_theme(qapp)
    window = QWidget()
    row = QHBoxLayout(window)
    buttons = [QPushButton("One"), QPushButton("Two")]
    for button in buttons:
        row.addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    buttons[0].setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring().target is buttons[1])

    shiboken6.delete(window)

    assert ring().target is None


def test_the_ring_shows_when_the_keyboard_moves_the_focus(qtbot: QtBot, form: QWidget) -> None:
    buttons = form.findChildren(QPushButton)
    buttons[0].setFocus()

    QTest.keyClick(form.windowHandle(), Qt.Key.Key_Tab)

    qtbot.waitUntil(lambda: ring().target is buttons[1])


def test_the_mouse_takes_the_ring_away(qtbot: QtBot, form: QWidget) -> None:
    buttons = form.findChildren(QPushButton)
    buttons[0].setFocus()
    QTest.keyClick(form.windowHandle(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring().target is buttons[1])

    where = form.findChildren(QLineEdit)[0].geometry().center()
    QTest.mouseClick(form.windowHandle(), Qt.MouseButton.LeftButton, pos=where)

    assert ring().target is None


def test_the_ring_lies_around_its_widget(qtbot: QtBot, form: QWidget) -> None:
    buttons = form.findChildren(QPushButton)
    buttons[0].setFocus()
    QTest.keyClick(form.windowHandle(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring().target is buttons[1])

    picture = form.grab().toImage()

    box = buttons[1].geometry()
    outside = picture.pixelColor(box.left() - 3, box.center().y())
    gap = picture.pixelColor(box.left() - 1, box.center().y())
    assert outside.name() == Colours().accent.lower()
    assert gap.name() == Colours().panel.lower()


def test_a_widget_can_do_without_the_ring(qtbot: QtBot, form: QWidget) -> None:
    buttons = form.findChildren(QPushButton)
    buttons[1].setProperty(NO_RING, True)
    buttons[0].setFocus()

    QTest.keyClick(form.windowHandle(), Qt.Key.Key_Tab)

    qtbot.waitUntil(buttons[1].hasFocus)
    assert ring().target is None


def test_the_ring_is_whole_around_what_touches_the_edge_of_a_scroll_area(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    area = QScrollArea(window)
    area.setGeometry(50, 50, 200, 100)
    area.setFrameShape(QFrame.Shape.NoFrame)
    inner = QWidget()
    area.setWidget(inner)
    inner.resize(200, 300)
    target = QWidget(inner)
    target.setGeometry(0, 0, 200, 30)
    window.show()

    ring = _Overlay(target)

    assert ring.mask().boundingRect() == ring.rect()


def test_the_ring_of_what_is_half_scrolled_away_ends_at_the_scroll_area(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    area = QScrollArea(window)
    area.setGeometry(50, 50, 200, 100)
    area.setFrameShape(QFrame.Shape.NoFrame)
    inner = QWidget()
    area.setWidget(inner)
    inner.resize(180, 300)
    target = QWidget(inner)
    target.setGeometry(20, 0, 100, 40)
    window.show()
    area.verticalScrollBar().setValue(20)

    ring = _Overlay(target)

    hidden = ring.rect().height() - ring.mask().boundingRect().height()
    assert hidden == 20
    assert ring.mask().boundingRect().bottom() == ring.rect().bottom()
