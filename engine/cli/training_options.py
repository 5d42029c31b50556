"""Options that all trainings share."""

from pathlib import Path
from typing import Annotated

import typer

from engine.models.devices import VARIABLE, DeviceChoice

RunOption = Annotated[
    Path, typer.Option("--out", metavar="RUN", help="Folder of the run; made if absent.")
]
StepsOption = Annotated[
    int, typer.Option("--steps", metavar="N", min=0, help="At most; 0 is the preset's.")
]
SeedOption = Annotated[
    int, typer.Option("--seed", metavar="N", min=0, help="Of everything drawn by chance.")
]
DeviceOption = Annotated[
    DeviceChoice, typer.Option("--device", envvar=VARIABLE, help="Where it is trained.")
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N", min=0, max=64, help="Processes that make batches; 0: none."
    ),
]
ThreadsOption = Annotated[
    int | None,
    typer.Option(
        "--threads",
        metavar="N",
        min=1,
        max=256,
        help="Of the CPU; bit-equal weights need the same number.",
    ),
]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Go on with the run in RUN, bit by bit.")
]
