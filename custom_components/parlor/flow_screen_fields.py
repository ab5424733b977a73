"""What is asked about a screen: what is plugged into it, what else plays on it, whose it is."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import probatio

from homeassistant.const import UnitOfPower
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
    ObjectSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from .screen_settings import (
    CONF_PERSON,
    CONF_PLAYERS,
    CONF_PLUGGED,
    CONF_POWER_ENTITY,
    CONF_POWER_WATTS,
    CONF_REMEMBERED,
)
from .tv_channel import SMARTTHINGS

PLUGGED_INPUT: Final = "input"
PLUGGED_ENTITY: Final = "entity"
MOST_PLUGGED: Final = 12
BOXES: Final = EntityWithDeviceFilterSelectorConfig(
    domain=["media_player", "sensor", "binary_sensor", "switch", "remote"]
)
PLAYERS: Final = [
    EntityWithDeviceFilterSelectorConfig(domain="media_player"),
    EntityWithDeviceFilterSelectorConfig(domain="sensor", integration=SMARTTHINGS),
]
POWERS: Final = [
    EntityWithDeviceFilterSelectorConfig(domain="sensor", device_class="power"),
    EntityWithDeviceFilterSelectorConfig(domain=["binary_sensor", "switch", "media_player"]),
]


def parts_schema(inputs: Mapping[str, str], remembered: bool) -> probatio.Schema:
    """Return the form of a screen's parts; `inputs` are offered by what they are called, and others can be typed."""
    options = [SelectOptionDict(value=key, label=name) for key, name in inputs.items()]
    plugged = ObjectSelectorConfig(
        multiple=True,
        label_field=PLUGGED_INPUT,
        description_field=PLUGGED_ENTITY,
        translation_key=CONF_PLUGGED,
        fields={
            PLUGGED_INPUT: {
                "required": True,
                "selector": SelectSelector(
                    SelectSelectorConfig(options=options, custom_value=True, mode=SelectSelectorMode.DROPDOWN)
                ),
            },
            PLUGGED_ENTITY: {"required": True, "selector": EntitySelector(EntitySelectorConfig(filter=BOXES))},
        },
    )
    watts = NumberSelectorConfig(
        min=0, max=2000, step="any", unit_of_measurement=UnitOfPower.WATT, mode=NumberSelectorMode.BOX
    )
    return probatio.Schema(
        {
            probatio.Optional(CONF_PLUGGED): ObjectSelector(plugged),
            probatio.Optional(CONF_PLAYERS): EntitySelector(EntitySelectorConfig(filter=PLAYERS, multiple=True)),
            probatio.Optional(CONF_PERSON): EntitySelector(EntitySelectorConfig(domain="person")),
            probatio.Optional(CONF_POWER_ENTITY): EntitySelector(EntitySelectorConfig(filter=POWERS)),
            probatio.Optional(CONF_POWER_WATTS): NumberSelector(watts),
            probatio.Required(CONF_REMEMBERED, default=remembered): BooleanSelector(),
        }
    )


def as_form(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is set, as the form shows it."""
    plugged = options.get(CONF_PLUGGED, {}).items()
    return {**options, CONF_PLUGGED: [{PLUGGED_INPUT: name, PLUGGED_ENTITY: entity_id} for name, entity_id in plugged]}


def as_options(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was entered, as it is kept; what is empty is not."""
    rows = user_input.get(CONF_PLUGGED) or []
    plugged = {str(row[PLUGGED_INPUT]).strip(): row[PLUGGED_ENTITY] for row in rows}
    keys = (CONF_PLAYERS, CONF_PERSON, CONF_POWER_ENTITY, CONF_POWER_WATTS)
    kept = {CONF_PLUGGED: plugged} | {key: user_input.get(key) for key in keys}
    remembered = user_input.get(CONF_REMEMBERED, True)
    return {key: value for key, value in kept.items() if value} | ({} if remembered else {CONF_REMEMBERED: False})


def parts_errors(user_input: Mapping[str, Any], player: str | None) -> dict[str, str]:
    """Return what cannot be: the screen as a part of itself, a box at two inputs, two boxes at one."""
    rows: Sequence[Mapping[str, str]] = user_input.get(CONF_PLUGGED) or []
    names = [str(row[PLUGGED_INPUT]).strip().casefold() for row in rows]
    boxes = [row[PLUGGED_ENTITY] for row in rows]
    players = user_input.get(CONF_PLAYERS) or []
    errors: dict[str, str] = {}
    if not all(names):
        errors[CONF_PLUGGED] = "screen_input_empty"
    elif len(set(names)) < len(names):
        errors[CONF_PLUGGED] = "screen_input_twice"
    elif len(set(boxes)) < len(boxes) or len(rows) > MOST_PLUGGED:
        errors[CONF_PLUGGED] = "screen_box_twice"
    elif player in boxes:
        errors[CONF_PLUGGED] = "screen_is_itself"
    if player in players:
        errors[CONF_PLAYERS] = "screen_is_itself"
    elif set(players) & set(boxes):
        errors[CONF_PLAYERS] = "screen_box_twice"
    return errors
