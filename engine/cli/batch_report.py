"""How a batch tells what becomes of its films: a bar on a terminal, plain lines elsewhere."""

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from engine.batch import Outcome
from engine.cli.messages import printable, reason_in_words, stderr_console
from engine.cli.shown_bar import ShownBar


class BatchReport(ShownBar):
    """Writes one line to stderr for each film, above a bar where stderr is a terminal.

    Args:
        films: How many there are.
    """

    def __init__(self, films: int) -> None:
        self._films = films
        self._done = 0
        self._failed = 0
        self._console = stderr_console()
        super().__init__(
            ProgressBar(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=self._console,
                transient=True,
                disable=not self._console.is_terminal,
            )
        )
        self._task = self._bar.add_task("Enhancing", total=films)

    def ended(self, outcome: Outcome) -> None:
        """Say what became of one film."""
        self._done += 1
        if outcome.error is None:
            said = f"{outcome.path.name} -> {', '.join(path.name for path in outcome.written)}"
        else:
            self._failed += 1
            said = reason_in_words(outcome.error, outcome.path.name)
        self._bar.update(self._task, completed=self._done)
        self._console.print(printable(f"{self._done}/{self._films} {said}"))

    def summarise(self, folder: str, *, absent: int, numbered: int) -> None:
        """Say how many succeeded, and where the results lie.

        Args:
            folder: What the folder is called.
            absent: How many of the user's sources held no film to begin with.
            numbered: How many results got a number because their name was taken.
        """
        good, failed = self._done - self._failed, self._failed + absent
        said = f"{good} of {self._films + absent} written to {folder}."
        if failed:
            said += f" {failed} failed, for the reasons above."
        if numbered:
            said += f" {numbered} got a number, because the name was taken."
        self._console.print(printable(said))
