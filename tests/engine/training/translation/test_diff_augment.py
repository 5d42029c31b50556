"""engine.training.translation.diff_augment"""

import torch

from engine.training.translation.diff_augment import DiffAugment


def test_without_variation_a_picture_is_itself() -> None:
    images = torch.rand(2, 1, 12, 12)

    assert torch.equal(DiffAugment().drawn(2, 12).of(images), images)


def test_real_and_made_pictures_are_varied_alike() -> None:
    torch.manual_seed(0)
    images = torch.rand(3, 1, 16, 16)
    variation = DiffAugment(0.1, 0.25, 0.4).drawn(3, 16)

    assert torch.equal(variation.of(images), variation.of(images.clone()))
    assert not torch.equal(
        variation.of(images), DiffAugment(0.1, 0.25, 0.4).drawn(3, 16).of(images)
    )


def test_brightness_is_added_as_drawn() -> None:
    torch.manual_seed(1)
    variation = DiffAugment(brightness=0.2).drawn(50, 4)

    seen = variation.of(torch.full((50, 1, 4, 4), 0.5))

    assert torch.allclose(seen, (0.5 + variation.brightness).expand_as(seen))
    assert 0.15 < variation.brightness.abs().max() <= 0.2


def test_a_picture_is_moved_by_whole_pixels_and_black_comes_in() -> None:
    torch.manual_seed(4)
    image = torch.rand(1, 1, 10, 10) + 0.1
    variation = DiffAugment(translation=0.3).drawn(1, 10)
    rows, columns = variation.shift[0].tolist()

    seen = variation.of(image)

    wanted = torch.roll(image, (rows, columns), (2, 3))
    down, across = torch.meshgrid(torch.arange(10), torch.arange(10), indexing="ij")
    came = (
        (down - rows >= 0) & (down - rows < 10) & (across - columns >= 0) & (across - columns < 10)
    )
    assert (rows, columns) != (0, 0)
    assert torch.equal(seen[0, 0][came], wanted[0, 0][came])
    assert not seen[0, 0][~came].any()


def test_the_hole_has_its_share_of_the_side() -> None:
    variation = DiffAugment(cutout=0.5).drawn(1, 32)
    centred = type(variation)(
        variation.brightness, variation.shift, torch.full((1, 2), 0.5), variation.hole_share
    )

    seen = centred.of(torch.ones(1, 1, 32, 32))

    assert not seen[..., 8:24, 8:24].any()
    assert seen.sum() == 32 * 32 - 16 * 16


def test_gradients_pass() -> None:
    torch.manual_seed(0)
    images = torch.rand(1, 1, 8, 8, requires_grad=True)

    seen = DiffAugment(0.1, 0.2, 0.3).drawn(1, 8).of(images)
    seen.sum().backward()  # type: ignore[no-untyped-call]

    assert images.grad is not None
    assert images.grad.any()
