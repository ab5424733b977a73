"""What the library hears."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pysmartthings import DeviceEvent, SmartThings

from sim.smartthings import SmartThingsCloud

from .waiting import until


@asynccontextmanager
async def listening(cloud: SmartThingsCloud, client: SmartThings) -> AsyncIterator[list[DeviceEvent]]:
    """Subscribe, and collect what comes."""
    heard: list[DeviceEvent] = []
    stop = client.add_unspecified_device_event_listener(heard.append)
    task = asyncio.create_task(client.subscribe(cloud.location_id, cloud.oauth.installed_app_id))
    await until(lambda: list(cloud.subscriptions.streams))
    yield heard
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    stop()


def told(heard: list[DeviceEvent], attribute: str) -> list[object]:
    """Return the values of an attribute that came, oldest first."""
    return [event.value for event in heard if event.attribute == attribute]
