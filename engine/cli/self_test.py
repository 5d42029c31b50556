"""negatoscope self-test: tries the whole program on this machine, and says what works."""

import sys
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as ProgressBar

from engine.cli.messages import (
    FAILED,
    OK,
    printable,
    stderr_console,
    stdout_console,
    write_json,
)
from engine.cli.shown_bar import ShownBar
from engine.diagnostics import Diagnostics, gather_diagnostics
from engine.progress import Progress
from engine.self_test import SelfTestOrder, in_one_sentence, run_self_test
from engine.self_test_check import Check, CheckOutcome, Verdict

_VERDICT_WIDTH, _NAME_WIDTH = 8, 42


def self_test(order: SelfTestOrder, further: Sequence[Check], *, as_json: bool) -> int:
    """Run every check, tell of each as it ends, and return the exit status.

    Args:
        order: What to try.
        further: Checks of what the engine does not know.
        as_json: One JSON object on stdout instead of lines.
    """
    facts = gather_diagnostics(ask_gpu=not order.is_quick)
    if as_json:
        with _Bar(stderr_console()) as bar:
            outcomes = run_self_test(order, further, progress=Progress(bar.report))
        write_json(_as_json(facts, outcomes))
    else:
        sys.stdout.write(f"{facts.as_text()}\n")
        sys.stdout.flush()
        with _Lines() as lines:
            outcomes = run_self_test(
                order, further, ended=lines.tell, progress=Progress(lines.report)
            )
        sys.stdout.write(f"\n{in_one_sentence(outcomes)}\n")
    return FAILED if _failed(outcomes) else OK


def _as_json(facts: Diagnostics, outcomes: Sequence[CheckOutcome]) -> dict[str, object]:
    return {
        "passed": not _failed(outcomes),
        "summary": in_one_sentence(outcomes),
        "diagnostics": dict(facts.lines()),
        "checks": [
            {**asdict(outcome), "verdict": outcome.verdict.value.lower()} for outcome in outcomes
        ],
    }


def _failed(outcomes: Sequence[CheckOutcome]) -> bool:
    return any(outcome.verdict is Verdict.FAILED for outcome in outcomes)


class _Bar(ShownBar):
    """A bar that says which check is running; shown on a terminal only."""

    def __init__(self, console: Console) -> None:
        super().__init__(
            ProgressBar(
                BarColumn(),
                TextColumn("{task.description}"),
                console=console,
                transient=True,
                disable=not console.is_terminal,
                redirect_stdout=False,
                redirect_stderr=False,
            )
        )
        self._task = self._bar.add_task("", total=1.0)

    def report(self, fraction: float, doing: str) -> None:
        """Say which check is running, and how far the whole is."""
        self._bar.update(self._task, completed=fraction, description=printable(doing) or None)


class _Lines(_Bar):
    """One line on stdout for each check, above the bar where both are on the terminal."""

    def __init__(self) -> None:
        self._console = stdout_console()
        self._group = ""
        super().__init__(self._console if self._console.is_terminal else stderr_console())

    def tell(self, outcome: CheckOutcome) -> None:
        """Write what became of a check; above the first of a group its name."""
        if outcome.group != self._group:
            self._group = outcome.group
            self._console.print(printable(outcome.group))
        verdict = outcome.verdict.value.ljust(_VERDICT_WIDTH)
        name = outcome.name.ljust(_NAME_WIDTH)
        line = f"  {verdict}  {name} {outcome.milliseconds:6.0f} ms  {outcome.found}"
        self._console.print(printable(line), soft_wrap=True)
        sys.stdout.flush()
