"""Commands through core's client, against a simulated cloud: done is what was seen, and what was not is told with its reason."""

from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any, cast

from freezegun.api import FrozenDateTimeFactory
from pysmartthings import SmartThingsConnectionError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.parlor import smartthings_link, smartthings_sending
from custom_components.parlor.appliances.command import CloudCall, Command, Order, Outcome, Why
from custom_components.parlor.appliances.kind import ApplianceKind as K
from custom_components.parlor.appliances.smartthings.orders import calls, seen
from custom_components.parlor.smartthings_link import Link, async_link
from custom_components.parlor.smartthings_sending import async_ask, async_send
from custom_components.parlor.smartthings_shapes import Client
from homeassistant.core import HomeAssistant
from sim.smartthings import (
    DISHWASHER,
    DRYER,
    WASHER,
    EventFault,
    Freeze,
    Health,
    RequestFault,
    SmartThingsCloud,
    Trouble,
)
from sim.smartthings.redirect import redirected
from tests.doors.borrowing import STATE, said, smart_control
from tests.sim.smartthings.core import core_on
from tests.sim.smartthings.waiting import until

START = CloudCall(capability="samsungce.washerOperatingState", command="start")
REMOTE = ("remoteControlStatus", "remoteControlEnabled")


@pytest.fixture
async def cloud(loopback: None) -> AsyncIterator[SmartThingsCloud]:
    """Run a cloud with the household, whose machines may be commanded, and point this process at it."""
    async with SmartThingsCloud() as cloud:
        with redirected(cloud.url):
            for machine in (WASHER, DRYER, DISHWASHER):
                smart_control(cloud, machine)
            yield cloud


@pytest.fixture
async def entry(hass: HomeAssistant, cloud: SmartThingsCloud) -> AsyncIterator[MockConfigEntry]:
    """Return the loaded entry of core's own integration."""
    async with core_on(hass, cloud) as entry:
        cloud.log.clear()
        yield entry


@pytest.fixture
def link(hass: HomeAssistant, entry: MockConfigEntry) -> Iterator[Link]:
    """Return a link that follows core's entry."""
    link = async_link(hass)
    end = link.start()
    yield link
    end()


async def do(cloud: SmartThingsCloud, link: Link, device_id: str, kind: K, order: Order) -> Outcome:
    """Carry out an order as whoever gives it does."""
    device, now = link.devices[device_id], cloud.clock.timestamp()
    made = calls(kind, device.status, order, now, is_online=device.is_online)
    if isinstance(made, Why):
        return Outcome(why=made)
    outcome = await link.async_command(device_id, made)
    return await link.async_confirm(device_id, seen(kind, order, now), seconds=0.5) if outcome.is_done else outcome


async def test_a_wash_is_started_paused_resumed_and_stopped(
    cloud: SmartThingsCloud, link: Link, entry: MockConfigEntry
) -> None:
    session = entry.runtime_data.client.session
    for command, state in (
        (Command.START, "run"),
        (Command.PAUSE, "pause"),
        (Command.RESUME, "run"),
        (Command.STOP, "stop"),
    ):
        assert await do(cloud, link, WASHER, K.WASHER, Order(command=command)) == Outcome()
        assert cloud.home.find(WASHER).get(*STATE) == state
    assert len(cloud.log) == 4 == len(cloud.log.commands)
    assert entry.runtime_data.client.session is session


async def test_a_program_is_chosen_and_started(cloud: SmartThingsCloud, link: Link) -> None:
    order = Order(command=Command.START, program="Table_02_Course_33")
    assert await do(cloud, link, WASHER, K.WASHER, order) == Outcome()
    assert cloud.home.find(WASHER).get("samsungce.washerCycle", "washerCycle") == "Table_02_Course_33"
    assert [one["command"] for _, one in cloud.log.commands] == ["setWasherCycle", "start"]


