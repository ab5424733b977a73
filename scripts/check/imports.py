"""What the code imports, beside what the manifest says it needs."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
import json
from pathlib import Path
import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import homeassistant
from homeassistant.const import Platform

from .package import Package

# What an integration may use without saying so: the platforms that it offers, and what every Home Assistant runs.
_IMPLICIT = frozenset(platform.value for platform in Platform) | {
    "application_credentials",
    "diagnostics",
    "homeassistant",
    "persistent_notification",
    "repairs",
    "system_health",
    "trigger",
}
_COMPONENTS = "homeassistant.components."
# httpx is Home Assistant's own under either version: since 2026.11 it gives httpx2 that name.
_OWN = frozenset({"custom_components", "homeassistant", "httpx"})


def check(description: Mapping[str, object], package: Package) -> Iterator[str]:
    """Yield integrations and libraries that the code uses and the manifest does not name, and those that there are not."""
    declared = [*_names(description, "dependencies"), *_names(description, "after_dependencies")]
    yield from (f"manifest.json: depends on {each}, which there is not" for each in declared if not _manifest(each))
    components = _IMPLICIT | set(declared)
    libraries = _with_their_own({_library(text) for text in _names(description, "requirements")} | _brought(declared))
    for path, tree in package.trees.items():
        for module, line in _imports(tree):
            component = module.removeprefix(_COMPONENTS).partition(".")[0] if module.startswith(_COMPONENTS) else ""
            if component and component not in components:
                yield f"{path.name}:{line}: uses {component}, which the manifest does not depend on"
            if not _is_brought(module.partition(".")[0], libraries):
                yield f"{path.name}:{line}: imports {module}, which the manifest does not require"


def _is_brought(root: str, libraries: set[str]) -> bool:
    """Say whether a module is there wherever the integration is: Python's, Home Assistant's, or from a library named."""
    if root in sys.stdlib_module_names or root in _OWN:
        return True
    return any(canonicalize_name(each) in libraries for each in _distributions().get(root, ()))


def _imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield what a module imports when it runs, with the line; of `from a.b import c` that is `a.b.c`."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from ((f"{module}.{alias.name}", node.lineno) for alias in names)
            case ast.Import(names=names):
                yield from ((alias.name, node.lineno) for alias in names)
        yield from _imports(node)


def _names(description: Mapping[str, object], key: str) -> list[str]:
    names = description.get(key, [])
    assert isinstance(names, list)
    return names


def _manifest(component: str) -> dict[str, object]:
    """Return the manifest of one of Home Assistant's integrations, empty where there is none of that name."""
    path = Path(homeassistant.__file__).parent / "components" / component / "manifest.json"
    content = json.loads(path.read_text()) if path.is_file() else {}
    assert isinstance(content, dict)
    return content


def _brought(declared: list[str]) -> set[str]:
    """Return the libraries that Home Assistant and the integrations depended on bring."""
    found = set(_requires("homeassistant"))
    waiting, seen = list(declared), set(declared)
    while waiting:
        description = _manifest(waiting.pop())
        found |= {_library(text) for text in _names(description, "requirements")}
        further = set(_names(description, "dependencies")) - seen
        seen |= further
        waiting += further
    return found


def _with_their_own(libraries: set[str]) -> set[str]:
    """Add what these libraries ask for themselves: errors of anyio, say, come through httpx."""
    return libraries.union(*(_requires(library) for library in libraries))


@cache
def _requires(library: str) -> frozenset[str]:
    try:
        return frozenset(_library(text) for text in metadata.requires(library) or ())
    except ValueError, metadata.PackageNotFoundError:
        return frozenset()


@cache
def _distributions() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


def _library(requirement: str) -> str:
    """Return the name of a requirement, or nothing where it is none, which the check of the manifest says."""
    try:
        return canonicalize_name(Requirement(requirement).name)
    except ValueError:
        return ""
