"""Everything the engine can refuse to do, as one small family of exceptions.

EngineError
├── UnreadableImageError      the file is damaged, or not an image we read
├── UnsupportedImageError     a valid file we deliberately do not handle
├── RecipeError               a recipe that cannot be loaded or run
├── ModelError                weights missing, altered, or too large for this machine
└── ExportError               the result could not be written
Cancelled is no error: it says that the user changed their mind.
"""


class EngineError(Exception):
    """A failure the user can understand; ``str(error)`` is shown as is.

    Args:
        message: One sentence: what could not be done, and to which file.
        hint: What the user can do about it, if there is anything.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UnreadableImageError(EngineError):
    """The file is damaged, or is not an image this program reads."""


class UnsupportedImageError(EngineError):
    """The file is sound, but of a kind this program deliberately does not handle."""


class RecipeError(EngineError):
    """The recipe names an unknown step, or a step cannot run on this film."""


class ModelError(EngineError):
    """The weights are missing or altered, or need more memory than there is."""


class ExportError(EngineError):
    """The result could not be written."""


class Cancelled(Exception):  # noqa: N818 - not an error
    """The caller asked for the work to stop."""
