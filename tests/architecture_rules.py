"""The rules of the house, as functions from a source tree to the places that break them.

They read the source without importing it. Each rule returns one line for each place, so that
``tests/test_architecture.py`` can show that it finds a planted violation and none in ours.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60


@dataclass(frozen=True)
class Source:
    """One Python file of the tree.

    Attributes:
        name: Path below the root, with "/" on every system.
        text: Its content.
        tree: The same, parsed.
    """

    name: str
    text: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in the tree, level by level: walked once, whatever the number of rules."""
        return tuple(ast.walk(self.tree))

    def at(self, node: ast.AST, what: str) -> str:
        """Return "file:line what"."""
        return f"{self.name}:{getattr(node, 'lineno', 1)} {what}"


Rule: TypeAlias = Callable[[Source], Iterator[str]]


def sources(root: Path, *folders: str) -> list[Source]:
    """Return every Python file under the folders of a source tree."""
    files = (file for folder in folders for file in sorted((root / folder).rglob("*.py")))
    return [_source(file, root) for file in files if "__pycache__" not in file.parts]


def _source(file: Path, root: Path) -> Source:
    text = file.read_text(encoding="utf-8")
    return Source(file.relative_to(root).as_posix(), text, ast.parse(text))


def broken(rule: Rule, files: list[Source]) -> list[str]:
    """Return every place that breaks the rule."""
    return [line for file in files for line in rule(file)]


def _imports(file: Source) -> Iterator[tuple[ast.AST, str, tuple[str, ...]]]:
    """Yield (node, module, names taken from it) for each import anywhere in the file."""
    for node in file.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name, ()
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield node, module, tuple(alias.name for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node, first.value, ()


def _called(node: ast.Call) -> str:
    """Return the last part of what is called: "load" of ``torch.load(...)``."""
    return _last(node.func)


def _is_method(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute)


def _last(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_under(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _lies_in(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(place.rstrip("/") + "/") for place in places)


def only_in(packages: tuple[str, ...], *places: str) -> Rule:
    """Return the rule that these packages are imported at these places and nowhere else."""

    def rule(file: Source) -> Iterator[str]:
        if _lies_in(file.name, places):
            return
        for node, module, names in _imports(file):
            wanted = (module, *(f"{module}.{name}" for name in names))
            if any(_is_under(name, package) for package in packages for name in wanted):
                yield file.at(node, f"imports {module}")

    return rule


def face_only(face: frozenset[str]) -> Rule:
    """Return the rule that the viewer knows the engine by its face: ``from engine import X``."""

    def rule(file: Source) -> Iterator[str]:
        for node, module, names in _imports(file):
            if module.startswith("engine."):
                yield file.at(node, f"imports {module}")
            for name in names if module == "engine" else ():
                if name not in face:
                    yield file.at(node, f"imports {name}, which is not of the engine's face")

    return rule


THREAD_HOUSES = ("viewer/jobs.py", "engine/decode_apart.py", "engine/batch.py")
_PRIMITIVES = {"Event", "Lock", "RLock"}
_QT_THREADS = {"QThread", "QThreadPool", "QRunnable"}
_STARTERS = ("concurrent.futures", "multiprocessing", "asyncio", "_thread", "subprocess")


def starts_no_thread(file: Source) -> Iterator[str]:
    """Threads and processes are started in three files; locks and flags may be held anywhere.

    A lock makes a value safe to share. It is the starting of work, its end and its errors that
    belong in one place.
    """
    if _lies_in(file.name, THREAD_HOUSES):
        return
    yield from only_in(_STARTERS)(file)
    for node, module, names in _imports(file):
        if module == "threading" and not set(names) <= _PRIMITIVES:
            yield file.at(node, f"takes {', '.join(names)} from threading")
        if _QT_THREADS & set(names):
            yield file.at(node, "imports a Qt thread")
    for node in file.nodes:
        if isinstance(node, ast.Attribute):
            owner = _last(node.value)
            if owner == "threading" and node.attr not in _PRIMITIVES:
                yield file.at(node, f"uses threading.{node.attr}")
            if node.attr in _QT_THREADS:
                yield file.at(node, f"uses {node.attr}")


def message_boxes_in_their_place(file: Source) -> Iterator[str]:
    """QMessageBox is for problems and dialogs; all else speaks in the window."""
    if _lies_in(file.name, ("viewer/problems.py", "viewer/dialogs")):
        return
    for node in file.nodes:
        names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
        if "QMessageBox" in [*names, _last(node)]:
            yield file.at(node, "uses QMessageBox")


def short_files(file: Source) -> Iterator[str]:
    """A file of more than 400 lines is two ideas."""
    lines = len(file.text.splitlines())
    if lines > MOST_LINES_OF_A_FILE:
        yield f"{file.name} has {lines} lines, more than {MOST_LINES_OF_A_FILE}"


def short_functions(file: Source) -> Iterator[str]:
    """A function of more than 60 lines is two ideas."""
    for node in file.nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                yield file.at(node, f"{node.name} has {lines} lines")


def prints_nothing(file: Source) -> Iterator[str]:
    """Results go through the command line's consoles, everything else to the log."""
    for node in file.nodes:
        if isinstance(node, ast.Call) and not _is_method(node) and _called(node) == "print":
            yield file.at(node, "prints")


_PICKLERS = ("pickle", "cPickle", "_pickle", "dill", "joblib", "marshal", "shelve", "cloudpickle")


def unpickles_nothing(file: Source) -> Iterator[str]:
    """A pickle runs whatever its author wished; weights are safetensors."""
    yield from only_in(_PICKLERS)(file)
    for node in file.nodes:
        if not isinstance(node, ast.Call):
            continue
        options = {k.arg: k.value for k in node.keywords}
        owner = _last(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        if owner == "torch" and _called(node) == "load" and not _is_true(options, "weights_only"):
            yield file.at(node, "calls torch.load without weights_only=True")
        if _is_true(options, "allow_pickle"):
            yield file.at(node, "allows pickles")


def _is_true(options: dict[str | None, ast.expr], name: str) -> bool:
    value = options.get(name)
    return isinstance(value, ast.Constant) and value.value is True


def catches_what_it_knows(file: Source) -> Iterator[str]:
    """Only viewer/jobs.py catches everything; others may clean up and raise it again."""
    for node in file.nodes:
        if not isinstance(node, ast.ExceptHandler):
            continue
        if node.type is None:
            yield file.at(node, "has a bare except")
            continue
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        if not {"Exception", "BaseException"} & {_last(kind) for kind in kinds}:
            continue
        last = node.body[-1]
        passes_on = isinstance(last, ast.Raise) and last.exc is None
        if not passes_on and file.name != "viewer/jobs.py":
            yield file.at(node, "catches every exception")


def public_things_explained(file: Source) -> Iterator[str]:
    """Every public function, class and method of the engine says what one gets."""
    yield from _unexplained(file, file.tree.body)


def _unexplained(file: Source, body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None:
            yield file.at(node, f"{node.name} has no docstring")
        if isinstance(node, ast.ClassDef):
            yield from _unexplained(file, node.body)
