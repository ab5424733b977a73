"""Temperatures of climate entities and water heaters, under the names that each Home Assistant has for them."""

from typing import Any, Final

from homeassistant.components.climate import ClimateEntity
from homeassistant.const import UnitOfTemperature

# Home Assistant 2026.11 renamed the entities' own temperatures, and warns of the names before.
_PREFIX: Final = "native_" if hasattr(ClimateEntity, "native_target_temperature") else ""

RENAMED: Final = {
    "current_temperature": f"{_PREFIX}current_temperature",
    "target_temp_high": f"{_PREFIX}target_temperature_high",
    "target_temp_low": f"{_PREFIX}target_temperature_low",
    "temperature": f"{_PREFIX}target_temperature",
    "temperature_unit": f"{_PREFIX}temperature_unit",
    "target_temp_step": "target_temperature_step",
}


class Thermal:
    """Temperatures by the names that a state shows."""

    def prepare_temperatures(self) -> None:
        """Have a unit and every temperature, so that Home Assistant finds them."""
        for name in ("current_temperature", "target_temp_high", "target_temp_low", "temperature"):
            self.set_temperature_of(name, self.temperature_of(name))
        self.set_temperature_of(
            "temperature_unit", self.temperature_of("temperature_unit") or UnitOfTemperature.CELSIUS
        )

    def temperature_of(self, name: str) -> Any:
        """Return one of the temperatures, None where there is none."""
        return getattr(self, f"_attr_{RENAMED[name]}", None)

    def set_temperature_of(self, name: str, value: Any) -> None:
        """Set one of the temperatures."""
        setattr(self, f"_attr_{RENAMED[name]}", value)
