"""Core's SmartThings integration as it may be tomorrow: whatever is another shape is nothing, and breaks nothing."""

from types import SimpleNamespace
from typing import Any

from pysmartthings import SmartThings
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor.smartthings_link import async_link
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from tests.doors.borrowing import listening


@pytest.mark.parametrize(
    "runtime",
    [
        None,
        3,
        SimpleNamespace(),
        SimpleNamespace(client=None, devices={}),
        SimpleNamespace(client=SimpleNamespace(), devices={}),
        SimpleNamespace(client=SmartThings(), devices=None),
        SimpleNamespace(client=SmartThings(), devices=[1]),
    ],
)
async def test_core_holds_something_else(hass: HomeAssistant, runtime: Any, caplog: pytest.LogCaptureFixture) -> None:
    entry = MockConfigEntry(domain="smartthings", state=ConfigEntryState.LOADED)
    entry.runtime_data = runtime
    entry.add_to_hass(hass)
    link = async_link(hass)
    end = link.start()
    hass.config_entries.async_update_entry(entry, title="something that tells everybody of the entry")
    await hass.async_block_till_done()
    assert not link.devices
    assert caplog.text.count("SmartThings integration has changed") == 1
    end()


@pytest.mark.parametrize(
    "device", [None, 3, SimpleNamespace(status=None, online=True), SimpleNamespace(status={"main": {}}, online=None)]
)
async def test_a_device_of_another_shape_is_none_and_the_others_are(hass: HomeAssistant, device: Any) -> None:
    plain = SimpleNamespace(
        status={"main": {"switch": {"switch": SimpleNamespace(value="on")}, "x": 3}, "odd": 1}, online=True
    )
    entry = MockConfigEntry(domain="smartthings", state=ConfigEntryState.LOADED)
    entry.runtime_data = SimpleNamespace(client=SmartThings(), devices={"odd": device, "plain": plain, 3: plain})
    entry.add_to_hass(hass)
    link = async_link(hass)
    end = link.start()
    assert {one.id: one.status for one in link.devices.values()} == {"plain": {"main": {"switch": {"switch": "on"}}}}
    assert link.devices["plain"].categories == {}
    end()


async def test_a_client_that_raises_leaves_nothing_behind(hass: HomeAssistant) -> None:
    class Raising(SmartThings):
        """A client whose second listener is one too many."""

        def add_device_availability_event_listener(self, *_: Any) -> Any:
            raise RuntimeError("changed")

    client = Raising()
    plain = SimpleNamespace(status={"main": {}}, online=True)
    entry = MockConfigEntry(domain="smartthings", state=ConfigEntryState.LOADED)
    entry.runtime_data = SimpleNamespace(client=client, devices={"plain": plain})
    entry.add_to_hass(hass)
    end = async_link(hass).start()
    assert not async_link(hass).devices
    assert listening(client, "plain") == []
    end()
