"""A model served by a process of its own, behind everything else on this computer, for as long as it is measured."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
import socket
from typing import Final

import aiohttp

from .files import Model, Unavailable, model_file, server_python

_HERE = Path(__file__).parent
_NICE: Final = "15"
_READY_SECONDS = 180


@asynccontextmanager
async def served(model: Model) -> AsyncGenerator[str]:
    """Serve a model on a free port; yields its address without a path. Raises `Unavailable`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        "nice", "-n", _NICE, str(server_python()), str(_HERE / "serve.py"), str(model_file(model)), str(_HERE / "ha.jinja"), str(port),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        await _async_wait(url, process)
        yield url
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _async_wait(url: str, process: asyncio.subprocess.Process) -> None:
    """Wait until the model is loaded."""
    async with aiohttp.ClientSession() as session:
        for _ in range(_READY_SECONDS):
            if process.returncode is not None:
                raise Unavailable("the model server ended by itself")
            try:
                async with session.get(f"{url}/health") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(1)
    raise Unavailable("the model server did not get ready")
