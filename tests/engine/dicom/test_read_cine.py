"""engine.dicom.read_cine"""

from typing import Any

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from engine.dicom.read_cine import frame_ms_of


def cine(**attributes: Any) -> Dataset:
    ds = Dataset()
    for keyword, value in attributes.items():
        setattr(ds, keyword, value)
    return ds


def with_moments(keyword: str, *moments: str) -> Dataset:
    groups = []
    for moment in moments:
        content, group = Dataset(), Dataset()
        setattr(content, keyword, moment)
        group.FrameContentSequence = Sequence([content])
        groups.append(group)
    return cine(PerFrameFunctionalGroupsSequence=Sequence(groups))


@pytest.mark.parametrize(
    ("attributes", "milliseconds"),
    [
        ({"FrameTime": "66.7"}, 66.7),
        ({"CineRate": "25"}, 40),
        ({"RecommendedDisplayFrameRate": "15"}, 1000 / 15),
        ({"FrameTime": "50", "CineRate": "25", "RecommendedDisplayFrameRate": "10"}, 50),
        ({"CineRate": "25", "RecommendedDisplayFrameRate": "10"}, 40),
        ({}, None),
    ],
)
def test_the_time_between_frames_is_the_first_that_is_said(
    attributes: dict[str, str], milliseconds: float | None
) -> None:
    found = frame_ms_of(cine(**attributes), 0, 3)

    assert found == (None if milliseconds is None else pytest.approx(milliseconds))


@pytest.mark.parametrize(("frame", "milliseconds"), [(0, 30), (1, 60), (2, 60)])
def test_a_vector_holds_the_time_since_the_frame_before(frame: int, milliseconds: float) -> None:
    """PS3.3 C.7.6.5: its first value is 0. The last frame stands as long as it took to come."""
    ds = cine(FrameTimeVector=["0", "30", "60"], CineRate="25")

    assert frame_ms_of(ds, frame, 3) == milliseconds


@pytest.mark.parametrize("keyword", ["FrameReferenceDateTime", "FrameAcquisitionDateTime"])
def test_moments_of_frames_tell_the_time_between_them(keyword: str) -> None:
    ds = with_moments(
        keyword, "20261120235959.900000", "20261121000000.000000", "20261121000000.25"
    )

    found = [frame_ms_of(ds, frame, 3) for frame in range(3)]

    assert found == pytest.approx([100, 250, 250])


def test_a_moment_without_fractions_is_whole_seconds() -> None:
    ds = with_moments("FrameReferenceDateTime", "20261120235958+0100", "20261120235959+0100")

    assert frame_ms_of(ds, 0, 2) == 1000


@pytest.mark.parametrize("said", ["0", "-40", "0.001", "1e9", "nan", "inf", "fast", ""])
def test_nonsense_is_passed_over(said: str) -> None:
    element = cine(FrameTime="1")["FrameTime"]
    ds = cine(CineRate="20")
    element._value = said
    ds.add(element)

    assert frame_ms_of(ds, 0, 3) == 50


@pytest.mark.parametrize(
    "ds",
    [
        cine(CineRate="0"),
        cine(FrameTimeVector=["0"]),
        with_moments("FrameReferenceDateTime", "20261120", "20261121"),
        with_moments("FrameReferenceDateTime", "20261120235959.9", "20261120235959.9"),
        with_moments("FrameReferenceDateTime", "20261120235959.9"),
    ],
)
def test_where_nothing_makes_sense_there_is_no_time(ds: Dataset) -> None:
    assert frame_ms_of(ds, 0, 3) is None


def test_a_single_frame_has_no_time() -> None:
    assert frame_ms_of(cine(FrameTime="40"), 0, 1) is None
