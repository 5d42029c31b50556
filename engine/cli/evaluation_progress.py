"""How an evaluation tells how far it is: a bar on a terminal, plain lines elsewhere."""

from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from engine.cli.messages import printable, stderr_console
from engine.cli.shown_bar import ShownBar
from engine.progress import Progress

_STEP = 0.1
"""Share of the work after which a plain line is written."""


class EvaluationProgress(ShownBar):
    """Shows on stderr how far work is.

    Attributes:
        work: What the work reports to.
    """

    def __init__(self) -> None:
        self._console = stderr_console()
        self._is_plain = not self._console.is_terminal
        self._said = 0.0
        super().__init__(
            ProgressBar(
                TextColumn("{task.description}"),
                BarColumn(),
                TaskProgressColumn(),
                TimeRemainingColumn(),
                console=self._console,
                transient=True,
                disable=self._is_plain,
            )
        )
        self._task = self._bar.add_task("Reading films", total=1.0)
        self.work = Progress(self._show)

    def say(self, sentence: str) -> None:
        """Write one line, above the bar where there is one."""
        self._console.print(printable(sentence))

    def _show(self, fraction: float, doing: str) -> None:
        self._bar.update(self._task, completed=fraction, description=doing.capitalize())
        if self._is_plain and self._said + _STEP <= fraction < 1:
            self._said = fraction
            self.say(f"{fraction:.0%} done, now {doing}.")
