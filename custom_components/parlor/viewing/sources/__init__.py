"""What each integration says of a screen, as observations: any brand's entities, and Parlor's own TVs.

No Home Assistant in it: states are strings, attributes mappings. `brands/` holds what is particular to each integration.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from ..observation import Knows, Observation, Role, Source, Use
from .apps import app_use
from .brand import Attributes
from .brands import brand_of
from .brands.consoles import CONSOLES
from .player import observe_player
from .signs import observe_channel, observe_game, observe_power
from .tv import observe_tv

__all__ = ["app_use", "observe_state", "observe_tv", "source_of"]

PLAYER: Final = "media_player."


def source_of(
    entity_id: str,
    brand: str,
    attributes: Mapping[str, object],
    role: Role,
    *,
    input: str | None = None,  # the word of `Source`
    apps: Iterable[str] = (),
    person: str | None = None,
    watts: float | None = None,
) -> Source:
    """Return who an entity is to a screen, with what its brand can know.

    What an entity says holds until it says otherwise: Home Assistant itself says when its device is not heard, and tells nothing anew
    while nothing changes. `brand` is the integration that the entity is of, `""` where nobody knows. `input` is the input that it is plugged into, `apps`
    the apps that it is the inside of, `person` whose it is, `watts` from which power on a plug counts as on.
    """
    row = brand_of(brand)
    knows, use = row.knows, row.use
    if role is Role.CHANNEL:
        knows, use = Knows.CHANNEL | Knows.APP | Knows.ART, Use.UNKNOWN
    elif role is Role.POWER or not (entity_id.startswith(PLAYER) or _is_account(entity_id, brand)):
        knows = Knows.POWER
    elif use is Use.UNKNOWN and attributes.get("device_class") == "speaker":
        use = Use.MUSIC
    return Source(
        id=entity_id,
        role=role,
        brand=brand,
        knows=knows,
        use=use,
        input=input,
        apps=frozenset(app.casefold() for app in apps),
        person=person,
        **({} if watts is None else {"watts": watts}),
    )


def observe_state(source: Source, state: str, attributes: Attributes, at: float) -> Observation:
    """Return what the state of an entity says; `at` is when it was told, in Unix time. Never raises."""
    if source.role is Role.CHANNEL:
        return observe_channel(source, state, at)
    if source.role is not Role.POWER and source.id.startswith(PLAYER):
        return observe_player(source, state, attributes, at)
    if source.role is not Role.POWER and _is_account(source.id, source.brand):
        return observe_game(source, state, attributes, at)
    return observe_power(source, state, attributes, at)


def _is_account(entity_id: str, brand: str) -> bool:
    """Say whether an entity is a sensor that tells the game of an account."""
    return entity_id.startswith("sensor.") and brand in CONSOLES
