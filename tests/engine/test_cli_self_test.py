"""engine.cli.self_test and the version that the command line tells"""

import json

import pytest

from engine import command_line, self_test
from engine.build import BuildInfo, Variant
from engine.progress import Progress
from engine.self_test_check import Bench, Check, CheckFailedError, LeftOut


@pytest.fixture(autouse=True)
def no_other_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's own checks are left to their own tests."""
    monkeypatch.setattr(self_test, "all_checks", lambda _: ())


def check(name: str, told: str | Exception) -> Check:
    def run(_: Bench, progress: Progress) -> str:
        progress.check()
        if isinstance(told, Exception):
            raise told
        return told

    return Check("Window", name, run)


PASSING = check("Pane", "512 pixels")
FAILING = check("Icons", CheckFailedError("Nothing is drawn by icons/open.svg."))
ABSENT = check("Qt", LeftOut("there is no display"))


def test_each_check_is_one_line_below_its_group_and_the_facts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = command_line(["self-test", "--quick"], [PASSING, ABSENT])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert lines[0].startswith("Negatoscope: ")
    assert lines[-5] == "Window"
    assert lines[-4].split() == ["ok", "Pane", lines[-4].split()[2], "ms", "512", "pixels"]
    assert lines[-3].startswith("  left out  Qt ")
    assert lines[-1] == "2 checks in 0 s: 1 ok, 1 left out."


def test_one_that_fails_is_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    status = command_line(["self-test", "--quick"], [FAILING, PASSING])

    assert status == 1
    assert "  FAILED    Icons" in capsys.readouterr().out


def test_json_is_one_object_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    status = command_line(["self-test", "--quick", "--json"], [FAILING, ABSENT])

    told = json.loads(capsys.readouterr().out)
    assert status == 1
    assert told["passed"] is False
    assert told["summary"] == "2 checks in 0 s: 1 left out, 1 FAILED."
    assert told["diagnostics"]["Negatoscope"].endswith("source")
    assert [c["verdict"] for c in told["checks"]] == ["failed", "left out"]
    assert set(told["checks"][0]) == {"group", "name", "verdict", "milliseconds", "found"}


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (BuildInfo("0.1.0"), "negatoscope 0.1.0\n"),
        (
            BuildInfo("0.1.0+git20261122.ce46920", Variant.SMALL),
            "0.1.0+git20261122.ce46920 (small)",
        ),
    ],
)
def test_the_version_is_that_of_the_build(
    build: BuildInfo,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("engine.cli.commands.build_info", lambda: build)

    assert command_line(["--version"]) == 0
    assert told in capsys.readouterr().out


def test_no_file_of_the_self_test_is_left(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(folder))

    command_line(["self-test", "--quick"], [PASSING, FAILING])

    assert list(folder.iterdir()) == []
