"""Whether address and key are right, and what a service has, without running a model."""

from contextlib import suppress
from typing import Any

import httpx
import pytest

from custom_components.parlor.gpt.attempts import Wire
from custom_components.parlor.gpt.errors import ErrorKind, ServiceError
from custom_components.parlor.gpt.service import Service
from sim.openai_service import OpenAIService, Reply

from .conftest import MakeService
from .turns import events_of


async def _kind(service: Service) -> ErrorKind:
    with pytest.raises(ServiceError) as raised:
        await service.check()
    return raised.value.kind


async def test_a_service_with_everything(server: OpenAIService, service: Service) -> None:
    """Two requests tell all, and none names a model."""
    facts = await service.check()
    assert facts.models == server.mode.models
    assert facts.wire is service.wire is Wire.RESPONSES
    assert [request.path for request in server.requests] == ["/v1/models", "/v1/responses"]
    assert server.turns == []


@pytest.mark.parametrize("missing", ["html", "fastapi", "lmstudio", "openai"])
@pytest.mark.parametrize("listed", [True, False])
async def test_a_service_with_a_part(server: OpenAIService, service: Service, missing: Any, listed: bool) -> None:
    """Chat alone, with or without a list of models, and in every way of not having the rest."""
    server.mode.responses = False
    server.mode.missing_route = missing
    if not listed:
        server.mode.models = None
    facts = await service.check()
    assert facts.wire is service.wire is Wire.CHAT
    assert facts.models == (server.mode.models if listed else None)


@pytest.mark.parametrize("missing", ["html", "fastapi", "openai"])
async def test_a_wrong_path(server: OpenAIService, make_service: MakeService, missing: Any) -> None:
    """The server is there, and nothing of the API is below that path."""
    server.mode.missing_route = missing
    assert await _kind(make_service(server.url.removesuffix("/v1"))) is ErrorKind.WRONG_PATH


@pytest.mark.parametrize("public", [True, False])
async def test_a_wrong_key(server: OpenAIService, make_service: MakeService, public: bool) -> None:
    """Wrong or missing, and also where models are listed for everybody."""
    server.mode.key = "sk-right"
    server.mode.public_models = public
    assert await _kind(make_service(server.url, "sk-wrong")) is ErrorKind.UNAUTHORIZED
    assert await _kind(make_service(server.url)) is ErrorKind.UNAUTHORIZED
    assert (await make_service(server.url, "sk-right").check()).models


async def test_something_else(http_page: str, make_service: MakeService) -> None:
    """A web page, and JSON of another kind, are not OpenAI's."""
    assert await _kind(make_service(http_page)) is ErrorKind.NOT_OPENAI
    assert await _kind(make_service(f"{http_page}/json")) is ErrorKind.NOT_OPENAI
    assert await _kind(make_service(f"{http_page}/moved")) is ErrorKind.NOT_OPENAI


async def test_unreachable_and_silent(make_service: MakeService, silent_url: str, loopback_host: str) -> None:
    """Nobody is there, or somebody who says nothing."""
    assert await _kind(make_service(f"http://{loopback_host}:9")) is ErrorKind.UNREACHABLE
    assert await _kind(make_service(silent_url, probe=0.2)) is ErrorKind.TIMEOUT


async def test_a_list_that_is_none(server: OpenAIService, service: Service) -> None:
    """An empty list is a list; ids that are none are left out."""
    server.mode.models = ()
    assert (await service.check()).models == ()


async def test_outcomes_are_told(server: OpenAIService, loopback: None) -> None:
    """Who wants to know hears how each check and each answer ended."""
    outcomes: list[ErrorKind | None] = []
    async with httpx.AsyncClient() as http_client:
        service = Service(
            http_client,
            api_key="sk-a",
            base_url=server.url,
            on_outcome=lambda error: outcomes.append(error.kind if error else None),
        )
        await service.check()
        server.script.add(Reply(text="a"), Reply(status=429))
        await events_of(service)
        with suppress(ServiceError):
            await events_of(service)
        server.mode.key = "sk-b"
        with suppress(ServiceError):
            await service.check()
    assert outcomes == [None, None, ErrorKind.RATE_LIMITED, ErrorKind.UNAUTHORIZED]
