"""engine.grayscale.table"""

import numpy as np
import pytest

from engine.grayscale.table import compose_table
from engine.grayscale.voi import Window


@pytest.mark.parametrize(("levels", "dtype"), [(256, np.uint8), (65536, np.uint16)])
def test_a_table_has_an_entry_for_each_index(levels: int, dtype: type[np.generic]) -> None:
    values = np.arange(65536.0)

    table = compose_table(values, Window(32768, 65536), is_inverse=False, levels=levels)

    assert table.shape == (65536,)
    assert table.dtype == dtype
    assert (int(table[0]), int(table[-1])) == (0, levels - 1)


def test_only_eight_and_sixteen_bits_are_made() -> None:
    with pytest.raises(ValueError, match="256 or 65536, not 1024"):
        compose_table(np.arange(65536.0), Window(0, 2), is_inverse=False, levels=1024)


def test_polarity_is_applied_once_after_the_window() -> None:
    """Inverting the values instead would show the window's other side."""
    values = np.arange(65536.0)

    table = compose_table(values, Window(11, 2), is_inverse=True, levels=256)

    assert table[[9, 10, 11, 12]].tolist() == [255, 255, 0, 0]
