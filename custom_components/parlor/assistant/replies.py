"""What Parlor says by itself, in the user's language: sentences kept as data beside the code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
import re
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.util.yaml import load_yaml_dict

_FOLDER = Path(__file__).parent / "replies"
_FALLBACK = "en"
# More names than that nobody wants to hear.
MOST_NAMES = 6
LANGUAGES = frozenset({"en", "de", "ko"})

_ENDS_TWICE: Final = re.compile(r"[^.][.!?]\.$")  # as after "Sherlock Jr."


@dataclass(frozen=True, slots=True)
class Replies:
    """The sentences of one language."""

    language: str
    sentences: Mapping[str, str]

    def say(self, key: str, placeholders: Mapping[str, str] | None = None) -> str:
        """Return a sentence with its placeholders filled; a placeholder that is not given shows as nothing."""
        said = self.sentences[key].format_map(_Given(placeholders or {}))
        return said[:-1] if _ENDS_TWICE.search(said) else said

    def say_of(self, key: str, names: Sequence[str], placeholders: Mapping[str, str]) -> str:
        """Return a sentence about some things, in the plural where there are several and the language has one."""
        many = f"{key}_many"
        told = {**placeholders, "name": self.join(names)}
        return self.say(many if len(names) > 1 and many in self.sentences else key, told)

    def join(self, names: Sequence[str]) -> str:
        """Return names as one says them; of many only some."""
        if len(names) > MOST_NAMES:
            shown = ", ".join(names[: MOST_NAMES - 2])
            return self.say("and_more", {"names": shown, "count": str(len(names) - MOST_NAMES + 2)})
        if len(names) < 2:
            return "".join(names)
        return self.say("and", {"names": ", ".join(names[:-1]), "last": names[-1]})

    def has(self, key: str) -> bool:
        """Say whether there is such a sentence."""
        return key in self.sentences


class _Given(dict[str, str]):
    """Placeholders, of which one may be missing."""

    def __missing__(self, key: str) -> str:
        """Show nothing for it."""
        return ""


async def async_get_replies(hass: HomeAssistant, language: str | None) -> Replies:
    """Return the replies in a language, or in English where Parlor does not speak it."""
    wanted = (language or _FALLBACK).replace("_", "-").partition("-")[0].casefold()
    name = wanted if wanted in LANGUAGES else _FALLBACK
    if name in _LOADED:
        return _LOADED[name]
    return _LOADED.setdefault(name, await hass.async_add_executor_job(_load, name))


_LOADED: dict[str, Replies] = {}


def _load(name: str) -> Replies:
    """Read the sentences of a language from disk."""
    return Replies(name, {key: str(text) for key, text in load_yaml_dict(str(_FOLDER / f"{name}.yaml")).items()})
