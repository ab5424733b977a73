"""The translations: their shape, what the languages have in common, and that each text is used and each use has one."""

from collections.abc import Iterator, Mapping
import re

import probatio

from homeassistant.const import Platform

from .data_files import compare, flatten
from .package import Package

LANGUAGES = ("de", "en", "ko")

_HTML = re.compile(r"<[a-z/!][^>]*>", re.IGNORECASE)
_QUOTED_PLACEHOLDER = re.compile(r"'\{\w+\}'")


def _text(value: object) -> str:
    """Accept what Home Assistant shows as it is: no markup, no reference that only its own build resolves."""
    if not isinstance(value, str) or not value or value != value.strip():
        raise probatio.Invalid("must be a text without space around it")
    if "[%key:" in value:
        raise probatio.Invalid("references are resolved in Home Assistant's own build alone")
    if _HTML.search(value):
        raise probatio.Invalid("no HTML")
    if _QUOTED_PLACEHOLDER.search(value):
        raise probatio.Invalid("a placeholder in single quotes is not replaced")
    return value


_KEY = probatio.Match(r"^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$")
_TEXTS = {_KEY: _text}


def _shape(*texts: str, **nested: object) -> dict[object, object]:
    """Return the shape of an object with these texts, and these objects in it; none of them is required."""
    return {probatio.Optional(key): value for key, value in {**dict.fromkeys(texts, _text), **nested}.items()}


_SECTION = _shape("name", "description", data=_TEXTS, data_description=_TEXTS)
_STEP = _shape(
    "title",
    "description",
    "submit",
    data=_TEXTS,
    data_description=_TEXTS,
    menu_options=_TEXTS,
    menu_option_descriptions=_TEXTS,
    sections={_KEY: _SECTION},
)
_FLOW = _shape("flow_title", step={_KEY: _STEP}, error=_TEXTS, abort=_TEXTS, progress=_TEXTS, create_entry=_TEXTS)
_DESCRIBED = _shape(
    "name",
    "description",
    "description_configured",
    fields={_KEY: _shape("name", "description", "example")},
    sections={_KEY: _shape("name", "description")},
)
_STATES = {probatio.Match(r"^[a-z0-9_-]+$"): _text}
_ENTITY = _shape("name", "unit_of_measurement", state=_STATES, state_attributes={_KEY: _shape("name", state=_STATES)})
_SCHEMA = probatio.Schema(
    _shape(
        "title",
        config=_FLOW,
        options=_FLOW,
        config_subentries={_KEY: {**_FLOW, **_shape("entry_type", initiate_flow=_TEXTS)}},
        entity={probatio.In([platform.value for platform in Platform]): {_KEY: _ENTITY}},
        exceptions={_KEY: {probatio.Required("message"): _text}},
        issues={_KEY: {probatio.Required("title"): _text, **_shape("description", fix_flow=_FLOW)}},
        selector={_KEY: _shape(options=_STATES, fields={_KEY: _shape("name", "description")})},
        services={_KEY: _DESCRIBED},
        triggers={_KEY: _DESCRIBED},
        conditions={_KEY: _DESCRIBED},
        device={_KEY: _shape("name")},
        system_health=_shape(info=_TEXTS),
        common=_TEXTS,
    )
)


def check_shape(language: str, content: Mapping[str, object]) -> Iterator[str]:
    """Yield where a language is not as Home Assistant reads it."""
    try:
        _SCHEMA(dict(content))
    except probatio.MultipleInvalid as error:
        yield from (f"translations/{language}.json: {each}" for each in error.errors)


def check_languages(contents: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Yield what a language has less, more or with other placeholders than English."""
    reference = flatten(contents["en"])
    for language in sorted(contents.keys() - {"en"}):
        yield from compare(f"translations/{language}.json", flatten(contents[language]), reference)


def check_needed(english: Mapping[str, object], needed: Mapping[str, str]) -> Iterator[str]:
    """Yield the texts that something needs and English does not have."""
    have = flatten(english).keys()
    for key, where in needed.items():
        if key not in have:
            yield f"translations/en.json: {key} is missing (for {where})"


# Below these, a key is a name that the code says somewhere; the depth is that of the name.
_NAMED = {
    "config.error": 2,
    "config.abort": 2,
    "config.progress": 2,
    "config.create_entry": 2,
    "options.error": 2,
    "options.abort": 2,
    "exceptions": 1,
    "issues": 1,
    "selector": 1,
    "device": 1,
    "entity": 2,
}
_STEP_PARTS = ("data", "data_description", "menu_options", "sections")


def check_unused(
    english: Mapping[str, object], needed: Mapping[str, str], package: Package, described: frozenset[str]
) -> Iterator[str]:
    """Yield the texts that nothing shows; `described` is what the YAML files of the integration name."""
    said = package.strings | described
    for key in flatten(english):
        if key in needed:
            continue
        parts = key.split(".")
        if parts[0] == "config_subentries":
            parts = ["config", *parts[2:]]
        if _is_unused(parts, key, needed, said, package):
            yield f"translations/en.json: {key} is not used"


def _is_unused(parts: list[str], key: str, needed: Mapping[str, str], said: frozenset[str], package: Package) -> bool:
    if parts[:2] in (["config", "step"], ["options", "step"]):
        step = key[: key.index(".step.")] + ".step." + parts[2]
        is_shown = any(each.startswith(f"{step}.") for each in needed)
        return not is_shown or (parts[3] in _STEP_PARTS and parts[-1] not in ("name", "description"))
    depth = next((depth for prefix, depth in _NAMED.items() if ".".join(parts).startswith(f"{prefix}.")), None)
    return depth is not None and parts[depth] not in said
