"""The workflows: what they pin, what they may do, and that what they run is there"""

import re
from pathlib import Path

import pytest

from tests.packaging.scripts import script

REPOSITORY = Path(__file__).parents[2]
WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))

# Each is named so by workflows of several projects that are not ours: what is here is no typing
# error, and nobody's own copy of an action.
PINNED = {
    "actions/checkout": "de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
    "actions/setup-python": "a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0",
    "actions/upload-artifact": "b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0",
    "actions/download-artifact": "37930b1c2abaa49bbe596cd826c3c89aef350131 # v7.0.0",
}


def jobs_of(workflow: Path) -> dict[str, str]:
    """Return the lines of every job by its name."""
    _, _, jobs = workflow.read_text().partition("\njobs:\n")
    parts = re.split(r"^  ([a-z-]+):\n", jobs, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


JOBS = {
    f"{workflow.stem}/{name}": lines
    for workflow in WORKFLOWS
    for name, lines in jobs_of(workflow).items()
}
every_job = pytest.mark.parametrize("job", JOBS)


def test_there_are_a_workflow_of_checks_and_one_of_installers() -> None:
    assert [workflow.name for workflow in WORKFLOWS] == ["check.yml", "installers.yml"]
    assert len(JOBS) >= 8


@every_job
def test_every_action_is_pinned_to_the_commit_of_a_version(job: str) -> None:
    used = re.findall(r"uses: (\S+?)@(.*)", JOBS[job])

    assert used
    assert [(action, PINNED.get(action)) for action, _ in used] == used


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_nothing_and_two_of_it_do_not_run_at_once(workflow: Path) -> None:
    text = workflow.read_text()

    assert "\npermissions: {}\n" in text
    assert "\nconcurrency:\n  group: " in text


@every_job
def test_a_job_may_read_and_only_the_release_write(job: str) -> None:
    found = re.search(r"^    permissions:\n((?:      .*\n)+)", JOBS[job], re.MULTILINE)

    assert found is not None
    may = "write" if job == "installers/release" else "read"
    assert found[1].split("#")[0].strip() == f"contents: {may}"


@every_job
def test_a_job_ends_by_itself_and_leaves_no_password_in_its_checkout(job: str) -> None:
    lines = JOBS[job]

    assert re.search(r"^    timeout-minutes: \d+$", lines, re.MULTILINE)
    assert lines.count("actions/checkout@") == lines.count("persist-credentials: false")


@every_job
def test_every_script_that_a_job_runs_is_there_and_may_run(job: str) -> None:
    for word in re.findall(r"(?<![\w./-])(?:packaging/|\.ci/)[\w./-]+", JOBS[job]):
        path = REPOSITORY / word

        assert path.is_file(), word
        assert word.endswith(".py") or path.stat().st_mode & 0o111, word


@every_job
def test_what_others_may_name_never_stands_in_a_command(job: str) -> None:
    """An expression is put into a command as text, quotes and all; a variable is not."""
    commands = re.findall(r"run:(?: [>|]-?\n(?:          .*\n)+| .*\n)", JOBS[job])

    assert commands
    assert [command for command in commands if "${{" in command] == []


def test_every_variant_is_made_and_no_other() -> None:
    variants = set(script("freeze").VARIANTS)
    made = {
        job: set(re.findall(r"\w+", found[1]))
        for job, lines in JOBS.items()
        if (found := re.search(r"variant: \[(.*)\]", lines))
    }

    assert made["installers/linux"] == made["installers/windows-tree"] == variants
    assert made["installers/windows-installer"] == made["installers/windows-smoke"]
    assert made["installers/windows-installer"] == variants - {"cuda"}
    assert made["installers/macos"] == {"full"}


def test_a_release_waits_for_every_package_to_be_tried() -> None:
    release = JOBS["installers/release"]

    needed = re.search(r"needs: \[(.*)\]", release)

    assert needed is not None
    assert set(needed[1].split(", ")) == {"linux", "windows-tree", "windows-smoke", "macos"}
    assert "    if: github.ref_type == 'tag'\n" in release


def test_no_secret_stands_in_the_words_of_a_command_or_outside_the_environment_for_it() -> None:
    holders = {job: lines for job, lines in JOBS.items() if "secrets." in lines}

    assert set(holders) == {"installers/windows-installer", "installers/macos"}
    for lines in holders.values():
        assert "\n    environment: signing" in lines
        for line in lines.splitlines():
            if "secrets." in line:
                assert re.fullmatch(r"          ([A-Z_0-9]+): \$\{\{ secrets\.\1 \}\}", line), line
