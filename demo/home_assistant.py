"""Home Assistant's own HTTP and websocket faces, as its front end uses them."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import aiohttp

from .settings import PASSWORD, USERNAME, DemoError

_CALL_SECONDS = 30.0

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
        return await self._serves("/manifest.json")

    async def is_running(self) -> bool:
        """Return whether everything has started."""
        return bool((await self.call("GET", "/api/config"))["state"] == "RUNNING")

    async def sign_in(self) -> bool:
        """Sign in as the demo's user, who is made where there is no user yet; return whether that was so. Raises DemoError."""
        is_new = await self._wants_user()
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

    async def json(self, method: str, path: str, body: Json | None = None) -> Json:
        """Return the object that a call answers. Raises DemoError."""
        answer = await self.call(method, path, body)
        if not isinstance(answer, dict):
            raise DemoError(f"{method} {path} answered {answer!r:.200}")
        return answer

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

    async def _serves(self, path: str) -> bool:
        """Return whether something is at a path that everyone may see."""
        try:
            async with self._session.get(f"{self._url}{path}") as response:
                return response.status == 200
        except aiohttp.ClientError, TimeoutError:
            return False

    async def _wants_user(self) -> bool:
        """Return whether there is no user yet; after a start without anything left to ask, the onboarding is not served."""
        if not await self._serves("/api/onboarding"):
            return False
        steps = await self.call("GET", "/api/onboarding", anyone=True)
        return any(step["step"] == "user" and not step["done"] for step in steps)

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
