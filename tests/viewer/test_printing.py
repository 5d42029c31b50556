"""viewer.printing"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from engine import (
    Description,
    EngineError,
    KnownObject,
    MeasureKind,
    Measurement,
    Orientation,
    Presentation,
    Progress,
    Renderer,
    Window,
    histogram,
)
from engine.radiograph import Spacing, SpacingSource
from tests.engine.export_requests import GAMMA
from tests.engine.translated import ct_like, use_fake_translation
from tests.engine.words_in_pixels import finds
from tests.properties.films import stored_film
from viewer.app import application_
from viewer.document import Document, Opened
from viewer.history import History
from viewer.jobs import Jobs
from viewer.printed_page import Page, PrintSize
from viewer.printing import PrintChoice, PrintPictures, page_maker, print_film

FILM = replace(
    stored_film(300, 400),
    spacing=Spacing(0.2, 0.1, SpacingSource.DETECTOR),
    description=Description("Roe, Jane", "PID-77", view="DX hand", taken_at="2026-11-20"),
)
LENGTH = Measurement(MeasureKind.LENGTH, ((50.5, 150.5), (150.5, 150.5)))
BOTH = PrintChoice(PrintPictures.BOTH)


@pytest.fixture
def document() -> Iterator[Document]:
    """A film of 300 x 400 pixels of 0.2 x 0.1 mm, with a recipe and a length."""
    application_()
    jobs = Jobs()
    renderer = Renderer(FILM)
    opened = Opened(renderer, histogram(renderer.original), None)  # type: ignore[arg-type]
    first = Presentation(Window(30_000, 60_000), measurements=(LENGTH,)).with_recipe(GAMMA)
    yield Document(opened, History(first), jobs)
    jobs.close()


def page(document: Document, choice: PrintChoice, *, shows_patient: bool = True) -> Page:
    return page_maker(document, choice, shows_patient=shows_patient)(Progress())


def test_both_stand_on_the_page_as_they_are_shown(document: Document) -> None:
    original, enhanced = page(document, BOTH).pictures

    renderer, voi = document.renderer, document.presentation.voi
    assert (original.title, enhanced.title) == ("Original", "Enhanced: Half tones")
    np.testing.assert_array_equal(original.grey, renderer.original.grey_levels(voi))
    np.testing.assert_array_equal(
        enhanced.grey, renderer.result(GAMMA).grey_levels(document.presentation.result_voi)
    )


def test_a_film_without_steps_stands_there_once(document: Document) -> None:
    document.edit(Presentation(document.presentation.voi))

    (only,) = page(document, BOTH).pictures

    assert only.title == "Original"


def test_its_size_is_that_of_its_pixels_as_turned(document: Document) -> None:
    """300 rows of 0.2 and 400 columns of 0.1 mm: 60 by 40, lying 40 by 60."""
    upright = page(document, PrintChoice()).pictures[0]
    document.edit(replace(document.presentation, orientation=Orientation(1)))
    lying = page(document, PrintChoice()).pictures[0]

    assert upright.size_mm == pytest.approx((60, 40))
    assert lying.size_mm == pytest.approx((40, 60))
    assert lying.grey.shape == (400, 300)


def test_a_known_object_sets_the_size(document: Document) -> None:
    """100 columns of 0.1 mm are said to be 5 mm, so the film is half as large."""
    coin = KnownObject(((0, 0), (100, 0)), 5.0)
    document.edit(replace(document.presentation, known_object=coin))

    found = page(document, PrintChoice(size=PrintSize.TRUE))

    assert found.pictures[0].size_mm == pytest.approx((30, 20))
    assert found.spacing.source is SpacingSource.KNOWN_OBJECT


@pytest.mark.parametrize("has_drawings", [False, True])
def test_measurements_are_drawn_on_request(document: Document, has_drawings: bool) -> None:
    bare, asked = (
        page(document, PrintChoice(has_drawings=drawn)).pictures[0].grey
        for drawn in (False, has_drawings)
    )

    assert (bare[150, 60:140] != asked[150, 60:140]).any() == has_drawings


def test_the_patient_is_named_only_where_the_window_does(document: Document) -> None:
    named = page(document, PrintChoice())
    hidden = page(document, PrintChoice(), shows_patient=False)

    assert named.who.endswith("Roe, Jane · PID-77")
    assert named.what == "DX hand · 2026-11-20"
    assert (hidden.who, hidden.what) == ("", "DX hand")


def test_a_synthetic_picture_carries_its_words(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_fake_translation(monkeypatch)
    document.edit(replace(document.presentation.with_recipe(ct_like()), measurements=()))

    original, synthetic = page(document, BOTH).pictures

    assert finds("DIAGNOSIS", synthetic.grey)
    assert not finds("DIAGNOSIS", original.grey)


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(100)
    printer.setOutputFileName(str(path))
    return printer


def test_one_page_is_printed(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"

    print_film(document, printer_to(path), BOTH, shows_patient=False)

    written = path.read_bytes()
    assert written.startswith(b"%PDF-")
    assert written.count(b"/Type /Page\n") == 1
    assert b"Roe" not in written


class Refusing(QPainter):
    """A painter whose paper is not there."""

    def begin(self, _device: object) -> bool:
        return False


def test_a_printer_that_refuses_is_one_sentence(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.printing.QPainter", Refusing)

    with pytest.raises(EngineError, match="could not be printed"):
        print_film(document, printer_to(tmp_path / "page.pdf"), BOTH, shows_patient=True)
