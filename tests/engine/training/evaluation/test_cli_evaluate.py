"""engine.cli.evaluate, through the command line"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import command_line
from engine.models import devices
from tests.engine.command import ROOT
from tests.engine.training.evaluation.networks import install_method, write_run
from tests.engine.training.phantoms import write_film, write_phantoms

FEW = ("--models", "identity,clahe", "--consistency-films", "1")


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """A folder of three made-up films and a blank one."""
    folder = write_phantoms(tmp_path / "north", 3)
    write_film(folder / "blank.png", np.full((160, 144), 0.5, np.float32))
    return folder


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has chosen no device."""
    monkeypatch.delenv(devices.VARIABLE, raising=False)
    monkeypatch.setattr(devices, "_process", devices._Process())


def evaluate(films: Path, *words: object) -> int:
    return command_line(["evaluate", "mapping", "--films", str(films), *map(str, words)])


def found_in(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_json_is_one_object_with_everybody_asked_for(
    films: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = evaluate(films, "--json", *FEW)

    data = found_in(capsys)
    assert (status, data["films"]) == (0, 3)
    assert data["refused"] == [{"name": "blank.png", "reason": "it is all but blank."}]
    assert [method["name"] for method in data["methods"]] == ["identity", "clahe"]
    assert [method["name"] for method in data["for_processing"]["methods"]] == ["identity", "clahe"]
    assert data["consistency"]["methods"][0]["deviation_cut"] == 1
    assert data["protocol"]["largest_film"] == "144 x 160 pixels"


def test_the_same_seed_gives_the_same_numbers(
    films: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate(films, "--json", *FEW, "--seed", "4")
    first = found_in(capsys)
    evaluate(films, "--json", *FEW, "--seed", "4")
    again = found_in(capsys)
    evaluate(films, "--json", *FEW, "--seed", "5")
    other = found_in(capsys)

    for data in (first, again, other):
        for method in data["methods"] + data["for_processing"]["methods"]:
            del method["time_s"]
    assert first == again
    assert first["methods"][0]["psnr"] != other["methods"][0]["psnr"]


def test_several_seeds_are_averaged(films: Path, capsys: pytest.CaptureFixture[str]) -> None:
    means = []
    for seeds in ("0", "1", "0,1"):
        evaluate(films, "--json", *FEW, "--seeds", seeds)
        means.append(found_in(capsys)["methods"][0]["psnr"])

    assert means[2]["mean"] == pytest.approx((means[0]["mean"] + means[1]["mean"]) / 2)
    assert means[2]["between_seeds"] == pytest.approx(abs(means[0]["mean"] - means[1]["mean"]))


def test_a_limit_takes_fewer_films(films: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate(films, "--json", *FEW, "--limit", "2")

    assert found_in(capsys)["films"] == 2


def test_a_run_and_what_is_installed_take_part(
    films: Path, models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install_method(models, "window")
    run = write_run(tmp_path / "run", "mapping")

    status = evaluate(films, "--json", "--limit", 1, "--consistency-films", 0, "--run", run)

    told = capsys.readouterr()
    methods = {method["name"]: method for method in json.loads(told.out)["methods"]}
    assert status == 0
    assert {"window", "mapping-x4", "mapping-x8", "mapping-x16", "global-lut-bound"} <= set(methods)
    assert methods["window"]["maps"] is None
    assert set(methods["mapping-x8"]["maps"]) == {"a", "m", "centre", "width"}
    assert methods["mapping-x8"]["parameters"] > 300_000
    assert "curves is left out: no weights of it are installed." in told.err


def test_a_report_holds_tables_numbers_and_pictures(
    films: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "new" / "report"

    status = evaluate(films, *FEW, "--report", report)

    told = capsys.readouterr()
    assert status == 0
    assert "Clahe" not in told.out
    assert "CLAHE" in told.out
    assert "blank.png is left out: it is all but blank." in told.err
    assert sorted(path.name for path in report.iterdir()) == ["results.csv", "strips", "table1.md"]
    assert len(list((report / "strips").iterdir())) == 6
    assert "from left to right: raw, clahe, truth." in (report / "table1.md").read_text()
    assert str(tmp_path) not in (report / "table1.md").read_text()


def test_a_model_nobody_knows_is_a_usage_error(
    films: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = evaluate(films, "--models", "clahe,magic")

    said = capsys.readouterr().err
    assert status == 2
    assert "there is no 'magic'" in said
    assert "image-to-image" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seed", "1,x"), "'x' is no whole number"),
        (("--seed", "-1"), "'-1' is no whole number"),
        (("--long-side", "100"), "100 is too small"),
        (("--limit", "0"), "--limit"),
        (("--models", ""), "there is no ''"),
    ],
)
def test_a_wrong_option_is_a_usage_error(
    films: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = evaluate(films, *words)

    assert status == 2
    assert said in capsys.readouterr().err


def test_a_model_without_weights_is_named(
    films: Path, models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not list(models.iterdir())

    status = evaluate(films, "--models", "curves")

    assert status == 1
    assert "curves cannot take part" in capsys.readouterr().err


def test_a_run_that_is_none_is_named_without_its_path(
    films: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = evaluate(films, "--run", tmp_path / "nothing")

    said = capsys.readouterr().err
    assert status == 1
    assert "nothing/best.safetensors are missing" in said
    assert str(tmp_path) not in said


@pytest.mark.parametrize("name", ["clahe", "mapping-x8"])
def test_a_run_cannot_take_anothers_name(
    films: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run = write_run(tmp_path / "run", "window")

    status = evaluate(films, "--run", f"{name}={run}")

    assert status == 2
    assert f"the name '{name}' is taken" in capsys.readouterr().err


def test_a_folder_without_usable_films_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "blank"
    folder.mkdir()
    write_film(folder / "blank.png", np.full((160, 144), 0.5, np.float32))

    status = evaluate(folder, *FEW)

    said = capsys.readouterr().err
    assert status == 1
    assert "blank.png is left out" in said
    assert "None of the 1 films in blank can be used." in said


def test_without_torch_it_says_how_to_add_it(films: Path) -> None:
    code = (
        "import sys\nsys.modules['torch'] = None\nfrom engine import command_line\n"
        f"sys.exit(command_line(['evaluate', 'mapping', '--films', {str(films)!r}]))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert "This needs PyTorch, which is not installed." in done.stderr
    assert "make torch" in done.stderr


def test_help_does_not_load_torch() -> None:
    code = (
        "import sys\nfrom engine import command_line\n"
        "status = command_line(['evaluate', 'mapping', '--help'])\n"
        "sys.exit(status or 'torch' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0
    assert b"--films" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_ctrl_c_stops_it_in_one_line(films: Path) -> None:
    words = ["evaluate", "mapping", "--films", films, "--seeds", ",".join(map(str, range(500)))]
    program = [sys.executable, "-m", "viewer", *map(str, words), *FEW]
    running = subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stderr is not None
    first = running.stderr.readline()

    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)

    assert "blank.png is left out" in first
    assert (running.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "Stopped. Files already written are whole and stay."
    assert "Traceback" not in err


def test_a_terminal_shows_a_bar(films: Path) -> None:
    pty = pytest.importorskip("pty")
    own, theirs = pty.openpty()
    program = [sys.executable, "-m", "viewer", "evaluate", "mapping", "--films", films, *FEW]

    done = subprocess.run(
        [*map(str, program), "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
        check=False,
        timeout=120,
    )
    os.close(theirs)

    shown = _all_of(own)
    assert done.returncode == 0
    assert json.loads(done.stdout)["films"] == 3
    assert "Presenting pairs" in shown
    assert "% done, now" not in shown


def _all_of(terminal: int) -> str:
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux ends a terminal nobody writes to any more with an error
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return shown.decode(errors="replace")
