"""packaging/build_version.py"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.scripts import script

source_of = script("build_version").source_of

NOON = "2026-11-22T23:30:00-02:00"
"""In UTC that is half past one of the day after."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree of version 1.2.3 without git."""
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "version.py").write_text('VERSION = "1.2.3"\n')
    return tmp_path


@pytest.fixture
def repository_of_one(tree: Path) -> Path:
    """The same as the only commit of a repository."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(tree, "init", "-q")
    git(tree, "add", ".")
    git(tree, "commit", "-q", "-m", "Begin")
    return tree


def git(tree: Path, *words: str) -> str:
    settings = {
        "PATH": os.environ["PATH"],
        "HOME": str(tree),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_NAME": "Nobody" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "nobody@example.org" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_DATE": NOON for who in ("AUTHOR", "COMMITTER")},
    }
    done = subprocess.run(
        ["git", "-C", str(tree), *words], env=settings, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_commit_between_versions_is_named_by_its_day_in_utc(repository_of_one: Path) -> None:
    commit = git(repository_of_one, "rev-parse", "HEAD")

    source = source_of(repository_of_one)

    assert source.version == f"1.2.3+git20261123.{commit[:7]}"
    assert source.commit == commit


def test_the_tagged_commit_has_the_number_alone(repository_of_one: Path) -> None:
    git(repository_of_one, "tag", "v1.2.3")

    source = source_of(repository_of_one)

    assert (source.version, source.time_s) == ("1.2.3", 1_795_397_400)


def test_the_tag_of_another_version_counts_for_nothing(repository_of_one: Path) -> None:
    git(repository_of_one, "tag", "v1.2.30")

    assert source_of(repository_of_one).version.startswith("1.2.3+git")


def test_files_get_the_time_of_the_commit(repository_of_one: Path) -> None:
    assert source_of(repository_of_one).time_s == 1_795_397_400  # date -d 2026-11-23T01:30Z +%s


def test_without_git_the_number_is_said_to_be_all_there_is(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = source_of(tree)

    assert (source.version, source.commit) == ("1.2.3", "")
    assert "git says nothing" in capsys.readouterr().err


def test_the_repository_around_an_unpacked_archive_is_not_asked(repository_of_one: Path) -> None:
    unpacked = repository_of_one / "unpacked"
    shutil.copytree(repository_of_one / "engine", unpacked / "engine")

    assert source_of(unpacked).commit == ""
