"""An OpenAI-compatible service: what models it has, how it wants to be asked, and a model's answer as a stream."""

from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace

import httpx

from .attempts import Attempt, Wire, next_attempt
from .chat_wire import ChatReader, chat_body
from .connection import Connection, Timeouts, content_type, is_openai
from .errors import NOT_A_ROUTE, ErrorKind, ServiceError, error_from_body
from .probe import find_wire, model_ids
from .reading import Reader
from .request import Request
from .responses_wire import ResponsesReader, responses_body
from .stream import StreamEvent

_MODELS = "/models"
_PATHS: Mapping[Wire, str] = {Wire.RESPONSES: "/responses", Wire.CHAT: "/chat/completions"}


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What `Service.check` found out; `models` is None where the service does not list them."""

    models: tuple[str, ...] | None
    wire: Wire


class Service:
    """One service; the HTTP client is the caller's, and stays open."""

    def __init__(
        self,
        http_client: httpx.AsyncClient,
        *,
        api_key: str | None,
        base_url: str | None,
        timeouts: Timeouts = Timeouts(),  # noqa: B008  frozen
        on_outcome: Callable[[ServiceError | None], None] | None = None,
    ) -> None:
        """Prepare; nothing is sent yet. Without a base URL it is OpenAI's; without a key none is sent.

        `on_outcome` is told how each check and each answer ended: with an error, or well.
        """
        self._on_outcome = on_outcome
        self._connection = Connection(http_client, api_key=api_key, base_url=base_url, timeouts=timeouts)
        self._is_openai = is_openai(base_url)
        self._usual = Attempt()

    @property
    def wire(self) -> Wire:
        """Return how the service is asked, as far as is known now."""
        return self._usual.wire

    async def list_models(self) -> list[str]:
        """Return the ids of the models; raises `ServiceError`."""
        return model_ids(await self._connection.get_json(_MODELS))

    async def check(self) -> ServiceFacts:
        """Find out whether address and key are right, and how the service wants to be asked, without running a model.

        Raises `ServiceError`: `unauthorized` or `forbidden` for the key, `unreachable`, `timeout`, `wrong_path` where
        something answers that has none of the paths, `not_openai` where something else does.
        """
        with self._telling():
            models = await self._models_if_listed()
            wire = (
                Wire.RESPONSES if self._is_openai else await find_wire(self._connection, has_models=models is not None)
            )
        self._usual = replace(self._usual, wire=wire)
        return ServiceFacts(models=models, wire=wire)

    async def stream(self, request: Request) -> AsyncGenerator[StreamEvent]:
        """Yield what a model answers, `Completed` last; raises `ServiceError`, which may be amid the answer.

        What fails before anything came is tried in another way where that may help. The time of the whole is bounded
        by the caller, who closes the generator.
        """
        with self._telling():
            async with aclosing(self._attempts(request)) as events:
                async for event in events:
                    yield event

    async def close(self) -> None:
        """Break off what is under way."""
        self._connection.close()

    async def _models_if_listed(self) -> tuple[str, ...] | None:
        try:
            return tuple(await self.list_models())
        except ServiceError as err:
            if self._is_openai:
                if err.kind is ErrorKind.FORBIDDEN:  # a restricted key may run models and not list them
                    return None
                if err.status in NOT_A_ROUTE:
                    raise ServiceError(ErrorKind.WRONG_PATH, status=err.status) from None
            elif err.status in NOT_A_ROUTE:  # many servers list nothing
                return None
            raise

    async def _attempts(self, request: Request) -> AsyncGenerator[StreamEvent]:
        """Try one way after the other until something comes; what works is remembered."""
        attempt, first = self._usual, None
        while first is None:
            events = self._answer(attempt, request)
            try:
                first = await anext(events)
            except ServiceError as err:
                following = next_attempt(attempt, err, is_openai=self._is_openai)
                if following is None:
                    raise
                attempt = following
        self._usual = replace(attempt, streaming=True, reconnected=False)
        async with aclosing(events):
            yield first
            async for event in events:
                yield event

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell how it ends; what is given up by the caller has no end to tell of."""
        try:
            yield
        except ServiceError as err:
            if self._on_outcome:
                self._on_outcome(err)
            raise
        if self._on_outcome:
            self._on_outcome(None)

    async def _answer(self, attempt: Attempt, request: Request) -> AsyncGenerator[StreamEvent]:
        reader = self._reader(attempt, request)
        async with self._connection.answer(_PATHS[attempt.wire], self._body(attempt, request)) as response:
            media_type = content_type(response)
            if media_type == "text/html":
                raise ServiceError(ErrorKind.NOT_OPENAI)
            if media_type == "application/json":
                for event in _whole(reader, await self._connection.whole(response)):
                    yield event
                return
            async with aclosing(self._streamed(reader, response)) as events:
                async for event in events:
                    yield event

    async def _streamed(self, reader: Reader, response: httpx.Response) -> AsyncGenerator[StreamEvent]:
        try:
            async with aclosing(self._connection.events(response, reader)) as events:
                async for event in events:
                    for out in reader.feed(event):
                        yield out
        except ServiceError:
            if not reader.is_complete:
                raise
        for out in reader.finish():
            yield out

    def _reader(self, attempt: Attempt, request: Request) -> Reader:
        names = frozenset(tool.name for tool in request.tools)
        return ResponsesReader(names) if attempt.wire is Wire.RESPONSES else ChatReader(names)

    def _body(self, attempt: Attempt, request: Request) -> dict[str, object]:
        if attempt.wire is Wire.RESPONSES:
            body = responses_body(request)
        else:
            body = chat_body(request, is_openai=self._is_openai, new_limit=self._is_openai or attempt.new_limit)
        if attempt.streaming:
            body["stream"] = True
            if attempt.wire is Wire.CHAT and attempt.usage_option:
                body["stream_options"] = {"include_usage": True}
        return body


def _whole(reader: Reader, body: Mapping[str, object]) -> Iterator[StreamEvent]:
    """Read a whole answer; one without an end of its own is not OpenAI's."""
    if body.get("error"):
        raise error_from_body(body, status=200)
    yield from reader.whole(body)
    if not reader.is_complete:
        raise ServiceError(ErrorKind.NOT_OPENAI, status=200)
    yield from reader.finish()
