"""An OpenAI-compatible service: what models it has, how it wants to be asked, and a model's answer as a stream."""

from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass, replace
import time

import httpx

from .attempts import Attempt, Wire, next_attempt
from .capabilities import Feature, Learned, feature_of
from .chat_wire import ChatReader, chat_body
from .connection import Connection, Timeouts, content_type, is_at_home, is_openai
from .errors import NOT_A_ROUTE, ErrorKind, ServiceError, error_from_body
from .held import held
from .outage import Outages, Verdict
from .probe import find_wire, model_ids
from .reading import Reader
from .request import Request
from .responses_wire import ResponsesReader, responses_body
from .spelled import spelled
from .stream import Completed, StreamEvent, Usage
from .warming import Warming

_MODELS = "/models"
# Nobody is there, or nobody answers.
_ABSENT = frozenset({ErrorKind.UNREACHABLE, ErrorKind.TIMEOUT, ErrorKind.CUT})
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
        learned: Mapping[str, Learned] | None = None,
        on_learned: Callable[[str, Learned], None] | None = None,
    ) -> None:
        """Prepare; nothing is sent yet. Without a base URL it is OpenAI's; without a key none is sent.

        `on_outcome` is told how each check and each answer ended: with an error, or well. `learned` is what models were seen
        to take and to refuse, `on_learned` is told whenever that of a model changes.
        """
        self._on_outcome = on_outcome
        self._on_learned = on_learned
        self._learned = dict(learned or {})
        self._outages = Outages()
        self._connection = Connection(http_client, api_key=api_key, base_url=base_url, timeouts=timeouts)
        self._is_openai = is_openai(base_url)
        self._is_at_home = is_at_home(base_url)
        self._warming = Warming(self._connection, is_at_home=self._is_at_home)
        self._wire = Wire.RESPONSES

    @property
    def wire(self) -> Wire:
        """Return how the service is asked, as far as is known now."""
        return self._wire

    @property
    def learned(self) -> Mapping[str, Learned]:
        """Return what each model was seen to take and to refuse."""
        return self._learned

    @property
    def outages(self) -> Mapping[str, str]:
        """Return what is down or limited now, by model, `*` for all of them."""
        return self._outages.told

    def refusal(self, model: str) -> ServiceError | None:
        """Return the failure for which a model would not even be asked now: it was silent a moment ago, or set a limit."""
        verdict, error = self._outages.verdict(model, time.monotonic())
        return error if verdict is Verdict.REFUSE else None

    def forget(self) -> None:
        """Forget what was learned: the service has other models now, or is another one behind the same address."""
        self._learned = {}

    async def list_models(self) -> list[str]:
        """Return the ids of the models; raises `ServiceError`."""
        try:
            return model_ids(await self._connection.get_json(_MODELS))
        except ServiceError as error:
            if error.kind is not ErrorKind.CUT:  # a kept connection that the other side had closed
                raise
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
        self._wire = wire
        return ServiceFacts(models=models, wire=wire)

    async def stream(self, request: Request) -> AsyncGenerator[StreamEvent]:
        """Yield what a model answers, `Completed` last; raises `ServiceError`, which may be amid the answer.

        What fails before anything came is tried in another way where that may help. A service that was silent a moment ago
        is not waited for again. The time of the whole is bounded by the caller, who closes the generator.
        """
        if (error := self.refusal(request.model)) is not None:
            raise error
        with self._telling(request.model):
            await self._look(request.model)
            await self._warming.over()
            async with aclosing(self._attempts(request)) as events:
                async for event in events:
                    yield event

    async def warm(self, request: Request, *, reads: bool = True) -> Usage | None:
        """Get ready for such a request while somebody still speaks; what goes wrong the request itself will meet.

        The connection is opened. A server at home, if it `reads` ahead, also loads the model and reads what all requests of its
        kind begin with; what that used is returned.
        """
        if not self._warming.is_due or self._outages.verdict(request.model, time.monotonic())[0] is not Verdict.GO:
            return None
        if not self._is_at_home or not reads:
            await self._warming.connect(_MODELS)
            return None
        attempt = Attempt(wire=self._wire, without=self._known(request.model).refused, streaming=False)
        body = self._body(attempt, replace(request, max_output_tokens=1))
        answer = await self._warming.read_ahead(_PATHS[self._wire], body)
        with suppress(ServiceError):
            events = _whole(self._reader(attempt, request), answer or {})
            return next((event.usage for event in events if isinstance(event, Completed)), None)
        return None

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

    async def _look(self, model: str) -> None:
        """Look whether a service that could not be reached is there again, in a moment; any answer says that it is."""
        verdict, _ = self._outages.verdict(model, time.monotonic())
        if verdict is not Verdict.PROBE:
            return
        try:
            await self._connection.get_json(_MODELS, quickly=True)
        except ServiceError as error:
            if error.kind in _ABSENT:
                raise

    async def _attempts(self, request: Request) -> AsyncGenerator[StreamEvent]:
        """Try one way after the other until something comes; what works is remembered."""
        refused = self._known(request.model).refused
        attempt, first = Attempt(wire=self._wire, without=refused, must_call=request.must_call), None
        while first is None:
            events = self._answer(attempt, request)
            try:
                first = await anext(events)
            except ServiceError as err:
                following = next_attempt(attempt, err, is_openai=self._is_openai)
                if following is None:
                    raise
                attempt = following
        self._learn(request, attempt)
        async with aclosing(events):
            yield first
            async for event in events:
                yield event

    def _learn(self, request: Request, attempt: Attempt) -> None:
        """Remember what a model took and what it refused."""
        self._wire = attempt.wire
        known = self._known(request.model)
        learned = known.after(_sent(self._body(attempt, request)), attempt.without, time.time())
        if learned is not known:
            self._learned[request.model] = learned
            if self._on_learned:
                self._on_learned(request.model, learned)

    def _known(self, model: str) -> Learned:
        """Return what was learned of a model, unless that is too long ago."""
        learned = self._learned.get(model, Learned())
        return Learned() if learned.is_old(time.time()) else learned

    @contextmanager
    def _telling(self, model: str | None = None) -> Iterator[None]:
        """Tell how it ends; what is given up by the caller has no end to tell of."""
        try:
            yield
        except ServiceError as err:
            if model is not None:
                self._outages.failed(model, err, time.monotonic())
            if self._on_outcome:
                self._on_outcome(err)
            raise
        if model is not None:
            self._outages.answered(model)
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
        return ResponsesReader(names, request.model) if attempt.wire is Wire.RESPONSES else ChatReader(names)

    def _body(self, attempt: Attempt, request: Request) -> dict[str, object]:
        asked = spelled(request) if attempt.spells_tools else request
        without = attempt.without | ({Feature.FREE_CALLS} if attempt.must_call else frozenset())
        if Feature.FREE_CALLS in attempt.without:
            asked = held(asked)
        if not self._is_openai and asked.temperature is None:
            asked = replace(asked, temperature=0.0)  # a command means what it most likely means, each time
        if attempt.wire is Wire.RESPONSES:
            body = responses_body(asked, without=without, is_openai=self._is_openai)
        else:
            body = chat_body(asked, is_openai=self._is_openai, without=without)
        if attempt.streams:
            body["stream"] = True
            if attempt.wire is Wire.CHAT and Feature.USAGE not in attempt.without:
                body["stream_options"] = {"include_usage": True}
        return body


def _sent(body: Mapping[str, object]) -> frozenset[Feature]:
    """Return the features that a body has."""
    return frozenset(feature for name in body if (feature := feature_of(name)) is not None)


def _whole(reader: Reader, body: Mapping[str, object]) -> Iterator[StreamEvent]:
    """Read a whole answer; one without an end of its own is not OpenAI's."""
    if body.get("error"):
        raise error_from_body(body, status=200)
    yield from reader.whole(body)
    if not reader.is_complete:
        raise ServiceError(ErrorKind.NOT_OPENAI, status=200)
    yield from reader.finish()
