"""Finding a command by a few letters of its name, its group or its key."""

from collections.abc import Sequence

_START = 8
_WORD = 5
_RUN = 3
_GROUP_PART = 0.5


def fitness(query: str, name: str, group: str = "", keys: Sequence[str] = ()) -> float:
    """Return how well a query fits a command: higher is better, 0 is not at all.

    Every word of the query must be found: its letters in order in the name (best at the starts of
    words and in one run), or at the start of a word of the group, or as the key itself.

    Args:
        query: What the user typed; "" fits everything alike.
        name: What the command is called.
        group: The heading it stands under.
        keys: Its keys as shown: "Ctrl+O".
    """
    words = query.casefold().split()
    if not words:
        return 1.0
    total = 0.0
    for word in words:
        by_key = 100.0 if any(word == key.casefold() for key in keys) else 0.0
        in_group = any(part.startswith(word) for part in group.casefold().split())
        found = max(by_key, _letters(word, name.casefold()), len(word) * _GROUP_PART * in_group)
        if not found:
            return 0.0
        total += found
    return total + 1 / (1 + len(name))  # of two that fit alike, the shorter is meant


def _letters(word: str, name: str) -> float:
    """Return the points of the best way to find the letters of a word in order in a name."""
    starts = (at for at, letter in enumerate(name) if letter == word[0])
    return max((_from(word, name, at) for at in starts), default=0.0)


def _from(word: str, name: str, start: int) -> float:
    points, at, last = 0.0, start, start - 2
    for letter in word:
        at = name.find(letter, at)
        if at < 0:
            return 0.0
        points += 1
        if at == last + 1:
            points += _RUN
        if at == 0:
            points += _START
        elif not name[at - 1].isalnum():
            points += _WORD
        last, at = at, at + 1
    return points - 0.1 * start
