"""Names that several modules of the simulated home share."""

from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "sim_home"

CONF_HOME: Final = "home"

PLATFORMS: Final = (
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CLIMATE,
    Platform.COVER,
    Platform.FAN,
    Platform.HUMIDIFIER,
    Platform.LAWN_MOWER,
    Platform.LIGHT,
    Platform.LOCK,
    Platform.MEDIA_PLAYER,
    Platform.NOTIFY,
    Platform.NUMBER,
    Platform.SCENE,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TODO,
    Platform.TTS,
    Platform.VACUUM,
    Platform.VALVE,
    Platform.WATER_HEATER,
)
