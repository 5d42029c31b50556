"""What nobody foresaw, said in one sentence, and kept whole for a developer who asks."""

import logging
import os
import traceback

from engine.errors import EngineError

log = logging.getLogger(__name__)

DEBUG = "NEGATOSCOPE_DEBUG"
"""Environment variable; 1 lets unforeseen errors through with their traceback."""


def in_words(error: Exception, what: str) -> EngineError:
    """Return what to tell the user of an error that is no EngineError.

    Neither message nor log repeats the error's own text, which may quote a path or a value.

    Args:
        error: What was raised.
        what: Beginning of the sentence: "film.dcm could not be worked on".

    Raises:
        Exception: ``error`` itself, where NEGATOSCOPE_DEBUG is 1.
    """
    if os.environ.get(DEBUG) == "1":
        raise error
    if isinstance(error, MemoryError):
        return EngineError(
            f"{what}: it needs more memory than there is.",
            hint="Close other programs, or work on fewer films at once.",
        )
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.debug("a fault of ours, %s:\n%s", type(error).__name__, frames)
    return EngineError(
        f"{what}, through a fault of this program ({type(error).__name__}).",
        hint=f"Please report it, with the kind of film; {DEBUG}=1 shows where it happened.",
    )


class FaultsInWords:
    """A ``with`` block out of which only EngineErrors come, and what is no Exception.

    Args:
        what: Beginning of the sentence, as for ``in_words``.
    """

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, kind: type[BaseException] | None, error: object, _: object) -> None:
        """Raise an EngineError in place of any other error."""
        if isinstance(error, Exception) and not isinstance(error, EngineError):
            raise in_words(error, self._what) from error
