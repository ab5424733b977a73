"""A service that is down is not waited for again and again."""

import asyncio
import time

import pytest

from custom_components.parlor.gpt.connection import Timeouts
from custom_components.parlor.gpt.errors import ErrorKind, ServiceError
from custom_components.parlor.gpt.estimate import input_tokens, tokens_of
from custom_components.parlor.gpt.outage import COOL_DOWN, LONGEST_COOL_DOWN, LONGEST_LIMIT, Outages, Verdict
from custom_components.parlor.gpt.request import Request
from sim.openai_service import OpenAIService, Reply

from .conftest import MakeService
from .turns import REQUEST, events_of, text_of

SILENT = ServiceError(ErrorKind.TIMEOUT)
GONE = ServiceError(ErrorKind.UNREACHABLE)


def limited(seconds: float | None) -> ServiceError:
    """Return the error of a limit."""
    return ServiceError(ErrorKind.RATE_LIMITED, status=429, retry_after=seconds)


def verdict(outages: Outages, now: float, model: str = "m") -> Verdict:
    """Return what to do with a request."""
    return outages.verdict(model, now)[0]


def test_a_silent_model_is_left_alone_for_longer_and_longer() -> None:
    """And looked at before it is waited for again."""
    outages, now, last = Outages(), 0.0, 0.0
    for _ in range(10):
        outages.failed("m", SILENT, now)
        assert verdict(outages, now + 1) is Verdict.REFUSE
        until = now + 1
        while verdict(outages, until) is Verdict.REFUSE:
            until += 1
        assert verdict(outages, until) is Verdict.PROBE
        assert last <= until - now <= LONGEST_COOL_DOWN + 1
        now, last = until, until - now
    assert last >= LONGEST_COOL_DOWN
    assert verdict(outages, 0.0, "another") is Verdict.GO
    outages.answered("m")
    assert verdict(outages, now) is Verdict.GO
    outages.failed("m", SILENT, now)
    assert verdict(outages, now + COOL_DOWN) is Verdict.PROBE


def test_what_cannot_be_reached_is_looked_for_each_time() -> None:
    """Whatever model is asked: it costs a moment."""
    outages = Outages()
    outages.failed("m", GONE, 5.0)
    assert verdict(outages, 5.0) is verdict(outages, 5.0, "another") is Verdict.PROBE
    outages.answered("another")
    assert verdict(outages, 5.0) is Verdict.GO


@pytest.mark.parametrize(("after", "held"), [(None, False), (0.0, False), (20.0, True), (1e9, True)])
def test_a_limit_is_kept_to(after: float | None, held: bool) -> None:
    """For as long as the service said, within reason."""
    outages = Outages()
    outages.failed("m", limited(after), 0.0)
    now, error = outages.verdict("m", 1.0)
    assert (now is Verdict.REFUSE) is held
    if held:
        assert error is not None and error.retry_after == min(after or 0, LONGEST_LIMIT) - 1
    assert verdict(outages, LONGEST_LIMIT) is Verdict.GO


@pytest.mark.parametrize(
    "kind", sorted({*ErrorKind} - {ErrorKind.TIMEOUT, ErrorKind.UNREACHABLE, ErrorKind.RATE_LIMITED})
)
def test_what_is_no_outage(kind: ErrorKind) -> None:
    """It may be another request's luck."""
    outages = Outages()
    outages.failed("m", ServiceError(kind), 0.0)
    assert verdict(outages, 0.0) is Verdict.GO


async def test_a_service_that_hangs_costs_its_time_once(server: OpenAIService, make_service: MakeService) -> None:
    """The second request fails at once."""
    server.script.answer_with(lambda _: Reply(hang_after_events=0))
    service = make_service(server.url, first_event=0.3)
    for _ in range(2):
        begun = time.monotonic()
        with pytest.raises(ServiceError, match="timeout"):
            await events_of(service)
    assert time.monotonic() - begun < 0.1
    assert len(server.turns) == 1
    assert service.outages == {"gpt-6-luna": "timeout"}


async def test_a_service_that_comes_back_answers_at_once(server: OpenAIService, make_service: MakeService) -> None:
    """One that could not be reached is found again by the first request that it can answer."""
    service = make_service(server.url)
    await server.stop()
    for _ in range(2):
        with pytest.raises(ServiceError, match="unreachable"):
            await events_of(service)
    await server.start()
    server.script.add(Reply(text="On."))
    assert text_of(await events_of(service)) == "On."
    assert service.outages == {}


async def test_a_long_limit_is_not_asked_again(server: OpenAIService, make_service: MakeService) -> None:
    """What is left of it is told."""
    server.script.add(Reply(status=429, retry_after=30))
    service = make_service(server.url)
    for _ in range(2):
        with pytest.raises(ServiceError) as raised:
            await events_of(service)
    assert raised.value.kind is ErrorKind.RATE_LIMITED
    assert 29 < (raised.value.retry_after or 0) <= 30
    assert len(server.turns) == 1


async def test_a_look_is_short(silent_url: str, make_service: MakeService) -> None:
    """Where nobody answers any more, it ends long before the wait for a model would."""
    service = make_service(silent_url, first_event=0.2, look=0.1)
    with pytest.raises(ServiceError, match="timeout"):
        await events_of(service)
    assert service.refusal("gpt-6-luna") is not None
    async with asyncio.timeout(1):
        with pytest.raises(ServiceError, match="timeout"):
            await events_of(service)
    assert Timeouts().look < Timeouts().probe


def test_estimates() -> None:
    """They grow with the bytes, tools and earlier calls included."""
    assert tokens_of("") == 0
    assert tokens_of("Turn on the light in the kitchen") in range(6, 13)
    assert input_tokens(REQUEST) > input_tokens(Request("m", REQUEST.messages)) > 0
