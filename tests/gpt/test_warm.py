"""What is got ready while somebody still speaks: nothing that costs money, nothing twice, and nothing that anybody waits for in vain."""

import asyncio

import httpx
import pytest

from custom_components.parlor.gpt.connection import Timeouts, is_at_home
from custom_components.parlor.gpt.service import Service
from sim.openai_service import OpenAIService, Reply

from .conftest import MakeService
from .turns import REQUEST, events_of, text_of


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://192.168.1.20:11434/v1", True),
        ("http://10.1.2.3/v1", True),
        ("http://[fd00::5]:1234/v1", True),
        ("http://[fe80::1]/v1", True),
        ("http://localhost:1234/v1", True),
        ("http://homeassistant:8080/v1", True),
        ("http://gpu.local/v1", True),
        ("http://models.home.arpa/v1", True),
        ("https://api.openai.com/v1", False),
        ("https://openrouter.ai/api/v1", False),
        ("https://8.8.8.8/v1", False),
        ("https://api.local.example.com/v1", False),
        (None, False),
    ],
)
def test_what_is_at_home(url: str | None, expected: bool) -> None:
    assert is_at_home(url) is expected


async def test_a_server_at_home_reads_ahead(server: OpenAIService, service: Service) -> None:
    """What a turn begins with, and then what is nobody's sentence; one token is made, and none of it is kept."""
    server.script.add(Reply(text="x"), Reply(text="On."))
    await service.warm(REQUEST)
    assert text_of(await events_of(service)) == "On."
    ahead, turn = (request.body for request in server.turns)
    assert (ahead["tools"], ahead["input"]) == (turn["tools"], turn["input"])
    assert ahead["max_output_tokens"] <= 16 < turn["max_output_tokens"]
    assert not ahead.get("stream") and turn["stream"]


async def test_it_is_read_once(server: OpenAIService, service: Service) -> None:
    """Not again while it is known to be fresh, and not twice at once."""
    server.script.add(Reply(text="x", first_delay=0.1), Reply(text="On."))
    await asyncio.gather(service.warm(REQUEST), service.warm(REQUEST))
    await events_of(service)
    await service.warm(REQUEST)
    assert len(server.turns) == 2


async def test_a_turn_waits_until_it_is_read(server: OpenAIService, service: Service) -> None:
    """Else a server would read the same twice at once, each at half the speed."""
    server.script.add(Reply(text="x", first_delay=1), Reply(text="On."))
    warming = asyncio.create_task(service.warm(REQUEST))
    await asyncio.sleep(0.05)
    assert text_of(await events_of(service)) == "On."
    assert warming.done()


async def test_a_turn_does_not_wait_for_ever(server: OpenAIService, make_service: MakeService) -> None:
    service = make_service(server.url, first_event=0.2)
    server.script.add(Reply(text="x", first_delay=30), Reply(text="On."))
    warming = asyncio.create_task(service.warm(REQUEST))
    await asyncio.sleep(0.05)
    assert text_of(await events_of(service)) == "On."
    await service.close()
    await warming


async def test_of_others_only_the_connection_is_opened(server: OpenAIService, loopback: None) -> None:
    """Nothing is asked that could cost anything."""

    async def lead_home(request: httpx.Request) -> None:
        request.url = request.url.copy_with(host="127.0.0.1")

    async with httpx.AsyncClient(event_hooks={"request": [lead_home]}) as client:
        url = server.url.replace("127.0.0.1", "models.example.com")
        service = Service(client, api_key="sk-test", base_url=url, timeouts=Timeouts())
        await service.warm(REQUEST)
        await service.warm(REQUEST)
        assert [request.path for request in server.requests] == ["/v1/models"]
    await asyncio.sleep(0.02)


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(status=429), Reply(text="x", first_delay=30)])
async def test_what_fails_is_no_fault_of_anybody(
    server: OpenAIService, make_service: MakeService, reply: Reply
) -> None:
    """The turn meets it if it is still there; nothing is learned of a service from it."""
    service = make_service(server.url, warming=0.2)
    server.script.add(reply, Reply(text="On."))
    await service.warm(REQUEST)
    assert not service.outages and not service.learned
    assert text_of(await events_of(service)) == "On."


async def test_a_server_that_is_gone(server: OpenAIService, service: Service) -> None:
    await server.stop()
    await service.warm(REQUEST)
    assert not service.outages


async def test_it_is_broken_off_with_the_service(server: OpenAIService, service: Service) -> None:
    server.script.add(Reply(text="x", first_delay=30))
    warming = asyncio.create_task(service.warm(REQUEST))
    await asyncio.sleep(0.05)
    await service.close()
    async with asyncio.timeout(5):
        await warming
