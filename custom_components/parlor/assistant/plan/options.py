"""A source, a mode or an option spelled as the entity itself does. Pure."""

from collections.abc import Callable, Sequence
import re
from typing import Any

from rapidfuzz import fuzz, process

from .steps import Step
from .targets import Problem

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


def _option(value: str, options: Sequence[str]) -> str | None:
    """Return the only option that a text can mean."""
    plain = {option: re.sub(r"[\W_]+", "", option).casefold() for option in options}
    wanted = re.sub(r"[\W_]+", "", value).casefold()
    if same := [option for option, text in plain.items() if text == wanted]:
        return same[0]
    found = process.extract(wanted, plain, scorer=fuzz.ratio, score_cutoff=80, limit=2)
    return found[0][2] if len(found) == 1 or (len(found) == 2 and found[0][1] - found[1][1] >= 10) else None
