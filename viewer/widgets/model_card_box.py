"""What a model is, in a box: name, training, worst known fault, hash, and the way to its card."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine import ModelCard
from viewer.theme import TextRole
from viewer.translations import model_name
from viewer.widgets.button import FlatButton
from viewer.widgets.label import ElidedLabel, Label, Paragraph
from viewer.widgets.raised_box import RaisedBox
from viewer.wording import number

translate = QCoreApplication.translate

_GROUP = 4


class ModelCardBox(RaisedBox):
    """A raised box with a violet edge.

    Signals:
        card_wanted: The user wants the whole card.
    """

    card_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("synthetic", parent)
        self._title = ElidedLabel("", TextRole.BODY_MEDIUM)
        self.link = _CardLink(self.tr("Model card"), "card", height=24, colour_role="accent")
        self.link.setToolTip(
            self.tr("What the model learnt from, how good it is, and where it fails")
        )
        self.link.clicked.connect(self.card_wanted)
        self._words = Paragraph()
        self._hash = Label("", TextRole.SECONDARY, "text_2")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        row.addWidget(self.link)
        self.column.addLayout(row)
        self.column.addWidget(self._words)
        self.column.addWidget(self._hash)
        self.column.setContentsMargins(12, 6, 8, 8)
        self.column.setSpacing(2)

    @property
    def title(self) -> str:
        """Name and version."""
        return self._title.text()

    @property
    def text(self) -> str:
        """What it says of the model."""
        return self._words.text()

    def set_card(self, card: ModelCard) -> None:
        """Show what is told of a model."""
        self._title.setText(model_name(card))
        self._words.set_text(card_text(card))
        self._hash.setText(f"sha256 {short_hash(card.sha256)}")
        self.setAccessibleName(self.tr("Model {name}").format(name=model_name(card)))


class _CardLink(FlatButton):
    _icon_px = 16
    _padding = 4


def card_text(card: ModelCard) -> str:
    """Return how much a model has learnt from, and the first of its known limits."""
    count = sum(part.count for part in card.data)
    many = len(card.data)
    if many == 1:
        words = translate("ModelCardBox", "Learnt from {count} pictures of 1 collection.")
    else:
        words = translate("ModelCardBox", "Learnt from {count} pictures of {many} collections.")
    learnt = words.format(count=number(count), many=many)
    if not card.limits:
        return learnt
    limit = translate("ModelCardBox", "Known limit: {limit}").format(limit=card.limits[0])
    return f"{learnt} {limit}"


def short_hash(sha256: str) -> str:
    """Return the beginning and the end of a hash: "7c1e 90a4 … 2f58"."""
    return f"{sha256[:_GROUP]} {sha256[_GROUP : 2 * _GROUP]} … {sha256[-_GROUP:]}"
