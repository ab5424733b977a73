"""Pictures sent to a Frame by phones and laptops: who may, what is taken, and what is answered."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

from aiohttp import ClientResponse, FormData, hdrs
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.parlor.art.files import MAX_BYTES
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from sim.samsung_tv import SamsungTV as SimulatedTV

from .frames import act, frame, painted, uploads
from .tvs import PLAYER

URL = f"/api/parlor/art/{PLAYER}"

type Client = TestClient[Any, Any]


@pytest.fixture
async def tv(hass: HomeAssistant, loopback_host: str) -> AsyncIterator[SimulatedTV]:
    """Run a Frame that Home Assistant knows."""
    assert await async_setup_component(hass, "http", {})
    async with frame(hass, loopback_host) as running:
        yield running


@pytest.fixture
async def client(tv: SimulatedTV, hass_client: ClientSessionGenerator) -> Client:
    """Return somebody's phone."""
    phone: Client = await hass_client()
    return phone


def form(data: bytes, name: str = "photo.jpg", kind: str = "image/jpeg") -> FormData:
    """Return a form with a file."""
    body = FormData(quote_fields=False)
    body.add_field("title", "ours")
    body.add_field("file", data, filename=name, content_type=kind)
    return body


async def answered(response: ClientResponse, status: HTTPStatus = HTTPStatus.OK) -> dict[str, Any]:
    """Return what was answered with that status."""
    told = await response.json()
    assert response.status == status, told
    assert isinstance(told, dict)
    return told


async def status(response: ClientResponse) -> int:
    """Return how it was answered."""
    await response.read()
    return response.status


async def test_a_form(tv: SimulatedTV, client: Client) -> None:
    told = await answered(await client.post(URL, data=form(painted(1))))
    assert told == {"file": "photo.jpg", "content_id": "MY_F0003", "duplicate": False, "shown": False}
    assert tv.art.stock.get("MY_F0003")
    again = await answered(await client.post(URL, data=form(painted(1))))
    assert again == {**told, "duplicate": True} and uploads(tv) == 1


async def test_the_body_alone(tv: SimulatedTV, client: Client) -> None:
    for kind in ("image/png", "application/octet-stream"):
        response = await client.post(
            f"{URL}?fit=contain&background=ffffff&matte=shadowbox_polar&show=in_art_mode",
            data=painted(2, "PNG"),
            headers={hdrs.CONTENT_TYPE: kind},
        )
        told = await answered(response)
        assert told["shown"] and tv.state.gallery.current == told["content_id"]
    hung = tv.art.stock.get(told["content_id"])
    assert hung is not None and hung.matte_id == "shadowbox_polar" and uploads(tv) == 1


async def test_a_large_photograph(tv: SimulatedTV, client: Client) -> None:
    """More than what Home Assistant takes for other things."""
    large = painted(1) + bytes(20 * 1024 * 1024)
    assert (await answered(await client.post(URL, data=form(large))))["content_id"]
    response = await client.post(URL, data=large + b"1", headers={hdrs.CONTENT_TYPE: "image/jpeg"})
    assert (await answered(response))["duplicate"]  # by what it shows


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\secrets.yaml", "secrets.yaml"),
        ("/config/www/evil.jpg", "evil.jpg"),
        ("a\u202eb.jpg", "a b.jpg"),
        ("x" * 5000, "x" * 200),
    ],
)
async def test_names_are_names(hass: HomeAssistant, client: Client, name: str, shown: str) -> None:
    told = await answered(await client.post(URL, data=form(painted(1), name)))
    listed = (await act(hass, "list_art"))["artworks"]
    assert next(work["file"] for work in listed if work["content_id"] == told["content_id"]) == shown


async def test_without_access(tv: SimulatedTV, hass_client_no_auth: ClientSessionGenerator) -> None:
    client = await hass_client_no_auth()
    assert await status(await client.post(URL, data=form(painted(1)))) == HTTPStatus.UNAUTHORIZED
    headers = {hdrs.AUTHORIZATION: "Bearer guessed"}
    assert await status(await client.post(URL, data=form(painted(1)), headers=headers)) == HTTPStatus.UNAUTHORIZED
    assert uploads(tv) == 0


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({}, HTTPStatus.UNAUTHORIZED),
        ({"entities": {"entity_ids": {PLAYER: {POLICY_READ: True}}}}, HTTPStatus.UNAUTHORIZED),
        ({"entities": {"entity_ids": {"media_player.other": {POLICY_CONTROL: True}}}}, HTTPStatus.UNAUTHORIZED),
        ({"entities": {"entity_ids": {PLAYER: {POLICY_CONTROL: True}}}}, HTTPStatus.OK),
    ],
)
async def test_permission(
    tv: SimulatedTV, client: Client, hass_admin_user: MockUser, policy: dict[str, Any], expected: HTTPStatus
) -> None:
    hass_admin_user.groups = []
    hass_admin_user.mock_policy(policy)
    assert await status(await client.post(URL, data=form(painted(1)))) == expected
    assert uploads(tv) == (1 if expected is HTTPStatus.OK else 0)


@pytest.mark.parametrize(
    "entity_id",
    ["media_player.absent", "switch.living_room_tv_art_mode", "light.kitchen", "%2e%2e", "x" * 300],
)
async def test_no_such_tv(tv: SimulatedTV, client: Client, entity_id: str) -> None:
    response = await client.post(f"/api/parlor/art/{entity_id}", data=form(painted(1)))
    assert await status(response) == HTTPStatus.NOT_FOUND


