"""engine.dicom.write"""

import io
import warnings

import pydicom
import pytest

from engine.dicom.write import IMPLEMENTATION_CLASS_UID, write_dicom
from engine.version import VERSION
from tests.engine.dicom.films_to_derive import derive, film, header


def test_file_starts_with_zeros_and_names_this_program() -> None:
    file = io.BytesIO()

    write_dicom(derive(film(header())), file)

    ds = pydicom.dcmread(io.BytesIO(file.getvalue()))
    assert file.getvalue()[:132] == bytes(128) + b"DICM"
    assert ds.file_meta.ImplementationClassUID == IMPLEMENTATION_CLASS_UID
    assert ds.file_meta.ImplementationVersionName == f"NEGATOSCOPE {VERSION}"[:16]
    assert ds.file_meta.TransferSyntaxUID == "1.2.840.10008.1.2.1"
    assert ds.file_meta.MediaStorageSOPClassUID == ds.SOPClassUID
    assert ds.file_meta.MediaStorageSOPInstanceUID == ds.SOPInstanceUID


def test_own_class_uid_is_a_valid_one_and_never_changes() -> None:
    """Archives know a program by it; a UUID as integer under 2.25 needs no registration."""
    root, _, number = IMPLEMENTATION_CLASS_UID.rpartition(".")

    assert IMPLEMENTATION_CLASS_UID == "2.25.329975032210527598372912522532270147812"
    assert (root, number[0] != "0") == ("2.25", True)
    assert int(number) < 2**128


def test_odd_values_of_the_film_are_written_back_without_being_quoted(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        odd = header(PatientBirthDate="CANARY-1970", AccessionNumber="CANARY" * 5)
    file = io.BytesIO()

    write_dicom(derive(film(odd)), file)

    assert b"CANARY-1970" in file.getvalue()
    assert "CANARY" not in caplog.text
    assert "CANARY" not in "".join(capfd.readouterr())


def test_cyrillic_patient_stays_readable_beside_our_own_words() -> None:
    named = header(SpecificCharacterSet="ISO_IR 144", PatientName="Иванова^Анна")
    file = io.BytesIO()

    write_dicom(derive(film(named)), file)

    ds = pydicom.dcmread(io.BytesIO(file.getvalue()))
    assert ds.PatientName == "Иванова^Анна"
    assert ds.SeriesDescription == "NEGATOSCOPE no processing"
