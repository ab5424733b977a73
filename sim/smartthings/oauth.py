"""Access tokens for a day and refresh tokens that are good for once, at `/oauth/token`."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import secrets
import time
from typing import Any
import uuid

from .errors import Refused

SCOPES = (
    "r:devices:* w:devices:* x:devices:* r:hubs:* r:locations:* w:locations:* x:locations:* r:scenes:* x:scenes:* "
    "r:rules:* w:rules:* sse r:installedapps w:installedapps"
)
LIFETIME = 86_399  # seconds: a day, as real ones have it

type Json = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Client:
    """Who may ask for tokens."""

    id: str = "parlor-sim-client"
    secret: str = "parlor-sim-secret"

    @property
    def header(self) -> str:
        """Return how it signs in, by HTTP Basic."""
        return "Basic " + b64encode(f"{self.id}:{self.secret}".encode()).decode()


@dataclass(slots=True)
class OAuth:
    """What was given out; `lifetime` is that of access tokens to come, in seconds.

    Tokens live by the clock on the wall, as their owner's clock does: time that a test skips does not end them.
    """

    now: Callable[[], float] = time.time
    client: Client = field(default_factory=Client)
    lifetime: int = LIFETIME
    installed_app_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    access: dict[str, float] = field(default_factory=dict)  # token -> when it ends, Unix time
    refresh: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)

    def issue(self) -> Json:
        """Give out a pair of tokens, as the token endpoint answers."""
        access, refresh = str(uuid.uuid4()), str(uuid.uuid4())
        now = self.now()
        self.access = {token: end for token, end in self.access.items() if end > now}
        self.access[access] = now + self.lifetime
        self.refresh.add(refresh)
        return {
            "access_token": access,
            "token_type": "bearer",
            "refresh_token": refresh,
            "expires_in": self.lifetime,
            "scope": SCOPES,
            "access_tier": 0,
            "installed_app_id": self.installed_app_id,
        }

    def entry_token(self) -> Json:
        """Give out a pair of tokens, as Home Assistant keeps them in an entry."""
        token = self.issue()
        return {**token, "expires_at": self.now() + token["expires_in"]}

    def expire(self) -> None:
        """Let every access token end now; refresh tokens stay good."""
        self.access.clear()

    def revoke(self) -> None:
        """Let every token end, as when the user takes the app away."""
        self.access.clear()
        self.refresh.clear()

    def check(self, header: str | None) -> None:
        """See that a bearer is known. Raises Refused, without a body as the real one."""
        scheme, _, token = (header or "").partition(" ")
        if scheme.lower() != "bearer" or self.access.get(token, 0.0) <= self.now():
            raise Refused(401, None)

    def code(self) -> str:
        """Return a code that is good for tokens, once."""
        code = secrets.token_urlsafe(8)
        self.codes.add(code)
        return code

    def exchange(self, header: str | None, form: Mapping[str, Any]) -> Json:
        """Answer a request for tokens. Raises Refused."""
        if header != self.client.header:
            raise Refused(401, {"error": "invalid_client", "error_description": "Bad client credentials"})
        match form.get("grant_type"):
            case "refresh_token" if (old := str(form.get("refresh_token"))) in self.refresh:
                self.refresh.discard(old)
                return self.issue()
            case "authorization_code" if (code := str(form.get("code"))) in self.codes:
                self.codes.discard(code)
                return self.issue()
            case "refresh_token" | "authorization_code" as kind:
                raise Refused(400, {"error": "invalid_grant", "error_description": f"Invalid {kind}"})
        raise Refused(400, {"error": "unsupported_grant_type", "error_description": "Unsupported grant type"})
