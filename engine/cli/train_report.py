"""How a training tells how it goes: a bar on a terminal, a line for each check elsewhere."""

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as ProgressBar

from engine.cli.messages import printable, stderr_console
from engine.cli.shown_bar import ShownBar

if TYPE_CHECKING:
    from engine.training.preflight import Forecast, Planned, SteadyForecast

_TIMED = 5
"""Steps after the first by which the rest is judged; the first is slow."""


class SilentReport:
    """Says nothing: for all processes but the first of those that train together."""

    def __enter__(self) -> Self:
        """Do nothing."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing."""

    def reading(self, done: int, of: int) -> None:
        """Do nothing."""

    def planned(self, lines: Sequence[str], chosen: "Planned") -> None:
        """Do nothing."""

    def stepped(self, done: int, steps: int, losses: Mapping[str, float]) -> None:
        """Do nothing."""

    def checked(self, done: int, numbers: Mapping[str, float], is_best: bool) -> None:
        """Do nothing."""


class TrainReport(ShownBar):
    """Says on stderr what a training has to learn from, and how it goes."""

    def __init__(self) -> None:
        self._console = stderr_console()
        super().__init__(
            ProgressBar(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[said]}"),
                console=self._console,
                transient=True,
                disable=not self._console.is_terminal,
            )
        )
        self._task = self._bar.add_task("Reading films", total=None, said="")
        self._chosen: Planned | None = None
        self._forecast: Forecast | SteadyForecast | None = None
        self._began = 0.0
        self._first = 0

    def reading(self, done: int, of: int) -> None:
        """Show how many films are read."""
        self._bar.update(self._task, completed=done, total=of)

    def planned(self, lines: Sequence[str], chosen: "Planned") -> None:
        """Say what was found before the first step."""
        for line in lines:
            self._say(line)
        self._chosen = chosen
        self._bar.update(self._task, description="Training", completed=0, total=chosen.loop.steps)

    def stepped(self, done: int, steps: int, losses: Mapping[str, float]) -> None:
        """Show a step, its losses, and how long the rest will take."""
        from engine.training.preflight import duration_in_words

        if self._forecast is None and self._chosen is not None:
            self._forecast = _forecast(self._chosen, done)
            self._began, self._first = time.monotonic(), done
            return
        if self._forecast is None:
            return
        left = duration_in_words(self._forecast.seconds_left(done, time.monotonic() - self._began))
        if done == self._first + _TIMED < steps:
            self._say(f"It will take about {left}. Ctrl-C stops it; it can go on later.")
        terms = "  ".join(f"{name} {value:.4f}" for name, value in losses.items())
        said = f"{left} left  {terms}" if done >= self._first + _TIMED else terms
        self._bar.update(self._task, completed=done, said=said)

    def checked(self, done: int, numbers: Mapping[str, float], is_best: bool) -> None:
        """Say what was measured on the films kept back."""
        best = "; the best so far" if is_best else ""
        measured = self.measured(numbers)
        self._say(f"Step {done}: score {numbers['score']:.2f} ({measured}){best}.")

    def measured(self, numbers: Mapping[str, float]) -> str:
        """Return in words what was measured, but for the score."""
        kinds = [name.removesuffix("_psnr") for name in numbers if name.endswith("_psnr")]
        said = [
            f"{kind} {numbers[f'{kind}_psnr']:.2f} dB, SSIM {numbers[f'{kind}_ssim']:.4f}"
            for kind in kinds
        ]
        if "turned" in numbers:
            said.append(f"gradients turned {numbers['turned']:.5f}")
        return ", ".join(said)

    def _say(self, sentence: str) -> None:
        self._console.print(printable(sentence))


class TranslationReport(TrainReport):
    """The same for a translation, whose score is no decibels: 0 at best."""

    def measured(self, numbers: Mapping[str, float]) -> str:
        """Return in words what was measured, but for the score."""
        said = [
            f"distance to the target {numbers['kid_share']:.2f} of the untranslated films'",
            f"gradient correlation {numbers['gradient_correlation']:.3f}",
            f"islands {numbers['islands']:.2%}",
            f"opacities kept {numbers['opacity']:.2f}",
        ]
        if "cycle_ssim" in numbers:
            said.append(f"cycle SSIM {numbers['cycle_ssim']:.3f}")
        return ", ".join(said)


def _forecast(chosen: "Planned", done: int) -> "Forecast | SteadyForecast":
    """Return how long a training will take: the mapping's films grow, all others are steady."""
    from engine.training.preflight import Forecast, SteadyForecast
    from engine.training.presets import MappingPreset

    if isinstance(chosen, MappingPreset):
        return Forecast(chosen.batches, done)
    return SteadyForecast(chosen.loop.steps, done)
