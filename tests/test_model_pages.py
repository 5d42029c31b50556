"""docs.guide.model_card"""

import pytest

from docs.guide.model_card import page, page_path
from engine.models.cards import ModelCard, installed_models

SHIPPED = [card for card in installed_models() if card.task != "mapping-baseline"]


def test_the_mapping_and_a_translation_are_shipped() -> None:
    assert [card.name for card in SHIPPED] == ["chest-ct-like", "mapping"]


@pytest.mark.parametrize("card", SHIPPED, ids=lambda card: card.name)
def test_the_page_in_the_guide_says_what_the_card_says(card: ModelCard) -> None:
    assert page_path(card).read_text(encoding="utf-8") == page(card)
