"""A progress bar that is on the terminal for as long as its block lasts."""

from types import TracebackType
from typing import Self

from rich.progress import Progress as ProgressBar


class ShownBar:
    """What reports on long work: shows its bar on entering, takes it away on leaving.

    Args:
        bar: The bar, made and not yet started.
    """

    def __init__(self, bar: ProgressBar) -> None:
        self._bar = bar

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._bar.stop()
