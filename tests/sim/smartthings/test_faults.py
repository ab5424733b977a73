"""Limits and faults of the simulated cloud, as the library of Home Assistant's integration meets them."""

from pysmartthings import Capability, Command, SmartThings, SmartThingsConnectionError
import pytest

from sim.smartthings import OVEN, SOUNDBAR, TV, EventFault, Freeze, RequestFault, SmartThingsCloud, Trouble

from .listening import listening, told
from .waiting import until


async def test_rate_limit(cloud: SmartThingsCloud, client: SmartThings) -> None:
    cloud.limit.enabled = True
    for _ in range(12):
        await client.get_device_status(TV)
    answer = await client.get_raw_device_status(TV)
    assert answer["error"]["code"] == "TooManyRequestError"
    assert "attempt 13 limit 12 - retry in" in answer["error"]["details"][0]["message"]
    await client.get_device_status(OVEN)
    await cloud.advance(61)
    await client.get_device_status(TV)


@pytest.mark.parametrize("status", [402, 429])
async def test_quota(cloud: SmartThingsCloud, client: SmartThings, status: int) -> None:
    cloud.quota.left, cloud.quota.status = 1, status
    await client.get_device_status(TV)
    assert "error" in await client.get_raw_device_status(TV)
    assert dict(cloud.log.answers) == {200: 1, status: 1}


async def test_request_faults(cloud: SmartThingsCloud, client: SmartThings) -> None:
    cloud.faults.fail(503, times=2, part="/status")
    for _ in range(2):
        assert "error" in await client.get_raw_device_status(TV)
    await client.get_device_status(TV)
    cloud.faults.add(Trouble(fault=RequestFault.BROKEN, part="/health"))
    with pytest.raises(ValueError, match="unexpected end"):
        await client.get_device_health(TV)
    client.request_timeout = 1
    for fault in (RequestFault.DROP, RequestFault.HANG):
        # aiohttp asks once more where a connection that it kept turns out to be closed.
        cloud.faults.add(Trouble(fault=fault, times=2 if fault is RequestFault.DROP else 1))
        with pytest.raises(SmartThingsConnectionError):
            await client.get_device(TV)
    cloud.faults.add(Trouble(fault=RequestFault.DELAY, seconds=0.1))
    assert (await client.get_device(TV)).label == "The Frame"


async def test_event_faults(cloud: SmartThingsCloud, client: SmartThings) -> None:
    async with listening(cloud, client) as heard:
        cloud.event_faults.add(EventFault.DROP, attribute="volume")
        cloud.event_faults.add(EventFault.DUPLICATE, attribute="volume")
        cloud.event_faults.add(EventFault.REORDER, attribute="volume")
        for volume in (1, 2, 3, 4):
            cloud.command(TV, "audioVolume", "setVolume", volume)
        await until(lambda: len(told(heard, "volume")) == 4)
        assert told(heard, "volume") == [2, 2, 4, 3]
        cloud.event_faults.add(EventFault.DELAY, seconds=0.2)
        cloud.command(TV, "audioVolume", "setVolume", 5)
        cloud.command(TV, "audioMute", "mute")
        await until(lambda: told(heard, "volume")[-1] == 5)
    assert [event.value for event in heard[-2:]] == ["muted", 5]


async def test_freezes(cloud: SmartThingsCloud, client: SmartThings) -> None:
    async with listening(cloud, client) as heard:
        cloud.home.freeze(TV, Freeze.DEVICE)
        await client.execute_device_command(TV, Capability.SWITCH, Command.OFF)
        cloud.home.freeze(SOUNDBAR, Freeze.EVENTS)
        await client.execute_device_command(SOUNDBAR, Capability.SWITCH, Command.OFF)
        await until(lambda: cloud.home.find(SOUNDBAR).get("switch", "switch") == "off")
        assert heard == []
        assert cloud.home.find(TV).get("switch", "switch") == "on"
        cloud.home.freeze(TV, Freeze.NONE)
        await client.execute_device_command(TV, Capability.SWITCH, Command.OFF)
        await until(lambda: told(heard, "switch") == ["off"])
