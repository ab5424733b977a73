"""Services, triggers and conditions: their YAML, their texts and their icons, over Home Assistant's own schemas."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
import re

import probatio

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, selector, service
from homeassistant.util.yaml import load_yaml_dict

from .package import Package

_FIELD = probatio.Schema(
    {
        probatio.Optional("example"): object,
        probatio.Optional("default"): object,
        probatio.Optional("required"): bool,
        probatio.Optional("advanced"): bool,
        probatio.Optional("context"): {str: str},
        probatio.Optional("filter"): {probatio.In(["attribute", "supported_features"]): object},
        probatio.Optional("selector"): selector.validate_selector,
    }
)
_SECTION = probatio.Schema({probatio.Optional("collapsed"): bool, probatio.Required("fields"): {str: _FIELD}})
_ENTRY = probatio.Any(
    None,
    probatio.Schema(
        {
            probatio.Optional("target"): probatio.Any(None, selector.TargetSelector.CONFIG_SCHEMA),
            probatio.Optional("fields"): {str: probatio.Any(_SECTION, _FIELD)},
        }
    ),
)
_SCHEMA = probatio.Schema(
    {probatio.Remove(probatio.All(str, service.starts_with_dot)): object, cv.underscore_slug: _ENTRY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of action, with how the code says that it has some."""

    name: str
    icon: str
    is_registered: Callable[[Package], bool]


_REGISTRATIONS = re.compile(r"^(?:async_register\w*service|async_register_admin_service|register)$")


def _has_services(package: Package) -> bool:
    names = {call.name for call in package.calls if call.name != "async_register" or _is_services(call.node.func)}
    return any(_REGISTRATIONS.match(name) or name == "async_register" for name in names)


def _is_services(function: object) -> bool:
    return getattr(getattr(function, "value", None), "attr", None) == "services"


def _has_function(name: str) -> Callable[[Package], bool]:
    return lambda package: name in package.functions


KINDS = (
    Kind(name="services", icon="service", is_registered=_has_services),
    Kind(name="triggers", icon="trigger", is_registered=_has_function("async_get_triggers")),
    Kind(name="conditions", icon="condition", is_registered=_has_function("async_get_conditions")),
)


@dataclass(frozen=True, slots=True)
class Actions:
    """What the YAML files need below `en.json`, what they name, and what is wrong with them."""

    needed: dict[str, str]
    named: frozenset[str]
    problems: list[str]


def read_actions(folder: Path, package: Package, english: Mapping[str, object], icons: Mapping[str, object]) -> Actions:
    """Read `services.yaml`, `triggers.yaml` and `conditions.yaml` of an integration, where it has them."""
    found = Actions({}, frozenset(), [])
    named: set[str] = set()
    for kind in KINDS:
        entries = _load(folder, kind, package, found.problems)
        named |= entries.keys()
        for name, entry in entries.items():
            _need(found.needed, named, kind, name, entry or {})
        found.problems.extend(_differences(kind, entries, english, icons))
    return Actions(found.needed, frozenset(named), found.problems)


def check_icons(icons: Mapping[str, object], prefix: str = "") -> Iterator[str]:
    """Yield every icon that is not one of Material Design's, which are the only ones that Home Assistant brings."""
    for key, value in icons.items():
        if isinstance(value, Mapping):
            yield from check_icons(value, f"{prefix}{key}.")
        elif not re.fullmatch(r"mdi:[a-z0-9]+(?:-[a-z0-9]+)*", str(value)):
            yield f"icons.json: {prefix}{key}: {value} is not an icon (mdi:…)"


def _load(folder: Path, kind: Kind, package: Package, problems: list[str]) -> dict[str, dict[str, object] | None]:
    path = folder / f"{kind.name}.yaml"
    is_registered = kind.is_registered(package)
    if path.is_file() != is_registered:
        has = "there are" if is_registered else "there are no"
        problems.append(f"{path.name}: {'missing' if is_registered else 'superfluous'}, {has} {kind.name} in the code")
    if not path.is_file():
        return {}
    try:
        entries: dict[str, dict[str, object] | None] = _SCHEMA(load_yaml_dict(str(path)))
    except (probatio.Invalid, HomeAssistantError) as error:
        problems.append(f"{path.name}: {error}")
        return {}
    return entries


def _need(
    needed: dict[str, str], named: set[str], kind: Kind, name: str, entry: Mapping[str, object], below: str = ""
) -> None:
    """Add the texts of an entry: of itself, its sections, its fields, and the choices in these."""
    where, prefix = f"{kind.name}.yaml", f"{kind.name}.{name}"
    if not below:
        needed |= {f"{prefix}.name": where, f"{prefix}.description": where}
    fields = entry.get("fields")
    for key, value in fields.items() if isinstance(fields, dict) else ():
        if "fields" in value:
            needed[f"{prefix}.sections.{key}.name"] = where
            _need(needed, named, kind, name, value, key)
            continue
        needed |= {f"{prefix}.fields.{key}.name": where, f"{prefix}.fields.{key}.description": where}
        _need_choices(needed, named, where, value.get("selector") or {})


def _need_choices(needed: dict[str, str], named: set[str], where: str, selector_config: Mapping[str, object]) -> None:
    select = selector_config.get("select")
    if not isinstance(select, dict) or not (key := select.get("translation_key")):
        return
    named.add(key)
    for option in select.get("options", []):
        needed[f"selector.{key}.options.{option['value'] if isinstance(option, dict) else option}"] = where


def _differences(
    kind: Kind, entries: Mapping[str, object], english: Mapping[str, object], icons: Mapping[str, object]
) -> Iterator[str]:
    """Yield icons that are missing, and texts and icons of what there is not."""
    texts, drawn = english.get(kind.name, {}), icons.get(kind.name, {})
    assert isinstance(texts, Mapping) and isinstance(drawn, Mapping)
    for name in entries:
        if kind.icon not in drawn.get(name, {}):
            yield f"icons.json: {kind.name}.{name}.{kind.icon} is missing"
    for file, names in (("translations/en.json", texts), ("icons.json", drawn)):
        yield from (f"{file}: {kind.name}.{name} is not in {kind.name}.yaml" for name in names.keys() - entries.keys())
