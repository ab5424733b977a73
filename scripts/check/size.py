"""The limits on size that ruff does not know: lines of a file, lines of a function, depth of nesting."""

import ast
from collections.abc import Iterator
from pathlib import Path

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_NESTING = 3

type Function = ast.FunctionDef | ast.AsyncFunctionDef

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_WITHS = (ast.With, ast.AsyncWith)
_BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)


def check(repository: Path, files: list[Path]) -> Iterator[str]:
    """Yield what is too large among the Python files and shell scripts."""
    for file in files:
        text = _source(repository / file)
        if text is None:
            continue
        lines = len(text.splitlines())
        if lines > MAX_FILE_LINES:
            yield f"{file}: {lines} lines, at most {MAX_FILE_LINES}"
        if file.suffix == ".py":
            yield from _check_functions(file, ast.parse(text))


def _source(path: Path) -> str | None:
    """Return the text of a program, None for any other file."""
    if path.suffix in (".py", ".sh"):
        return path.read_text()
    if path.suffix:
        return None
    with path.open("rb") as file:
        return path.read_text() if file.read(2) == b"#!" else None


def _check_functions(file: Path, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, _FUNCTIONS):
            continue
        lines = _lines_of(node)
        if lines > MAX_FUNCTION_LINES:
            yield f"{file}:{node.lineno}: {node.name} has {lines} lines, at most {MAX_FUNCTION_LINES}"
        depth = max((_depth(statement) for statement in node.body), default=0)
        if depth > MAX_NESTING:
            yield f"{file}:{node.lineno}: {node.name} is nested {depth} deep, at most {MAX_NESTING}"


def _lines_of(function: Function) -> int:
    """Return how many lines a function takes, without its docstring: telling what it is for costs nothing."""
    end = function.end_lineno or function.lineno
    lines = end - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return lines


def _depth(node: ast.AST) -> int:
    """Return how many blocks lie within each other below a statement; `elif` and `except` stand beside, not within."""
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        return 0
    below = max((_depth(child) for child in _children(node)), default=0)
    return below + isinstance(node, _BLOCKS)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what lies within: an `else` that is an `if` stands beside its `if`, and a `with` around one block is one with it."""
    if isinstance(node, _WITHS) and len(node.body) == 1 and isinstance(node.body[0], _BLOCKS):
        yield from _children(node.body[0])
    elif isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        yield from node.body
        yield from _children(node.orelse[0])
    else:
        yield from ast.iter_child_nodes(node)
