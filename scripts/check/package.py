"""A package of Python read without running it: its modules, classes and calls, and what text an expression stands for."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
import importlib
import itertools
from pathlib import Path

type Function = ast.FunctionDef | ast.AsyncFunctionDef

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# A name may lead to a name may lead to a name: enough for honest code, and an end for a circle.
_MAX_STEPS = 8


@dataclass(frozen=True, slots=True)
class Call:
    """A call, with the function and the class it is made in."""

    path: Path
    node: ast.Call
    function: Function | None
    owner: ast.ClassDef | None

    @property
    def name(self) -> str:
        """Return the last part of what is called: `self.hass.f()` calls `f`."""
        return last_name(self.node.func)

    @property
    def where(self) -> str:
        """Return the place for a person."""
        return f"{self.path.name}:{self.node.lineno}"

    def argument(self, keyword: str, position: int | None = None) -> ast.expr | None:
        """Return an argument by its keyword, or by its position where it may be given so."""
        for each in self.node.keywords:
            if each.arg == keyword:
                return each.value
        if position is not None and position < len(self.node.args):
            return self.node.args[position]
        return None


@dataclass(frozen=True)
class Package:
    """All modules below a folder."""

    root: Path
    trees: dict[Path, ast.Module] = field(default_factory=dict)

    @cached_property
    def calls(self) -> list[Call]:
        """Return every call in the package."""
        return [call for path, tree in self.trees.items() for call in _calls(path, tree, None, None)]

    @cached_property
    def calls_of(self) -> dict[str, list[Call]]:
        """Return every call, by the name of what is called."""
        found: dict[str, list[Call]] = {}
        for call in self.calls:
            found.setdefault(call.name, []).append(call)
        return found

    @cached_property
    def methods(self) -> dict[str, list[Function]]:
        """Return the methods of all classes, by name."""
        found: dict[str, list[Function]] = {}
        for owner in self.classes.values():
            for each in owner.body:
                if isinstance(each, FUNCTIONS):
                    found.setdefault(each.name, []).append(each)
        return found

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """Return every class by its name."""
        return {
            node.name: node for tree in self.trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
        }

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Return every function of a module's top by its name."""
        return {node.name: node for tree in self.trees.values() for node in tree.body if isinstance(node, FUNCTIONS)}

    @cached_property
    def values(self) -> dict[str, ast.expr]:
        """Return what each name at a module's top, and each `Class.name`, is set to."""
        found: dict[str, ast.expr] = {}
        for tree in self.trees.values():
            found |= dict(_assignments(tree.body))
        for name, node in self.classes.items():
            found |= {f"{name}.{key}": value for key, value in _assignments(node.body)}
        return found

    @cached_property
    def strings(self) -> frozenset[str]:
        """Return every text in the package that is not a docstring."""
        return frozenset(text for tree in self.trees.values() for text in _strings(tree))

    @cached_property
    def imported(self) -> dict[str, str]:
        """Return `module.name` of what is imported from elsewhere by its name here."""
        return {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for tree in self.trees.values()
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module and not node.level
            for alias in node.names
        }

    def texts(self, expression: ast.expr | None, function: Function | None = None, steps: int = _MAX_STEPS) -> set[str]:
        """Return the texts that an expression may stand for; empty where it cannot be told without running it."""
        if expression is None or not steps:
            return set()
        match expression:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.JoinedStr(values=parts):
                choices = [self.texts(part, function, steps - 1) for part in parts]
                return {"".join(choice) for choice in itertools.product(*choices)}
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                return self.texts(self.values.get(f"{owner}.{name}"), function, steps - 1)
            case ast.Name(id=name):
                return self._texts_of_name(name, function, steps - 1)
        return {text for part in _choices(expression) for text in self.texts(part, function, steps - 1)}

    def _texts_of_name(self, name: str, function: Function | None, steps: int) -> set[str]:
        """Follow a name: set in this function, handed to it, set at a module's top, or imported."""
        found: set[str] = set()
        for key, value in _assignments(list(ast.walk(function)) if function else []):
            if key == name:
                found |= self.texts(value, function, steps)
        if function and name in (parameters := parameter_names(function)):
            for call in self.calls_of.get(function.name, ()):
                if call.function is not function:
                    found |= self.texts(call.argument(name, parameters.index(name)), call.function, steps)
        if not found and name in self.values:
            found = self.texts(self.values[name], None, steps)
        if not found and name in self.imported:
            found = _foreign(self.imported[name])
        return found


def read_package(root: Path) -> Package:
    """Read all Python below a folder."""
    return Package(root, {path: ast.parse(path.read_text()) for path in sorted(root.rglob("*.py"))})


def last_name(expression: ast.expr) -> str:
    """Return `c` of `a.b.c`, and of `c`."""
    match expression:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def parameter_names(function: Function) -> list[str]:
    """Return the parameters in their order, without `self`."""
    arguments = function.args
    names = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def _calls(path: Path, node: ast.AST, function: Function | None, owner: ast.ClassDef | None) -> Iterator[Call]:
    for child in ast.iter_child_nodes(node):
        inner_function = child if isinstance(child, FUNCTIONS) else function
        inner_owner = child if isinstance(child, ast.ClassDef) else owner
        if isinstance(child, ast.Call):
            yield Call(path, child, function, owner)
        yield from _calls(path, child, inner_function, inner_owner)


def _assignments(statements: list[ast.stmt] | list[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
            case ast.NamedExpr(target=ast.Name(id=name), value=value):
                yield name, value


def _choices(expression: ast.expr) -> list[ast.expr | None]:
    """Return the parts of an expression, each of which may be what it stands for."""
    match expression:
        case ast.IfExp(body=first, orelse=second):
            return [first, second]
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.BoolOp(values=parts):
            return [*parts]
        case ast.Dict(keys=keys):
            return [*keys]
        case ast.FormattedValue(value=value) | ast.Attribute(value=ast.Attribute() as value, attr="value"):
            return [value]
    return []


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            is_docstring = isinstance(node, ast.Expr)
            if isinstance(child, ast.Constant) and isinstance(child.value, str) and not is_docstring:
                yield child.value


def _foreign(path: str) -> set[str]:
    """Return the text behind `homeassistant.const.CONF_HOST`, by importing Home Assistant's module."""
    module, _, name = path.rpartition(".")
    if not module.startswith("homeassistant."):
        return set()
    value = getattr(importlib.import_module(module), name, None)
    return {str(value)} if isinstance(value, str) else set()
