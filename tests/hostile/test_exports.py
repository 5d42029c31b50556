"""What is exported of an odd film: a sound object that takes nothing hostile with it."""

from pathlib import Path

import pytest
from pydicom import dcmread

from engine import EngineError, Progress, export_film, read_radiograph
from tests.engine.export_requests import request_for
from tests.hostile.made_dicom import SHOWN


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
@pytest.mark.parametrize("name", SHOWN)
def test_an_odd_film_is_exported_with_an_empty_preamble(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(SHOWN[name])
    out = tmp_path / "out"
    out.mkdir()

    try:
        written = export_film(request_for(read_radiograph(tmp_path / name), out), Progress())
    except EngineError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either is right
        assert list(out.iterdir()) == []
        return

    assert [path.parent for path in written] == [out]
    assert written[0].read_bytes()[:132] == bytes(128) + b"DICM"
    assert dcmread(written[0]).Rows == 16
