"""In which line of the corner texts a word in the middle, at the top or the foot, has room."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count
from typing import Final, NamedTuple

from viewer.canvas import style
from viewer.canvas.fitted_corners import GAP_PX, fitted
from viewer.canvas.pane_words import CornerTexts, Letters
from viewer.canvas.words import width_of
from viewer.theme import TextRole, theme


class Rows(NamedTuple):
    """Numbers of lines, 0 the outermost, whose texts reach into the middle."""

    top: frozenset[int] = frozenset()
    foot: frozenset[int] = frozenset()


NO_ROWS: Final = Rows()


def taken_rows(texts: CornerTexts, letters: Letters, width: int, height: int) -> Rows:
    """Return the lines that a letter would run into on a pane of this size."""
    return _taken_rows(fitted(texts, width, height), letters, width, theme().text_scale)


@lru_cache(maxsize=32)
def _taken_rows(texts: CornerTexts, letters: Letters, width: int, _scale: float) -> Rows:
    top = paired(texts.top_left, texts.top_right)
    return Rows(
        _reaching(_span(letters.top, width), top, width, has_title=True),
        _reaching(_span(letters.bottom, width), below(texts), width, has_title=False),
    )


def joined(taken: Iterable[Rows]) -> Rows:
    """Return the lines that any of several panes has taken."""
    both = list(taken)
    return Rows(
        frozenset().union(*(rows.top for rows in both)),
        frozenset().union(*(rows.foot for rows in both)),
    )


def first_free(taken: frozenset[int]) -> int:
    """Return the outermost line that has room."""
    return next(number for number in count() if number not in taken)


def lines_hit(span: tuple[float, float], texts: CornerTexts, width: int, height: int) -> int:
    """Return after how many lines at the top no text reaches between two places across."""
    texts = fitted(texts, width, height)
    ends = span[0] - GAP_PX / 2, span[1] + GAP_PX / 2
    rows = paired(texts.top_left, texts.top_right)
    return max(_reaching(ends, rows, width, has_title=True), default=-1) + 1


def below(texts: CornerTexts) -> list[tuple[str, str]]:
    """Return the lines at the foot, the lowest first."""
    return paired(texts.bottom_left[::-1], texts.bottom_right[::-1])


def paired(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """Return lines of left and right text, "" where there is none."""
    rows = max(len(left), len(right))
    return [
        (left[row] if row < len(left) else "", right[row] if row < len(right) else "")
        for row in range(rows)
    ]


def _span(letter: str, width: int) -> tuple[float, float]:
    half = width_of(letter, theme().font(TextRole.TITLE)) / 2 + GAP_PX / 2
    return width / 2 - half, width / 2 + half


def _reaching(
    span: tuple[float, float], rows: Sequence[tuple[str, str]], width: int, *, has_title: bool
) -> frozenset[int]:
    title, plain = theme().font(TextRole.TITLE), theme().font(TextRole.SECONDARY)
    found = set()
    for number, (left, right) in enumerate(rows):
        font = title if has_title and number == 0 else plain
        reaches = bool(left) and style.SIDE_PX + width_of(left, font) > span[0]
        if reaches or (right and width - style.SIDE_PX - width_of(right, plain) < span[1]):
            found.add(number)
    return frozenset(found)