async def test_a_tv_that_is_not_loaded(hass: HomeAssistant, tv: SimulatedTV, client: Client) -> None:
    [entry] = hass.config_entries.async_entries("parlor")
    await hass.config_entries.async_unload(entry.entry_id)
    assert await status(await client.post(URL, data=form(painted(1)))) == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("data", "name", "kind", "status", "code"),
    [
        (b"hello", "a.jpg", "image/jpeg", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "art_not_a_picture"),
        (painted(1), "a.html", "text/html", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "art_not_a_picture"),
        (painted(1)[:-100], "a.jpg", "image/jpeg", HTTPStatus.UNPROCESSABLE_ENTITY, "art_picture_damaged"),
        (b"", "a.jpg", "image/jpeg", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "art_not_a_picture"),
        (
            bytes(MAX_BYTES + 1),
            "a.jpg",
            "image/jpeg",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "art_picture_too_large",
        ),
    ],
    ids=["text", "page", "cut", "empty", "large"],
)
async def test_what_is_not_taken(
    tv: SimulatedTV, client: Client, data: bytes, name: str, kind: str, status: HTTPStatus, code: str
) -> None:
    told = await answered(await client.post(URL, data=form(data, name, kind)), status)
    assert told["code"] == code and told["message"] and "art_" not in told["message"]
    told = await answered(await client.post(URL, data=data, headers={hdrs.CONTENT_TYPE: kind}), status)
    assert told["code"] == code and uploads(tv) == 0


async def test_a_form_without_a_file(tv: SimulatedTV, client: Client) -> None:
    body = FormData(default_to_multipart=True)
    body.add_field("file", "not a file")
    told = await answered(await client.post(URL, data=body), HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    assert told["code"] == "art_not_a_picture"


@pytest.mark.parametrize(
    "body",
    [b"", b"--x\r\n", b"--y\r\nContent-Disposition: form-data\r\n\r\n", b"--x\r\n" + b"a" * 100_000, b"\xff" * 999],
)
async def test_a_broken_form(tv: SimulatedTV, client: Client, body: bytes) -> None:
    headers = {hdrs.CONTENT_TYPE: "multipart/form-data; boundary=x"}
    response = await client.post(URL, data=body, headers=headers)
    assert 400 <= await status(response) < 500 and uploads(tv) == 0
    headers = {hdrs.CONTENT_TYPE: "multipart/form-data"}
    assert 400 <= await status(await client.post(URL, data=body, headers=headers)) < 500


@pytest.mark.parametrize("query", ["fit=stretch", "background=red", "show=please", "matte=", "unknown=1"])
async def test_what_makes_no_sense(tv: SimulatedTV, client: Client, query: str) -> None:
    assert await status(await client.post(f"{URL}?{query}", data=form(painted(1)))) == HTTPStatus.BAD_REQUEST
    assert uploads(tv) == 0


async def test_a_matte_that_the_tv_does_not_have(tv: SimulatedTV, client: Client) -> None:
    response = await client.post(f"{URL}?matte=velvet_pink", data=form(painted(1)))
    assert (await answered(response, HTTPStatus.UNPROCESSABLE_ENTITY))["code"] == "art_matte_unfit"


async def test_a_tv_that_fails(tv: SimulatedTV, client: Client) -> None:
    tv.configure(art={"transfer": "fails"})
    told = await answered(await client.post(URL, data=form(painted(1))), HTTPStatus.BAD_GATEWAY)
    assert told["code"].startswith("tv_")


async def test_too_many_at_once(tv: SimulatedTV, client: Client) -> None:
    arriving, go_on = asyncio.Semaphore(0), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield painted(1)
        arriving.release()
        await go_on.wait()

    async def send() -> ClientResponse:
        return await client.post(URL, data=slow(), headers={hdrs.CONTENT_TYPE: "image/jpeg"})

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        tasks = [group.create_task(send()) for _ in range(3)]
        for _ in tasks:
            await arriving.acquire()
        told = await answered(await client.post(URL, data=form(painted(2))), HTTPStatus.TOO_MANY_REQUESTS)
        assert told["code"] == "art_busy"
        go_on.set()
    for task in tasks:
        assert (await answered(task.result()))["content_id"]
    assert await status(await client.post(URL, data=form(painted(3)))) == HTTPStatus.OK


@pytest.mark.parametrize("kind", ["image/jpeg", "multipart/form-data; boundary=x"])
async def test_who_leaves_in_the_middle_is_no_fault(
    tv: SimulatedTV, client: Client, hass_access_token: str, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    _, writer = await asyncio.open_connection(client.host, client.port)
    head = (
        f"POST {URL} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {hass_access_token}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: 100000\r\n\r\n"
    )
    part = b"--x\r\nContent-Disposition: form-data; name=file; filename=a.jpg\r\n\r\n"
    writer.write(head.encode() + (part if "form" in kind else b"") + painted(1))
    await writer.drain()
    await asyncio.sleep(0.2)
    writer.transport.abort()
    assert await status(await client.post(URL, data=form(painted(2)))) == HTTPStatus.OK
    assert "Error handling request" not in caplog.text and uploads(tv) == 1
