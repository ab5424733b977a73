"""The process that is killed: watches screens and keeps what it sees as Home Assistant does, or opens an old history, or erases.

What it is told are lines of JSON, each answered by one: `{"at": 1.8e9, "said": {"bedroom": {...}}}` is what players say at a time, `{"tell": true}` asks for all
viewings that are kept, `{"erase": "Ada"}` erases a person's.
"""

import asyncio
from collections.abc import Mapping
import json
from pathlib import Path
import sys
from typing import Any, Final

from custom_components.parlor.viewing.history import History, Wanted
from custom_components.parlor.viewing.observation import Knows, Medium, Observation, Role, Setup, Source, Status, Use
from custom_components.parlor.viewing.watch import Change, ScreenWatch

PLAYER: Final = Source(
    id="player",
    role=Role.SCREEN,
    brand="plex",
    knows=Knows.POWER | Knows.PLAYING | Knows.TITLE | Knows.POSITION,
    use=Use.VIDEO,
)


class Watching:
    """Screens that are watched, and their history."""

    def __init__(self, history: History) -> None:
        """Have heard of no screen yet."""
        self._history = history
        self._watches: dict[str, ScreenWatch] = {}
        self._now = 0.0

    async def hear(self, at: float, said: Mapping[str, Mapping[str, Any]]) -> None:
        """Take in what players say, and have written down what comes of it."""
        self._now = at
        for screen, one in said.items():
            if screen not in self._watches:
                self._watches[screen] = ScreenWatch(Setup(sources=(PLAYER,)), screen=screen, clock=lambda: self._now)
                for left in await self._history.left_open(screen):
                    await self._keep(self._watches[screen].adopt(left))
            await self._keep(self._watches[screen].observe(_observation(at, one)))

    async def _keep(self, change: Change) -> None:
        if change.keep or change.dropped:
            await self._history.keep(*change.keep, dropped=change.dropped)

    async def tell(self) -> list[dict[str, Any]]:
        """Return all that is kept."""
        return [
            {
                "id": viewing.id,
                "title": viewing.title.name if viewing.title else None,
                "person": viewing.person,
                "watched": viewing.watched,
                "ended": viewing.ended,
            }
            async for page in self._history.pages()
            for viewing in page
        ]


def _observation(at: float, said: Mapping[str, Any]) -> Observation:
    medium = None
    if "title" in said:
        medium = Medium(content_type="movie", position_at=at, **{name: said[name] for name in _TOLD})
    return Observation(source=PLAYER.id, at=at, status=Status(said["status"]), medium=medium)


_TOLD: Final = ("title", "position", "duration")


async def main(path: Path) -> None:
    """Do what the lines say until there are none."""
    print(json.dumps({"begun": True}), flush=True)
    history = await History.open(path)
    watching = Watching(history)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        asked = json.loads(line)
        answer: dict[str, Any] = {}
        if "tell" in asked:
            answer["viewings"] = await watching.tell()
        elif "erase" in asked:
            answer["erased"] = await history.erase(Wanted(persons=frozenset({asked["erase"]})))
        else:
            await watching.hear(asked["at"], asked["said"])
        print(json.dumps(answer), flush=True)
    await history.close()
