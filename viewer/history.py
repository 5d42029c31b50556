"""Undo and redo: a cursor over whole presentations, so nothing has an inverse to get wrong."""

from engine import Presentation

LONGEST = 500


class History:
    """Every presentation a film has had, and which of them is shown.

    Args:
        first: The presentation the film opened with.
    """

    def __init__(self, first: Presentation) -> None:
        self._values = [first]
        self._cursor = 0
        self._merge = ""

    @property
    def current(self) -> Presentation:
        """The presentation in force."""
        return self._values[self._cursor]

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier presentation."""
        return self._cursor > 0

    @property
    def can_redo(self) -> bool:
        """Whether a presentation was undone and not replaced since."""
        return self._cursor < len(self._values) - 1

    def push(self, value: Presentation, *, merge: str = "") -> None:
        """Make ``value`` the current presentation.

        Args:
            value: The new presentation; the current one again does nothing.
            merge: Edits in a row under one such name become one entry, as those of a drag.
        """
        if value == self.current:
            return
        if merge and merge == self._merge and self._cursor > 0:
            self._values[self._cursor] = value
            del self._values[self._cursor + 1 :]
            return
        self._merge = merge
        del self._values[self._cursor + 1 :]
        self._values.append(value)
        if len(self._values) > LONGEST:
            del self._values[1]  # the first one stays: the way back to the start
        self._cursor = len(self._values) - 1

    def amend(self, value: Presentation) -> None:
        """Put ``value`` in the place of the current presentation, without an entry of its own."""
        self._values[self._cursor] = value

    def seal(self) -> None:
        """End a drag: the next edit is an entry of its own."""
        self._merge = ""

    def undo(self) -> Presentation:
        """Go one back, if there is one, and return what is in force."""
        self.seal()
        self._cursor = max(0, self._cursor - 1)
        return self.current

    def redo(self) -> Presentation:
        """Go one forward, if there is one, and return what is in force."""
        self.seal()
        self._cursor = min(len(self._values) - 1, self._cursor + 1)
        return self.current
