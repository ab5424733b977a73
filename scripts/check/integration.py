"""What Home Assistant asks of a custom integration, and what people must not miss in it."""

import ast
from collections.abc import Iterator, Mapping
import json
from pathlib import Path

import homeassistant

from . import actions, imports, keys, manifest, translations
from .flows import read_flows
from .package import read_package


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
    yield from imports.check(description, package)
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
    """Return what is needed, where a selector needs no more than any choices, or fields, at all."""
    choices = english.get("selector", {})
    assert isinstance(choices, Mapping)
    return {
        key: where
        for key, where in needed.items()
        if not (key.startswith("selector.") and choices.get(key.split(".")[1], {}).keys() & {"options", "fields"})
    }
