"""Simulated lights."""

from typing import Any, override

from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_EFFECT,
    ATTR_HS_COLOR,
    ATTR_RGB_COLOR,
    ATTR_RGBW_COLOR,
    ATTR_RGBWW_COLOR,
    ATTR_WHITE,
    ATTR_XY_COLOR,
    ColorMode,
    LightEntity,
    LightEntityFeature,
    filter_supported_color_modes,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import SimHomeConfigEntry
from .entity import SimEntity, command, entities_of

PARALLEL_UPDATES = 0

_COLORS = {
    ATTR_COLOR_TEMP_KELVIN: ColorMode.COLOR_TEMP,
    ATTR_HS_COLOR: ColorMode.HS,
    ATTR_RGB_COLOR: ColorMode.RGB,
    ATTR_RGBW_COLOR: ColorMode.RGBW,
    ATTR_RGBWW_COLOR: ColorMode.RGBWW,
    ATTR_XY_COLOR: ColorMode.XY,
}


async def async_setup_entry(
    hass: HomeAssistant, entry: SimHomeConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the home's lights."""
    async_add_entities(entities_of(entry, Platform.LIGHT, SimLight))


class SimLight(SimEntity, LightEntity):
    """A light that keeps its brightness and colour while it is off."""

    features = LightEntityFeature

    @override
    def take_attribute(self, name: str, value: Any) -> None:
        """Have an attribute; colours are tuples, and old files give colour temperatures in mireds."""
        if name == "color_temp" and value:
            name, value = ATTR_COLOR_TEMP_KELVIN, round(1_000_000 / value)
        elif name == "color_mode":
            value = ColorMode(value[0] if isinstance(value, list) else value)
        elif name == "supported_color_modes":
            value = {ColorMode(mode) for mode in value}
        elif name.endswith("_color") and isinstance(value, list):
            value = tuple(value)
        super().take_attribute(name, value)

    @override
    def prepare(self) -> None:
        """Know the modes that the attributes tell of, and be in one of them."""
        if not self._attr_supported_color_modes:
            given = {mode for name, mode in _COLORS.items() if self.plan.attributes.get(name) is not None}
            plain = {ColorMode.BRIGHTNESS} if self._attr_brightness is not None else {ColorMode.ONOFF}
            self._attr_supported_color_modes = given or plain
        self._attr_supported_color_modes = filter_supported_color_modes(self._attr_supported_color_modes)
        if self._attr_color_mode not in self._attr_supported_color_modes:
            self._attr_color_mode = min(self._attr_supported_color_modes, key=list(ColorMode).index)
        if self._attr_brightness is None and ColorMode.ONOFF not in self._attr_supported_color_modes:
            self._attr_brightness = 255
        if self._attr_color_mode is ColorMode.COLOR_TEMP and self._attr_color_temp_kelvin is None:
            self._attr_color_temp_kelvin = 2700

    @override
    def features_by_default(self) -> LightEntityFeature:
        """Have effects where the file lists some."""
        return LightEntityFeature.EFFECT if self._attr_effect_list else LightEntityFeature(0)

    @override
    def state_by_default(self) -> str:
        """Be on where the file gives a brightness and no state."""
        return "on" if self.plan.attributes.get(ATTR_BRIGHTNESS) else "off"

    @override
    def take_state(self, state: str | None) -> None:
        """Be on, off or unknown."""
        self._attr_is_on = None if state is None else state == "on"

    @override
    @command
    def async_turn_on(self, **kwargs: Any) -> None:
        """Be on, with what is given; the rest stays as it was."""
        self._attr_is_on = True
        for name in (ATTR_BRIGHTNESS, ATTR_EFFECT):
            if name in kwargs:
                setattr(self, f"_attr_{name}", kwargs[name])
        for name, mode in _COLORS.items():
            if name in kwargs:
                setattr(self, f"_attr_{name}", kwargs[name])
                self._attr_color_mode = mode
        if ATTR_WHITE in kwargs:
            self._attr_brightness, self._attr_color_mode = kwargs[ATTR_WHITE], ColorMode.WHITE

    @override
    @command
    def async_turn_off(self, **kwargs: Any) -> None:
        """Be off."""
        self._attr_is_on = False
