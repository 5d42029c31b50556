"""The command line: every command, and the job without a window."""

from engine.cli.commands import command_line
from engine.cli.windowless import enhance_without_window

__all__ = ["command_line", "enhance_without_window"]
