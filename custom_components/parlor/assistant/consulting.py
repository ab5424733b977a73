"""Asks the models of a turn, one after the other until one answers, within what may be spent and what time is left."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from homeassistant.components.conversation import ChatLog, Content

from ..gpt.errors import ErrorKind, ServiceError
from ..gpt.estimate import BYTES_PER_TOKEN, input_tokens, tokens_of
from ..gpt.request import Message, Request, ToolSpec
from ..gpt.service import Service
from ..gpt.spending.budget import Unit
from ..gpt.spending.ledger import Account
from ..gpt.spending.purse import Purse, Refusal, Reserved
from ..gpt.stream import StreamEvent, Usage
from .deltas import Response, to_deltas
from .replies import Replies
from .routing import Roles, Route, TurnLimits, routes
from .wording import Wording

# Seconds of a limit that a person is kept waiting for: once in a turn, and not where another model can answer.
LONGEST_WAIT: Final = 8.0
_MARGIN: Final = 0.05
# Faults of the whole service: its other models need not be asked.
_OF_SERVICE: Final = frozenset(
    {
        ErrorKind.UNREACHABLE,
        ErrorKind.UNAUTHORIZED,
        ErrorKind.FORBIDDEN,
        ErrorKind.QUOTA,
        ErrorKind.NOT_OPENAI,
        ErrorKind.WRONG_PATH,
    }
)
# These last: it helps to hear what works meanwhile.
_LASTING: Final = _OF_SERVICE | {ErrorKind.UNKNOWN_MODEL, ErrorKind.TIMEOUT}
# A request that failed like this may have been answered and paid for.
_MAYBE_PAID: Final = frozenset({ErrorKind.CUT, ErrorKind.TIMEOUT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What an agent may ask and spend; `account` is what its spending is counted under.

    `services` are asked for when they are needed: another entry's may come and go. `on_outcome` is told how each request to a
    model ended.
    """

    services: Mapping[str, Callable[[], Service | None]] = field(default_factory=dict)
    roles: Roles = Roles()  # noqa: RUF009  frozen
    limits: TurnLimits = TurnLimits()  # noqa: RUF009  frozen
    purse: Purse | None = None
    account: str = ""
    on_outcome: Callable[[Route, ServiceError | None], None] | None = None

    def service(self, route: Route) -> Service | None:
        """Return the service of a route, if it is there now."""
        find = self.services.get(route.service)
        return find() if find else None

    def routes(self, *, thinks: bool) -> tuple[Route, ...]:
        """Return the models to ask, in their order, as far as their services are there."""
        present = routes(self.roles, thinks=thinks, is_down=self._is_down)
        return tuple(route for route in present if self.service(route) is not None)

    def _is_down(self, route: Route) -> bool:
        service = self.service(route)
        return service is None or service.refusal(route.model) is not None


