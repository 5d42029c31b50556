"""Tries the whole program on this machine: files, codecs, steps, recipes, networks, export.

It is run by a user whom support asks to, by the smoke test of an installer, and by whoever wants
to know whether a machine computes what it should. Nothing it says names a patient or a film.
"""

import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, time

from engine.archive import archive_of
from engine.errors import EngineError
from engine.faults import FaultsInWords
from engine.models.devices import DeviceChoice, using_device
from engine.progress import Progress
from engine.self_test_check import Bench, Check, CheckOutcome, LeftOut, Verdict

_PREFIX = "negatoscope-self-test-"
_LONGEST_S = 3600
"""No self-test takes so long: a folder of that age is one that a crash has left."""

_UNFORESEEN = "It did not work"
_LEAST_PART = 3
"""Letters of a film's name without its ending, below which it is not looked for."""


@dataclass(frozen=True, slots=True)
class SelfTestOrder:
    """What to try.

    Attributes:
        film: To try it on; None is the sample film, made for this.
        is_quick: Leave out the networks and what takes long.
        device: AUTO tries the CPU, and a GPU where one works; CPU and CUDA that alone.
    """

    film: Path | None = None
    is_quick: bool = False
    device: DeviceChoice = DeviceChoice.AUTO


def all_checks(order: SelfTestOrder) -> tuple[Check, ...]:
    """Return everything the engine can check, in order; loads no torch."""
    from engine.self_test_codecs import codec_checks
    from engine.self_test_export import export_checks
    from engine.self_test_files import file_checks
    from engine.self_test_film import film_checks
    from engine.self_test_networks import network_checks
    from engine.self_test_steps import recipe_checks, step_checks

    found = (
        *file_checks(),
        *film_checks(),
        *codec_checks(),
        *step_checks(),
        *network_checks(order.device),
        *recipe_checks(),
        *export_checks(),
    )
    return tuple(check for check in found if check.is_quick or not order.is_quick)


def run_self_test(
    order: SelfTestOrder,
    further: Sequence[Check] = (),
    *,
    ended: Callable[[CheckOutcome], None] = lambda _: None,
    progress: Progress | None = None,
) -> tuple[CheckOutcome, ...]:
    """Run every check; one that fails never stops the others. No file is left behind.

    Args:
        order: What to try.
        further: Checks of what the engine does not know: the window's.
        ended: Called with each outcome when its check has ended.
        progress: Told of each check before it starts; cancels between and within them.

    Returns:
        All outcomes, in order.

    Raises:
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    outcomes: list[CheckOutcome] = []
    _remove_folders_of_crashes()
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder), order.film)
        checks = (*all_checks(order), *further)
        for number, check in enumerate(checks):
            progress.report(number / len(checks), f"{check.group}: {check.name}")
            part = progress.part(number / len(checks), (number + 1) / len(checks))
            outcomes.append(_outcome(check, bench, part))
            ended(outcomes[-1])
    progress.report(1.0, "")
    return tuple(outcomes)


def in_one_sentence(outcomes: Sequence[CheckOutcome]) -> str:
    """Return how many checks passed, were left out and failed: "84 checks: 80 ok, …"."""
    counts = {v: sum(outcome.verdict is v for outcome in outcomes) for v in Verdict}
    seconds = sum(outcome.milliseconds for outcome in outcomes) / 1000
    told = ", ".join(f"{count} {v.value}" for v, count in counts.items() if count)
    return f"{len(outcomes)} checks in {seconds:.0f} s: {told}."


def _remove_folders_of_crashes() -> None:
    """Remove what a crash kept from being removed: a film of the user's may be in it."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time() - folder.stat().st_mtime > _LONGEST_S:
                shutil.rmtree(folder, ignore_errors=True)


def _outcome(check: Check, bench: Bench, progress: Progress) -> CheckOutcome:
    start = perf_counter()
    try:
        with FaultsInWords(_UNFORESEEN), using_device(DeviceChoice.CPU):
            verdict, found = _tried(check, bench, progress)
    except EngineError as error:
        progress.check()  # it may have been made of Cancelled
        verdict, found = Verdict.FAILED, f"{error} {error.hint} {_place(error)}".strip()
    took = 1000 * (perf_counter() - start)
    return CheckOutcome(check.group, check.name, verdict, took, _nameless(found, bench.given))


def _tried(check: Check, bench: Bench, progress: Progress) -> tuple[Verdict, str]:
    try:
        return Verdict.OK, check.run(bench, progress)
    except LeftOut as reason:
        return Verdict.LEFT_OUT, str(reason)


def _place(error: EngineError) -> str:
    """Return where in our code an error nobody foresaw was raised; "" for one that we foresaw."""
    cause = error.__cause__
    if cause is None or not str(error).startswith(_UNFORESEEN):
        return ""
    frames = [frame for frame, _ in traceback.walk_tb(cause.__traceback__)]
    modules = [(str(frame.f_globals.get("__name__")), frame.f_lineno) for frame in frames]
    ours = [place for place in modules if place[0].partition(".")[0] in ("engine", "viewer")]
    return f"({type(cause).__name__} in {ours[-1][0]}, line {ours[-1][1]})" if ours else ""


def _nameless(text: str, film: Path | None) -> str:
    """Return what is said without the name of the user's film, or of an archive it lies in."""
    if film is None:
        return text
    for name in sorted(_names(film), key=len, reverse=True):
        text = text.replace(name, "the film")
    return text


def _names(film: Path) -> Iterator[str]:
    yield str(film)
    inside = archive_of(film)
    whole = [film.name, *((inside[0].name, *Path(inside[1]).parts) if inside else ())]
    for name in whole:
        yield name
        if len(Path(name).stem) >= _LEAST_PART:
            yield Path(name).stem
