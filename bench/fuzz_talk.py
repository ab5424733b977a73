"""Relays a WebSocket of a TV, spoiling what it says, and saying more than it does."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from .fuzz_http import FAULTS, HUGE, Message, Streams, carry, drip, endless, frame
from .fuzz_madness import Madness
from .fuzz_mutations import frame_bytes, frame_head, garbled

_TEXT, _BINARY = 0x81, 0x82


class Talk:
    """The WebSockets of one TV; `rewritten` may change what is said before it is spoilt."""

    def __init__(self, mind: Madness, rewritten: Callable[[bytes], Awaitable[bytes]]) -> None:
        """Talk as the mind is."""
        self._mind = mind
        self._rewritten = rewritten

    async def relay(self, channel: str, answer: Message, client: Streams, behind: Streams) -> None:
        """Relay one connection until either side ends it."""
        writer = client[1]
        if self._mind.spoils(channel) and self._mind.dice.random() < 0.05:
            self._mind.count(channel)
            writer.write(garbled(answer.head, self._mind.dice))
            return
        writer.write(answer.head)
        jobs = [
            asyncio.create_task(carry(client[0], behind[1])),
            asyncio.create_task(self._push(channel, writer)),
            asyncio.create_task(self._hand_on(channel, behind[0], writer)),
        ]
        try:
            await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)

    async def _hand_on(self, channel: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hand on what the TV says, spoilt where the channel is."""
        with suppress(*FAULTS):
            while True:
                first, payload = await frame(reader)
                if channel == "art":
                    payload = await self._rewritten(payload)
                if first in (_TEXT, _BINARY):
                    self._mind.remember(channel, payload)
                if self._mind.spoils(channel) and self._mind.dice.random() < 0.7:
                    self._mind.count(channel)
                    writer.write(frame_bytes(payload, self._mind.dice))
                else:
                    writer.write(frame_head(first, len(payload)) + payload)
                await writer.drain()

    async def _push(self, channel: str, writer: asyncio.StreamWriter) -> None:
        """Say what nobody asked for while the channel is out of its mind: the same again, much, broken, endless."""
        with suppress(*FAULTS):
            while not writer.is_closing():
                payload = self._mind.recalled(channel) if self._mind.may_push(channel) else None
                if payload is None:
                    await asyncio.sleep(0.02)
                elif not await self._say(channel, payload, writer):
                    return

    async def _say(self, channel: str, payload: bytes, writer: asyncio.StreamWriter) -> bool:
        """Say one thing; return whether the connection goes on."""
        dice = self._mind.dice
        self._mind.count(channel)
        fate = dice.random()
        if fate < 0.001:
            await endless(writer, frame_head(_BINARY, HUGE))
            return False
        if fate < 0.002:
            await drip(writer, frame_bytes(payload, dice))
        if fate < 0.01:
            return False
        writer.write(frame_bytes(payload, dice))
        await writer.drain()
        await asyncio.sleep(0 if dice.random() < 0.9 else 0.002)
        return True
