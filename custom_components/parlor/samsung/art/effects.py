"""Asks for a change, and sees that it came."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from ..errors import NotConfirmed, TVSilent
from .asking import ANSWER, Desk
from .state import Fields
from .wire import ArtMessage

LOOK_EVERY: Final = 0.5  # seconds between looks for the effect

type Seen = Callable[[ArtMessage], bool]
type Look = Callable[[], Awaitable[bool]]


def never(_: ArtMessage) -> bool:
    """Know no news that would tell of an effect."""
    return False


def always(_: ArtMessage) -> bool:
    """Take every answer that is no refusal for an acknowledgement."""
    return True


async def request(desk: Desk, name: str, seen: Seen, look: Look, params: Fields, agrees: Seen = always) -> None:
    """Ask for what the art app acknowledges; where it does not, `look` whether it was done, or so already.

    `seen` knows the news of it, which some firmwares tell instead of an answer; `agrees` whether an answer tells that
    what was asked for was done, and all of it. Raises NotConfirmed.
    """
    with suppress(TVSilent):
        answer = await desk.ask(name, params, seen=seen)
        if seen(answer) or agrees(answer):
            return
    with suppress(TVSilent):
        if await look():
            return
    raise NotConfirmed(f"no effect of {name}")


async def change(desk: Desk, seconds: float, name: str, seen: Seen, look: Look, params: Fields) -> None:
    """Ask for what shows in what the art app tells, and look until it does; raises NotConfirmed after some seconds."""
    with suppress(TVSilent):
        if seen(await desk.ask(name, params, seconds=min(seconds, ANSWER), seen=seen)):
            return
    try:
        async with asyncio.timeout(seconds):
            while True:
                with suppress(TVSilent):
                    if await look():
                        return
                await asyncio.sleep(LOOK_EVERY)
    except TimeoutError as error:
        raise NotConfirmed(f"no effect of {name}") from error
