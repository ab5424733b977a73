"""Frames of IP Control: JSON-RPC questions built, answers parsed. Pure.

Whatever a TV sends, nothing but SamsungError is raised here. Shapes and codes are those of sets of 2018 to 2025 as
published by TheFab21/ha-samsungtv-smart (IP_Control_Protocol_Reference, IPCONTROL_DECOMPILED); none was ours.
"""

from collections.abc import Mapping
import json
import re
from typing import Final

from ..errors import BadAnswer, ControlRefused, NoFreeToken, NotAvailable, Rejected, SamsungError
from ..frames import parse_json, printable

PARSE_ERROR: Final = -32700  # our questions are well formed: sets say this of a token they do not know (any more)
UNAUTHORIZED: Final = -32010
ALL_TAKEN: Final = -32011
# Unknown, or not there in this state: art mode hides half of the methods; sets of 2018 say -32003.
ABSENT: Final = frozenset({-32601, -32001, -32003})
REJECTED: Final = frozenset({-32000, -32002, -32004, -32600, -32602, -32603})
LARGEST: Final = 1000  # beyond any number that a picture menu holds

type Value = str | int


def question(method: str, token: str | None = None, params: Mapping[str, Value] | None = None) -> bytes:
    """Return a question; with nothing beside the token it reads, with anything more it changes."""
    message: dict[str, object] = {"jsonrpc": "2.0", "method": method, "id": 1}
    if token is not None:
        message["params"] = {"AccessToken": token, **(params or {})}
    return json.dumps(message).encode()


def result(body: bytes) -> object:
    """Return what an answer holds.

    Raises ControlRefused where the token is not known, NoFreeToken, NotAvailable where the set has no such thing or not
    now, Rejected where it does not do it, BadAnswer for what is no answer.
    """
    try:
        message = parse_json(body)
    except ValueError as error:
        raise BadAnswer("the answer is not JSON") from error
    if not isinstance(message, Mapping):
        raise BadAnswer("the answer is no object")
    if (code := _code(message)) is not None:
        raise _error(code)
    if "result" not in message:
        raise BadAnswer("neither a result nor an error")
    return message["result"]


def _code(message: Mapping[object, object]) -> int | None:
    """Return the code of an error, which some errors carry inside and others flat; 0 for one that is no number."""
    flaw = message.get("error")
    if flaw is None and "result" not in message:
        flaw = message if "code" in message else None
    if flaw is None:
        return None
    code = flaw.get("code") if isinstance(flaw, Mapping) else None
    return code if isinstance(code, int) else 0


def _error(code: int) -> SamsungError:
    """Return what a code means."""
    if code in (PARSE_ERROR, UNAUTHORIZED):
        return ControlRefused("the TV does not know our token")
    if code == ALL_TAKEN:
        return NoFreeToken("the TV has given away all its tokens")
    if code in ABSENT:
        return NotAvailable("the TV does not have this, or not now")
    if code in REJECTED:
        return Rejected("the TV does not do this now")
    return BadAnswer("an error without a known code")


def text(given: object, name: str) -> str | None:
    """Return a text out of a result, None where there is none that can be shown."""
    value = given.get(name) if isinstance(given, Mapping) else None
    return printable(value) or None if isinstance(value, str) else None


def number(given: object, name: str) -> int | None:
    """Return a whole number out of a result: sets of 2018 write them as text."""
    value = given.get(name) if isinstance(given, Mapping) else None
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,4}", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        return None
    return value


def switch(given: object, name: str, on: str, off: str) -> bool | None:
    """Return whether something is on that is told in two words, None for any other."""
    return {on.casefold(): True, off.casefold(): False}.get((text(given, name) or "").casefold())


def token(given: object) -> str:
    """Return a token that was granted; raises BadAnswer."""
    value = given.get("AccessToken") if isinstance(given, Mapping) else None
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**30:
        value = str(value)
    if not isinstance(value, str) or not 0 < len(value) <= 256 or not value.isprintable():
        raise BadAnswer("no token in the answer")
    return value
