"""Whether a graphics card was found, and what that means: one sentence on the empty page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine import HOW_TO_ADD, GpuFound, Networks, build_info
from viewer.translator import said
from viewer.widgets.label import Paragraph
from viewer.widgets.raised_box import IconPicture
from viewer.wording import translate


class NetworksLine(QWidget):
    """An icon and one sentence; hidden until it is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon = IconPicture("info", "text_2")
        self.words = Paragraph()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 16, 0)
        row.setSpacing(14)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def show_found(self, found: GpuFound) -> None:
        """Say what was found."""
        self.words.set_text(sentence_of(found))
        is_good = found.networks is Networks.GPU
        self.icon.show_icon("check" if is_good else "info", "ok" if is_good else "text_2")


def sentence_of(found: GpuFound) -> str:
    """Return what a card, or none, means for the films of the user."""
    card = found.card or translate("EmptyPage", "An NVIDIA graphics card")
    if found.networks is Networks.GPU:
        return translate("EmptyPage", "{card}: networks run on it.").format(card=card)
    if found.networks is Networks.NOWHERE:
        return _without_torch()
    if found.networks is Networks.GPU_DECLINED:
        return translate(
            "EmptyPage",
            "{card} was found and is not used, as the settings say: networks run on the processor.",
        ).format(card=card)
    if found.networks is Networks.GPU_UNUSED:
        words = translate(
            "EmptyPage",
            "{card} was found, but this PyTorch is made for the processor: networks run on that.",
        )
        hint = translate("EmptyPage", "The CUDA variant uses the card.")
        return words.format(card=card) + (f" {hint}" if build_info().is_frozen else "")
    return translate(
        "EmptyPage",
        "No NVIDIA graphics card with a working driver was found: networks run on the processor,"
        " a film takes some seconds.",
    )


def _without_torch() -> str:
    if build_info().is_frozen:
        words = translate(
            "EmptyPage",
            "PyTorch is not part of this build: filters work, networks are missing. {how}",
        )
    else:
        words = translate(
            "EmptyPage", "PyTorch is not installed: filters work, networks are missing. {how}"
        )
    return words.format(how=said(HOW_TO_ADD))
