"""engine.training.translation.critic"""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from engine.training.ranks import Ranks
from engine.training.translation.critic import Critic
from engine.training.translation.diff_augment import DiffAugment
from engine.training.translation.translation_presets import translation_preset

HERE = Ranks(0, 1, torch.device("cpu"))


def critic_of(batch: int, pool: int = 20) -> tuple[Critic, list[int]]:
    """Return a critic, and a list that grows by how many pictures it looks at each time."""
    torch.manual_seed(0)
    preset = replace(
        translation_preset("small"), critic_batch=batch, pool=pool, augment=DiffAugment()
    )
    critic = Critic(preset, HERE)
    looked: list[int] = []
    critic.network.register_forward_pre_hook(lambda _, seen: looked.append(len(seen[0])))
    return critic, looked


def picture(grey: float) -> Tensor:
    return torch.full((1, 1, 48, 48), grey)


def test_it_looks_at_one_real_and_one_made_picture_where_nothing_else_is_asked() -> None:
    critic, looked = critic_of(1)

    for _ in range(3):
        critic.loss(picture(0.8), picture(0.2))

    assert looked == [2, 2, 2]


def test_it_looks_at_as_many_earlier_ones_as_there_are() -> None:
    critic, looked = critic_of(4)

    for _ in range(6):
        critic.loss(picture(0.8), picture(0.2))

    assert looked[0] == 4  # the pair itself once more: it is in the pools already
    assert looked[-1] == 8


def test_without_a_pool_there_are_no_earlier_ones() -> None:
    critic, looked = critic_of(4, pool=0)

    critic.loss(picture(0.8), picture(0.2))

    assert looked == [2]


def test_real_pictures_never_stand_among_made_ones() -> None:
    """Taught on two greys it tells them apart; mixed pools would leave it at chance, a quarter."""
    critic, _ = critic_of(4)
    judging = torch.optim.Adam(critic.network.parameters(), lr=2e-3)
    for _ in range(40):
        loss = critic.loss(picture(0.9), picture(0.1))
        judging.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        judging.step()

    assert loss.item() < 0.05


def test_both_pools_are_in_its_state() -> None:
    critic, _ = critic_of(4)
    for n in range(5):
        critic.loss(picture(0.5 + n / 100), picture(n / 100))
    twin, _ = critic_of(4)

    twin.restore(critic.state())

    torch.manual_seed(3)
    one = critic.loss(picture(0.8), picture(0.2)).item()
    torch.manual_seed(3)
    assert twin.loss(picture(0.8), picture(0.2)).item() == pytest.approx(one, abs=1e-6)
