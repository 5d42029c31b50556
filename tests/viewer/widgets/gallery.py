"""Shows every widget where the mockup has it: ``python -m tests.viewer.widgets.gallery OUT.png``.

Not a test: a picture to lay beside the mockups by eye. ``--scale 1.5`` shows larger text.
"""

import argparse
import sys
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from engine import Entry, Frame, Progress
from engine.parameter import param
from engine.step import StepKind, register
from viewer.theme import TextRole, apply_theme, theme
from viewer.widgets import (
    AddButton,
    CheckBox,
    ComboBox,
    FilledButton,
    FilmList,
    FilmThumb,
    FlatButton,
    HistogramView,
    IconButton,
    KeyCap,
    Label,
    Notice,
    NumberField,
    OutlineButton,
    Paragraph,
    PresetButton,
    Section,
    Segment,
    Segments,
    StatusItem,
    StepList,
    Switch,
)


class _Nothing:
    def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002
        return frame


@register("gallery_denoise", version=1, title="Denoise", kind=StepKind.SMOOTHING)
@dataclass(frozen=True)
class Denoise(_Nothing):
    """Shown closed."""

    strength: float = param(0.4, low=0, high=1, unit="", label="Strength")


@register("gallery_multiscale", version=1, title="Multiscale detail", kind=StepKind.EDGES)
@dataclass(frozen=True)
class Multiscale(_Nothing):
    """Shown open."""

    detail: float = param(0.5, low=0, high=1, unit="", label="Detail")
    edge: float = param(1.0, low=0, high=2.5, unit="", label="Edge")
    latitude: float = param(0.4, low=0, high=1, unit="", label="Latitude")


@register("gallery_local", version=1, title="Local contrast", kind=StepKind.EQUALISATION)
@dataclass(frozen=True)
class Local(_Nothing):
    """Shown closed, with two numbers."""

    amount: float = param(0.2, low=0, high=1, unit="", label="Amount")
    size_mm: float = param(24, low=5, high=80, unit="mm", label="Size")


def phantom(gain: float = 1.0, rows: int = 240, columns: int = 240) -> QImage:
    """Return a picture that looks like a chest from afar."""
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    body = 0.75 - 0.3 * np.exp(-(((np.abs(x) - 0.45) / 0.28) ** 2) - (y / 0.6) ** 2) * 1.6
    spine = 0.25 * np.exp(-((x / 0.1) ** 2))
    ribs = 0.05 * np.sin(28 * (y + 0.4 * x * x))
    grey = np.clip((body + spine + ribs - 0.5) * gain + 0.5, 0, 1)
    pixels = (grey * 255).astype(np.uint8)
    return QImage(pixels.data, columns, rows, columns, QImage.Format.Format_Grayscale8).copy()


def _line(height: int = 1, *, is_upright: bool = False) -> QWidget:
    made = QWidget()
    made.setStyleSheet(f"background: {theme().colours.hairline}")
    made.setFixedSize(1, 20) if is_upright else made.setFixedHeight(height)
    return made


def _row(*parts: QWidget | int, spacing: int = 0) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            row.addSpacing(part) if part else row.addStretch(1)
        else:
            row.addWidget(part)
    return row


def top_bar() -> QWidget:
    """Return the bar of main.png."""
    bar = QWidget()
    bar.setFixedHeight(40)
    open_ = FlatButton("Open", "open")
    open_.set_menu_arrow(has_arrow=True)
    tools = [("wl", "Window"), ("pan", "Pan"), ("zoom", "Zoom"), ("probe", "Probe")]
    tools.append(("loupe", "Loupe"))
    changes = [("rot", "Rotate"), ("fliph", "Flip"), ("flipv", "Turn over"), ("inv", "Invert")]
    parts: list[QWidget | int] = [8, open_, 8, _line(is_upright=True), 8]
    parts += [_tool(*tool) for tool in tools]
    measure = _tool("ruler", "Measure")
    measure.set_menu_arrow(has_arrow=True)
    parts += [8, _line(is_upright=True), 8, measure, 8, _line(is_upright=True), 8]
    parts += [_tool(*change) for change in changes]
    parts += [8, _line(is_upright=True), 8, _tool("undo", "Undo"), _tool("redo", "Redo")]
    views = [Segment("Enhanced", "single"), Segment("Side by side", "side")]
    views += [Segment("Wipe", "wipe"), Segment("Difference", "diff")]
    switch = Segments(views, "View")
    switch.set_index(1)
    export = FilledButton("Export", "export")
    export.set_menu_arrow(has_arrow=True)
    link = _tool("link", "Link")
    link.setChecked(True)
    parts += [0, switch, 4, link, _tool("blink", "Blink"), 0, export, 8]
    parts += [_tool("gear", "Settings"), 8]
    row = _row(*parts)
    row.setContentsMargins(0, 0, 0, 1)
    bar.setLayout(row)
    widgets = bar.findChildren(IconButton)
    widgets[0].setChecked(True)
    next(w for w in widgets if w.accessibleName() == "Redo").setEnabled(False)
    return bar


