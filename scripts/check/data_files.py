"""Files of data: every JSON file can be read, and sentences in several languages say the same things."""

from collections.abc import Iterator, Mapping
import json
from pathlib import Path
import re

from homeassistant.util.yaml import load_yaml_dict

type Flat = dict[str, frozenset[str]]

_LANGUAGES = ("de", "en", "ko")
_REFERENCE = "en"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def check(repository: Path, files: list[Path]) -> Iterator[str]:
    """Yield JSON files that cannot be read, and folders whose languages differ."""
    for file in files:
        if file.suffix == ".json":
            yield from _check_json(repository / file, file)
    folders = {file.parent for file in files if file.suffix == ".yaml" and file.stem in _LANGUAGES}
    for folder in sorted(folders):
        yield from _check_languages(repository / folder, folder)


def _check_json(path: Path, name: Path) -> Iterator[str]:
    try:
        json.loads(path.read_text(), object_pairs_hook=_without_doubles)
    except ValueError as error:
        yield f"{name}: {error}"


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an object that says a key twice: the first would be lost."""
    keys = [key for key, _ in pairs]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"keys are there twice: {', '.join(sorted(twice))}")
    return dict(pairs)


def _check_languages(path: Path, name: Path) -> Iterator[str]:
    missing = [language for language in _LANGUAGES if not (path / f"{language}.yaml").is_file()]
    yield from (f"{name}/{language}.yaml: missing" for language in missing)
    if missing:
        return
    contents = {language: load_yaml_dict(str(path / f"{language}.yaml")) for language in _LANGUAGES}
    reference = _flatten(contents[_REFERENCE])
    for language, content in contents.items():
        if content.get("language", language) != language:
            yield f"{name}/{language}.yaml: says that its language is {content['language']}"
        yield from compare(f"{name}/{language}.yaml", _flatten(content), reference)


def compare(where: str, ours: Flat, reference: Flat) -> Iterator[str]:
    """Yield what a language has less, more or with other placeholders than the reference."""
    for key in sorted(reference.keys() - ours.keys()):
        yield f"{where}: {key} is missing"
    for key in sorted(ours.keys() - reference.keys()):
        yield f"{where}: {key} is not in {_REFERENCE}"
    for key in sorted(ours.keys() & reference.keys()):
        if ours[key] != reference[key]:
            yield f"{where}: {key} has the placeholders {sorted(ours[key])}, {_REFERENCE} has {sorted(reference[key])}"


def _flatten(content: Mapping[str, object]) -> Flat:
    """Return what must be the same: the intents of files of sentences, else every key with its placeholders.

    What a list or a rule of sentences is called, and how many sentences an intent has, is each language's own affair.
    """
    if isinstance(intents := content.get("intents"), dict):
        return {f"intents.{name}": frozenset() for name in intents}
    return flatten(content)


def flatten(content: Mapping[str, object], prefix: str = "") -> Flat:
    """Return each text's dotted key with the placeholders in it."""
    found: Flat = {}
    for key, value in content.items():
        if isinstance(value, Mapping):
            found |= flatten(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = frozenset(_PLACEHOLDER.findall(str(value)))
    return found
