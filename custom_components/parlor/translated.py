"""Texts that are put into others, in the language of the home."""

from collections.abc import Mapping

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN


async def async_texts(hass: HomeAssistant, category: str) -> Mapping[str, str]:
    """Return the texts of a category, such as `common`, by their keys below it."""
    texts = await async_get_translations(hass, hass.config.language, category, {DOMAIN})
    prefix = f"component.{DOMAIN}.{category}."
    return {key.removeprefix(prefix): text for key, text in texts.items()}
