"""What the triggers of screens share: which screens they are for, and what they tell of them."""

from collections.abc import Mapping
from typing import Any, override

import probatio

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.trigger import TriggerConfig

from .household import async_household
from .screen_targets import targeted
from .targeted import ALL, EACH, FIRST, targeted_schema
from .trigger_following import Firing, Followable, FollowingTrigger
from .viewing.household import KnownScreen
from .viewing.viewing import Viewing
from .viewing.watch import Change
from .viewing_filters import FILTERS, Filters
from .viewing_told import viewing_told


def trigger_schema(options: Mapping[Any, Any], filters: Mapping[Any, Any] = FILTERS) -> probatio.Schema:
    """Return the schema of a trigger of screens, with options of its own beside its filters."""
    return targeted_schema((EACH, FIRST, ALL), {**filters, **options})


@callback
def all_screens(hass: HomeAssistant) -> Followable[KnownScreen, Change]:
    """Return where the screens of the household are."""
    household = async_household(hass)
    return Followable(
        subscribe=household.subscribe,
        known=lambda: household.screens,
        hear=lambda screen, heard: screen.subscribe(heard),
    )


class ScreenTrigger(FollowingTrigger[KnownScreen]):
    """A trigger of screens."""

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Know which screens are meant, and what is asked of what is watched there."""
        super().__init__(hass, config)
        self.filters = Filters.parse(self.options)

    @callback
    @override
    def meant(self) -> tuple[KnownScreen, ...]:
        """Return the screens that are meant now."""
        return targeted(self._hass, self.target)


@callback
def fire_of_screen(firing: Firing, screen: KnownScreen, viewing: Viewing | None, description: str, **more: Any) -> None:
    """Run the actions, with what is watched on a screen."""
    told = viewing_told(viewing) if viewing else {}
    payload = {
        "entity_id": screen.activity() or screen.entity_id,
        "player": screen.entity_id or None,
        "screen": screen.name,
        **told,
        "viewing_id": viewing.id if viewing else None,
        **{key: value for key, value in more.items() if value is not None},
    }
    firing.fire(payload, f"{description} on {screen.name}")
