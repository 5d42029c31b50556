"""How long work says how far it is, and learns that nobody wants it any more."""

import threading
from collections.abc import Callable
from typing import Self

from engine.errors import Cancelled


def _silent(fraction: float, doing: str) -> None:
    """Report to nobody."""


class Progress:
    """A fraction going up, and a flag that stops the work.

    Work calls ``report`` or ``check`` often; both raise ``Cancelled`` once somebody called
    ``cancel``, from any thread.

    Args:
        listener: Called with the fraction done (0..1) and what is being done.
    """

    def __init__(self, listener: Callable[[float, str], None] = _silent) -> None:
        self._listener = listener
        self._cancelled = threading.Event()
        self._low = 0.0
        self._high = 1.0

    def report(self, fraction: float, doing: str = "") -> None:
        """Say how much of this part is done.

        Raises:
            Cancelled: If the work is no longer wanted.
        """
        self.check()
        self._listener(self._low + (self._high - self._low) * fraction, doing)

    def check(self) -> None:
        """Go on, or leave.

        Raises:
            Cancelled: If the work is no longer wanted.
        """
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next ``check``."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._cancelled.is_set()

    def part(self, low: float, high: float) -> Self:
        """Return a progress whose 0..1 is ``low..high`` of this one, cancelled with it."""
        inner = type(self)(self._listener)
        inner._cancelled = self._cancelled
        span = self._high - self._low
        inner._low = self._low + span * low
        inner._high = self._low + span * high
        return inner
