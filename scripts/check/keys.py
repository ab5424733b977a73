"""Translation keys that the code names outside of flows: exceptions, entities, repairs, selectors, devices."""

import ast
from collections.abc import Iterator, Mapping

from homeassistant.const import Platform

from .data_files import flatten
from .package import Call, Package

_PLATFORMS = frozenset(platform.value for platform in Platform)


def read_keys(package: Package) -> dict[str, str]:
    """Return the texts needed below `en.json`, dotted, each with the place that needs it."""
    found: dict[str, str] = {}
    for call in package.calls:
        for key in package.texts(call.argument("translation_key"), call.function):
            if prefix := _prefix(call):
                found.setdefault(prefix.format(key=key), call.where)
    return found


def check_entities(package: Package, english: Mapping[str, object], icons: Mapping[str, object]) -> Iterator[str]:
    """Yield the translation keys of entities that stand for nothing: no text of theirs, and no icon."""
    have = [*flatten(english), *flatten(icons)]
    for path, tree in package.trees.items():
        if path.stem not in _PLATFORMS:
            continue
        keys = set(_entity_attributes(package, tree))
        for call in package.calls:
            if call.path == path and call.name.endswith("EntityDescription"):
                keys |= package.texts(call.argument("translation_key"), call.function)
        for key in sorted(keys):
            prefix = f"entity.{path.stem}.{key}."
            if not any(each.startswith(prefix) for each in have):
                yield f"{path.name}: {prefix[:-1]} has neither a text in translations/en.json nor an icon in icons.json"


def check_placeholders(package: Package, english: Mapping[str, object]) -> Iterator[str]:
    """Yield the exceptions and repairs that are raised without a placeholder which their text shows."""
    texts = flatten(english)
    for call in package.calls:
        prefix = _prefix(call)
        if not prefix.startswith(("exceptions.", "issues.")):
            continue
        given = call.argument("translation_placeholders")
        if given is not None and (not isinstance(given, ast.Dict) or None in given.keys):
            continue  # made elsewhere, or from more than is written here
        names = {text for key in given.keys for text in package.texts(key)} if given else set()
        for key in package.texts(call.argument("translation_key"), call.function):
            if missing := texts.get(prefix.format(key=key), frozenset()) - names:
                yield f"{call.where}: {key} is raised without {', '.join(sorted(missing))}"


def _prefix(call: Call) -> str:
    """Return where the one text of a call's translation key stands; empty for an entity, which has several."""
    if call.name.endswith("EntityDescription"):
        return ""
    if call.name == "async_create_issue":
        return "issues.{key}.title"
    if call.name == "ObjectSelectorConfig":
        return "selector.{key}.fields"
    if call.name.endswith("SelectorConfig"):
        return "selector.{key}.options"
    if call.name == "DeviceInfo":
        return "device.{key}.name"
    return "exceptions.{key}.message" if call.argument("translation_domain") is not None else ""


def _entity_attributes(package: Package, tree: ast.Module) -> Iterator[str]:
    """Yield the translation keys that entities have as a class's or an instance's attribute."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(
                targets=[ast.Name(id="_attr_translation_key") | ast.Attribute(attr="_attr_translation_key")],
                value=value,
            ):
                yield from package.texts(value)
