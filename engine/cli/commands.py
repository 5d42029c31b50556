"""The commands and their options, as typer sees them; what they do stands in the other modules."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from engine.build import build_info
from engine.cli.calibrate import calibrate
from engine.cli.choices import choose_device, recipe_choice
from engine.cli.enhance import EnhanceOrder, enhance_films
from engine.cli.evaluate import evaluate_app
from engine.cli.info import show_info
from engine.cli.list_models import show_models
from engine.cli.list_recipes import show_recipes
from engine.cli.messages import FAILED, INTERRUPTED, complain, say
from engine.cli.render import RenderOrder, render_film
from engine.cli.self_test import self_test
from engine.cli.stitch import stitch_films
from engine.cli.train import train_app
from engine.errors import EngineError
from engine.faults import FaultsInWords
from engine.models.devices import VARIABLE, DeviceChoice
from engine.recipe import Recipe
from engine.self_test import SelfTestOrder
from engine.self_test_check import Check
from engine.version import NOTICE

app = typer.Typer(
    name="negatoscope",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich" if sys.stderr.isatty() else None,  # in a log boxes are no help
    pretty_exceptions_enable=False,  # its tracebacks print local variables: patients' names
    help=(
        "Reads radiographs, improves how they are presented, and shows what it did.\n\n"
        "'negatoscope' alone, or followed by files or folders, opens the window: "
        f"see 'negatoscope view --help'. {NOTICE}"
    ),
)


app.add_typer(evaluate_app, name="evaluate")
app.add_typer(train_app, name="train")


class OutputFormat(StrEnum):
    """What ``enhance`` writes."""

    DICOM = "dicom"
    PNG = "png"
    TIFF = "tiff"


class Bits(StrEnum):
    """Bits of a grey level that ``render`` writes."""

    EIGHT = "8"
    SIXTEEN = "16"


def command_line(arguments: Sequence[str], checks: Sequence[Check] = ()) -> int:
    """Run one command and return its exit status.

    Args:
        arguments: Without the program's name.
        checks: What 'self-test' is to look at besides the engine: the window.

    Returns:
        0 done, 1 some inputs failed, 2 the command line itself is wrong, 130 Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a letter still works
            stream.reconfigure(errors="backslashreplace")
    try:
        with FaultsInWords("The command could not be carried out"):
            typer.main.get_command(app).main(
                args=list(arguments), prog_name="negatoscope", obj=tuple(checks)
            )
    except EngineError as error:
        complain(error)
        return FAILED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FAILED
    return 0


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        build = build_info()
        variant = f" ({build.variant.value})" if build.is_frozen else ""
        sys.stdout.write(f"negatoscope {build.version}{variant}\n")
        raise typer.Exit


@app.callback()
def _negatoscope(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say which this is."),
    ] = False,
) -> None:
    """Take what stands before the command."""


PresentationOption = Annotated[
    Path | None,
    typer.Option(
        "--presentation",
        metavar="FILE.json",
        help="Show it as a presentation file of this film says: recipe, windows, turn.",
    ),
]
DrawingsOption = Annotated[
    bool, typer.Option("--drawings", help="Draw the measurements of the presentation file.")
]
RecipeOption = Annotated[
    str,
    typer.Option(
        "--recipe", metavar="NAME|FILE.json", help="Which, of 'negatoscope recipes' or your own."
    ),
]

DeviceOption = Annotated[
    DeviceChoice,
    typer.Option(
        "--device",
        envvar=VARIABLE,
        help="Where networks and heavy filters run: auto is the GPU if one works.",
    ),
]


