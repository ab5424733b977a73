"""Parlor's own actions on a TV."""

from typing import Any

import pytest

from custom_components.parlor.const import DOMAIN
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant, ServiceResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from sim.samsung_tv.log import Launched, TextReceived

from .tvs import PLAYER, entry_of, set_up, simulated, until_state

NETFLIX, YOUTUBE = "3201907018807", "111299001912"


async def call(hass: HomeAssistant, action: str, *, returns: bool = False, **data: Any) -> ServiceResponse:
    """Call an action of Parlor on the TV, and return what it tells."""
    told = await hass.services.async_call(
        DOMAIN, action, {ATTR_ENTITY_ID: PLAYER, **data}, blocking=True, return_response=returns
    )
    return told[PLAYER] if told else None  # type: ignore[return-value]  # of entity actions there is one answer each


async def test_there_before_a_tv_is(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        assert {"send_text", "launch_app", "open_url"} <= hass.services.async_services_for_domain(DOMAIN).keys()


async def test_text(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, text_field="") as tv:
        await set_up(hass, entry_of(tv))
        await call(hass, "send_text", text="스물다섯 스물하나")
        await tv.until(lambda: [each.text for each in tv.log.of(TextReceived)] == ["스물다섯 스물하나"])


@pytest.mark.parametrize("text", ["", "a\nb", "a\x00", "x" * 501])
async def test_no_text(hass: HomeAssistant, loopback_host: str, text: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "send_text", text=text)
        assert error.value.translation_key == "tv_text_invalid"
        assert not tv.log.of(TextReceived)


async def test_app(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        await until_state(hass, PLAYER, lambda state: len(state.attributes.get("source_list", [])) > 5)
        assert await call(hass, "launch_app", returns=True, app="netflix") == {"app_id": NETFLIX, "confirmed": True}
        assert tv.state.app == NETFLIX
        await call(hass, "launch_app", app=YOUTUBE, content_id="v=dQw4w9WgXcQ")
        assert (tv.state.app, tv.state.deep_link) == (YOUTUBE, "v=dQw4w9WgXcQ")
        with pytest.raises(HomeAssistantError) as error:
            await call(hass, "launch_app", app="Betamax")
        assert error.value.translation_key == "tv_app_unknown"


async def test_app_that_starts_and_is_never_seen(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host, never_visible=[NETFLIX]) as tv:
        await set_up(hass, entry_of(tv))
        told = await call(hass, "launch_app", returns=True, app=NETFLIX)
        assert told == {"app_id": NETFLIX, "confirmed": False}


@pytest.mark.parametrize("content_id", ["x" * 2001, "a\x00b"])
async def test_no_content(hass: HomeAssistant, loopback_host: str, content_id: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "launch_app", app=YOUTUBE, content_id=content_id)
        assert error.value.translation_key == "tv_invalid"
        assert not tv.log.of(Launched)


async def test_page(hass: HomeAssistant, loopback_host: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        told = await call(hass, "open_url", returns=True, url="https://www.home-assistant.io/?a=b")
        assert told == {"confirmed": False}
        [launch] = tv.log.of(Launched)
        assert (launch.action_type, launch.app_id) == ("NATIVE_LAUNCH", "org.tizen.browser")
        assert launch.meta_tag == "https://www.home-assistant.io/?a=b"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "home-assistant.io",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://a b",
        "http://[",
        "x" * 2001,
    ],
)
async def test_no_page(hass: HomeAssistant, loopback_host: str, url: str) -> None:
    async with simulated(hass, loopback_host) as tv:
        await set_up(hass, entry_of(tv))
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "open_url", url=url)
        assert error.value.translation_key == "tv_url_invalid"
        assert not tv.log.of(Launched)


@pytest.mark.parametrize("power", ["standby", "off"])
@pytest.mark.parametrize(
    ("action", "data"),
    [("send_text", {"text": "a"}), ("launch_app", {"app": NETFLIX}), ("open_url", {"url": "http://a.example"})],
)
async def test_a_tv_that_is_not_on(
    hass: HomeAssistant, loopback_host: str, power: str, action: str, data: dict[str, Any]
) -> None:
    async with simulated(hass, loopback_host, power=power) as tv:
        await set_up(hass, entry_of(tv))
        with pytest.raises(HomeAssistantError) as error:
            await call(hass, action, **data)
        assert error.value.translation_key == ("tv_off" if power == "standby" else "tv_unreachable")
