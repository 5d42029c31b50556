"""Parts of the about sheet: its head, rows of a key and words, a model with its card."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from engine import NOTICE, ModelCard, Variant, build_info
from viewer.panels.text import icon_label
from viewer.theme import TextRole, theme, theme_watch
from viewer.translations import model_name
from viewer.translator import said
from viewer.widgets.button import OutlineButton
from viewer.widgets.label import Label, Paragraph
from viewer.widgets.notice import Notice

translate = QCoreApplication.translate

KEY_WIDTH = 132


class Head(QWidget):
    """The program's name, which build it is, and that it is no medical device."""

    def __init__(self) -> None:
        super().__init__()
        self.version = Paragraph(version_words(), ink="text")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(icon_label("logo", "accent", 52), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label("Negatoscope", TextRole.DIALOG))
        column.addWidget(self.version)
        column.addWidget(Notice(said(NOTICE), "warn"))
        row.addLayout(column, 1)


class Rows(QGridLayout):
    """A key in text-2 and words beside it, line by line.

    Args:
        rows: Keys and words, from top to bottom.
    """

    def __init__(self, rows: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(4)
        self.setColumnStretch(1, 1)
        self._words: list[Paragraph] = []
        self.add(rows)
        theme_watch().changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """What stands beside the keys, line by line."""
        return "\n".join(words.text() for words in self._words)

    def add(self, rows: Sequence[tuple[str, str]]) -> None:
        """Add lines below those there are."""
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        for key, words in rows:
            at = len(self._words)
            made = Paragraph(words, ink="text")
            self.addWidget(Label(key, TextRole.SECONDARY, "text_2"), at, 0, top)
            self.addWidget(made, at, 1)
            self._words.append(made)

    def say(self, words: Sequence[str]) -> None:
        """Say something else beside the keys, from the first on."""
        for made, new in zip(self._words, words, strict=True):
            made.set_text(new)

    def _fit(self) -> None:
        self.setColumnMinimumWidth(0, theme().scaled(KEY_WIDTH))


class ModelRow(QWidget):
    """A model's title, version and licence, and the way to its card.

    Args:
        card: Of the model.
    """

    def __init__(self, card: ModelCard) -> None:
        super().__init__()
        self.card = card
        self.show_card = OutlineButton(self.tr("Card…"))
        name = self.tr("Model card: {name}").format(name=model_name(card))
        self.show_card.setAccessibleName(name)
        self.show_card.setToolTip(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Paragraph(said(card.title), TextRole.BODY, "text"), 0, 0)
        grid.addWidget(Paragraph(f"{model_name(card)} · {card.licence}"), 1, 0)
        grid.addWidget(self.show_card, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)


def version_words() -> str:
    """Return which build this is: "Version 0.1.0, without PyTorch, commit 0a1b2c3"."""
    build = build_info()
    kinds = {
        Variant.SOURCE: translate("AboutSheet", "run from its source"),
        Variant.FULL: translate("AboutSheet", "full, networks on the processor"),
        Variant.SMALL: translate("AboutSheet", "small, without PyTorch"),
        Variant.CUDA: translate("AboutSheet", "with PyTorch for NVIDIA GPUs"),
    }
    words = translate("AboutSheet", "Version {version}, {variant}").format(
        version=build.version, variant=kinds[build.variant]
    )
    if not build.commit:
        return words
    return f"{words}\n" + translate("AboutSheet", "Commit {commit}").format(commit=build.commit)
