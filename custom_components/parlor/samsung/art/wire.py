"""Frames of the art channel: what the set says, parsed, and what we say, built. Pure; nothing here raises on what is sent.

A request goes to the art app through the channel as JSON in a text in JSON, and comes back the same way. Sets correlate
by `id` (2019-2021) or `request_id` (since 2022): both are sent. Art API 0.97 has no second connection for pictures: they
come and go in a binary frame, behind a header that is a text frame otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
import json
from typing import Final

from ..errors import (
    ArtworkUnknown,
    InvalidParameter,
    NotSupported,
    SamsungError,
    SignInNeeded,
    StorageFull,
    TVBusy,
    TVFailed,
)
from ..frames import Frame, Malformed, Other, parse, parse_json
from .state import Fields

CHANNEL: Final = "com.samsung.art-app"
MAX_IMAGE: Final = 4 * 1024 * 1024  # a thumbnail; sets send some 20 to 200 KB
MAX_MESSAGE: Final = MAX_IMAGE + 128 * 1024
MAX_ID: Final = 64

SWITCHES: Final = {"on": True, "off": False, "true": True, "false": False, "yes": True, "no": False}

# The codes of the art app of 2025, as noted from its code; sets before 2022 use some of them.
ERRORS: Final[Mapping[int, type[SamsungError]]] = {
    -2: SignInNeeded,
    -3: StorageFull,
    -4: ArtworkUnknown,
    -6: InvalidParameter,
    -7: InvalidParameter,
    -8: SignInNeeded,
    -9: NotSupported,
    -10: TVBusy,
    -11: StorageFull,
    -12: TVBusy,
    -14: StorageFull,
}


@dataclass(frozen=True, slots=True)
class ArtMessage(Other):
    """What the art app says: an answer, which carries the id of a question, or news; `image` came in the same frame."""

    fields: Fields = field(default_factory=dict)
    image: bytes | None = None

    def answers(self, request_id: str) -> bool:
        """Say whether this answers the request of that id."""
        return request_id in (self.fields.get("request_id"), self.fields.get("id"), self._refused_id)

    @property
    def is_addressed(self) -> bool:
        """Say whether this answers anybody's request."""
        ids = (self.fields.get("request_id"), self.fields.get("id"), self._refused_id)
        return any(isinstance(told, str) and told for told in ids)

    @property
    def error(self) -> SamsungError | None:
        """Return what a refusal means, None where this is none."""
        if self.event != "error":
            return None
        code = whole_number(self.fields.get("error_code"))
        kind = ERRORS.get(code, TVFailed) if code is not None else TVFailed
        return kind(f"the art app refused with {code}")

    @property
    def _refused_id(self) -> object:
        """Return the id in the request that a refusal repeats."""
        if self.event != "error":
            return None
        repeated = nested(self.fields.get("request_data"))
        if not isinstance(repeated, Mapping):
            return None
        return repeated.get("request_id") or repeated.get("id")


def parse_text(data: str) -> Frame:
    """Return what a text message of the channel says."""
    try:
        message = parse_json(data)
    except ValueError:
        return Malformed()
    if not isinstance(message, Mapping) or message.get("event") != "d2d_service_message":
        return parse(data)
    fields = nested(message.get("data"))
    if not isinstance(fields, Mapping) or not isinstance(event := fields.get("event"), str):
        return Malformed()
    return ArtMessage(event[:MAX_ID], fields)


def parse_binary(data: bytes) -> ArtMessage | None:
    """Return what a binary message says (0.97): a header, whose length is its first two bytes, and a picture."""
    length = int.from_bytes(data[:2], "big")
    header, image = data[2 : 2 + length], data[2 + length :]
    if len(data) < 2 or len(header) < length or len(image) > MAX_IMAGE:
        return None
    try:
        message = parse_text(header.decode())
    except UnicodeDecodeError:
        return None
    return ArtMessage(message.event, message.fields, image) if isinstance(message, ArtMessage) else None


def request_frame(request: str, request_id: str, params: Fields) -> str:
    """Return the frame of a request; parameters that are None are left out."""
    told = {name: value for name, value in params.items() if value is not None}
    data = json.dumps({"request": request, **told, "id": request_id, "request_id": request_id})
    return json.dumps({"method": "ms.channel.emit", "params": {"event": "art_app_request", "to": "host", "data": data}})


def binary_frame(text: str, image: bytes) -> bytes:
    """Return a frame that carries a picture behind its request (0.97)."""
    header = text.encode()
    return b"".join((len(header).to_bytes(2, "big"), header, image))


def nested(value: object) -> object:
    """Return a value that some firmwares send as JSON in a text, None where it is neither."""
    if not isinstance(value, str):
        return value
    try:
        return parse_json(value)
    except ValueError:
        return None


def whole_number(value: object) -> int | None:
    """Return a whole number, which sets send as a number or a text."""
    if isinstance(value, str) and len(value) <= 10:
        try:
            return int(value)
        except ValueError:
            return None
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**10 else None


def on_off(value: object) -> bool | None:
    """Return a switch, which sets write as a text or a truth."""
    if isinstance(value, bool):
        return value
    return SWITCHES.get(value.lower()) if isinstance(value, str) else None