class Consulting:
    """The requests of one turn."""

    def __init__(
        self, means: Means, replies: Replies, chat_log: ChatLog, *, agent_id: str, thinks: bool, currency: str
    ) -> None:
        """Begin; `agent_id` names the agent in the chat log."""
        self._means = means
        self._replies = replies
        self._chat_log = chat_log
        self._agent_id = agent_id
        self._currency = currency
        self._routes = means.routes(thinks=thinks)
        self._thinks = thinks
        self._deadline = asyncio.get_running_loop().time() + means.limits.seconds
        self._tokens = 0
        self._has_waited = False
        # What things are called in what a model says, by their ids.
        self.names: Mapping[str, str] = {}
        self.told: frozenset[str] = frozenset()
        # Puts right what a model says of their states.
        self.correct: Callable[[str], str] = str

    @property
    def may_think(self) -> bool:
        """Say whether a stronger model is there to hand over to."""
        return self._means.roles.thinks and not self._thinks

    def think(self) -> None:
        """Go on with the model that thinks longer."""
        self._thinks = True
        self._routes = self._means.routes(thinks=True)

    async def async_ask(
        self,
        messages: tuple[Message, ...],
        tools: tuple[ToolSpec, ...],
        is_claim: Callable[[str], bool],
        *,
        held_to: frozenset[str],
        must_call: bool = False,
    ) -> tuple[Response, list[Content]]:
        """Return what came and what was added to the chat log; a model that fails before it says anything is followed by the next.

        Nothing runs twice: the calls of a response run only once it is whole. `is_claim` says what is not to be spoken.
        """
        while True:
            if not self._routes:
                return Response(error=ServiceError(ErrorKind.UNREACHABLE)), []
            route = self._routes[0]
            request = Request(
                route.model,
                messages,
                tools=tools,
                reasoning_effort=route.effort,
                cache_key=self._agent_id,
                held_to=held_to,
                must_call=must_call,
            )
            response, contents = await self._async_once(route, request, is_claim)
            if response.stopped and len(self._routes) > 1:  # another one may have a price, or cost less
                self._routes = self._routes[1:]
                continue
            error = response.error
            if error is None or response.spoken or not await self._async_go_on(route, error):
                return response, contents

    def why(self, error: ServiceError) -> str:
        """Return what to say of the failure of the last model there was."""
        if error.kind is ErrorKind.RATE_LIMITED and error.retry_after and error.retry_after > LONGEST_WAIT:
            length = self._replies.say("length_minutes", {"minutes": str(ceil(error.retry_after / 60))})
            return self._replies.say("service_limit", {"length": length})
        said = self._replies.say(f"service_{error.kind}")
        return f"{said} {self._replies.say('still_local')}" if error.kind in _LASTING else said

    async def _async_go_on(self, route: Route, error: ServiceError) -> bool:
        """Say whether to ask once more: the same model after a short limit, or the next one."""
        if error.kind is ErrorKind.REFUSED:
            return False
        left = self._deadline - asyncio.get_running_loop().time()
        following = tuple(each for each in self._routes[1:] if not _is_moot(each, route, error))
        if following:
            self._routes = following
            return left > 0
        wait = error.retry_after if error.kind is ErrorKind.RATE_LIMITED else None
        if wait is None or wait > min(LONGEST_WAIT, left / 2) or self._has_waited:
            return False
        self._has_waited = True
        await asyncio.sleep(wait + _MARGIN)
        return True

    async def _async_once(
        self, route: Route, request: Request, is_claim: Callable[[str], bool]
    ) -> tuple[Response, list[Content]]:
        """Make one request and let its tools run."""
        response = Response()
        service = self._means.service(route)
        if service is None:
            response.error = ServiceError(ErrorKind.UNREACHABLE)
            return response, []
        expected = input_tokens(request)
        reserved = self._reserve(route, expected)
        if isinstance(reserved, str):
            response.stopped = reserved
            return response, []
        with self._paying(reserved, response, expected):
            async with aclosing(service.stream(request)) as stream:
                contents = await self._async_take(stream, response, is_claim)
        self._trace(route, response)
        if self._means.on_outcome:
            self._means.on_outcome(route, response.error)
        return response, contents

    async def _async_take(
        self, stream: AsyncGenerator[StreamEvent], response: Response, is_claim: Callable[[str], bool]
    ) -> list[Content]:
        deltas = to_deltas(stream, response, self._deadline, is_claim, Wording(self.names, self.correct, self.told))
        added = self._chat_log.async_add_delta_content_stream(self._agent_id, deltas)
        return [content async for content in added]

    def _reserve(self, route: Route, expected: int) -> Reserved | str | None:
        """Return what is set aside for a request, or what to say where none may be made."""
        limit = self._means.limits.tokens
        if limit and self._tokens + expected > limit:
            return self._replies.say("turn_tokens")
        if self._means.purse is None:
            return None
        reserved = self._means.purse.reserve(Account(self._means.account, route.role, route.model), expected)
        return self.why_not(reserved) if isinstance(reserved, Refusal) else reserved

    def why_not(self, refusal: Refusal) -> str:
        """Return what to say where nothing more may be spent."""
        if refusal.mark is None:
            return self._replies.say("no_price")
        is_money = refusal.mark.unit is Unit.MONEY
        amount = (
            f"{refusal.limit:.2f} {self._currency}"
            if is_money
            else self._replies.say("tokens", {"count": f"{refusal.limit:.0f}"})
        )
        return self._replies.say(f"budget_{refusal.mark.period}", {"limit": amount})

    @contextmanager
    def _paying(self, reserved: Reserved | None, response: Response, expected: int) -> Generator[None]:
        """Write down what a request used, however it ends: also one that its listener hung up on."""
        is_whole = False
        try:
            yield
            is_whole = True
        finally:
            usage = _usage(response, expected, is_whole=is_whole)
            self._tokens += usage.input_tokens + usage.output_tokens if usage else 0
            if reserved is not None and self._means.purse is not None:
                if usage is None:
                    self._means.purse.release(reserved)
                else:
                    self._means.purse.settle(reserved, usage)

    def _trace(self, route: Route, response: Response) -> None:
        """Tell Home Assistant's conversation trace what the request used."""
        usage = response.completed.usage if response.completed else None
        if usage is not None:
            stats = {
                "input_tokens": usage.input_tokens,
                "cached_input_tokens": usage.cached_tokens,
                "output_tokens": usage.output_tokens,
            }
            self._chat_log.async_trace({"model": route.model, "role": route.role, "stats": stats})


def _is_moot(route: Route, failed: Route, error: ServiceError) -> bool:
    """Say whether another model need not be asked, because it is of a service that failed as a whole."""
    return route.service == failed.service and error.kind in _OF_SERVICE


def _usage(response: Response, expected: int, *, is_whole: bool) -> Usage | None:
    """Return what a request used: as counted by the service, else estimated; None where it cost nothing."""
    counted = response.completed.usage if response.completed else None
    if counted is not None and counted.input_tokens:
        return counted
    has_come = bool(response.heard or response.waiting or response.thought or response.completed)
    error = response.error
    if is_whole and error is not None and not has_come and error.kind not in _MAYBE_PAID:
        return None
    texts: Sequence[str] = [response.heard, *(call.name + call.arguments for call in response.waiting)]
    thought = ceil(response.thought / BYTES_PER_TOKEN)
    output = sum(map(tokens_of, texts)) + thought
    return Usage(input_tokens=expected, output_tokens=output, reasoning_tokens=thought, estimated=True)
