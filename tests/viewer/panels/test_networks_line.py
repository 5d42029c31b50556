"""viewer.panels.networks_line"""

import pytest

from engine import BuildInfo, GpuFound, Networks, Variant
from viewer.panels import networks_line
from viewer.panels.networks_line import sentence_of


@pytest.mark.parametrize(
    ("found", "beginning"),
    [
        (GpuFound(Networks.GPU, "RTX 3060"), "RTX 3060: networks run on it."),
        (GpuFound(Networks.GPU), "An NVIDIA graphics card: networks run on it."),
        (GpuFound(Networks.NO_GPU), "No NVIDIA graphics card with a working driver was found: "),
        (GpuFound(Networks.GPU_UNUSED, "RTX 3060"), "RTX 3060 was found, but this PyTorch is "),
        (GpuFound(Networks.GPU_DECLINED, "RTX 3060"), "RTX 3060 was found and is not used, "),
        (GpuFound(Networks.NOWHERE), "PyTorch is not installed: "),
    ],
)
def test_one_sentence_says_what_was_found_and_what_that_means(
    found: GpuFound, beginning: str
) -> None:
    assert sentence_of(found).startswith(beginning)


def test_a_build_without_torch_names_the_build_that_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = BuildInfo(variant=Variant.SMALL)
    monkeypatch.setattr(networks_line, "build_info", lambda: small)
    monkeypatch.setattr(networks_line, "HOW_TO_ADD", "Install the full variant over this one.")

    assert sentence_of(GpuFound(Networks.NOWHERE)) == (
        "PyTorch is not part of this build: filters work, networks are missing."
        " Install the full variant over this one."
    )


@pytest.mark.parametrize(("variant", "is_told"), [(Variant.FULL, True), (Variant.SOURCE, False)])
def test_a_build_for_the_processor_names_the_one_for_the_card(
    variant: Variant, is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(networks_line, "build_info", lambda: BuildInfo(variant=variant))

    sentence = sentence_of(GpuFound(Networks.GPU_UNUSED, "RTX 3060"))

    assert sentence.endswith("The CUDA variant uses the card.") is is_told
