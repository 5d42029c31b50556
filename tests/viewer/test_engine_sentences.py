"""viewer.engine_sentences: what the engine says with values in it, in German"""

from collections.abc import Iterator

import pytest

from engine import MeasureKind, Measurement, Spacing, SpacingSource, figures
from viewer.app import application_
from viewer.engine_sentences import taken_apart
from viewer.translator import install, said

LENGTH = Measurement(MeasureKind.LENGTH, ((0.0, 0.0), (100.0, 0.0)))


@pytest.fixture
def german() -> Iterator[None]:
    app = application_()
    install(app, "de")
    yield
    install(app, "en")


def test_a_sentence_is_taken_apart_at_its_values() -> None:
    assert taken_apart("true size 118.6–142.3 mm") == (
        "true size {low}–{high} {unit}",
        {"low": "118.6", "high": "142.3", "unit": "mm"},
    )


def test_what_the_engine_never_says_is_not_taken_apart() -> None:
    assert taken_apart("Anything else.") is None


@pytest.mark.usefixtures("german")
def test_values_stay_and_words_are_translated() -> None:
    assert said("true size 118.6–142.3 mm") == "wahre Größe 118.6–142.3 mm"


@pytest.mark.usefixtures("german")
def test_a_value_that_is_a_word_is_translated_too() -> None:
    assert said("Spacing kept: at detector") == "Pixelabstand bleibt: am Detektor"


@pytest.mark.usefixtures("german")
def test_what_is_not_known_stays_as_it_is() -> None:
    assert said("A sentence nobody translated.") == "A sentence nobody translated."


@pytest.mark.usefixtures("german")
def test_braces_in_a_name_stay() -> None:
    assert said("{a}.dcm exists already and will be replaced.") == (
        "{a}.dcm gibt es schon und wird ersetzt."
    )


def test_english_is_what_the_engine_says() -> None:
    application_()

    assert said("true size 118.6–142.3 mm") == "true size 118.6–142.3 mm"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("source", SpacingSource)
def test_where_millimetres_come_from_is_said_in_german(source: SpacingSource) -> None:
    found = figures(LENGTH, Spacing(0.1, 0.1, source, 1.2))

    assert said(found.explanation) != found.explanation
    assert said(found.provenance) != found.provenance


@pytest.mark.usefixtures("german")
def test_the_sentence_with_the_most_words_of_its_own_is_taken() -> None:
    """Another one begins "{pitch} mm", and would leave the rest in English."""
    assert said("1450 mm to the detector, ? to the patient") == (
        "1450 mm zum Detektor, ? zum Patienten"
    )


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("english", "expected"),
    [
        (
            "Whether there is a newer version is not known: the time limit of 5 s ran out.",
            "Ob es eine neuere Version gibt, ist nicht bekannt: die Frist von 5 s ist abgelaufen.",
        ),
        (
            "run on the CPU. The GPU (RTX 3060) computes wrong numbers.",
            "rechnen auf: CPU. Die GPU (RTX 3060) rechnet falsch.",
        ),
        (
            "NVIDIA GeForce RTX 3060, 12 GB; NVIDIA driver 535.183.01, for CUDA up to 12.2",
            "NVIDIA GeForce RTX 3060, 12 GB; NVIDIA-Treiber 535.183.01, für CUDA bis 12.2",
        ),
        (
            "AMD EPYC 7763, 1 core, 24 GB of memory",
            "AMD EPYC 7763, 1 Kern, 24 GB Arbeitsspeicher",
        ),
    ],
)
def test_a_sentence_within_a_sentence_is_translated_too(english: str, expected: str) -> None:
    assert said(english) == expected