def _tool(icon_name: str, name: str) -> IconButton:
    made = IconButton(icon_name, name, name[0], size=QSize(36, 32))
    made.setCheckable(True)
    return made


def left_panel() -> QWidget:
    """Return the column of films."""
    panel = QWidget()
    panel.setFixedWidth(176)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head = QWidget()
    head.setFixedHeight(54)
    inner = QVBoxLayout(head)
    inner.setContentsMargins(16, 8, 16, 0)
    inner.setSpacing(0)
    films = Label("6 films", TextRole.SECONDARY, "text_2")
    inner.addLayout(_row(Label("Test series A", TextRole.TITLE), 0, films))
    inner.addSpacing(2)
    inner.addWidget(Label("ID NG-0003 · Chest", TextRole.SECONDARY, "text_2"))
    inner.addStretch(1)
    column.addWidget(head)
    films_list = FilmList()
    for index in range(6):
        thumb = FilmThumb(f"Test film 0{index + 1}", "AP" if index < 2 else "PA")
        thumb.set_picture(phantom(1 + index / 4, columns=290 if index < 2 else 240))
        films_list.add(thumb)
    films_list.thumbs[2].set_badges("3 steps")
    films_list.thumbs[3].set_badges("Synthetic", is_synthetic=True)
    films_list.thumbs[4].set_badges(right="Lossy")
    films_list.set_position(2)
    column.addWidget(films_list)
    return panel


def window_section() -> Section:
    """Return the section that sets the window."""
    section = Section("Window")
    section.set_state("File window, linear")
    section.set_reset("Reset window", "`")
    view = HistogramView()
    values = np.linspace(0, 1, 256)
    counts = 0.2 * np.exp(-(((values - 0.07) / 0.012) ** 2)) + 0.3 * np.exp(
        -(((values - 0.48) / 0.11) ** 2)
    )
    counts += 1.0 * np.exp(-(((values - 0.7) / 0.07) ** 2)) + 0.01
    counts[:10] *= 0
    counts[-15:] *= 0.01
    view.set_bars(counts * 1e4, 258, 2410)
    view.set_window(400, 2150)
    width, centre = NumberField("Width", low=1), NumberField("Centre")
    width.set_value(1750)
    centre.set_value(1275)
    auto = IconButton("auto", "Automatic window", "0", icon_px=16, colour_role="text_2")
    swap = IconButton("swap", "Drag direction", icon_px=16, colour_role="text_2")
    auto.is_outlined = swap.is_outlined = True
    fields = _row(width, 8, centre, 0, auto, 8, swap)
    presets = QHBoxLayout()
    presets.setContentsMargins(-2, 0, -2, 0)
    presets.setSpacing(4)
    for index, label in enumerate(("File", "Lung field", "Soft tissue", "Dense")):
        button = PresetButton(label, str(index + 1))
        button.set_picture(phantom(1 + index))
        button.setChecked(index == 0)
        presets.addWidget(button)
    section.body.setSpacing(0)
    section.body.addWidget(view)
    section.body.addSpacing(4)
    section.body.addLayout(fields)
    section.body.addSpacing(10)
    section.body.addLayout(presets)
    return section


