"""viewer.inspection_reasons"""

from dataclasses import replace

import pytest

from engine import Entry, Recipe, Region, RegionKind, step_type
from viewer.inspection_reasons import reasons_text


def entry(name: str) -> Entry:
    return Entry(step_type(name).make({}))


DARK = replace(entry("gamma"), region=Region(RegionKind.FIELD))


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ((entry("gamma"),), ""),
        ((entry("gaussian"),), "Looks at neighbours: {gaussian}."),
        ((entry("gaussian"), entry("gaussian")), "Looks at neighbours: {gaussian}."),
        (
            (entry("gaussian"), entry("crop")),
            "Pixels change their places: {crop}. Looks at neighbours: {gaussian}.",
        ),
        (
            (entry("ct_like_appearance"), entry("gamma")),
            "Drawn by a network: {ct_like_appearance}.",
        ),
        ((DARK,), "Holds in a part of the film only: {gamma}."),
        ((replace(entry("gaussian"), is_enabled=False),), ""),
    ],
)
def test_each_step_without_a_curve_is_named_with_its_reason(
    entries: tuple[Entry, ...], text: str
) -> None:
    names = ("gamma", "gaussian", "crop", "ct_like_appearance")
    titles = {name: step_type(name).title for name in names}

    assert reasons_text(Recipe(entries)) == text.format(**titles)
