"""How failures reach the user: one sentence and a hint, never a traceback."""

import logging
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine import EngineError

translate = QCoreApplication.translate
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProblemText:
    """What the user reads.

    Attributes:
        sentence: What could not be done, and to which file.
        hint: What can be done about it; may be empty.
    """

    sentence: str
    hint: str


def text_of(error: Exception) -> ProblemText:
    """Return the words for a failure; one of ours speaks for itself, any other is logged.

    The log gets the kind of error and where it happened, never its text: that may hold a
    patient's name or a path.
    """
    if isinstance(error, EngineError):
        return ProblemText(str(error), error.hint)
    if isinstance(error, MemoryError):
        return ProblemText(
            translate("Problems", "There is not enough memory for this film."),
            translate("Problems", "Close other films and try again."),
        )
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = (
        f"{last.tb_frame.f_code.co_name}:{last.tb_lineno}"
        if last
        else translate("Problems", "unknown place")
    )
    log.error("unexpected %s in %s", type(error).__name__, place)
    return ProblemText(
        translate(
            "Problems", "Something went wrong inside Negatoscope ({kind} in {place})."
        ).format(kind=type(error).__name__, place=place),
        translate("Problems", "The film and your settings are safe. Please report this line."),
    )
