"""The whole card of a model: what it learnt from, how good it is, where it fails."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from engine import ModelCard
from viewer.dialogs.sheet import Sheet
from viewer.theme import TextRole
from viewer.translations import model_name
from viewer.widgets.button import FilledButton
from viewer.widgets.label import Label, Paragraph
from viewer.wording import number

KEY_WIDTH = 132
_DIGITS = 4


class ModelCardSheet(Sheet):
    """Everything the card says, under five headings, the limits before the praise.

    Args:
        window: What it covers.
        card: Of the model.
    """

    def __init__(self, window: QWidget, card: ModelCard) -> None:
        super().__init__(window, f"Model card: {model_name(card)}", 720, 720)
        column = QVBoxLayout()
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(4)
        _add(column, "What it is for", _purpose(card))
        _add(column, "Known limits", [(f"{n}", limit) for n, limit in enumerate(card.limits, 1)])
        _add(column, "What it learnt from", _data(card))
        _add(column, "Measured on films it did not learn from", _metrics(card))
        _add(column, "How it was made", _making(card))
        column.addStretch(1)
        self.content = _scrolling(column)
        holder = QVBoxLayout(self.body)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.content)
        self.done = FilledButton(self.tr("Close"), height=28)
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    @property
    def text(self) -> str:
        """Everything it says below its headings, line by line."""
        return "\n".join(part.text() for part in self.content.findChildren(Paragraph))


def _purpose(card: ModelCard) -> list[tuple[str, str]]:
    return [
        ("Title", card.title),
        ("Intended use", card.intended_use),
        ("Licence of the weights", card.licence),
    ]


def _data(card: ModelCard) -> list[tuple[str, str]]:
    rows = [
        (number(part.count), f"{part.name}. {part.licence}. {part.citation}") for part in card.data
    ]
    return [*rows, ("Split", card.split)]


def _metrics(card: ModelCard) -> list[tuple[str, str]]:
    return [
        (f"{value:.{_DIGITS}g}", name.replace("_", " ")) for name, value in card.metrics.items()
    ]


def _making(card: ModelCard) -> list[tuple[str, str]]:
    shape = ", ".join(f"{name} {value}" for name, value in card.config.items())
    return [
        ("Trained on", f"{card.trained_on:%d %B %Y}"),
        ("Method", f"{card.method}, preset {card.preset}, seed {card.seed}"),
        ("Command", card.command),
        ("Network", f"{number(card.parameters)} parameters. {shape}"),
        ("SHA-256 of weights", card.sha256),
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
    grid.setColumnMinimumWidth(0, KEY_WIDTH)
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
    scroll.setAccessibleName("Model card")
    return scroll
