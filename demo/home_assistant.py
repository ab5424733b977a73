"""Home Assistant's own HTTP and websocket faces, as its front end uses them."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import aiohttp

from .settings import PASSWORD, USERNAME, DemoError

_CALL_SECONDS = 30.0
_FLOW_SECONDS = 90.0
_POLL_SECONDS = 0.3

type Json = dict[str, Any]


class HomeAssistant:
    """One Home Assistant, first as nobody, then as the demo's user."""

    def __init__(self, url: str) -> None:
        """Talk to a server; use as an async context manager."""
        self._url = url
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_CALL_SECONDS))
        self._token = ""

    async def __aenter__(self) -> Self:
        """Open."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        await self._session.close()

    async def is_there(self) -> bool:
        """Return whether the front end is served."""
        try:
            async with self._session.get(f"{self._url}/manifest.json") as response:
                return response.status == 200
        except aiohttp.ClientError, TimeoutError:
            return False

    async def is_running(self) -> bool:
        """Return whether everything has started."""
        return bool((await self.call("GET", "/api/config"))["state"] == "RUNNING")

    async def sign_in(self) -> bool:
        """Sign in as the demo's user, who is made where there is no user yet; return whether that was so. Raises DemoError."""
        steps = await self.call("GET", "/api/onboarding", anyone=True)
        is_new = not all(step["done"] for step in steps if step["step"] == "user")
        code = await self._made_user() if is_new else await self._known_user()
        tokens = await self.call(
            "POST",
            "/auth/token",
            form={"client_id": self._client, "code": code, "grant_type": "authorization_code"},
            anyone=True,
        )
        self._token = tokens["access_token"]
        return is_new

    async def call(
        self, method: str, path: str, body: Any = None, *, form: Mapping[str, str] | None = None, anyone: bool = False
    ) -> Any:
        """Return what a call answers, decoded. Raises DemoError where it answers with an error, or not at all."""
        headers = {} if anyone else {"Authorization": f"Bearer {self._token}"}
        try:
            async with self._session.request(
                method, f"{self._url}{path}", json=body, data=form, headers=headers
            ) as response:
                if response.status >= 400:
                    raise DemoError(f"{method} {path} answered {response.status}: {(await response.text())[:500]}")
                return await response.json()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise DemoError(f"{method} {path} failed: {error!r}") from error

    async def commands(self, *commands: Json) -> list[Any]:
        """Return the results of websocket commands, sent one after the other. Raises DemoError."""
        try:
            async with self._session.ws_connect(f"{self._url}/api/websocket", max_msg_size=0) as socket:
                await socket.receive_json(timeout=_CALL_SECONDS)
                await socket.send_json({"type": "auth", "access_token": self._token})
                await socket.receive_json(timeout=_CALL_SECONDS)
                return [await _result(socket, number, command) for number, command in enumerate(commands, 1)]
        except (aiohttp.ClientError, TimeoutError, TypeError) as error:
            raise DemoError(f"The websocket of Home Assistant failed: {error!r}") from error

    async def add_entry(self, domain: str, answers: Mapping[str, Json]) -> Json:
        """Go through a config flow as a user would, and return the entry; `answers` by step. Raises DemoError."""
        flows = "/api/config/config_entries/flow"
        result: Json = await self.call("POST", flows, {"handler": domain})
        try:
            async with asyncio.timeout(_FLOW_SECONDS):
                while result["type"] != "create_entry":
                    flow = f"{flows}/{result['flow_id']}"
                    if result["type"] in {"progress", "progress_done"}:
                        await asyncio.sleep(_POLL_SECONDS)
                        result = await self.call("GET", flow)
                    else:
                        result = await self.call("POST", flow, _answer_to(result, answers, domain))
        except TimeoutError:
            raise DemoError(f"Adding {domain} was not over after {_FLOW_SECONDS:.0f} s") from None
        entry: Json = result["result"]
        return entry

    @property
    def _client(self) -> str:
        """Who asks for a token: the front end of this address."""
        return f"{self._url}/"

    async def _made_user(self) -> str:
        """Make the user, and return a code that is good for a token."""
        user = {"name": USERNAME.title(), "username": USERNAME, "password": PASSWORD, "language": "en"}
        made = await self.call("POST", "/api/onboarding/users", {"client_id": self._client, **user}, anyone=True)
        return str(made["auth_code"])

    async def _known_user(self) -> str:
        """Sign in with the password, and return a code that is good for a token."""
        flow = {"client_id": self._client, "handler": ["homeassistant", None], "redirect_uri": self._client}
        begun = await self.call("POST", "/auth/login_flow", flow, anyone=True)
        answer = {"client_id": self._client, "username": USERNAME, "password": PASSWORD}
        result = await self.call("POST", f"/auth/login_flow/{begun['flow_id']}", answer, anyone=True)
        if result["type"] != "create_entry":
            raise DemoError(f"The user {USERNAME} has another password now: scripts/demo --fresh starts anew.")
        return str(result["result"])


async def _result(socket: aiohttp.ClientWebSocketResponse, number: int, command: Json) -> Any:
    """Return what a websocket command gives. Raises DemoError where it gives an error."""
    await socket.send_json({"id": number, **command})
    answer = await socket.receive_json(timeout=_CALL_SECONDS)
    if not answer.get("success"):
        raise DemoError(f"{command['type']} failed: {answer.get('error')}")
    return answer["result"]


def _answer_to(result: Json, answers: Mapping[str, Json], domain: str) -> Json:
    """Return what a user would answer to a step. Raises DemoError where the flow says no, or asks what nobody expected."""
    step = str(result.get("step_id"))
    if result["type"] == "abort":
        raise DemoError(f"{domain} cannot be added: {result['reason']}")
    if result.get("errors"):
        raise DemoError(f"{domain} cannot be added: {step}: {result['errors']}")
    if step not in answers:
        raise DemoError(f"{domain} asks something new: {step}")
    return answers[step]
