"""engine.dicom.read_state, engine.dicom.read_state_images, through engine.state_reading"""

from pathlib import Path

import numpy as np
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
)

from engine.errors import UnreadableImageError, UnsupportedImageError
from engine.grayscale.voi import VoiLut, Window
from engine.presentation_state import DisplayedArea, ImageState, PresentationState, StatePart
from engine.shutter import Shutter
from engine.state_reading import read_state
from tests.engine.dicom.written import film, lut
from tests.engine.dicom.written_states import area, one, referring, window, write_state

FIRST, SECOND = "1.2.3.4.1", "1.2.3.4.2"


@pytest.fixture
def image() -> Dataset:
    """A film of 4 rows and 6 columns."""
    return film(np.zeros((4, 6), dtype=np.uint16), 12, SOPInstanceUID=FIRST)


def said(state: PresentationState, uid: str = FIRST, frame: int = 0) -> ImageState:
    """Return what a state says of a film it is for."""
    found = state.for_image(uid, frame)
    assert found is not None
    return found


def test_a_state_tells_its_name_and_which_film_it_is_for(image: Dataset, tmp_path: Path) -> None:
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        SOPInstanceUID="1.9.9",
        ContentLabel="TUBES",
        ContentDescription="After the\u202e drain",
        SpecificCharacterSet="ISO_IR 192",
    )

    state = read_state(path)

    assert state.uid == "1.9.9"
    assert state.title == "TUBES: After the drain (2026-11-21)"
    assert state.for_image(FIRST) is not None
    assert state.for_image(SECOND) is None
    assert said(state).parts == {StatePart.GREY, StatePart.AREA}
    assert said(state).notices == ()


def test_windows_go_to_the_films_they_are_for(image: Dataset, tmp_path: Path) -> None:
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        ReferencedSeriesSequence=one(ReferencedImageSequence=referring(FIRST, SECOND, "1.3")),
        SoftcopyVOILUTSequence=Sequence(
            [
                window(50, 10, ReferencedImageSequence=referring(SECOND)),
                window(60, 20, ReferencedImageSequence=referring(FIRST)),
            ]
        ),
    )

    state = read_state(path)

    assert said(state, FIRST).voi == Window(60, 20)
    assert said(state, SECOND).voi == Window(50, 10)
    assert said(state, "1.3").voi is None


def test_windows_go_to_the_frames_they_are_for(image: Dataset, tmp_path: Path) -> None:
    """Frames count from 1 in the file, from 0 here."""
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        SoftcopyVOILUTSequence=Sequence(
            [
                window(50, 10, ReferencedImageSequence=referring(FIRST, frames=[2, 3])),
                window(60, 20, ReferencedImageSequence=referring(FIRST, frames=[5])),
            ]
        ),
    )

    state = read_state(path)

    vois = [said(state, FIRST, frame).voi for frame in range(6)]
    assert vois == [None, Window(50, 10), Window(50, 10), None, Window(60, 20), None]


def test_a_state_of_some_frames_says_nothing_of_the_others(image: Dataset, tmp_path: Path) -> None:
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        ReferencedSeriesSequence=one(ReferencedImageSequence=referring(FIRST, frames=[2, 4])),
        SoftcopyVOILUTSequence=Sequence([window(50, 10)]),
    )

    state = read_state(path)

    is_there = [state.for_image(FIRST, frame) is not None for frame in range(5)]
    assert is_there == [False, True, False, True, False]
    assert said(state, FIRST, 3).voi == Window(50, 10)


def test_what_is_said_of_frames_the_state_is_not_for_does_not_count(
    image: Dataset, tmp_path: Path
) -> None:
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        ReferencedSeriesSequence=one(ReferencedImageSequence=referring(FIRST, frames=[2])),
        SoftcopyVOILUTSequence=Sequence(
            [window(50, 10, ReferencedImageSequence=referring(FIRST, frames=[2, 3]))]
        ),
    )

    state = read_state(path)

    is_there = [state.for_image(FIRST, frame) is not None for frame in range(4)]
    assert is_there == [False, True, False, False]


def test_a_frame_has_what_is_said_of_it_of_its_film_and_of_all(
    image: Dataset, tmp_path: Path
) -> None:
    """Of two windows for the same frame the first one written counts."""
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        SoftcopyVOILUTSequence=Sequence(
            [
                window(50, 10, ReferencedImageSequence=referring(FIRST, frames=[2])),
                window(60, 20, ReferencedImageSequence=referring(FIRST)),
            ]
        ),
        DisplayedAreaSelectionSequence=Sequence([area(1, 1, 3, 2)]),
    )

    state = read_state(path)

    framed, other = said(state, FIRST, 1), said(state, FIRST, 0)
    assert (framed.voi, other.voi) == (Window(50, 10), Window(60, 20))
    assert framed.area == other.area == DisplayedArea((1, 1), (3, 2))


def test_a_state_without_its_list_of_films_is_for_those_its_parts_name(
    image: Dataset, tmp_path: Path
) -> None:
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        ReferencedSeriesSequence=None,
        SoftcopyVOILUTSequence=Sequence(
            [window(50, 10, ReferencedImageSequence=referring(SECOND))]
        ),
    )

    state = read_state(path)

    assert said(state, SECOND).voi == Window(50, 10)
    assert state.for_image(FIRST) is None


