"""Opens and closes apps, and sees that it happened: what a TV answers to being asked proves nothing.

REST of sets since 2022 says ok and does nothing, others do not serve the control channel, so there are three ways, and
which of them worked is remembered. Native apps (the browser) are known to none of them: they open by another word, and
all that can be seen is that what was in front no longer is.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from typing import Final

from ..errors import AppUnknown, NotConfirmed, PairingNeeded, SamsungError
from ..frames import App, LaunchAction, is_app_id, launch_frame
from ..remote.link import RemoteLink
from ..rest import AppStatus
from ..state import Facts, Timing
from .memory import AppMemory, Way
from .questions import AppQuestions
from .watch import AppWatch

BROWSER: Final = "org.tizen.browser"
NATIVE: Final = "org.tizen."  # apps of the set itself, which neither REST nor the control channel know
LOOK_EVERY: Final = 0.25  # seconds between looks for the effect


class AppLauncher:
    """Opens and closes the apps of one TV that is on; raises as SamsungTV's commands do."""

    def __init__(
        self,
        apps: AppWatch,
        questions: AppQuestions,
        link: RemoteLink,
        facts: Facts,
        timing: Timing,
        *,
        memory: AppMemory,
        vouch: Callable[[], Awaitable[None]],
    ) -> None:
        """Know the ways; `vouch` raises where the TV is not there, or not on, after something was sent."""
        self._apps = apps
        self._questions = questions
        self._link = link
        self._facts = facts
        self._timing = timing
        self._memory = memory
        self._vouch = vouch

    async def launch(self, app_id: str, meta: str) -> None:
        """Open an app, at the content that `meta` names, and see it come to the front; by the next way where it does not.

        That it shows the content cannot be seen. Raises AppUnknown, and NotConfirmed after 4 seconds for each way.
        """
        app = self._app(app_id)
        before = await self._apps.see(app)
        if before is None:
            await self._launch_native(app, meta)
            return
        failure: SamsungError | None = None
        for way, open_ in self._ways(app, meta):
            try:
                is_taken = await open_()
            except SamsungError as error:
                failure = error
                continue
            if is_taken and await self._has_started(app, before):
                if not meta and not before.visible:
                    self._memory.worked(way)
                return
        await self._vouch()
        if isinstance(failure, PairingNeeded):
            raise failure
        raise NotConfirmed(f"{app.name} did not come to the front") from failure

    async def open_url(self, url: str) -> None:
        """Open a page in the TV's browser; raises NotConfirmed where another app stays in front."""
        await self._launch_native(App(BROWSER, "Internet"), url)

    async def close(self, app_id: str) -> None:
        """Close an app, and see it end or leave the front; raises AppUnknown, NotConfirmed."""
        app = self._app(app_id)
        before = await self._apps.see(app)
        if before is None:
            raise AppUnknown(app_id)
        if not before.running and not before.visible:
            return
        ways: tuple[Callable[[], Awaitable[bool]], ...] = (
            lambda: self._questions.close_by_rest(app.id),
            lambda: self._questions.tell(app.id, "stop"),
        )
        for stop in ways:
            with suppress(SamsungError):
                if await stop() and await self._until(app, lambda status: _has_ended(status, before)):
                    return
        await self._vouch()
        raise NotConfirmed(f"{app.name} did not close")

    def _app(self, app_id: str) -> App:
        """Return an app by its id; raises AppUnknown for what can be none."""
        if not is_app_id(app_id):
            raise AppUnknown(app_id)
        return next((app for app in self._facts.state.apps if app.id == app_id), App(app_id, app_id))

    def _ways(self, app: App, meta: str) -> Iterator[tuple[Way, Callable[[], Awaitable[bool]]]]:
        """Yield the ways to open an app, the one that worked before first; content is named on the remote channel only."""
        if meta:
            yield Way.REMOTE, lambda: self._send(app, "DEEP_LINK", meta)
            yield Way.REMOTE, lambda: self._send(app, "NATIVE_LAUNCH", meta)
            return
        ways: dict[Way, Callable[[], Awaitable[bool]]] = {
            Way.REST: lambda: self._questions.launch_by_rest(app.id),
            Way.REMOTE: lambda: self._send(app, "DEEP_LINK", ""),
            Way.CONTROL: lambda: self._questions.tell(app.id, "start"),
        }
        yield from sorted(ways.items(), key=lambda way: way[0] is not self._memory.way)

    async def _send(self, app: App, action: LaunchAction, meta: str) -> bool:
        """Ask for an app on the remote channel, which answers in any case alike."""
        await (await self._link.socket()).send(launch_frame(app.id, action, meta))
        return True

    async def _launch_native(self, app: App, meta: str) -> None:
        """Open an app that the TV does not tell of; all that can be seen is that what was in front no longer is.

        Raises AppUnknown where it can be no such app, NotConfirmed where another app stays in front.
        """
        if not app.id.startswith(NATIVE) and app not in self._facts.state.apps:
            raise AppUnknown(app.id)
        in_front = self._facts.state.app
        await self._send(app, "NATIVE_LAUNCH", meta)
        await self._vouch()
        self._apps.hint()
        if in_front is not None and not await self._until(in_front, lambda status: not (status and status.visible)):
            raise NotConfirmed(f"{in_front.name} is still in front")

    async def _has_started(self, app: App, before: AppStatus) -> bool:
        """Watch an app for a while: it is in front, or newly running, which is all that some ever say."""
        self._apps.hint()
        return await self._until(
            app, lambda status: status is not None and (status.visible or (status.running and not before.running))
        )

    async def _until(self, app: App, fact: Callable[[AppStatus | None], bool]) -> bool:
        """Look at an app until what the TV says of it fits; return whether it did in time."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.app_wait):
                while True:
                    if fact(await self._apps.see(app)):
                        return True
                    await asyncio.sleep(LOOK_EVERY)
        return False


def _has_ended(status: AppStatus | None, before: AppStatus) -> bool:
    """Say whether an app ended, or at least left the front: some sets keep it running behind."""
    return status is None or not status.running or (before.visible and not status.visible)