@pytest.mark.parametrize(("device_id", "kind"), [(WASHER, K.WASHER), (DRYER, K.DRYER), (DISHWASHER, K.DISHWASHER)])
async def test_ready_by_a_time(cloud: SmartThingsCloud, link: Link, device_id: str, kind: K) -> None:
    ready_at = cloud.clock.timestamp() + 8 * 3600
    assert await do(cloud, link, device_id, kind, Order(command=Command.START, ready_at=ready_at)) == Outcome()
    await cloud.advance(8 * 3600 + 60)
    attribute = {K.WASHER: "washerJobState", K.DRYER: "dryerJobState", K.DISHWASHER: "dishwasherJobState"}[kind]
    capability = f"{kind.value}OperatingState"
    assert cloud.home.find(device_id).get(capability, attribute) in ("finish", "finished", "none")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (402, Outcome(why=Why.QUOTA, detail="HTTP 402")),
        (429, Outcome(why=Why.QUOTA, detail="HTTP 429")),
        (500, Outcome(why=Why.REFUSED, detail="HTTP 500")),
        (503, Outcome(why=Why.REFUSED, detail="HTTP 503")),
        (401, Outcome(why=Why.REFUSED, detail="Authentication failed with SmartThings")),
        (403, Outcome(why=Why.REFUSED, detail="Forbidden")),
    ],
)
async def test_what_the_cloud_refuses_is_never_taken_for_done(
    cloud: SmartThingsCloud, link: Link, status: int, outcome: Outcome
) -> None:
    """Core's own services say that 402, 429, 500 and 503 were done."""
    cloud.faults.fail(status, part="/commands")
    assert await link.async_command(WASHER, (START,)) == outcome
    assert len(cloud.log) == 1


async def test_nothing_is_started_before_what_is_set_was_taken(
    cloud: SmartThingsCloud, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smartthings_link, "ECHO", 0.2)
    cloud.home.freeze(WASHER, Freeze.DEVICE)
    order = Order(command=Command.START, program="Table_02_Course_33")
    made = calls(K.WASHER, link.devices[WASHER].status, order, cloud.clock.timestamp())
    assert isinstance(made, tuple) and len(made) == 2
    assert await link.async_command(WASHER, made) == Outcome(why=Why.NO_EFFECT)
    assert [one["command"] for _, one in cloud.log.commands] == ["setWasherCycle"]


async def test_the_first_that_fails_is_the_last(cloud: SmartThingsCloud, link: Link) -> None:
    cloud.faults.fail(429, part="/commands")
    assert (await link.async_command(WASHER, (START, START))).why is Why.QUOTA
    assert len(cloud.log.commands) == 1


async def test_why_a_machine_refuses_is_what_it_says_of_itself(cloud: SmartThingsCloud, link: Link) -> None:
    smart_control(cloud, WASHER, on=False)
    await until(lambda: said(link, WASHER, *REMOTE) == "false")
    refused = await link.async_command(WASHER, (START,))
    assert refused.why is Why.REMOTE_OFF
    assert refused.detail is not None and "ConflictError" in refused.detail


async def test_a_command_that_the_capability_does_not_have(cloud: SmartThingsCloud, link: Link) -> None:
    wrong = CloudCall(capability="samsungce.washerCycle", command="setWasherCycle", arguments=("Table_02_Course_FF",))
    refused = await link.async_command(WASHER, (wrong,))
    assert refused.why is Why.REFUSED
    assert refused.detail is not None and "not a supported cycle" in refused.detail


async def test_what_is_accepted_and_lost_had_no_effect(cloud: SmartThingsCloud, link: Link) -> None:
    cloud.home.freeze(WASHER, Freeze.DEVICE)
    for asked in (1, 1):  # the second time it was asked just before
        assert await do(cloud, link, WASHER, K.WASHER, Order(command=Command.START)) == Outcome(why=Why.NO_EFFECT)
        assert cloud.log.count("GET") == asked


async def test_a_lost_event_is_no_lost_command(cloud: SmartThingsCloud, link: Link) -> None:
    cloud.home.freeze(WASHER, Freeze.EVENTS)
    assert await do(cloud, link, WASHER, K.WASHER, Order(command=Command.START)) == Outcome()
    assert cloud.log.count("GET", "/status") == 1 == cloud.log.count("GET")
    assert said(link, WASHER, *STATE) == "run"


async def test_one_lost_event_of_several(cloud: SmartThingsCloud, link: Link) -> None:
    cloud.event_faults.add(EventFault.DROP, device_id=WASHER, attribute="machineState")
    assert await do(cloud, link, WASHER, K.WASHER, Order(command=Command.START)) == Outcome()
    assert said(link, WASHER, *STATE) == "run"


async def test_the_quota_ends_between_the_command_and_the_question(cloud: SmartThingsCloud, link: Link) -> None:
    cloud.home.freeze(WASHER, Freeze.DEVICE)
    cloud.faults.fail(402, part="/status")
    assert (await do(cloud, link, WASHER, K.WASHER, Order(command=Command.START))).why is Why.QUOTA


