"""Fill the roles with what a service lists."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
import re

from .families import NEVER, PREFERRED, PRICES_USD, SHUTDOWN, SIGNS
from .role import Role

__all__ = ["Role", "chat_models", "known_price", "shutdown_of", "suggest_models"]

_SNAPSHOT = re.compile(r"-\d{4}-\d{2}-\d{2}$")
# What may stand in for a role that no model of a list is made for.
_INSTEAD: Mapping[Role, tuple[Role, ...]] = {
    Role.CHAT: (Role.VISION, Role.REASONING),
    Role.REASONING: (Role.CHAT, Role.VISION),
}


def suggest_models(models: Sequence[str], today: date | None = None) -> Mapping[Role, str]:
    """Return a model of the list for each role that one can fill; none that is switched off by that day."""
    usable = _usable(models, today)
    return {role: model for role in Role if (model := _best(role, usable)) is not None}


def chat_models(models: Sequence[str], today: date | None = None) -> list[str]:
    """Return the models of the list that can be talked to, in its order; none that is switched off by that day."""
    special = (None, Role.EMBEDDING, Role.TRANSCRIPTION, Role.SPEECH, Role.IMAGE)
    return [model for model in _usable(models, today) if _uses(model) not in special]


def shutdown_of(model: str) -> date | None:
    """Return the day on which a model is switched off, if one is known."""
    return SHUTDOWN.get(_family(model))


def known_price(model: str) -> Mapping[str, float]:
    """Return what is known of a model's price in US dollars for a million tokens; it need not be whole."""
    return PRICES_USD.get(_family(model), {})


def _usable(models: Sequence[str], today: date | None) -> list[str]:
    today = today or date.today()
    return [model for model in models if today < SHUTDOWN.get(_family(model), date.max)]


def _best(role: Role, models: Sequence[str]) -> str | None:
    preferred = (model for family in PREFERRED[role] for model in _of_family(family, models))
    return next(preferred, None) or next(_plausible(role, models), None)


def _of_family(family: str, models: Sequence[str]) -> Iterator[str]:
    """Yield the models of a family: the one without a date first, it is kept current."""
    found = [model for model in models if _family(model) == family]
    yield from sorted(found, key=len)


def _plausible(role: Role, models: Sequence[str]) -> Iterator[str]:
    """Yield the models of a list of any maker's that look as if they were made for a role."""
    uses = {model: _uses(model) for model in models}
    yield from (model for model, use in uses.items() if use is role)
    for instead in _INSTEAD.get(role, ()):
        yield from (model for model, use in uses.items() if use is instead)


def _uses(model: str) -> Role | None:
    name = model.lower()
    if any(sign in name for sign in NEVER):
        return None
    return next((role for role, signs in SIGNS.items() if any(sign in name for sign in signs)), Role.CHAT)


def _family(model: str) -> str:
    """Return a name without its maker, its tag and its date: `openai/gpt-x-2026-03-17:free` is a `gpt-x`."""
    name = model.rsplit("/", 1)[-1].split(":", 1)[0].lower()
    return _SNAPSHOT.sub("", name)
