"""viewer.actions"""

from viewer.actions import COMMANDS, conflicts


def test_no_key_is_claimed_twice() -> None:
    assert conflicts() == []


def test_every_command_has_a_name_of_its_own() -> None:
    names = [command.name for command in COMMANDS]

    assert len(names) == len(set(names))


def test_escape_never_resets_anything() -> None:
    claimed = [command.name for command in COMMANDS if "Esc" in command.keys]

    assert claimed == ["tool.window"]


def test_no_key_is_written_by_what_shift_makes_of_it() -> None:
    r"""A press of Shift and a key means both: "Shift+\\" and "|", and of two Qt takes neither."""
    shifted = set('|)!@#$%^&*(_+{}:"<>?~')

    found = [key for entry in COMMANDS for key in entry.keys if key[-1] in shifted]

    assert found == []
