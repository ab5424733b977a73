"""The library of Home Assistant's integration, unmodified, against the simulated cloud."""

import asyncio
from pathlib import Path

from pysmartthings import (
    Attribute,
    Capability,
    Command,
    SmartThings,
    SmartThingsAuthenticationFailedError,
    SmartThingsCommandError,
    SmartThingsForbiddenError,
    SmartThingsSinkError,
)
from pysmartthings.models import DeviceHealthEvent, HealthStatus, Lifecycle
import pytest

from sim.smartthings import DISHWASHER, OVEN, SOUNDBAR, TV, WASHER, Health, SmartThingsCloud, load_folder, multiplied
from sim.smartthings.home import Scene
from sim.smartthings.machines import Order
from sim.smartthings.redirect import redirected

from .listening import listening, told
from .waiting import until


async def test_devices(cloud: SmartThingsCloud, client: SmartThings) -> None:
    devices = await client.get_devices()
    assert [device.label for device in devices] == [
        "Washing Machine",
        "Dryer",
        "Dishwasher",
        "Oven",
        "The Frame",
        "Soundbar",
    ]
    assert {device.location_id for device in devices} == {cloud.location_id}
    assert (await client.get_device(OVEN)).label == "Oven"
    health = await client.get_device_health(OVEN)
    assert health.state is HealthStatus.ONLINE
    (place,) = await client.get_locations()
    assert (await client.get_location(place.location_id)).temperature_scale == "C"
    rooms = await client.get_rooms(place.location_id)
    assert {room.name for room in rooms} == {"Kitchen", "Living Room", "Utility Room"}
    assert await client.get_room(place.location_id, rooms[0].room_id) == rooms[0]
    assert '"machineState"' in await client.get_capability(Capability.WASHER_OPERATING_STATE)


async def test_idle_washer_names_an_end(client: SmartThings) -> None:
    status = (await client.get_device_status(WASHER))["main"]
    state = status[Capability.WASHER_OPERATING_STATE]
    assert state[Attribute.MACHINE_STATE].value == "stop"
    said = state[Attribute.COMPLETION_TIME]
    assert said.timestamp is not None and str(said.value) > said.timestamp.isoformat()


async def test_filters_and_pages(cloud: SmartThingsCloud, client: SmartThings) -> None:
    cloud.rest.page = 4
    assert len(await client.get_devices()) == 6
    assert cloud.log.count("GET", "/v1/devices") == 2
    ovens = await client.get_devices(capabilities=[Capability.OVEN_OPERATING_STATE])
    assert [device.device_id for device in ovens] == [OVEN]
    assert [each.label for each in await client.get_devices(device_ids=[TV])] == ["The Frame"]
    assert await client.get_devices(location_ids=["elsewhere"]) == []


async def test_every_payload_of_a_big_home(loopback: None, client: SmartThings, data_folder: Path) -> None:
    found = load_folder(data_folder / "smartthings")
    async with SmartThingsCloud(multiplied(found.values(), 112)) as big:
        big.rest.page = 50
        client.authenticate(big.oauth.issue()["access_token"])
        with redirected(big.url):
            devices = await client.get_devices()
            assert len({device.device_id for device in devices}) == 112
            assert big.log.count("GET", "/v1/devices") == 3
            statuses = [await client.get_device_status(device.device_id) for device in devices]
            assert sum("main" in status for status in statuses) > 100
            for device in devices:
                assert (await client.get_device_health(device.device_id)).state is HealthStatus.ONLINE
    assert len(big.log) == 3 + 2 * 112


async def test_refusals(cloud: SmartThingsCloud, client: SmartThings) -> None:
    with pytest.raises(SmartThingsForbiddenError):
        await client.get_device("nobody")
    with pytest.raises(SmartThingsCommandError, match="remote control disabled"):
        await client.execute_device_command(
            WASHER, Capability.WASHER_OPERATING_STATE, Command.SET_MACHINE_STATE, argument="run"
        )
    with pytest.raises(SmartThingsCommandError, match="is not a capability"):
        await client.execute_device_command(WASHER, Capability.VALVE, Command.OPEN)
    with pytest.raises(SmartThingsCommandError, match="maximum value of 100"):
        await client.execute_device_command(TV, Capability.AUDIO_VOLUME, Command.SET_VOLUME, argument=101)
    with pytest.raises(SmartThingsCommandError, match="is not a valid value"):
        await client.execute_device_command(TV, Capability.SWITCH, Command.LOCK)
    cloud.home.set_health(TV, Health.OFFLINE)
    with pytest.raises(SmartThingsCommandError, match="invalid device state"):
        await client.execute_device_command(TV, Capability.SWITCH, Command.ON)
    cloud.oauth.expire()
    with pytest.raises(SmartThingsAuthenticationFailedError):
        await client.get_devices()


