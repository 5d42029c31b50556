"""engine.cli.train_report"""

import io
from types import SimpleNamespace

import pytest
from rich.console import Console

from engine.cli import train_report
from engine.cli.train_report import TrainReport, TranslationReport
from engine.training.presets import preset
from tests.engine.training.tiny import tiny_preset
from tests.engine.training.translation.made_up import tiny_preset as tiny_translation

NUMBERS = {
    "exact_psnr": 23.456,
    "exact_ssim": 0.91234,
    "simulated_psnr": 21.0,
    "simulated_ssim": 0.8,
    "score": 22.228,
}


MEASURED = "exact 23.46 dB, SSIM 0.9123, simulated 21.00 dB, SSIM 0.8000"


class Clock:
    """Says a second more at each question."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        self.seconds += 1
        return self.seconds


def shown(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> tuple[TrainReport, io.StringIO]:
    written = io.StringIO()
    console = Console(file=written, force_terminal=terminal, width=160, soft_wrap=True)
    monkeypatch.setattr(train_report, "stderr_console", lambda: console)
    monkeypatch.setattr(train_report, "time", SimpleNamespace(monotonic=Clock().monotonic))
    return TrainReport(), written


def trained(report: TrainReport, steps: int, *, first: int = 1, until: int | None = None) -> None:
    with report:
        report.reading(2, 4)
        report.planned(["Learns from 2 films."], tiny_preset(steps))
        for done in range(first, (until or steps) + 1):
            report.stepped(done, steps, {"loss": 0.12345, "image": 0.1})


def test_where_there_is_no_terminal_lines_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five steps of a second each after the first, so that fourteen of twenty are left."""
    report, written = shown(monkeypatch, terminal=False)

    trained(report, 20)
    report.checked(20, NUMBERS, True)

    assert written.getvalue().splitlines() == [
        "Learns from 2 films.",
        "It will take about 14 seconds. Ctrl-C stops it; it can go on later.",
        f"Step 20: score 22.23 ({MEASURED}); the best so far.",
    ]


def test_a_run_that_goes_on_is_judged_by_its_own_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    report, written = shown(monkeypatch, terminal=False)

    trained(report, 100, first=51)

    assert "It will take about 44 seconds." in written.getvalue()


def test_a_terminal_shows_a_bar_with_what_is_left_and_the_losses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report, written = shown(monkeypatch, terminal=True)

    trained(report, 20, until=16)

    assert "16/20" in written.getvalue()
    assert "4 seconds left" in written.getvalue()
    assert "loss 0.1235" in written.getvalue() or "loss 0.1234" in written.getvalue()


def test_a_worse_score_is_not_called_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    report, written = shown(monkeypatch, terminal=False)

    report.checked(5, NUMBERS, False)

    assert written.getvalue().startswith("Step 5: score 22.23 (")
    assert "best" not in written.getvalue()


def test_the_presets_of_the_command_are_those_of_the_training() -> None:
    from engine.cli.train import MethodName, Preset
    from engine.training.methods import METHODS

    assert all(preset(name.value).loop.steps > 0 for name in Preset)
    assert {name.value for name in MethodName} == set(METHODS) - {"mapping-paper"}


def test_a_translation_tells_what_its_score_is_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its steps are all alike: fourteen of twenty are left, of a second each."""
    shown(monkeypatch, terminal=False)
    written = io.StringIO()
    monkeypatch.setattr(train_report, "stderr_console", lambda: Console(file=written, width=300))
    report = TranslationReport()
    numbers = {
        "score": -0.4567,
        "kid_share": 0.345,
        "gradient_correlation": 0.9123,
        "islands": 0.0012,
        "opacity": 0.95,
    }

    with report:
        report.planned([], tiny_translation(20))
        for done in range(1, 7):
            report.stepped(done, 20, {"loss": 1.0})
        report.checked(6, numbers, True)
        report.checked(20, {**numbers, "cycle_ssim": 0.9}, False)

    found = (
        "distance to the target 0.34 of the untranslated films', gradient correlation 0.912, "
        "islands 0.12%, opacities kept 0.95"
    )
    assert written.getvalue().splitlines() == [
        "It will take about 14 seconds. Ctrl-C stops it; it can go on later.",
        f"Step 6: score -0.46 ({found}); the best so far.",
        f"Step 20: score -0.46 ({found}, cycle SSIM 0.900).",
    ]
