"""A TV that is gone: every command says so, soon, and in words that can be translated."""

import asyncio
from typing import Any

import pytest

from custom_components.parlor.const import CONF_CONTROL_TOKEN
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .tvs import PLAYER, REMOTE, entry_of, set_up, simulated, until_state

NETFLIX = "3201907018807"
CONTROL_TOKEN = "AbCdEf0123456789"
SOON = 6.0  # seconds: three, and time for a busy machine

# All but turning off, which is done where the TV is gone.
COMMANDS: list[tuple[str, str, dict[str, Any]]] = [
    *(
        (f"media_player.{action}", PLAYER, {})
        for action in (
            "volume_up",
            "volume_down",
            "media_play",
            "media_pause",
            "media_stop",
            "media_next_track",
            "media_previous_track",
        )
    ),
    ("media_player.volume_set", PLAYER, {"volume_level": 0.5}),
    ("media_player.volume_mute", PLAYER, {"is_volume_muted": True}),
    ("media_player.select_source", PLAYER, {"source": "HDMI 2"}),
    ("media_player.select_source", PLAYER, {"source": "Netflix"}),
    *(
        ("media_player.play_media", PLAYER, {"media_content_type": kind, "media_content_id": content})
        for kind, content in (
            ("app", NETFLIX),
            ("channel", "12"),
            ("url", "http://a.example"),
            ("video", "http://a.example/film.mp4"),
            ("send_key", "home 100ms up"),
            ("send_text", "a"),
        )
    ),
    ("remote.send_command", REMOTE, {"command": ["home", "up"]}),
    ("parlor.send_text", PLAYER, {"text": "a"}),
    ("parlor.launch_app", PLAYER, {"app": "Netflix"}),
    ("parlor.launch_app", PLAYER, {"app": NETFLIX, "content_id": "x"}),
    ("parlor.open_url", PLAYER, {"url": "http://a.example"}),
]


async def outcome(hass: HomeAssistant, action: str, entity_id: str, data: dict[str, Any]) -> tuple[str, str | None]:
    """Return what an action ends with, and that it did so in time."""
    domain, _, service = action.partition(".")
    try:
        async with asyncio.timeout(SOON):
            await hass.services.async_call(domain, service, {ATTR_ENTITY_ID: entity_id, **data}, blocking=True)
    except HomeAssistantError as error:
        return action, error.translation_key
    except TimeoutError:
        return action, "too late"
    return action, "done"


@pytest.mark.parametrize("has_control", [False, True])
@pytest.mark.parametrize("network", ["unplugged", "frozen"])
async def test_gone_without_a_word(hass: HomeAssistant, loopback_host: str, network: str, has_control: bool) -> None:
    async with simulated(hass, loopback_host) as tv:
        tv.ip_control.tokens.append(CONTROL_TOKEN)
        await set_up(hass, entry_of(tv, **({CONF_CONTROL_TOKEN: CONTROL_TOKEN} if has_control else {})))
        await until_state(hass, PLAYER, lambda state: "source" in state.attributes or not has_control)
        await until_state(hass, PLAYER, lambda state: len(state.attributes.get("source_list", [])) > 5)
        await until_state(hass, PLAYER, lambda state: "volume_level" in state.attributes)
        tv.configure(faults={"network": network})
        await tv.settle()
        ended = await asyncio.gather(*(outcome(hass, *command) for command in COMMANDS))
        assert ended == [(action, "tv_unreachable") for action, _, _ in COMMANDS]


async def test_gone_for_good(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: len(state.attributes.get("source_list", [])) > 5)
        await until_state(hass, PLAYER, lambda state: "volume_level" in state.attributes)
        tv.change(power="off")
        await tv.settle()
        await until_state(hass, PLAYER, lambda state: state.state == "off", 15)
        ended = await asyncio.gather(*(outcome(hass, *command) for command in COMMANDS))
        assert ended == [(action, "tv_unreachable") for action, _, _ in COMMANDS]


async def test_asleep(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: len(state.attributes.get("source_list", [])) > 5)
        await until_state(hass, PLAYER, lambda state: "volume_level" in state.attributes)
        tv.set.turn_off()
        await until_state(hass, PLAYER, lambda state: state.state == "off", 15)
        ended = await asyncio.gather(*(outcome(hass, *command) for command in COMMANDS))
        assert ended == [(action, "tv_off") for action, _, _ in COMMANDS]
        assert not tv.log.keys
