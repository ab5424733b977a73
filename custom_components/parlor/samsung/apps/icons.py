"""Icons of apps, as the TV itself has them: sets that list their apps hand them out on the remote channel.

Sets since 2020 do not list their apps, and some answer without a picture: then there is none.
"""

import asyncio
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from ..errors import SamsungError
from ..frames import App, AppIcon, icon_frame
from ..remote.link import RemoteLink
from ..state import Facts, TVState

WAIT: Final = 2.0  # seconds for an answer
DEAF_FOR: Final = 600.0  # seconds in which a set that did not answer is not asked again
MOST_ICONS: Final = 64
# How the formats begin that a browser shows and that cannot carry a script.
FORMATS: Final = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture and its type (`image/png`)."""

    image: bytes
    content_type: str


class AppIcons:
    """Asks for one icon at a time, that of the app in front by itself, and keeps what came."""

    def __init__(self, link: RemoteLink, facts: Facts) -> None:
        """Have none yet."""
        self._link = link
        self._facts = facts
        self._kept: OrderedDict[str, Icon | None] = OrderedDict()
        self._turn = asyncio.Lock()
        self._answer: asyncio.Future[AppIcon] | None = None
        self._asked_for = ""
        self._deaf_until = float("-inf")
        self._stirred = asyncio.Event()
        link.on_icon = self.heard
        facts.subscribe(lambda _: self._stirred.set())

    def of(self, app: App) -> Icon | None:
        """Return the icon of an app if it is at hand."""
        path = _path(self._facts.state, app)
        return self._kept.get(path) if path else None

    async def fetch(self, app: App) -> Icon | None:
        """Return the icon of an app, asked for where it is not at hand; None after at most 2 seconds a question."""
        path = _path(self._facts.state, app)
        if path is None:
            return None
        async with self._turn:
            if path not in self._kept and self._facts.state.connected and self._facts.clock() >= self._deaf_until:
                with suppress(SamsungError):
                    await self._ask(path)
            return self._kept.get(path)

    async def run(self) -> None:
        """Fetch the icon of whatever app comes to the front, for ever."""
        while True:
            self._stirred.clear()
            if app := self._facts.state.app:
                await self.fetch(app)
            await self._stirred.wait()

    def heard(self, frame: AppIcon) -> None:
        """Take an icon that the TV sends, if it is the one that was asked for."""
        if self._answer and not self._answer.done() and frame.path in (None, self._asked_for):
            self._answer.set_result(frame)

    async def _ask(self, path: str) -> None:
        """Ask for one icon, and keep what comes; a set that says nothing is not asked for others either."""
        self._answer, self._asked_for = asyncio.get_running_loop().create_future(), path
        try:
            async with asyncio.timeout(WAIT):
                await (await self._link.socket()).send(icon_frame(path))
                frame = await self._answer
        except TimeoutError:
            self._deaf_until = self._facts.clock() + DEAF_FOR
            return
        finally:
            self._answer = None
        self._keep(path, _icon(frame.image))

    def _keep(self, path: str, icon: Icon | None) -> None:
        """Keep an icon, and that there is none, and forget the oldest."""
        self._kept[path] = icon
        while len(self._kept) > MOST_ICONS:
            self._kept.popitem(last=False)
        state = self._facts.state
        at_hand = frozenset(app.id for app in state.apps if app.icon and self._kept.get(app.icon))
        self._facts.set(replace(state, icons=at_hand))


def _path(state: TVState, app: App) -> str | None:
    """Return where on the TV the icon of an app is; sets know some apps by several ids, and list one of them."""
    name = app.name.casefold()
    same = (one for one in state.apps if one.id == app.id or one.name.casefold() == name)
    return next((one.icon for one in same if one.icon), None)


def _icon(image: bytes | None) -> Icon | None:
    """Return a picture of a format that can be shown."""
    if image is None:
        return None
    return next((Icon(image, kind) for start, kind in FORMATS if image.startswith(start)), None)
