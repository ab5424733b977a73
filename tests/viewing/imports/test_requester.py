"""What is made of servers that do not answer as they should."""

from aiohttp import ClientSession, ClientTimeout
import pytest

from custom_components.parlor.viewing.imports.fields import number, text, whole
from custom_components.parlor.viewing.imports.requester import ImportFailed, ImportProblem, Requester
from sim.media_server import Fault, PlexServer


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (Fault.REFUSED, ImportProblem.REFUSED),
        (Fault.FORBIDDEN, ImportProblem.REFUSED),
        (Fault.BROKEN, ImportProblem.FAILED),
        (Fault.BUSY, ImportProblem.FAILED),
        (Fault.HANG, ImportProblem.SILENT),
        (Fault.DROP, ImportProblem.UNREACHABLE),
        (Fault.HTML, ImportProblem.NOT_SERVER),
        (Fault.GARBAGE, ImportProblem.NOT_SERVER),
        (Fault.CUT, ImportProblem.NOT_SERVER),
        (Fault.HUGE, ImportProblem.TOO_LARGE),
        (Fault.REDIRECT, ImportProblem.NOT_SERVER),
    ],
)
async def test_faults(session: ClientSession, fault: Fault, problem: ImportProblem) -> None:
    async with PlexServer() as server:
        server.faults.always = ("", fault)
        requester = Requester(session, server.url, {}, timeout=ClientTimeout(total=1))
        with pytest.raises(ImportFailed) as raised:
            await requester.get("identity")
        assert raised.value.problem is problem
        server.faults.always = None
        assert await requester.get("identity")  # and after it, all is well


@pytest.mark.parametrize("address", ["", "den", "ftp://den", "http://", "http://[::1", "http://den:port"])
async def test_what_is_no_address(session: ClientSession, address: str) -> None:
    with pytest.raises(ImportFailed) as raised:
        Requester(session, address, {})
    assert raised.value.problem is ImportProblem.UNREACHABLE


async def test_nobody_there(session: ClientSession) -> None:
    async with PlexServer() as server:
        url = server.url
    with pytest.raises(ImportFailed) as raised:
        await Requester(session, url, {}).get("")
    assert raised.value.problem is ImportProblem.UNREACHABLE


def test_fields() -> None:
    row = {"a": " x ", "b": "", "c": 5, "d": "12", "e": True, "f": float("nan"), "g": -1, "h": "9" * 40, "i": None}
    assert [text(row, key) for key in "abc"] == ["x", None, None]
    assert [number(row, key) for key in "cdefghi"] == [5, 12, None, None, None, None, None]
    assert whole(row, "d") == 12