async def test_a_machine_that_is_reached_no_more(cloud: SmartThingsCloud, link: Link) -> None:
    cloud.home.set_health(WASHER, Health.OFFLINE)
    await until(lambda: not link.devices[WASHER].is_online)
    assert (await link.async_command(WASHER, (START,))).why is Why.OFFLINE
    assert len(cloud.log) == 0


async def test_the_door_is_opened_before_it_begins(cloud: SmartThingsCloud, link: Link) -> None:
    """The machine took the command a moment before somebody opened its door, which ends remote control, too."""
    cloud.home.effect_seconds = 0.2
    assert (await link.async_command(WASHER, (START,))).is_done
    cloud.home.machine(WASHER).open_door(cloud.clock.now())
    started = seen(K.WASHER, Order(command=Command.START), cloud.clock.timestamp())
    outcome = await link.async_confirm(WASHER, started, seconds=0.5)
    assert outcome.why in (Why.REMOTE_OFF, Why.DOOR_OPEN)


async def test_a_cloud_that_does_not_answer(
    cloud: SmartThingsCloud, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smartthings_sending, "SENDING", 0.2)
    cloud.faults.add(Trouble(fault=RequestFault.HANG, part="/commands"))
    assert await link.async_command(WASHER, (START,)) == Outcome(why=Why.NO_EFFECT, detail="timeout")
    cloud.faults.add(Trouble(fault=RequestFault.HANG, part="/status"))
    assert not await link.async_refresh(WASHER)


async def test_a_connection_that_breaks(cloud: SmartThingsCloud, link: Link) -> None:
    cloud.faults.add(Trouble(fault=RequestFault.DROP, part="/commands", times=-1))
    assert (await link.async_command(WASHER, (START,))).why is Why.REFUSED


async def test_the_watchdog_s_question_is_asked_once_in_a_while(cloud: SmartThingsCloud, link: Link) -> None:
    cloud.home.freeze(WASHER, Freeze.EVENTS)
    cloud.home.machine(WASHER).start(cloud.clock.now())
    cloud.home.tick()
    heard: list[str] = []
    link.subscribe(heard.append)
    assert await link.async_refresh(WASHER)
    assert said(link, WASHER, *STATE) == "run"
    assert heard == [WASHER]
    assert not await link.async_refresh(WASHER)
    assert await link.async_refresh(DRYER)
    assert len(cloud.log) == 2
    assert not await link.async_refresh("nobody")


@pytest.mark.parametrize("fault", [RequestFault.BROKEN, RequestFault.SHAPE])
async def test_a_question_that_is_answered_with_nonsense(
    cloud: SmartThingsCloud, link: Link, fault: RequestFault
) -> None:
    before = link.devices[WASHER]
    cloud.faults.add(Trouble(fault=fault, part="/status"))
    assert not await link.async_refresh(WASHER)
    assert link.devices[WASHER] == before


async def test_core_s_token_is_the_token(
    cloud: SmartThingsCloud, link: Link, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    old = entry.data["token"]["access_token"]
    freezer.tick(cloud.oauth.lifetime + 60)
    assert (await link.async_command(WASHER, (START,))).is_done
    assert entry.data["token"]["access_token"] != old
    assert cloud.log.count("POST", "/oauth/token") == 1


async def test_the_entry_goes_while_something_is_waited_for(
    hass: HomeAssistant, link: Link, entry: MockConfigEntry
) -> None:
    waiting = hass.async_create_task(link.async_confirm(WASHER, lambda _: False, seconds=0.3))
    await hass.config_entries.async_unload(entry.entry_id)
    assert (await waiting).why is Why.OFFLINE


def _client(error: Exception | None, **more: Any) -> Client:
    """Return a client that cannot be made a second time, so that nobody notes what the cloud answers."""

    async def fails(*_: Any, **__: Any) -> Any:
        if error is not None:
            raise error

    return cast(Client, SimpleNamespace(execute_device_command=fails, get_device_status=fails, **more))


async def test_another_client_is_used_as_it_is() -> None:
    assert await async_send(_client(None), "x", START) == Outcome()
    assert (await async_send(_client(RuntimeError("changed")), "x", START)) == Outcome(
        why=Why.REFUSED, detail="changed"
    )
    assert await async_ask(_client(SmartThingsConnectionError("away")), "x") == Outcome(why=Why.REFUSED, detail="away")
    assert await async_ask(_client(None), "x") == Outcome(why=Why.REFUSED, detail="no status")
    # What a cloud says no with cannot be read as a status.
    assert await async_ask(_client(KeyError("components")), "x") == Outcome(why=Why.QUOTA, detail="'components'")
