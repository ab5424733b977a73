"""Waiting for what a cloud pushes."""

import asyncio
from collections.abc import Callable


async def until(seen: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something is seen. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not seen():  # noqa: ASYNC110 what is waited for has no event
            await asyncio.sleep(0.01)
