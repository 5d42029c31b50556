"""The main job without a window: what the program does where there is no display."""

from collections.abc import Sequence
from pathlib import Path

from engine.batch import FreeNames, occurrences
from engine.cli.choices import output_folder
from engine.cli.enhance import Enhancement, apply_to_all, films_among
from engine.cli.messages import FAILED, INTERRUPTED, OK, complain, printable, say, stdout_console
from engine.errors import EngineError
from engine.export import ExportFormat
from engine.faults import FaultsInWords
from engine.library import default_recipe
from engine.samples import sample_file

FOLDER = Path("negatoscope-output")


def enhance_without_window(paths: Sequence[Path]) -> int:
    """Enhance films with the default recipe into ./negatoscope-output, and print where they lie.

    Each film gives a DICOM object and a picture of before and after.

    Args:
        paths: Films, folders, DICOMDIRs; the sample film where there are none.

    Returns:
        Exit status: 0 done, 1 something failed, 130 Ctrl-C.
    """
    say("There is no display, so this does without a window: it enhances with the default recipe.")
    try:
        with FaultsInWords("The films could not be enhanced"):
            return _enhance(list(paths) or [sample_file("thorax")])
    except EngineError as error:
        complain(error)
        return FAILED
    except KeyboardInterrupt:
        say("Stopped. Files already written are whole and stay.")
        return INTERRUPTED


def _enhance(paths: list[Path]) -> int:
    films, failures = films_among(paths, without=FOLDER)
    if not films:
        return FAILED
    folder = output_folder(FOLDER)
    task = Enhancement(
        recipe=default_recipe(),
        folder=folder,
        format=ExportFormat.DICOM,
        names=FreeNames(folder),
        number_of=occurrences(films),
        with_before_after=True,
    )
    outcomes = apply_to_all(task, films, workers=None, absent=failures)
    console = stdout_console()
    for outcome in outcomes:
        for path in outcome.written:
            console.print(printable(str(path.absolute())))
    failures += sum(outcome.error is not None for outcome in outcomes)
    return FAILED if failures else OK
