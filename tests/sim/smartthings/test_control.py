"""What can be done to the cloud over HTTP, as the demo does it, and the program of its own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
import sys
from typing import Any

from aiohttp import ClientSession
import pytest

from sim.smartthings import DISHWASHER, OVEN, TV, WASHER, SmartThingsCloud

REPOSITORY = Path(__file__).parents[3]

type Post = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]


@pytest.fixture
async def cloud(loopback: None) -> AsyncIterator[SmartThingsCloud]:
    """Run a cloud."""
    async with SmartThingsCloud() as cloud:
        yield cloud


@pytest.fixture
async def post(cloud: SmartThingsCloud) -> AsyncIterator[Post]:
    """Post to the control API, and return what it answers with the status in it."""
    async with ClientSession() as session:

        async def ask(path: str, body: dict[str, Any]) -> dict[str, Any]:
            async with session.post(f"{cloud.url}/sim/{path}", json=body) as response:
                answer: dict[str, Any] = await response.json()
                return {**answer, "status": response.status}

        yield ask


def shown(answer: dict[str, Any], device_id: str) -> dict[str, Any]:
    """Return what an answer tells of a device."""
    return next(device for device in answer["devices"] if device["id"] == device_id)


async def test_a_run_by_hand(cloud: SmartThingsCloud, post: Post) -> None:
    answer = await post("devices/Washing%20Machine/remote", {"on": True})
    assert shown(answer, WASHER)["remote"] is True
    answer = await post(f"devices/{WASHER}/start", {"course": "Table_02_Course_25"})
    assert (shown(answer, WASHER)["stage"], shown(answer, WASHER)["phase"]) == ("running", "wash")
    answer = await post(f"devices/{WASHER}/door", {"open": True})
    assert (answer["status"], answer["error"]) == (400, "the door is locked while it runs")
    assert shown(await post(f"devices/{WASHER}/pause", {}), WASHER)["stage"] == "paused"
    assert shown(await post(f"devices/{WASHER}/resume", {}), WASHER)["stage"] == "running"
    before = shown(await post("advance", {"seconds": 60}), WASHER)["remaining_seconds"]
    after = shown(await post(f"devices/{WASHER}/extend", {"minutes": 5}), WASHER)["remaining_seconds"]
    assert after - before == pytest.approx(300, abs=2)
    assert shown(await post(f"devices/{WASHER}/stop", {}), WASHER)["stage"] == "idle"
    await post(f"devices/{OVEN}/start", {"mode": "Convection", "setpoint": 180, "operation_seconds": 600})
    assert cloud.home.find(OVEN).get("ovenOperatingState", "machineState") == "running"
    answer = await post(f"devices/{OVEN}/door", {"open": True})
    assert (shown(answer, OVEN)["door_open"], shown(answer, OVEN)["remote"]) == (True, False)
    assert len(cloud.log) == 0


async def test_what_devices_say(cloud: SmartThingsCloud, post: Post) -> None:
    await post(f"devices/{TV}/attribute", {"capability": "tvChannel", "attribute": "tvChannelName", "value": "art"})
    assert cloud.home.find(TV).get("tvChannel", "tvChannelName") == "art"
    answer = await post(f"devices/{TV}/attribute", {"capability": "tvChannel", "attribute": "nothing", "value": 1})
    assert answer["status"] == 400
    await post(f"devices/{TV}/command", {"capability": "audioMute", "command": "mute"})
    refused = await post(f"devices/{DISHWASHER}/command", {"capability": "valve", "command": "open"})
    assert (refused["status"], refused["error"]["code"]) == (422, "ConstraintViolationError")
    assert shown(await post(f"devices/{TV}/freeze", {"how": "device"}), TV)["freeze"] == "device"
    assert shown(await post(f"devices/{TV}/health", {"state": "OFFLINE"}), TV)["health"] == "OFFLINE"
    await post(f"devices/{TV}/rename", {"label": "Old TV"})
    answer = await post("devices/Old%20TV/remove", {})
    assert TV not in {device["id"] for device in answer["devices"]}


async def test_troubles(cloud: SmartThingsCloud, post: Post) -> None:
    await post("faults", {"fault": "status", "status": 503, "part": "/v1/locations", "times": 2})
    await post("event_faults", {"fault": "drop", "times": 1})
    await post("limits", {"rate": True, "quota": 1, "quota_status": 429, "sinks": 1, "keepalive": 5})
    assert (cloud.limit.enabled, cloud.quota.left, cloud.quota.status) == (True, 1, 429)
    assert (cloud.subscriptions.most, cloud.keepalive) == (1, 5.0)
    headers = {"Authorization": f"Bearer {cloud.oauth.issue()['access_token']}"}
    async with ClientSession(headers=headers) as session:
        for path, status in (
            ("/v1/locations", 503),
            ("/v1/locations", 503),
            (f"/v1/devices/{TV}/health", 200),
            ("/v1/locations", 429),
        ):
            async with session.get(cloud.url + path) as response:
                assert response.status == status
                assert ("X-RateLimit-Remaining" in response.headers) is (status == 200)
        await post("tokens", {"end": "access"})
        async with session.get(f"{cloud.url}/v1/locations") as response:
            assert (response.status, await response.text()) == (401, "")
        async with session.get(f"{cloud.url}/sim/requests") as response:
            log = await response.json()
    assert log["answers"] == {"200": 1, "401": 1, "429": 1, "503": 2}
    assert log["counts"]["GET /v1/locations"] == 4
    await post("faults", {"clear": True})
    await post("event_faults", {"clear": True})
    assert (cloud.faults.waiting, cloud.event_faults.waiting) == ([], [])
    assert (await post("stream", {"end": "never"}))["status"] == 400
    assert (await post("faults", {"fault": "nonsense"}))["status"] == 400


async def test_signing_in(cloud: SmartThingsCloud) -> None:
    client = cloud.oauth.client
    query = {"client_id": client.id, "redirect_uri": "http://127.0.0.1:1/back", "state": "s", "response_type": "code"}
    async with ClientSession() as session:
        async with session.get(f"{cloud.url}/oauth/authorize", params=query, allow_redirects=False) as response:
            where = response.headers["Location"]
        code = where.partition("code=")[2].partition("&")[0]
        assert where == f"http://127.0.0.1:1/back?code={code}&state=s"
        form = {"grant_type": "authorization_code", "code": code}
        wrong = {"Authorization": "Basic bm9ib2R5OndybG9uZw=="}
        async with session.post(f"{cloud.url}/oauth/token", data=form, headers=wrong) as response:
            assert (response.status, (await response.json())["error"]) == (401, "invalid_client")
        headers = {"Authorization": cloud.oauth.client.header}
        for status in (200, 400):  # a code is good for once
            async with session.post(f"{cloud.url}/oauth/token", data=form, headers=headers) as response:
                assert response.status == status


async def test_program_of_its_own(loopback_host: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sim.smartthings",
        *("--host", loopback_host, "--port", "8095", "--speed", "30"),
        cwd=REPOSITORY,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            assert (await process.stdout.readline()).decode() == (
                f"Listening at http://{loopback_host}:8095 with 6 devices\n"
            )
            async with ClientSession() as session, session.get(f"http://{loopback_host}:8095/sim/state") as response:
                assert (await response.json())["speed"] == 30
    finally:
        process.terminate()
        assert await process.wait() == 0
