"""The whole card of a model: what it learnt from, how good it is, where it fails."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from engine import ModelCard
from viewer.dialogs.sheet import Sheet
from viewer.theme import TextRole, theme, theme_watch
from viewer.translations import model_name
from viewer.widgets.button import FilledButton
from viewer.widgets.label import Label, Paragraph
from viewer.wording import number

translate = QCoreApplication.translate

KEY_WIDTH = 132
_DIGITS = 4


class ModelCardSheet(Sheet):
    """Everything the card says, under five headings, the limits before the praise.

    Args:
        window: What it covers.
        card: Of the model.
    """

    def __init__(self, window: QWidget, card: ModelCard) -> None:
        super().__init__(window, _title(card), 720, 720)
        column = QVBoxLayout()
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(4)
        _add(column, self.tr("What it is for"), _purpose(card))
        _add(
            column,
            self.tr("Known limits"),
            [(f"{n}", limit) for n, limit in enumerate(card.limits, 1)],
        )
        _add(column, self.tr("What it learnt from"), _data(card))
        _add(column, self.tr("Measured on films it did not learn from"), _metrics(card))
        _add(column, self.tr("How it was made"), _making(card))
        column.addStretch(1)
        self.content = _scrolling(column)
        self._fit_keys()
        theme_watch().changed.connect(self._fit_keys)
        holder = QVBoxLayout(self.body)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.content)
        self.done = FilledButton(self.tr("Close"), height=28)
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    def _fit_keys(self) -> None:
        """Give the keys of all headings the same room."""
        for grid in self.content.findChildren(QGridLayout):
            grid.setColumnMinimumWidth(0, theme().scaled(KEY_WIDTH))

    @property
    def text(self) -> str:
        """Everything it says below its headings, line by line."""
        return "\n".join(part.text() for part in self.content.findChildren(Paragraph))


def _title(card: ModelCard) -> str:
    return translate("ModelCardSheet", "Model card: {name}").format(name=model_name(card))


def _method(card: ModelCard) -> str:
    return translate("ModelCardSheet", "{method}, preset {preset}, seed {seed}").format(
        method=card.method, preset=card.preset, seed=card.seed
    )


def _network(card: ModelCard, shape: str) -> str:
    return translate("ModelCardSheet", "{number} parameters. {shape}").format(
        number=number(card.parameters), shape=shape
    )


def _purpose(card: ModelCard) -> list[tuple[str, str]]:
    return [
        (translate("ModelCardSheet", "Title"), card.title),
        (translate("ModelCardSheet", "Intended use"), card.intended_use),
        (translate("ModelCardSheet", "Licence of the weights"), card.licence),
    ]


def _data(card: ModelCard) -> list[tuple[str, str]]:
    rows = [
        (number(part.count), f"{part.name}. {part.licence}. {part.citation}") for part in card.data
    ]
    return [*rows, (translate("ModelCardSheet", "Split"), card.split)]


def _metrics(card: ModelCard) -> list[tuple[str, str]]:
    return [
        (f"{value:.{_DIGITS}g}", name.replace("_", " ")) for name, value in card.metrics.items()
    ]


def _making(card: ModelCard) -> list[tuple[str, str]]:
    shape = ", ".join(f"{name} {value}" for name, value in card.config.items())
    return [
        (translate("ModelCardSheet", "Trained on"), f"{card.trained_on:%d %B %Y}"),
        (translate("ModelCardSheet", "Method"), _method(card)),
        (translate("ModelCardSheet", "Command"), card.command),
        (translate("ModelCardSheet", "Network"), _network(card, shape)),
        (translate("ModelCardSheet", "SHA-256 of weights"), card.sha256),
    ]


def _add(column: QVBoxLayout, title: str, rows: list[tuple[str, str]]) -> None:
    """Add a heading and its rows; nothing without rows."""
    if not rows:
        return
    column.addWidget(Label(title, TextRole.TITLE))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 12)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for at, (key, words) in enumerate(rows):
        name = Label(key, TextRole.SECONDARY, "text_2")
        grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Paragraph(words, ink="text"), at, 1)
    column.addLayout(grid)


def _scrolling(column: QVBoxLayout) -> QScrollArea:
    """Return the content to scroll by wheel and by keys."""
    inner = QWidget()
    inner.setLayout(column)
    scroll = QScrollArea()
    scroll.setWidget(inner)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    scroll.setAccessibleName(translate("ModelCardSheet", "Model card"))
    return scroll
