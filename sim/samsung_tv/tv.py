"""The simulated TV as a whole: the set, its wires, and the port from which tests and people drive it."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import asdict, replace
import logging
import ssl
from types import TracebackType
from typing import Self

from aiohttp import web

from .art import ArtApp
from .certificate import control_context, server_context, weaken
from .control import Control
from .identity import Identity, identify
from .ip_control import IpControl
from .log import Log
from .merge import merged
from .pairing import PairingDesk
from .ports import IP_PORT, OLD_IP_PORT, REST_PORT, SECURE_PORT, UPNP_PORT, Port, PortMode, port_mode
from .remote import Remote
from .rest import Rest
from .ssdp import Ssdp
from .state import Settings, TVState
from .television import Television
from .upnp import Upnp
from .wake import WakeOnLan

CONTROL_PORT = 8090
MODEL = "GQ55QN85AATXZG"

_LOGGER = logging.getLogger(__name__)


class SamsungTV:
    """A Samsung TV of 2016 or later on an address of its own, with the ports of the real one."""

    def __init__(
        self,
        host: str = "127.0.0.1",
        *,
        name: str = "Living Room TV",
        model: str = MODEL,
        frame: bool | None = None,
        control_port: int = CONTROL_PORT,
        state: TVState | None = None,
        settings: Settings | None = None,
        born_at: str | None = None,
    ) -> None:
        """Describe a TV; `frame` follows from the model unless given, `control_port` 0 takes a free one.

        Who it is follows from the address where it was `born_at`, unless given its host.

        Raises BadValueError if a state or a setting is not what its field accepts.
        """
        self.host = host
        self.skipped: dict[str, str] = {}
        self._first = (
            merged(TVState(), asdict(state or TVState())),
            merged(Settings(), asdict(settings or Settings())),
        )
        identity = replace(identify(born_at or host, name, model, frame=frame), host=host)
        self.set = Television(identity, state=self._first[0], settings=self._first[1])
        self.art = ArtApp(self.set)
        self.pairing = PairingDesk(self.set, self._popup_changed)
        self.ip_control = IpControl(self.set, self.pairing)
        self._ip_context: ssl.SSLContext | None = None
        self._control_port = control_port
        self._control: Control | None = None
        self._ports: list[Port] = []
        self._settling = asyncio.Lock()
        self._dirty = asyncio.Event()
        self._running = AsyncExitStack()

    @property
    def identity(self) -> Identity:
        """Return who the TV is."""
        return self.set.identity

    @property
    def state(self) -> TVState:
        """Return what the TV shows right now."""
        return self.set.state

    @property
    def settings(self) -> Settings:
        """Return how the TV behaves right now."""
        return self.set.settings

    @property
    def log(self) -> Log:
        """Return everything the TV received."""
        return self.set.log

    @property
    def control_url(self) -> str:
        """Return where the control port and its page are, without a slash at the end."""
        port = self._control.port if self._control is not None else self._control_port
        return f"http://{self.host}:{port}"

    async def start(self) -> None:
        """Open every port; raises OSError if a TCP port is taken."""
        context = await asyncio.to_thread(server_context, self.host)
        self._ip_context = await asyncio.to_thread(control_context)
        async with AsyncExitStack() as opened:
            opened.callback(self.set.stop_timers)
            opened.callback(self.set.observe(lambda before, after: self._dirty.set()))
            await self._open_ports(opened, context)
            await self._open_datagrams(opened)
            self._control = Control(self, self._control_port)
            opened.push_async_callback(self._control.close)
            await self._control.start()
            keeper = asyncio.create_task(self._keep())
            opened.push_async_callback(_ended, keeper)
            self._running = opened.pop_all()

    async def _open_ports(self, opened: AsyncExitStack, context: ssl.SSLContext) -> None:
        """Open the TCP ports of the TV."""
        art = self.art if self.set.identity.frame else None
        remote, upnp = Remote(self.set, self.pairing, art), Upnp(self.set)
        opened.push_async_callback(self.art.close)
        if art is not None:
            await art.start(context)
        opened.push_async_callback(self.pairing.close)
        opened.callback(remote.close)
        opened.push_async_callback(upnp.close)
        await upnp.start()
        self._ports = [
            Port(self.host, REST_PORT, self._tizen(remote)),
            Port(self.host, SECURE_PORT, self._tizen(remote), context),
            Port(self.host, UPNP_PORT, upnp.application()),
            *(
                Port(self.host, number, self.ip_control.application(), self._ip_context, single=True)
                for number in (IP_PORT, OLD_IP_PORT)
            ),
        ]
        for port in self._ports:
            opened.push_async_callback(port.stop)
            await port.start(self._mode(port))

    async def _open_datagrams(self, opened: AsyncExitStack) -> None:
        """Open the UDP ports, and remember which could not be opened and why."""
        ssdp, wake = Ssdp(self.set), WakeOnLan(self.set)
        opened.callback(ssdp.close)
        opened.callback(wake.close)
        self.skipped = await ssdp.start() | await wake.start()

    def _tizen(self, remote: Remote) -> web.Application:
        """Return what ports 8001 and 8002 serve."""
        app = web.Application()
        remote.add_to(app.router)
        Rest(self.set).add_to(app.router)
        return app

    async def stop(self) -> None:
        """Close every port and connection, and end every task; nothing happens if it has stopped."""
        await self._running.aclose()

    async def __aenter__(self) -> Self:
        """Start the TV."""
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the TV."""
        await self.stop()

    def change(self, **facts: object) -> None:
        """Set facts of `TVState` as if someone in the room had; ports follow a moment later. Raises BadValueError."""
        self.set.change(**facts)

    def configure(self, **settings: object) -> None:
        """Set fields of `Settings`, `faults` as a mapping; ports follow a moment later. Raises BadValueError."""
        self.set.configure(**settings)

    async def until(self, fact: Callable[[], bool], seconds: float = 3.0) -> None:
        """Wait until a fact about the TV is true, looking after every change; raises TimeoutError."""
        await self.set.until(fact, seconds)

    async def settle(self) -> None:
        """Bring every port into the mode that the state asks for, now."""
        async with self._settling:
            if self._ip_context is not None:
                weaken(self._ip_context, weak=self.settings.ip_control.weak_dh)
            for port in self._ports:
                await port.become(self._mode(port))

    async def reset(self) -> None:
        """Go back to how the TV was described, forgetting what it received and who was paired."""
        self.pairing.revoke()
        self.ip_control.tokens.clear()
        self.art.stock.clear()
        self.set.reset(*self._first)
        await self.settle()

    def _mode(self, port: Port) -> PortMode:
        """Return the mode a port should be in."""
        return port_mode(self.set.state, self.set.settings, port.number)

    async def _keep(self) -> None:
        """Let the ports follow the state."""
        while True:
            await self._dirty.wait()
            self._dirty.clear()
            try:
                await self.settle()
            except OSError as error:
                _LOGGER.error("A port of the simulated TV cannot be opened again: %s", error)

    def _popup_changed(self) -> None:
        """Show the popup on the page, and to everyone who waits for it."""
        self.set.heard()
        if self._control is not None:
            self._control.refresh()


async def _ended(task: asyncio.Task[None]) -> None:
    """End a task."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
