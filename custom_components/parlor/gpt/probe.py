"""Find out what a compatible service has, with requests that run no model: they ask for nothing."""

from collections.abc import Mapping

from .attempts import Wire
from .connection import Connection
from .errors import NOT_A_ROUTE, ErrorKind, ServiceError, error_from_body
from .reading import objects, text

_NOTHING: Mapping[str, object] = {}


def model_ids(body: object) -> list[str]:
    """Return the ids in the answer of `/models`; raises `ServiceError` where it is no list of models."""
    if isinstance(body, Mapping):
        if isinstance(body.get("data"), list):
            return [model_id for model in objects(body["data"]) if (model_id := text(model.get("id")))]
        if body.get("error"):  # LM Studio answers 200 to every path
            raise ServiceError(ErrorKind.NOT_OPENAI, status=404)
    raise ServiceError(ErrorKind.NOT_OPENAI)


async def find_wire(connection: Connection, *, has_models: bool) -> Wire:
    """Return the wire of a compatible service: an empty request is refused in one way where the path exists, in another where not.

    A path that needs a key says so first: `/models` is open to all at some services. Raises `ServiceError`.
    """
    if await _has(connection, "/responses"):
        return Wire.RESPONSES
    if has_models or await _has(connection, "/chat/completions"):
        return Wire.CHAT
    raise ServiceError(ErrorKind.WRONG_PATH, status=404)


async def _has(connection: Connection, path: str) -> bool:
    """Say whether a path exists; a server that fails over it is not trusted with it."""
    try:
        body = await connection.post_json(path, _NOTHING)
    except ServiceError as err:
        if err.kind in (ErrorKind.BAD_REQUEST, ErrorKind.UNKNOWN_MODEL, ErrorKind.TOO_LONG):
            return True
        if err.kind is ErrorKind.SERVER_ERROR or (err.kind is ErrorKind.NOT_OPENAI and err.status in NOT_A_ROUTE):
            return False
        raise
    if not isinstance(body, Mapping) or not body.get("error"):
        raise ServiceError(ErrorKind.NOT_OPENAI)  # nothing was asked, and it was content
    return error_from_body(body, status=200).kind is not ErrorKind.NOT_OPENAI