def enhance_section() -> Section:
    """Return the section that holds the recipe."""
    section = Section("Enhance")
    section.set_state("3 steps")
    section.set_reset("Remove all steps")
    recipes = ComboBox("Recipe")
    recipes.addItems(["Chest, balanced", "Bone"])
    save = IconButton("save", "Save recipe", "Ctrl+S", icon_px=16, colour_role="text_2")
    save.is_outlined = True
    steps = StepList()
    steps.set_entries(
        [
            Entry(Denoise()),
            Entry(Multiscale(detail=0.56, edge=1.1, latitude=0.34)),
            Entry(Local()),
        ]
    )
    steps.cards[1].set_open(True)
    section.body.setSpacing(0)
    section.body.addLayout(_row(recipes, save, spacing=8))
    section.body.addSpacing(8)
    section.body.addWidget(steps)
    section.body.addSpacing(4)
    section.body.addWidget(AddButton("Add step"))
    return section


def right_panel() -> QWidget:
    """Return the panel of main.png."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(1, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(window_section())
    column.addWidget(enhance_section())
    closed = {"Translate": "Synthetic · off", "Inspect": "Curve at the pixel", "Measure": "None"}
    for title, state in closed.items():
        icon_name = "synth" if title == "Translate" else ""
        section = Section(title, icon_name=icon_name, is_open=False)
        section.set_state(state)
        column.addWidget(section)
    facts = Section("File and transforms", is_open=False)
    facts.set_state("No conflicts", "ok", "check")
    column.addWidget(facts)
    column.addStretch(1)
    panel = QScrollArea()
    panel.setWidget(inner)
    panel.setWidgetResizable(True)
    panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    panel.setFixedWidth(max(320, inner.minimumSizeHint().width()))
    return panel


def middle() -> QWidget:
    """Return what main.png does not show."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(Label("Drop films here", TextRole.EMPTY))
    column.addWidget(Label("Export Test film 03", TextRole.DIALOG))
    column.addWidget(Paragraph("DICOM, DICOMDIR, PNG, TIFF, JPEG: files or folders", TextRole.BODY))
    column.addLayout(
        _row(
            FilledButton("Open sample film", "film", height=36),
            OutlineButton("Open file…", "folder", height=36),
            OutlineButton("Open folder…", "folder", height=36),
            0,
            spacing=8,
        )
    )
    disabled = (FilledButton("Export", "export"), OutlineButton("Cancel"), CheckBox("Recipe file"))
    for widget in disabled:
        widget.setEnabled(False)
    column.addLayout(_row(*disabled, 0, spacing=8))
    column.addLayout(_row(KeyCap("Ctrl O"), Label("file"), KeyCap("Ctrl Shift O"), 0, spacing=8))
    check, switch, violet = CheckBox("Recipe file"), Switch("On"), Switch("AI", "synthetic_switch")
    for widget_on in (check, switch, violet):
        widget_on.setChecked(True)
    column.addLayout(
        _row(check, CheckBox("Measurements"), switch, Switch("Off"), violet, 0, spacing=16)
    )
    formats = [Segment("DICOM image"), Segment("PNG, 16 bit"), Segment("TIFF, 16 bit")]
    column.addWidget(Segments(formats, "Format", is_stretched=True))
    column.addWidget(Notice("Burnt-in text is not removed: check the picture on the left."))
    column.addWidget(Notice("Denoise may not follow Translate.", "error"))
    column.addWidget(FlatButton("41 attributes…", colour_role="accent", height=28))
    column.addWidget(
        Paragraph(
            "Names, IDs, dates, institution and private attributes removed or replaced, UIDs "
            "replaced consistently."
        )
    )
    column.addStretch(1)
    return made


def window() -> QWidget:
    """Return everything in the frame of main.png."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(top_bar())
    column.addLayout(_row(left_panel(), middle(), right_panel()), 1)
    status = QWidget()
    status.setFixedHeight(24)
    items = [StatusItem("x", "640"), StatusItem("Zoom", "18 %"), StatusItem("Device", "CPU")]
    row = _row(*items, 0, spacing=16)
    row.setContentsMargins(12, 1, 12, 0)
    status.setLayout(row)
    column.addWidget(status)
    made.setPalette(QApplication.palette())
    made.resize(1440, 900)
    return made


def main() -> None:
    """Draw the gallery to a file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out")
    options.add_argument("--scale", type=float, default=1.0)
    chosen = options.parse_args()
    app = QApplication(sys.argv[:1])
    apply_theme(app, chosen.scale)
    shown = window()
    shown.show()
    app.processEvents()
    picture = QPixmap(shown.size())
    shown.render(picture)
    picture.save(chosen.out)


if __name__ == "__main__":
    main()
