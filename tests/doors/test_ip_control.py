"""The entities that IP Control adds to a TV."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
import json
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from syrupy.assertion import SnapshotAssertion

from custom_components.parlor.const import CONF_CONTROL_TOKEN, DOMAIN
from custom_components.parlor.diagnostics import async_get_config_entry_diagnostics
from custom_components.parlor.samsung.ip_control.settings import FEATURES
from custom_components.parlor.samsung.state import TVState
from custom_components.parlor.tv_control import KEY
from custom_components.parlor.tv_troubles import Trouble, issue_id
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.log import ControlAsked

from ..samsung.watching import until as until_tv
from .tvs import PLAYER, entry_of, of_both_versions, set_up, simulated, until_state

TOKEN = "0123456789abcdef"
PICTURE_MODE = "select.living_room_tv_picture_mode"
SOUND_OUTPUT = "select.living_room_tv_sound_output"
COLOR_TONE = "select.living_room_tv_color_tone"
BACKLIGHT = "number.living_room_tv_backlight"
TINT = "number.living_room_tv_tint"
GAME_MODE = "switch.living_room_tv_game_mode"
RESTART = "button.living_room_tv_restart"
SOUNDBAR = {"speakers": ["Q-Symphony=QSYM-RECEIVER"]}


@asynccontextmanager
async def controlled(
    hass: HomeAssistant, host: str, token: str = TOKEN, **settings: Any
) -> AsyncIterator[tuple[SimulatedTV, MockConfigEntry]]:
    """Run a TV whose owner allowed IP Control, and set it up."""
    async with simulated(hass, host, input="HDMI1", **settings) as tv:
        tv.ip_control.tokens.append(TOKEN)
        entry = entry_of(tv, **{CONF_CONTROL_TOKEN: token})
        await set_up(hass, entry)
        yield tv, entry


async def until(hass: HomeAssistant, entity_id: str, state: str) -> None:
    """Wait until an entity tells something: what a set has is found out little by little."""
    await until_state(hass, entity_id, lambda found: found.state == state, seconds=15)


async def call(hass: HomeAssistant, service: str, entity_id: str, **data: Any) -> None:
    """Call a service of an entity's own domain."""
    domain = entity_id.partition(".")[0]
    await hass.services.async_call(domain, service, {"entity_id": entity_id, **data}, blocking=True)


async def refused(hass: HomeAssistant, service: str, entity_id: str, **data: Any) -> str | None:
    """Return the translation key of the error that a service ends with."""
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, service, entity_id, **data)
    assert error.value.translation_domain == DOMAIN
    assert error.value.translation_placeholders == {"name": "Living Room TV"}
    return error.value.translation_key


