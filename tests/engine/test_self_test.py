"""engine.self_test"""

import os
import zipfile
from pathlib import Path

import pytest

from engine import self_test
from engine.errors import Cancelled
from engine.progress import Progress
from engine.self_test import SelfTestOrder, all_checks, in_one_sentence, run_self_test
from engine.self_test_check import Bench, Check, CheckFailedError, CheckOutcome, LeftOut, Verdict


@pytest.fixture
def nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the engine's own checks that of the film alone is run."""
    film = [check for check in all_checks(SelfTestOrder()) if check.name.startswith("Film")]
    monkeypatch.setattr(self_test, "all_checks", lambda order: film if order.film else [])


def passing(_: Bench, __: Progress) -> str:
    return "all is well"


def failing(_: Bench, __: Progress) -> str:
    raise CheckFailedError("A pixel is missing.", hint="Install it again.")


def breaking(_: Bench, __: Progress) -> str:
    raise KeyError("SMITH^JOHN")


def left_out(_: Bench, __: Progress) -> str:
    raise LeftOut("this build has no PyTorch")


@pytest.mark.usefixtures("nothing_else")
def test_one_that_fails_or_breaks_never_stops_the_others() -> None:
    checks = [Check("Made up", "a", run) for run in (failing, breaking, left_out, passing)]

    outcomes = run_self_test(SelfTestOrder(), checks)

    assert [outcome.verdict for outcome in outcomes] == [
        *(Verdict.FAILED, Verdict.FAILED, Verdict.LEFT_OUT, Verdict.OK)
    ]
    assert outcomes[0].found == "A pixel is missing. Install it again."
    assert outcomes[2].found == "this build has no PyTorch"


@pytest.mark.usefixtures("nothing_else")
def test_what_nobody_foresaw_is_told_by_its_kind_and_place_alone() -> None:
    def within_the_engine(_: Bench, __: Progress) -> str:
        known: dict[str, None] = {}
        Progress(lambda *_: known["SMITH^JOHN"]).report(0.5)
        return ""

    (outcome,) = run_self_test(SelfTestOrder(), [Check("Made up", "a", within_the_engine)])

    assert "KeyError in engine.progress, line" in outcome.found
    assert "SMITH" not in outcome.found


@pytest.mark.usefixtures("nothing_else")
def test_each_is_told_as_it_ends_and_announced_before() -> None:
    told: list[str] = []
    checks = [Check("Films", name, passing) for name in ("one", "two")]

    run_self_test(
        SelfTestOrder(),
        checks,
        ended=lambda outcome: told.append(f"{outcome.name} ended"),
        progress=Progress(lambda _, doing: told.append(doing)),
    )

    assert told == ["Films: one", "one ended", "Films: two", "two ended", ""]


@pytest.mark.usefixtures("nothing_else")
def test_it_stops_when_nobody_wants_it_any_more() -> None:
    progress = Progress()

    def cancelling(_: Bench, within: Progress) -> str:
        progress.cancel()
        within.check()
        return ""

    told: list[CheckOutcome] = []
    with pytest.raises(Cancelled):
        run_self_test(
            SelfTestOrder(), [Check("a", "b", cancelling)], ended=told.append, progress=progress
        )
    assert told == []


@pytest.mark.usefixtures("nothing_else")
def test_its_folder_is_nobody_elses_and_goes_with_all_in_it() -> None:
    seen: list[tuple[Path, int]] = []

    def writing(bench: Bench, _: Progress) -> str:
        (bench.folder / "made.dcm").write_bytes(b"film")
        seen.append((bench.folder, bench.folder.stat().st_mode & 0o77))
        return ""

    run_self_test(SelfTestOrder(), [Check("a", "b", writing)])

    assert seen[0][1] == 0
    assert not seen[0][0].exists()


@pytest.mark.usefixtures("nothing_else")
def test_what_a_crash_left_goes_at_the_next_start_and_what_is_in_use_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    of_a_crash, in_use = tmp_path / "negatoscope-self-test-a", tmp_path / "negatoscope-self-test-b"
    for folder in (of_a_crash, in_use):
        folder.mkdir()
        (folder / "film.dcm").touch()
    os.utime(of_a_crash, (0, 0))

    run_self_test(SelfTestOrder())

    assert list(tmp_path.iterdir()) == [in_use]


@pytest.mark.usefixtures("nothing_else")
def test_the_name_of_a_film_that_cannot_be_read_is_not_told(tmp_path: Path) -> None:
    film = tmp_path / "SMITH_JOHN.dcm"
    film.write_bytes(bytes(200))

    (outcome,) = run_self_test(SelfTestOrder(film=film))

    assert outcome.verdict is Verdict.FAILED
    assert outcome.found.startswith("the film ")
    assert "SMITH" not in outcome.found


@pytest.mark.usefixtures("nothing_else")
def test_nor_are_those_of_its_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "SMITH.zip", "w") as archive:
        archive.writestr("JOHN/1970.dcm", bytes(200))

    def telling(_: Bench, __: Progress) -> str:
        raise CheckFailedError("SMITH.zip holds 1970.dcm in JOHN.")

    order = SelfTestOrder(film=tmp_path / "SMITH.zip" / "JOHN" / "1970.dcm")
    outcomes = run_self_test(order, [Check("a", "b", telling)])

    assert outcomes[0].verdict is Verdict.FAILED
    assert "1970" not in outcomes[0].found
    assert outcomes[1].found == "the film holds the film in the film."


@pytest.mark.usefixtures("nothing_else")
def test_without_a_film_what_needs_one_is_left_out(tmp_path: Path) -> None:
    def looking(bench: Bench, _: Progress) -> str:
        return str(bench.small.radiograph.pixels.shape)

    outcomes = run_self_test(
        SelfTestOrder(film=tmp_path / "none.dcm"), [Check("a", "b", looking)] * 2
    )

    assert [outcome.verdict for outcome in outcomes[1:]] == [Verdict.LEFT_OUT, Verdict.LEFT_OUT]


def test_the_quick_one_runs_no_network() -> None:
    whole = {check.name for check in all_checks(SelfTestOrder())}
    quick = {check.name for check in all_checks(SelfTestOrder(is_quick=True))}

    assert {"Interpretable mapping", "mapping", "Networks"} <= whole - quick
    assert {"Unsharp mask", "JPEG-LS lossless", "chest_balanced", "DICOM"} <= quick


def test_the_sentence_counts_what_there_was() -> None:
    def outcome(verdict: Verdict) -> CheckOutcome:
        return CheckOutcome("a", "b", verdict, 1500.0, "")

    sentence = in_one_sentence([outcome(Verdict.OK), outcome(Verdict.OK), outcome(Verdict.FAILED)])

    assert sentence == "3 checks in 4 s: 2 ok, 1 FAILED."
