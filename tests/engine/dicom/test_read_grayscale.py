"""engine.dicom.read_grayscale"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import config
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from engine.dicom.read_grayscale import modality_of, polarity_of, vois_of
from engine.grayscale.modality import LinearModality, Modality, TableModality
from engine.grayscale.voi import Voi, VoiFunction, VoiLut, Window
from engine.reading import read_radiograph
from tests.engine.dicom.written import film, lut, write

PIXELS = np.zeros((2, 2), dtype=np.uint16)


def modality(*, is_signed: bool = False, **attributes: Any) -> tuple[Modality, list[str]]:
    notices: list[str] = []
    ds = film(PIXELS, **attributes)
    found = modality_of(ds, 0, is_signed=is_signed, is_little_endian=True, notices=notices)
    return found, notices


def vois(*, is_signed: bool = False, **attributes: Any) -> tuple[tuple[Voi, ...], list[str]]:
    notices: list[str] = []
    ds = film(PIXELS, **attributes)
    found = vois_of(ds, 0, is_signed=is_signed, is_little_endian=True, notices=notices)
    return found, notices


def test_slope_and_intercept_are_taken_with_their_unit() -> None:
    found, notices = modality(RescaleSlope="2.5", RescaleIntercept="-10", RescaleType="OD")

    assert found == LinearModality(2.5, -10, "OD")
    assert notices == []


@pytest.mark.parametrize(
    "rescale",
    [
        {"RescaleSlope": "0", "RescaleIntercept": "1"},
        {"RescaleSlope": "1e300", "RescaleIntercept": "1"},
        {"RescaleSlope": "2"},
        {"RescaleIntercept": "2"},
    ],
)
def test_a_rescale_that_makes_no_sense_is_ignored_and_said(rescale: dict[str, Any]) -> None:
    found, notices = modality(**rescale)

    assert found == LinearModality()
    assert len(notices) == 1


def test_a_modality_table_wins_over_slope_and_intercept() -> None:
    sequence = lut(5, [7, 8, 4095], 12, ModalityLUTType="OD", LUTExplanation="curve")

    found, _ = modality(ModalityLUTSequence=sequence, RescaleSlope="2", RescaleIntercept="0")

    assert isinstance(found, TableModality)
    assert (found.first_mapped, found.values.tolist(), found.bits) == (5, [7, 8, 4095], 12)
    assert (found.unit, found.explanation) == ("OD", "curve")


def test_the_first_value_of_a_signed_films_table_is_twos_complement() -> None:
    """65436 in a US descriptor of a signed film is -100."""
    found, _ = modality(is_signed=True, ModalityLUTSequence=lut(65436, [0, 1], 8))

    assert isinstance(found, TableModality)
    assert found.first_mapped == -100


def test_a_modality_table_cut_short_falls_back_to_slope_and_intercept() -> None:
    sequence = lut(0, [1, 2, 3], 12)
    sequence[0].LUTDescriptor = [4, 0, 12]

    found, notices = modality(ModalityLUTSequence=sequence, RescaleSlope="2", RescaleIntercept="0")

    assert found == LinearModality(2, 0)
    assert notices == [
        "The modality LUT in the file has 3 of the 4 entries it announces and was ignored."
    ]


def test_an_angiograms_modality_lut_is_not_for_display() -> None:
    found, notices = modality(
        SOPClassUID="1.2.840.10008.5.1.4.1.1.12.1", RescaleSlope="2", RescaleIntercept="0"
    )

    assert found == LinearModality()
    assert len(notices) == 1


def test_all_choices_are_offered_tables_first() -> None:
    found, notices = vois(
        WindowCenter=["100", "200.5"],
        WindowWidth=["50", "60"],
        WindowCenterWidthExplanation=["BONE", "SOFT"],
        VOILUTSequence=lut(3, [0, 255], 8, LUTExplanation="CHEST"),
    )

    table, *windows = found
    assert isinstance(table, VoiLut)
    assert (table.first_mapped, table.bits, table.explanation) == (3, 8, "CHEST")
    assert table.values.tolist() == [0, 1]
    assert windows == [Window(100, 50, explanation="BONE"), Window(200.5, 60, explanation="SOFT")]
    assert notices == []


@pytest.mark.parametrize("function", list(VoiFunction))
def test_the_voi_function_applies_to_the_windows(function: VoiFunction) -> None:
    found, _ = vois(WindowCenter="1", WindowWidth="2", VOILUTFunction=function.value)

    assert found == (Window(1, 2, function),)


def test_an_unknown_function_is_shown_as_linear_and_said() -> None:
    found, notices = vois(WindowCenter="1", WindowWidth="2", VOILUTFunction="CUBIC")

    assert found == (Window(1, 2),)
    assert "CUBIC is unknown" in notices[0]


@pytest.mark.parametrize(
    ("centre", "width"),
    [("nan", "5"), ("1", "nan"), ("1e308", "5"), ("1", "0.5"), ("1", "-3"), ("1", "0")],
)
def test_a_window_that_makes_no_sense_leaves_the_others(
    centre: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config.settings, "_writing_validation_mode", config.IGNORE)

    found, notices = vois(WindowCenter=[centre, "7"], WindowWidth=[width, "8"])

    assert found == (Window(7, 8),)
    assert notices[0].startswith("Window 1 of the file")


@pytest.mark.parametrize("function", ["LINEAR_EXACT", "SIGMOID"])
def test_no_function_has_a_width_of_nothing(function: str) -> None:
    found, notices = vois(WindowCenter="1", WindowWidth="0", VOILUTFunction=function)

    assert found == ()
    assert notices[0].startswith("Window 1 of the file")


def test_a_narrow_width_is_good_for_linear_exact() -> None:
    found, notices = vois(WindowCenter="1", WindowWidth="0.5", VOILUTFunction="LINEAR_EXACT")

    assert found == (Window(1, 0.5, VoiFunction.LINEAR_EXACT),)
    assert notices == []


def test_centres_without_widths_are_left_out_and_said() -> None:
    found, notices = vois(WindowCenter=["1", "2"], WindowWidth="5")

    assert found == (Window(1, 5),)
    assert "2 window centres and 1 widths" in notices[0]


def test_zero_entries_mean_sixty_five_thousand_five_hundred_and_thirty_six() -> None:
    found, _ = vois(VOILUTSequence=lut(0, list(range(65536)), 16))

    assert isinstance(found[0], VoiLut)
    assert found[0].values.size == 65536


def test_the_first_value_of_a_voi_table_is_signed_where_values_may_be_negative() -> None:
    found, _ = vois(is_signed=True, VOILUTSequence=lut(-1000, [0, 1], 8, vr="SS"))

    assert isinstance(found[0], VoiLut)
    assert found[0].first_mapped == -1000


@pytest.mark.parametrize("is_padded", [False, True])
def test_eight_bit_entries_may_be_a_byte_each(is_padded: bool) -> None:
    sequence = lut(0, [0, 0, 0], 8)
    sequence[0].LUTData = bytes([0, 51, 255]) + b"\0" * is_padded

    found, _ = vois(VOILUTSequence=sequence)

    assert isinstance(found[0], VoiLut)
    assert found[0].values.tolist() == [0, 0.2, 1]


@pytest.mark.parametrize("announced", [8, 16])
def test_the_bits_the_entries_have_are_believed_and_said(announced: int) -> None:
    """Announced 8 and written 12, all would be white; announced 16, all would be black."""
    found, notices = vois(VOILUTSequence=lut(0, [0, 819, 4095], announced))

    assert isinstance(found[0], VoiLut)
    assert found[0].bits == 12
    assert found[0].values.tolist() == [0, 0.2, 1]
    assert notices == [
        f"VOI LUT 1 of the file announces {announced} bits and is written with 12, which count."
    ]


def test_a_modality_table_that_lies_about_its_bits_is_said() -> None:
    found, notices = modality(ModalityLUTSequence=lut(0, [0, 4095], 16))

    assert isinstance(found, TableModality)
    assert found.bits == 12
    assert notices == [
        "The modality LUT in the file announces 16 bits and is written with 12, which count."
    ]


@pytest.mark.parametrize(
    ("dtype", "rescale", "first"),
    [
        (np.int16, {}, -1000),  # signed pixels
        (np.uint16, {"RescaleSlope": "1", "RescaleIntercept": "-1024"}, -1000),  # signed values
        (np.int16, {"RescaleSlope": "1", "RescaleIntercept": "32768"}, 64536),  # neither
        (np.uint16, {}, 64536),
    ],
)
@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian])
def test_a_voi_tables_first_value_has_the_sign_of_the_modality_values(
    dtype: type[Any], rescale: dict[str, Any], first: int, syntax: UID, tmp_path: Path
) -> None:
    """64536 or -1000: the same 16 bits, and in implicit VR nothing else tells them apart."""
    sequence = lut(64536, [0, 255], 8)
    ds = film(np.zeros((2, 2), dtype), VOILUTSequence=sequence, **rescale)

    (found,) = read_radiograph(write(ds, tmp_path / "film.dcm", syntax)).vois

    assert isinstance(found, VoiLut)
    assert found.first_mapped == first


def test_the_first_table_that_can_be_read_is_the_one_to_start_with() -> None:
    """Each keeps its number in the file, its name and its place before the windows."""
    sequence = Sequence([
        *lut(0, [0, 4095], 0, LUTExplanation="BROKEN"),
        *lut(0, [0, 4095], 12),
        *lut(5, [0, 255], 8, LUTExplanation="SOFT"),
    ])  # fmt: skip

    found, notices = vois(
        VOILUTSequence=sequence, WindowCenter=["1", "2"], WindowWidth=["3", "4"],
        WindowCenterWidthExplanation=["BONE", "LUNG"],
    )  # fmt: skip

    assert [one.explanation for one in found] == ["LUT 2", "SOFT", "BONE", "LUNG"]
    assert notices == ["VOI LUT 1 of the file announces 0 bits and was ignored."]


def test_a_presentation_lut_in_a_film_is_not_applied_and_said() -> None:
    notices: list[str] = []
    ds = film(PIXELS, PresentationLUTSequence=lut(0, [0, 4095], 12))

    assert polarity_of(ds, "MONOCHROME2", notices) == ("MONOCHROME2", None)
    assert notices == ["The file has a Presentation LUT of its own, which is not applied."]


@pytest.mark.parametrize("descriptor", [[9, 0, 12], [2, 0, 0], [2, 0, 17]])
def test_a_table_with_a_lying_descriptor_is_dropped_and_said(descriptor: list[int]) -> None:
    sequence = lut(0, [0, 4095], 12)
    sequence[0].LUTDescriptor = descriptor

    found, notices = vois(VOILUTSequence=sequence, WindowCenter="1", WindowWidth="2")

    assert found == (Window(1, 2),)
    assert notices[0].startswith("VOI LUT 1 of the file")


def test_an_empty_item_is_dropped_and_said() -> None:
    found, notices = vois(VOILUTSequence=Sequence([Dataset()]))

    assert found == ()
    assert notices == ["VOI LUT 1 of the file has no descriptor and was ignored."]


@pytest.mark.parametrize(
    ("photometric", "shape", "is_conflict"),
    [
        ("MONOCHROME1", None, False),
        ("MONOCHROME2", "IDENTITY", False),
        ("MONOCHROME1", "INVERSE", False),
        ("MONOCHROME1", "IDENTITY", True),
        ("MONOCHROME2", "INVERSE", True),
    ],
)
def test_contradicting_polarity_is_pointed_out(
    photometric: str, shape: str | None, is_conflict: bool
) -> None:
    notices: list[str] = []
    ds = film(PIXELS)
    if shape:
        ds.PresentationLUTShape = shape

    found = polarity_of(ds, photometric, notices)

    assert found == (photometric, shape)
    assert any("Polarity conflict" in notice for notice in notices) == is_conflict


def test_colour_made_grey_has_no_polarity() -> None:
    assert polarity_of(film(PIXELS, PresentationLUTShape="INVERSE"), "RGB", []) == (
        "MONOCHROME2",
        None,
    )
