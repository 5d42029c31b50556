"""negatoscope calibrate: a detector's flat field from films of a uniform exposure, and the list."""

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.table import Table

from engine.calibration import Calibration, add_calibration, calibrations
from engine.cli.messages import printable, say, stdout_console
from engine.reading import find_films


def calibrate(films: Sequence[Path], name: str) -> None:
    """Keep the mean of flat films as a calibration; without films list those there are.

    Raises:
        typer.BadParameter: If films come without a name, or a name without films.
        EngineError: If a film cannot be read or is not flat, or the calibration not be written.
    """
    if bool(films) != bool(name):
        raise typer.BadParameter(
            'Give flat films and a name: negatoscope calibrate FLAT.dcm --name "Room 2".',
            param_hint="--name" if films else "FLAT",
        )
    if films:
        made = add_calibration(find_films(films), name)
        say(f"Kept as {made.name}, {made.reference}: the mean of {_films(made)}.")
        return
    known = calibrations()
    if not known:
        say("No detector is calibrated yet.")
        return
    stdout_console().print(_table(known))


def _table(known: tuple[Calibration, ...]) -> Table:
    table = Table(
        *("Name", "Reference", "Pixels", "Size", "Mean of"),
        title="Calibrations",
        title_justify="left",
    )
    for one in known:
        height, width = one.size_mm
        table.add_row(
            printable(one.name),
            one.reference,
            f"{one.shape[0]} × {one.shape[1]}",
            f"{height:.0f} × {width:.0f} mm",
            _films(one),
        )
    return table


def _films(one: Calibration) -> str:
    return f"{one.films} {'film' if one.films == 1 else 'films'}"