async def test_events_of_a_command(cloud: SmartThingsCloud, client: SmartThings) -> None:
    async with listening(cloud, client) as heard:
        await client.execute_device_command(
            TV, Capability.CUSTOM_PICTURE_MODE, Command.SET_PICTURE_MODE, argument="modeMovie"
        )
        await client.execute_device_command(
            TV, Capability.CUSTOM_SOUND_MODE, Command.SET_SOUND_MODE, argument="Amplify"
        )
        await client.execute_device_command(
            TV, Capability.SAMSUNG_VD_MEDIA_INPUT_SOURCE, Command.SET_INPUT_SOURCE, argument="HDMI2"
        )
        await client.execute_device_command(
            SOUNDBAR, Capability.SAMSUNG_VD_AUDIO_INPUT_SOURCE, Command.SET_NEXT_INPUT_SOURCE
        )
        await client.execute_device_command(
            SOUNDBAR,
            Capability.EXECUTE,
            Command.EXECUTE,
            argument=["/sec/networkaudio/soundmode", {"x.com.samsung.networkaudio.soundmode": "game"}],
        )
        await until(lambda: told(heard, "data"))
    assert told(heard, "pictureMode") == ["Movie"]
    assert told(heard, "soundMode") == ["Amplify"]
    assert told(heard, "inputSource") == ["HDMI2", "HDMI2", "bluetooth"]
    answer = heard[-1]
    assert answer.data == {"href": "/sec/networkaudio/soundmode"}
    assert isinstance(answer.value, dict)
    assert answer.value["payload"]["x.com.samsung.networkaudio.soundmode"] == "game"


async def test_health_and_lifecycle(cloud: SmartThingsCloud, client: SmartThings) -> None:
    health: list[DeviceHealthEvent] = []
    gone: list[str] = []
    new: list[str] = []
    client.add_device_availability_event_listener(OVEN, health.append)
    client.add_device_lifecycle_event_listener(Lifecycle.DELETE, gone.append)
    client.add_device_lifecycle_event_listener(Lifecycle.CREATE, new.append)
    async with listening(cloud, client):
        cloud.home.set_health(OVEN, Health.OFFLINE)
        device = cloud.home.find("Dryer")
        cloud.home.remove("Dryer")
        cloud.home.add(device)
        await until(lambda: new)
    assert [event.status for event in health] == [HealthStatus.OFFLINE]
    assert gone == new == [device.id]


async def test_reconnects_after_a_cut(cloud: SmartThingsCloud, client: SmartThings) -> None:
    async with listening(cloud, client) as heard:
        first = next(iter(cloud.subscriptions.known))
        cloud.subscriptions.cut(in_event=True)
        await until(lambda: list(cloud.subscriptions.streams) and first not in cloud.subscriptions.known, 10)
        cloud.command(TV, "audioMute", "mute")
        await until(lambda: told(heard, "mute"))
    assert cloud.log.count("POST", "/subscriptions") == 2
    assert cloud.log.count("DELETE", "/subscriptions") == 1


async def test_goodbye(cloud: SmartThingsCloud, client: SmartThings) -> None:
    async with listening(cloud, client) as heard:
        first = next(iter(cloud.subscriptions.known))
        cloud.subscriptions.goodbye()
        await until(lambda: list(cloud.subscriptions.streams) and first not in cloud.subscriptions.known)
        cloud.command(TV, "switch", "off")
        await until(lambda: told(heard, "switch"))


async def test_keepalive(cloud: SmartThingsCloud, client: SmartThings) -> None:
    cloud.keepalive = 0.02
    async with listening(cloud, client) as heard:
        await asyncio.sleep(0.1)
        cloud.command(TV, "switch", "off")
        await until(lambda: told(heard, "switch"))
    assert cloud.log.count("POST", "/subscriptions") == 1


async def test_sink_limit(cloud: SmartThingsCloud, client: SmartThings) -> None:
    for _ in range(2):
        await client.create_subscription(cloud.location_id, cloud.oauth.installed_app_id)
    with pytest.raises(SmartThingsSinkError):
        await client.create_subscription(cloud.location_id, cloud.oauth.installed_app_id)
    await client.delete_subscription(next(iter(cloud.subscriptions.known)))
    await client.create_subscription(cloud.location_id, cloud.oauth.installed_app_id)


async def test_scenes(cloud: SmartThingsCloud, client: SmartThings) -> None:
    order = Order(capability="switch", command="off")
    cloud.home.scenes.append(Scene("743b0f37-89b8-476c-aedf-eea8ad8cd29d", "Movie", ((TV, order),)))
    (scene,) = await client.get_scenes(cloud.location_id)
    await client.execute_scene(scene.scene_id)
    await until(lambda: cloud.home.find(TV).get("switch", "switch") == "off")


async def test_log(cloud: SmartThingsCloud, client: SmartThings) -> None:
    cloud.home.machine(DISHWASHER).press_smart_control(on=True, now=cloud.clock.now())
    cloud.home.tick()
    await client.execute_device_command(
        DISHWASHER, Capability.SAMSUNG_CE_DISHWASHER_WASHING_COURSE, Command.SET_WASHING_COURSE, argument="express"
    )
    assert cloud.log.commands == [
        (
            DISHWASHER,
            {
                "component": "main",
                "capability": "samsungce.dishwasherWashingCourse",
                "command": "setWashingCourse",
                "arguments": ["express"],
            },
        )
    ]
    cloud.log.clear()
    await cloud.advance(24 * 3600)
    assert len(cloud.log) == 0
