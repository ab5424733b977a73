"""A source, a mode or an option spelled as the entity itself does. Pure."""

from collections.abc import Callable, Sequence
import re
from typing import Any, Final

from rapidfuzz import fuzz, process

from .actions import PLAY_TITLE
from .said import is_named, is_plain_word
from .steps import Step
from .targets import Problem

_PLAYS: Final = frozenset({PLAY_TITLE, "media_player.play_media"})

type OptionsOf = Callable[[str, str], Sequence[str] | None]
"""(entity id, field) -> what the field may be on this entity, where the entity says so."""


def with_options(
    index: int,
    domain: str,
    service: str,
    entity_ids: tuple[str, ...],
    data: dict[str, Any],
    options_of: OptionsOf,
) -> Step | Problem:
    """Spell a source, a mode or an option as the entity itself does."""
    for name, value in data.items():
        options = options_of(entity_ids[0], name) if isinstance(value, str) else None
        if not options or value in options:
            continue
        if (spelled := _option(value, options)) is None:
            return Problem(step=index, what=name, value=value, candidates=tuple(options[:30]))
        data[name] = spelled
    return Step(domain=domain, service=service, entity_ids=entity_ids, data=data)


def as_source(
    action: str, data: dict[str, Any], entity_ids: tuple[str, ...], options_of: OptionsOf, text: str
) -> tuple[str, dict[str, Any]]:
    """Return the action that switches to an app or an input, where a model took its name for a title; to the one that a text names."""
    options = (options_of(entity_ids[0], "source") or ()) if len(entity_ids) == 1 else ()
    if action in _PLAYS:
        wanted = _plain(str(data.get("title") or data.get("media_content_id") or ""))
        same = [option for option in options if wanted and _plain(option) == wanted]
        if len(same) != 1:
            return action, data
        action, data = "media_player.select_source", {"source": same[0]}
    return action, {**data, "source": _said(str(data["source"]), options, text)} if "source" in data else data


def _said(source: str, options: Sequence[str], text: str) -> str:
    """Return the one source that a text names, where a model took one whose name only has that in it."""
    # "The kitchen TV" is a TV, and no input of it.
    named = [option for option in options if is_named(option, text) and not is_plain_word(option.casefold())]
    named = [option for option in named if not any(option != other and option in other for other in named)]
    is_namesake = len(named) == 1 and _plain(named[0]) in _plain(source) and not is_named(source, text)
    return named[0] if is_namesake else source


def _plain(text: str) -> str:
    """Return a text without what is written in more than one way."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _option(value: str, options: Sequence[str]) -> str | None:
    """Return the only option that a text can mean."""
    plain = {option: _plain(option) for option in options}
    wanted = _plain(value)
    if same := [option for option, text in plain.items() if text == wanted]:
        return same[0]
    found = process.extract(wanted, plain, scorer=fuzz.ratio, score_cutoff=80, limit=2)
    return found[0][2] if len(found) == 1 or (len(found) == 2 and found[0][1] - found[1][1] >= 10) else None