def test_the_shutter_of_a_state_is_read(image: Dataset, tmp_path: Path) -> None:
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        ShutterShape=["RECTANGULAR", "CIRCULAR"],
        ShutterLeftVerticalEdge=2,
        ShutterRightVerticalEdge=5,
        ShutterUpperHorizontalEdge=1,
        ShutterLowerHorizontalEdge=3,
        CenterOfCircularShutter=[2, 3],
        RadiusOfCircularShutter=4,
        ShutterPresentationValue=65535,
    )

    found = said(read_state(path)).shutter

    assert found == Shutter(rectangle=(1, 2, 3, 5), circle=(2, 3, 4), grey=1.0)


def test_what_is_not_shown_is_said(image: Dataset, tmp_path: Path) -> None:
    written = write_state(
        tmp_path / "ps.dcm",
        image,
        ShutterShape="BITMAP",
        MaskSubtractionSequence=one(MaskOperation="AVG_SUB"),
        GraphicGroupSequence=one(GraphicGroupID=1),
        GraphicAnnotationSequence=one(GraphicLayer="A", CompoundGraphicSequence=one()),
        GraphicLayerSequence=one(GraphicLayer="A", GraphicLayerOrder=1),
    )

    notices = " ".join(said(read_state(written)).notices)

    assert said(read_state(written)).shutter is None
    for word in ("bitmap shutter", "mask", "groups", "Compound graphics"):
        assert word in notices


def test_real_states_are_read(shared_data: Path) -> None:
    """Two states of the DICOM test set: three tables in a row, and six overlay planes."""
    folder = shared_data / "dicom" / "weasis-presentation-states"
    luts, overlays = (
        read_state(next(folder.rglob(f"{name}.dcm"))) for name in ("prLUTs", "prOverlay")
    )

    tables = said(luts, "1.2.276.0.7230010.3.200.6.3.1")
    planes = said(overlays, "1.2.276.0.7230010.3.200.12.1.1")

    assert (
        luts.title == "XLUT_P03: scrambled modality lut / voi lut / presentation lut (2000-07-04)"
    )
    assert isinstance(tables.voi, VoiLut)
    assert tables.presentation_lut is not None
    assert tables.presentation_lut.entries[:4].tolist() == [8, 141, 171, 173]
    assert (tables.voi.values[:3] * 255).round().tolist() == [0, 233, 103]
    assert [layer.name for layer in planes.layers] == [f"LAYER{n}" for n in range(1, 7)]
    assert any("6 overlay planes" in notice for notice in planes.notices)


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
)
def test_states_are_read_in_every_byte_order(syntax: UID, image: Dataset, tmp_path: Path) -> None:
    """The first value is below zero although implicit VR does not say that it is signed."""
    curve = lut(-1, [0, 300, 1023], 10, vr="SS")
    if syntax == ExplicitVRBigEndian:
        curve[0].LUTData = np.array([0, 300, 1023], dtype=">u2").tobytes()
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        syntax,
        PresentationLUTShape="INVERSE",
        SoftcopyVOILUTSequence=one(VOILUTSequence=curve),
    )

    found = said(read_state(path))

    assert found.shape == "INVERSE"
    assert isinstance(found.voi, VoiLut)
    assert found.voi.first_mapped == -1
    assert (found.voi.values * 1023).tolist() == [0, 300, 1023]


@pytest.mark.parametrize("number", [2, 3, 4, 5, 8])
def test_a_state_of_another_kind_is_refused_by_name(
    number: int, image: Dataset, tmp_path: Path
) -> None:
    kind = f"1.2.840.10008.5.1.4.1.1.11.{number}"

    path = write_state(tmp_path / "blended.dcm", image, SOPClassUID=kind)

    with pytest.raises(UnsupportedImageError, match=r"^blended.dcm is a presentation state of a"):
        read_state(path)


def test_a_film_is_no_state() -> None:
    path = Path(str(get_testdata_file("CT_small.dcm")))

    with pytest.raises(UnsupportedImageError, match=r"CT_small.dcm is no presentation state"):
        read_state(path)


def test_a_file_that_is_missing_or_cut_is_refused(image: Dataset, tmp_path: Path) -> None:
    path = write_state(tmp_path / "ps.dcm", image)
    path.write_bytes(path.read_bytes()[:150])

    with pytest.raises(UnreadableImageError, match=r"ps.dcm"):
        read_state(path)
    with pytest.raises(UnreadableImageError, match=r"gone.dcm does not exist"):
        read_state(tmp_path / "gone.dcm")


def test_a_state_with_more_windows_than_can_be_meant_is_cut_with_a_sentence(
    image: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.dicom.read_state._MOST_ITEMS", 2)
    other = window(50, 10, ReferencedImageSequence=referring(SECOND))
    path = write_state(
        tmp_path / "ps.dcm",
        image,
        SoftcopyVOILUTSequence=Sequence([other, other, window(9, 9)]),
    )

    found = said(read_state(path))

    assert found.voi is None
    assert any("more than 2 " in notice for notice in found.notices)
