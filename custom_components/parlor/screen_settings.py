"""What the user may say of a screen, as its entry keeps it in `options`; what is not set is not there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from .const import CONF_CHANNEL_ENTITY

CONF_PLAYER: Final = "player"
CONF_PLUGGED: Final = "plugged"
CONF_PLAYERS: Final = "players"
CONF_POWER_ENTITY: Final = "power_entity"
CONF_POWER_WATTS: Final = "power_watts"
CONF_PERSON: Final = "person"
CONF_REMEMBERED: Final = "remembered"

# Which of them hold entities.
ENTITY_OPTIONS: Final = (CONF_PLUGGED, CONF_PLAYERS, CONF_POWER_ENTITY, CONF_PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSettings:
    """The settings of one screen.

    `plugged` has the entity of each box by the input that it is plugged into, `players` what plays on the screen without an input of its own,
    `power_entity` what tells whether the panel is on (a plug that measures from `power_watts` on), `person` whose screen it is.
    """

    plugged: Mapping[str, str] = field(default_factory=dict)
    players: tuple[str, ...] = ()
    power_entity: str | None = None
    power_watts: float | None = None
    person: str | None = None
    is_remembered: bool = True

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> Self:
        """Return the settings in the options of an entry."""
        return cls(
            plugged=dict(options.get(CONF_PLUGGED, {})),
            players=tuple(options.get(CONF_PLAYERS, ())),
            power_entity=options.get(CONF_POWER_ENTITY),
            power_watts=options.get(CONF_POWER_WATTS),
            person=options.get(CONF_PERSON),
            is_remembered=options.get(CONF_REMEMBERED, True),
        )

    @property
    def entities(self) -> tuple[str, ...]:
        """Return all entities that the screen is followed by, beside itself."""
        found = [*self.plugged.values(), *self.players, self.power_entity]
        return tuple(dict.fromkeys(entity_id for entity_id in found if entity_id))


def renamed(options: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    """Return the options of a screen's entry, or of a TV's, with one entity by its new id."""

    def named(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: named(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [named(each) for each in value]
        return new if value == old else value

    return {
        key: named(value) if key in (*ENTITY_OPTIONS, CONF_CHANNEL_ENTITY) else value for key, value in options.items()
    }