async def until_all_is_found(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Wait until it is known what a set has."""

    def is_found(state: TVState) -> bool:
        return state.control is not None and state.control.has == FEATURES.keys()

    await until_tv(entry.runtime_data.coordinator.tv, is_found, 15)
    await hass.async_block_till_done()


def was_asked(tv: SimulatedTV, times: int) -> bool:
    """Say whether IP Control was asked so often."""
    return len(tv.log.of(ControlAsked)) >= times


def of_control(hass: HomeAssistant, entry: MockConfigEntry) -> list[er.RegistryEntry]:
    """Return the entities that only IP Control can show."""
    known = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return [each for each in known if f"_{KEY}" in each.unique_id]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_entities(hass: HomeAssistant, loopback_host: str, snapshot: SnapshotAssertion) -> None:
    async with controlled(hass, loopback_host, born_at="127.77.7.8", ip_control=SOUNDBAR, picture={"tint": -3}) as (
        _,
        entry,
    ):
        for entity_id, state in ((RESTART, "unknown"), (GAME_MODE, "off"), (TINT, "-3"), (SOUND_OUTPUT, "internal")):
            await until(hass, entity_id, state)
        await until_state(hass, SOUND_OUTPUT, lambda state: "Q-Symphony" in state.attributes["options"], 15)
        known = of_control(hass, entry)
        assert len(known) == 13
        for entity in known:
            assert entity == of_both_versions(snapshot)(name=f"{entity.entity_id}-entry")
            assert hass.states.get(entity.entity_id) == snapshot(name=f"{entity.entity_id}-state")


async def test_experts_find_more_under_disabled_entities(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host) as (_, entry):
        await until_all_is_found(hass, entry)
        assert {each.unique_id.partition(KEY)[2] for each in of_control(hass, entry) if each.disabled} == {
            "brightness", "color", "color_tone", "contrast", "picture_size", "sharpness", "tint",
        }  # fmt: skip


async def test_a_tv_that_was_not_asked_for_has_none(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        entry = entry_of(tv)
        await set_up(hass, entry)
        await until_state(hass, PLAYER, lambda state: "volume_level" in state.attributes)
        assert of_control(hass, entry) == [] and not tv.log.of(ControlAsked)


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_changes(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host, ip_control=SOUNDBAR) as (tv, _):
        await until_state(hass, SOUND_OUTPUT, lambda state: "Q-Symphony" in state.attributes["options"], 15)
        for entity_id, option in (
            (PICTURE_MODE, "movie"),
            (COLOR_TONE, "warm2"),
            (SOUND_OUTPUT, "optical"),
            (SOUND_OUTPUT, "Q-Symphony"),
        ):
            await call(hass, "select_option", entity_id, option=option)
            await until(hass, entity_id, option)
        await call(hass, "set_value", TINT, value=-15)
        await call(hass, "set_value", BACKLIGHT, value=7)
        await call(hass, "turn_on", GAME_MODE)
        assert (tv.state.picture.mode, tv.state.picture.tone, tv.state.speaker) == ("Movie", "Warm2", "Q-Symphony")
        assert (tv.state.picture.tint, tv.state.picture.backlight, tv.state.picture.game) == (-15, 7, True)
        await call(hass, "turn_off", GAME_MODE)
        await until(hass, GAME_MODE, "off")
        await call(hass, "press", RESTART)
        await tv.until(lambda: not tv.state.lit)


async def test_what_does_not_work_is_said(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host, ip_control={"deaf": ["backlightControl"]}) as (tv, _):
        await until(hass, BACKLIGHT, "25")
        await until(hass, GAME_MODE, "off")
        assert await refused(hass, "set_value", BACKLIGHT, value=3) == "tv_not_confirmed"
        tv.change(input="TV")
        assert await refused(hass, "turn_on", GAME_MODE) == "tv_rejected"
        tv.configure(ip_control={"missing": ["pictureModeControl"]})
        assert await refused(hass, "select_option", PICTURE_MODE, option="movie") == "tv_not_available"
        tv.ip_control.tokens.clear()
        assert await refused(hass, "select_option", PICTURE_MODE, option="movie") == "tv_control_refuses"
        tv.configure(ip_control={"enabled": False})
        await tv.settle()
        assert await refused(hass, "press", RESTART) == "tv_control_closed"
        with pytest.raises(ServiceValidationError):
            await call(hass, "select_option", PICTURE_MODE, option="opera")


async def test_an_unknown_mode_is_shown_as_it_is_told(hass: HomeAssistant, loopback_host: str) -> None:
    modes = ["Standard", "Eye Care"]
    async with controlled(hass, loopback_host, picture={"mode": "Eye Care"}, ip_control={"picture_modes": modes}) as (
        tv,
        _,
    ):
        await until(hass, PICTURE_MODE, "Eye Care")
        await call(hass, "select_option", PICTURE_MODE, option="standard")
        await until(hass, PICTURE_MODE, "standard")
        await call(hass, "select_option", PICTURE_MODE, option="Eye Care")
        assert tv.state.picture.mode == "Eye Care"


async def test_a_mode_is_set_in_the_letters_of_the_set(hass: HomeAssistant, loopback_host: str) -> None:
    modes = ["standard", "FILMMAKER MODE"]
    async with controlled(
        hass, loopback_host, picture={"mode": "FILMMAKER MODE"}, ip_control={"picture_modes": modes}
    ) as (tv, _):
        await until(hass, PICTURE_MODE, "filmmakermode")
        tv.change(picture={"mode": "standard"})
        await until(hass, PICTURE_MODE, "standard")
        state = hass.states.get(PICTURE_MODE)
        assert state is not None and len(set(state.attributes["options"])) == 5
        await call(hass, "select_option", PICTURE_MODE, option="filmmakermode")
        assert tv.state.picture.mode == "FILMMAKER MODE"


async def test_what_a_set_has_outlives_a_restart_while_it_is_off(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host) as (tv, entry):
        await until_all_is_found(hass, entry)
        tv.change(power="standby")
        await entry.runtime_data.coordinator.tv.refresh()
        await until(hass, GAME_MODE, "unknown")
        await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        assert entry.state is ConfigEntryState.LOADED
        for entity_id in (GAME_MODE, PICTURE_MODE, BACKLIGHT, RESTART):
            await until(hass, entity_id, "unknown")
        assert await refused(hass, "select_option", PICTURE_MODE, option="movie") == "tv_off"


async def test_diagnostics_hide_the_token(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host, ip_control=SOUNDBAR) as (_, entry):
        await until(hass, PICTURE_MODE, "standard")
        told = json.dumps(await async_get_config_entry_diagnostics(hass, entry))
        assert TOKEN not in told and "QSYM" not in told
        assert '"picture_mode": "Standard"' in told


async def test_a_lost_token_is_told_once_under_repairs(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host, token="lost", pairing="ask") as (tv, entry):
        issues = ir.async_get(hass)
        await tv.until(lambda: len(tv.log.of(ControlAsked)) >= 1)
        control = entry.runtime_data.coordinator.tv.control
        for asked in (2, 3):
            control.look_soon()
            await tv.until(partial(was_asked, tv, asked))
        await hass.async_block_till_done()
        await tv.until(lambda: issues.async_get_issue(DOMAIN, issue_id(entry, Trouble.CONTROL_REFUSED)) is not None)
        assert tv.pairing.popup is None
        await until(hass, PLAYER, "on")
        tv.ip_control.tokens.append("lost")
        control.look_soon()
        await until(hass, PICTURE_MODE, "standard")
        assert issues.async_get_issue(DOMAIN, issue_id(entry, Trouble.CONTROL_REFUSED)) is None


async def test_what_ip_control_showed_goes_with_it(hass: HomeAssistant, loopback_host: str) -> None:
    async with controlled(hass, loopback_host) as (_, entry):
        await until(hass, PICTURE_MODE, "standard")
        options = hass.config_entries.options
        flow_id = (await options.async_init(entry.entry_id))["flow_id"]
        for step in ("tv_control", "tv_control_off"):
            await options.async_configure(flow_id, {"next_step_id": step})
        await options.async_configure(flow_id, {})
        await hass.async_block_till_done()
        assert CONF_CONTROL_TOKEN not in entry.data and entry.state is ConfigEntryState.LOADED
        assert of_control(hass, entry) == []
