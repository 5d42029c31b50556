"""viewer.panels.histogram_rows"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import Window, histogram
from tests.viewer.canvas.films import picture_from
from tests.viewer.mapped_films import document_of, ramp_film
from viewer.app import application_
from viewer.document import Document
from viewer.jobs import Jobs
from viewer.panels.histogram_rows import BINS, HistogramRows, grey_counts


@pytest.fixture
def document(qtbot: QtBot) -> Iterator[Document]:  # noqa: ARG001 - needs an application
    """Stored values 0 to 1000 over the full range."""
    application_()
    jobs = Jobs()
    yield document_of(ramp_film(), jobs)
    jobs.close()


@pytest.fixture
def rows(qtbot: QtBot, document: Document) -> HistogramRows:
    """Switched on, for a film without steps."""
    made = HistogramRows()
    qtbot.addWidget(made)
    made.show_document(document)
    made.switch.click()
    return made


def test_counts_are_shares_of_what_is_shown_from_black_to_white() -> None:
    """Of the values 0, 1, 2 and 8 a window from 0 to 4 shows one black, one a quarter bright."""
    counted = histogram(picture_from([[0, 1, 2, 8]]))

    found = grey_counts(counted, Window(2.5, 5), is_inverted=False)

    expected = np.zeros(BINS)
    expected[[0, BINS // 4 - 1, BINS // 2 - 1, BINS - 1]] = 0.25
    assert found.bars.tolist() == expected.tolist()
    assert (found.black, found.white) == (0.25, 0.25)


def test_the_negative_is_the_other_way_round() -> None:
    counted = histogram(picture_from([[0, 0, 0, 8]]))

    found = grey_counts(counted, Window(2.5, 5), is_inverted=True)

    assert (found.black, found.white) == (0.25, 0.75)


def test_switched_off_nothing_is_counted(rows: HistogramRows) -> None:
    rows.switch.click()

    assert rows.plot.counts == (None, None)
    assert rows.plot.isHidden()


def test_the_words_say_what_is_clipped(rows: HistogramRows, document: Document) -> None:
    """Of 0 to 1000 the window shows 0 black, 1 grey and the rest white."""
    document.edit(replace(document.presentation, voi=Window(1.5, 2)))

    rows.show_document(document)

    assert rows.sentence.text().startswith("Clipped: 0.1\u2009% black, 99.8\u2009% white")


def test_of_a_result_both_are_named(rows: HistogramRows, document: Document) -> None:
    """The full range is cut into equal parts, of which the last ends at white."""
    black = replace(document.shown.original, indices=np.zeros_like(document.shown.original.indices))
    document.shown = replace(document.shown, result=black, result_histogram=histogram(black))

    rows.show_document(document)

    assert "Clipped: 100.0\u2009% black, 0.0\u2009% white" in rows.sentence.text()
    assert rows.sentence.text().endswith("of the original 0.1\u2009% and 0.0\u2009%.")
