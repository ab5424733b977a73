"""What Home Assistant asks of a custom integration, and what people must not miss in it."""

import ast
from collections.abc import Iterator, Mapping
import json
from pathlib import Path

import homeassistant
from homeassistant.const import Platform

from . import actions, keys, manifest, translations
from .flows import read_flows
from .package import Package, read_package

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
_NAMESPACE = "homeassistant.components"


def check(folder: Path, constraints: manifest.Constraints) -> Iterator[str]:
    """Yield what is wrong with the integration in a folder."""
    languages = {path.stem: _read(path) for path in sorted((folder / "translations").glob("*.json"))}
    missing = [language for language in translations.LANGUAGES if language not in languages]
    yield from (f"translations/{language}.json: missing" for language in missing)
    if "en" not in languages:
        return
    description, icons, english = _read(folder / "manifest.json"), _read(folder / "icons.json"), languages["en"]
    package = read_package(folder)
    yield from manifest.check(description, folder, constraints)
    yield from _check_dependencies(description, package)
    for language, content in languages.items():
        yield from translations.check_shape(language, content)
    yield from translations.check_languages(languages)
    flows, described = read_flows(package), actions.read_actions(folder, package, english, icons)
    needed = flows.needed | _without_options(keys.read_keys(package), english) | described.needed
    yield from flows.unreadable
    yield from described.problems
    yield from translations.check_needed(english, needed)
    yield from translations.check_unused(english, needed, package, described.named)
    yield from keys.check_entities(package, english, icons)
    yield from keys.check_placeholders(package, english)
    yield from actions.check_icons(icons)


def installed_constraints(repository: Path) -> manifest.Constraints:
    """Return the pins of the Home Assistant that runs this, and of the stable one where it is set up."""
    homes = [
        Path(homeassistant.__file__).parent,
        *repository.glob(".venv-stable/lib/python*/site-packages/homeassistant"),
    ]
    return {
        f"Home Assistant {_version(home)}": manifest.read_constraints((home / "package_constraints.txt").read_text())
        for home in homes
    }


def _version(home: Path) -> str:
    """Return which Home Assistant lies in a folder, without importing it."""
    values = {}
    for statement in ast.parse((home / "const.py").read_text()).body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=value)) if name.endswith("_VERSION"):
                values[name] = value
    return ".".join(str(values[f"{part}_VERSION"]) for part in ("MAJOR", "MINOR", "PATCH"))


def _read(path: Path) -> dict[str, object]:
    """Return a JSON object, empty where there is no such file."""
    content = json.loads(path.read_text()) if path.is_file() else {}
    assert isinstance(content, dict), path
    return content


def _without_options(needed: Mapping[str, str], english: Mapping[str, object]) -> dict[str, str]:
    """Return what is needed, where a selector needs no more than any choices at all."""
    choices = english.get("selector", {})
    assert isinstance(choices, Mapping)
    return {
        key: where
        for key, where in needed.items()
        if not (key.startswith("selector.") and choices.get(key.split(".")[1], {}).get("options"))
    }


def _check_dependencies(description: Mapping[str, object], package: Package) -> Iterator[str]:
    allowed = set(_IMPLICIT)
    for key in ("dependencies", "after_dependencies"):
        declared = description.get(key, [])
        assert isinstance(declared, list)
        yield from (f"manifest.json: {key}: there is no {each}" for each in declared if not _exists(each))
        allowed.update(declared)
    for path, tree in package.trees.items():
        for name, line in _used_components(tree):
            if name not in allowed:
                yield f"{path.name}:{line}: uses {name}, which the manifest does not depend on"


def _exists(component: str) -> bool:
    return (Path(homeassistant.__file__).parent / "components" / component / "manifest.json").is_file()


def _used_components(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the integrations that a module imports when it runs, with the line."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
            case ast.ImportFrom(module=module, names=names, level=0) if module == _NAMESPACE:
                yield from ((alias.name, node.lineno) for alias in names)
            case ast.ImportFrom(module=str(module), level=0) if module.startswith(f"{_NAMESPACE}."):
                yield module.split(".")[2], node.lineno
            case ast.Import(names=names):
                yield from (
                    (alias.name.split(".")[2], node.lineno)
                    for alias in names
                    if alias.name.startswith(f"{_NAMESPACE}.")
                )
        yield from _used_components(node)
