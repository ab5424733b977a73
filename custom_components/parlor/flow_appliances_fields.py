"""What is asked about appliances in more than one form."""

from typing import Final

from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from .appliances.kind import ApplianceKind

KIND_SELECTOR: Final = SelectSelector(
    SelectSelectorConfig(
        options=[kind.value for kind in ApplianceKind],
        translation_key="appliance_kind",
        mode=SelectSelectorMode.DROPDOWN,
    )
)
DOOR_SELECTOR: Final = EntitySelector(EntitySelectorConfig(domain="binary_sensor"))
