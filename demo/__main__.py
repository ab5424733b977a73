"""Starts the demo, keeps it running, and stops it."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
import os
import signal
import subprocess
import sys
import time

import aiohttp

from . import running
from .folder import make_folder
from .home_assistant import HomeAssistant
from .memory import Memory
from .models import Service, find_service
from .parts import Part, check_ports, watch
from .settings import PASSWORD, ROOT, USERNAME, DemoError, Settings, settings_from
from .smartthings import sign_in
from .steps import Stage, answering, set_up
from .tell import complain, doing, pass_on, say, show

TV_NAME = "Living Room TV"
SENTENCES = (
    "turn on the living room TV and dim the lights to 30 %",
    "open the bedroom curtains",
    "what's on the living room TV?",
)
_TV_PORTS = (8001, 8002, 9197, 1515, 1516)
_TV_SECONDS = 30.0
_CLOUD_NAME = "The simulated SmartThings cloud"
_CLOUD_SECONDS = 30.0
_SERVER_SECONDS = 240.0
_RUNNING_SECONDS = 120.0
_DETACHED_SECONDS = 420.0


def main() -> int:
    """Do what was asked for, and return the exit status."""
    settings = settings_from(sys.argv[1:], os.environ)
    try:
        if settings.stop:
            say("Stopped" if running.stop(settings) else f"Nothing was running in {settings.config}")
            return 0
        _make_ready(settings)
        return _detach(settings) if settings.detach else asyncio.run(_attend(settings))
    except DemoError as error:
        complain(str(error))
        return 1


def _make_ready(settings: Settings) -> None:
    """See that nothing is in the way, and make the folder. Raises DemoError."""
    if (found := running.running(settings)) is not None:
        raise DemoError(f"The demo already runs at {found.url}: scripts/demo --stop ends it.")
    check_ports("0.0.0.0" if settings.lan else "127.0.0.1", [(settings.port, "--port N chooses another one.")])
    advice = "Is another TV simulated there? --tv-host 127.0.0.2 chooses another address."
    check_ports(settings.tv_host, [(port, advice) for port in _TV_PORTS])
    check_ports(settings.tv_host, [(settings.tv_port, "--tv-port N chooses another one.")])
    advice = "--cloud-port N chooses another one, --cloud-host 127.0.0.2 another address."
    check_ports(settings.cloud_host, [(settings.cloud_port, advice)])
    make_folder(settings)
    sign_in(settings)


def _detach(settings: Settings) -> int:
    """Start the demo in the background, and wait until it is ready or has failed."""
    log = settings.config / "demo.log"
    arguments = [argument for argument in sys.argv[1:] if argument not in {"--detach", "--fresh"}]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "demo", *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    shown, deadline = 0, time.monotonic() + _DETACHED_SECONDS
    while True:
        found, ended = running.running(settings), process.poll()
        written = log.read_bytes()
        pass_on(written[shown:].decode(errors="replace"))
        shown = len(written)
        if ended is not None:
            return ended or 1
        if found is not None and found.ready:
            say("Running in the background: scripts/demo --stop ends it")
            return 0
        if time.monotonic() > deadline:
            running.stop(settings)
            raise DemoError(f"The demo was not ready after {_DETACHED_SECONDS:.0f} s; {settings.log} may say why.")
        time.sleep(0.3)


async def _attend(settings: Settings) -> int:
    """Run the demo until somebody ends it; an end of one part ends the others. Raises DemoError."""
    task = asyncio.create_task(_run(settings))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        pass
    finally:
        running.cross_out(settings)
    return 0


async def _run(settings: Settings) -> None:
    """Start the parts, set everything up, tell, and watch."""
    tv, cloud, server = parts = _parts(settings)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(_stop, [server, cloud, tv])
        home_assistant = await stack.enter_async_context(HomeAssistant(settings.url))
        async with doing("Starting the TV, the appliances and Home Assistant"):
            for part in parts:
                await part.start()
                _write_down(settings, parts)
                await _until_needed(settings, part)
            service = await _until_ready(settings, tv, server, home_assistant)
            is_new = await home_assistant.sign_in()
            await server.until(home_assistant.is_running, _RUNNING_SECONDS)
        stage = Stage(home_assistant, settings, service, is_new, Memory.read(settings.config))
        await set_up(stage)
        await _tell(stage)
        _write_down(settings, parts, ready=True)
        await watch(parts)


async def _until_needed(settings: Settings, part: Part) -> None:
    """Wait for the cloud, which Home Assistant would ask again only after a while. Raises DemoError where it ends."""
    if part.name == _CLOUD_NAME:
        await part.until(lambda: _answers(f"{settings.cloud_url}/sim/state"), _CLOUD_SECONDS)


async def _until_ready(settings: Settings, tv: Part, server: Part, home_assistant: HomeAssistant) -> Service | None:
    """Wait for the parts, and return what was found meanwhile that can answer. Raises DemoError where a part ends."""
    search = asyncio.create_task(find_service(os.environ))
    waiting = (
        asyncio.create_task(tv.until(lambda: _answers(f"{settings.tv_url}/sim/state"), _TV_SECONDS)),
        asyncio.create_task(server.until(home_assistant.is_there, _SERVER_SECONDS)),
    )
    try:
        await asyncio.gather(*waiting)
        return await search
    finally:
        for task in (search, *waiting):
            task.cancel()


async def _tell(stage: Stage) -> None:
    """Say where everything is, who answers, and what to try."""
    settings, service = stage.settings, stage.service
    who = "no model: Parlor's own understanding"
    if service is not None:
        model = await answering(stage.server)
        who = f"{model} ({service.name})" if model else service.name
    lines = [
        "",
        f"  Home Assistant   {settings.url}"
        + ("   (and at this machine's address, for everyone)" if settings.lan else ""),
        f"  sign in          user {USERNAME}, password {PASSWORD}",
        f"  the TV's screen  {settings.tv_url}",
        f"  the appliances   {settings.cloud_url}/sim/",
        f"  who answers      {who}",
        "",
        "  Open Assist (the speech bubble at the top right) and try:",
        *(f"    {sentence}" for sentence in SENTENCES),
        "",
        "  Ctrl-C stops everything; so does scripts/demo --stop." if not settings.detach else "",
    ]
    show("\n".join(lines))


def _parts(settings: Settings) -> tuple[Part, Part, Part]:
    """Return the TV, the SmartThings cloud with the appliances, and Home Assistant, which is pointed at it."""
    tv_options = ["--host", settings.tv_host, "--name", TV_NAME, "--control-port", str(settings.tv_port)]
    memory = str(settings.config / "demo-tv.json")
    return (
        Part(
            "The simulated TV",
            [sys.executable, "-m", "demo.tv", *tv_options, "--memory", memory],
            settings.config / "demo-tv.log",
            cwd=ROOT,
        ),
        Part(
            _CLOUD_NAME,
            [
                *(sys.executable, "-m", "demo.cloud", "--host", settings.cloud_host),
                *("--port", str(settings.cloud_port), "--memory", str(settings.cloud_memory)),
            ],
            settings.config / "demo-cloud.log",
            cwd=ROOT,
        ),
        # Home Assistant must not see the repository before its own folder: both have `custom_components`.
        Part(
            "Home Assistant",
            [
                *(sys.executable, str(ROOT / "sim/smartthings/hass.py"), settings.cloud_url),
                *("--config", str(settings.config), "--skip-pip"),
            ],
            settings.log,
            cwd=settings.config,
        ),
    )


async def _stop(parts: Sequence[Part]) -> None:
    """End the parts, one after the other."""
    if any(part.process is not None and part.process.returncode is None for part in parts):
        say("Stopping")
    for part in parts:
        await part.stop()


def _write_down(settings: Settings, parts: Sequence[Part], *, ready: bool = False) -> None:
    """Write down what runs."""
    running.write_down(settings, [part.process.pid for part in parts if part.process is not None], ready=ready)


async def _answers(url: str) -> bool:
    """Return whether something answers there."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session,
            session.get(url) as response,
        ):
            return response.status == 200
    except aiohttp.ClientError, TimeoutError:
        return False


if __name__ == "__main__":
    sys.exit(main())
