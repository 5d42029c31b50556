"""engine.training.translation.pool"""

import torch

from engine.training.translation.pool import ImagePool

CPU = torch.device("cpu")


def numbered(number: float) -> torch.Tensor:
    return torch.full((1, 1, 2, 2), number)


def test_a_pool_that_is_not_full_gives_back_what_comes() -> None:
    pool = ImagePool(3)

    assert all(torch.equal(pool.exchanged(numbered(n)), numbered(n)) for n in range(3))


def test_a_full_pool_gives_back_older_pictures_half_of_the_time() -> None:
    torch.manual_seed(0)
    pool = ImagePool(5)
    given = [float(pool.exchanged(numbered(n))[0, 0, 0, 0]) for n in range(400)]

    older = sum(value != n for n, value in enumerate(given[5:], start=5))

    assert 150 < older < 250
    assert all(value <= n for n, value in enumerate(given))


def test_a_picture_given_back_is_gone_from_the_pool() -> None:
    """No translation is shown twice as an older one."""
    torch.manual_seed(1)
    pool = ImagePool(4)
    given = [float(pool.exchanged(numbered(n))[0, 0, 0, 0]) for n in range(4, 200)]

    late = [value for n, value in enumerate(given, start=4) if value != n]

    assert len(late) == len(set(late))


def test_no_pool_keeps_nothing() -> None:
    pool = ImagePool(0)

    pool.exchanged(numbered(1))

    assert pool.state() == []


def test_a_pool_goes_on_from_a_checkpoint() -> None:
    torch.manual_seed(2)
    first, second = ImagePool(3), ImagePool(3)
    for n in range(9):
        first.exchanged(numbered(n))
    second.restore(first.state(), CPU)

    torch.manual_seed(3)
    one = [first.exchanged(numbered(n)) for n in range(20)]
    torch.manual_seed(3)
    two = [second.exchanged(numbered(n)) for n in range(20)]

    assert all(torch.equal(a, b) for a, b in zip(one, two, strict=True))


def test_pictures_asked_for_are_kept_ones_without_repetition() -> None:
    torch.manual_seed(2)
    pool = ImagePool(6)
    for n in range(6):
        pool.exchanged(numbered(n))

    some = [float(picture[0, 0, 0, 0]) for picture in pool.some(4)]

    assert len(set(some)) == 4
    assert set(some) <= set(range(6))
    assert [tuple(picture.shape) for picture in pool.some(2)] == [(1, 1, 2, 2)] * 2
    assert len(pool.some(99)) == 6
    assert pool.some(-1) == []