@app.command()
def render(
    source: Annotated[
        Path, typer.Argument(metavar="SRC", help="A DICOM or bitmap film, also study.zip/a.dcm.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT.png", help="PNG or TIFF to write.")
    ],
    recipe: RecipeOption = "",
    window: Annotated[
        tuple[float, float] | None,
        typer.Option(
            "--window",
            metavar="C W",
            help="Centre and width in modality values; in 0..65535 after a recipe that sets its "
            "own window.",
        ),
    ] = None,
    voi: Annotated[
        int | None,
        typer.Option("--voi", metavar="N", min=1, help="The film's own window or VOI LUT, from 1."),
    ] = None,
    frame: Annotated[
        int, typer.Option("--frame", metavar="N", min=1, help="Of a multi-frame file, from 1.")
    ] = 1,
    bits: Annotated[Bits, typer.Option("--bits", help="Bits of a grey level.")] = Bits.EIGHT,
    state: Annotated[
        Path | None,
        typer.Option(
            "--state",
            metavar="PS.dcm",
            help="Show it under a grayscale presentation state: its window, LUTs, turn and "
            "shutter. Its graphics and texts are not drawn, and the whole film is shown.",
        ),
    ] = None,
    presentation: PresentationOption = None,
    drawings: DrawingsOption = False,
) -> None:
    """Write a film as the window shows it, as PNG or TIFF; one that is there is replaced."""
    order = RenderOrder(
        source=source,
        output=output,
        recipe=recipe,
        window=window,
        voi_number=voi,
        frame=frame - 1,
        levels=2 ** int(bits.value),
        state=state,
        presentation=presentation,
        has_drawings=drawings,
    )
    with _ctrl_c():
        render_film(order)


@app.command()
def enhance(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SRC...", help="Films, folders, DICOMDIRs or ZIPs.")
    ],
    folder: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Where to write; made if absent.")
    ],
    recipe: RecipeOption,
    device: DeviceOption = DeviceChoice.AUTO,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            min=1,
            max=256,
            help="Films at once; by default as many as cores and free memory allow.",
        ),
    ] = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="DICOM, or 16-bit PNG or TIFF.")
    ] = OutputFormat.DICOM,
) -> None:
    """Apply a recipe to many films. Nothing is overwritten: names that are taken get a number."""
    choose_device(device)
    order = EnhanceOrder(
        sources=tuple(sources),
        folder=folder,
        recipe=recipe,
        format_name=output_format.value,
        workers=workers,
    )
    with _ctrl_c():
        status = enhance_films(order)
    raise typer.Exit(status)


@app.command()
def stitch(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SRC SRC...", help="Films that overlap, in any order.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT.dcm", help="DICOM, PNG or TIFF to write.")
    ],
) -> None:
    """Put overlapping films of one patient together: long legs, a whole spine."""
    with _ctrl_c():
        stitch_films(sources, output)


@app.command("calibrate")
def calibrate_detector(
    films: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FLAT...]", help="Raw films of the bare detector, evenly exposed."),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help='What to call it: "Room 2".')
    ] = "",
) -> None:
    """Keep a detector's flat field, for the step of that name; without films list all."""
    with _ctrl_c():
        calibrate(films or (), name)


JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, no more.")]


@app.command()
def info(
    source: Annotated[
        Path, typer.Argument(metavar="SRC", help="A film, or a folder, DICOMDIR or ZIP of films.")
    ],
    recipe: Annotated[
        str,
        typer.Option(
            "--recipe", metavar="NAME|FILE.json", help="Measure its result beside the film."
        ),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Say what a file holds, what contradicts itself, and how noisy and contrasty the film is."""
    chosen = recipe_choice(recipe) if recipe else Recipe()
    with _ctrl_c():
        status = show_info(source, recipe=chosen, as_json=as_json)
    raise typer.Exit(status)


@app.command()
def recipes(as_json: JsonOption = False) -> None:
    """List recipes and steps, with parameters, units and ranges."""
    show_recipes(as_json=as_json)


@app.command()
def models(as_json: JsonOption = False) -> None:
    """List the installed models, with what each was measured at, licence and checksum."""
    show_models(as_json=as_json)


@app.command("self-test")
def try_everything(
    context: typer.Context,
    film: Annotated[
        Path | None,
        typer.Option(
            "--film",
            metavar="FILE",
            help="Try it on this film instead of the sample; nothing names it.",
        ),
    ] = None,
    device: DeviceOption = DeviceChoice.AUTO,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave out the networks; takes seconds.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Try files, codecs, steps, recipes, networks and export on this machine, for support."""
    choose_device(device)
    with _ctrl_c():
        order = SelfTestOrder(film=film, is_quick=quick, device=device)
        status = self_test(order, context.obj or (), as_json=as_json)
    raise typer.Exit(status)


class _ctrl_c:  # noqa: N801 - read as a word in a with statement
    """Turns Ctrl-C into its exit status, in silence."""

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Leave with 130 after Ctrl-C."""
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            say("Stopped. Files already written are whole and stay.")
            raise typer.Exit(INTERRUPTED)
