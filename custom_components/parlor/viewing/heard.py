"""What the sources of a screen say now: what is too old, and what says nothing, is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .observation import Knows, Observation, Role, Setup, Source, Status

PLAYS = frozenset({Status.PLAYING, Status.BUFFERING})
HAS_STARTED = frozenset({Status.PLAYING, Status.BUFFERING, Status.PAUSED})
SHOWS_NOTHING = frozenset({Status.IDLE, Status.OFF, Status.ART})


class Heard(NamedTuple):
    """A source and what it last said."""

    source: Source
    said: Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that is heard of a screen: by source in the order of the setup, and what the screen itself last said, at any age."""

    setup: Setup
    by_source: Mapping[str, Heard]
    screen: Source | None
    last: Observation | None

    @property
    def own(self) -> Heard | None:
        """Return what the screen itself says, if that still counts."""
        return self.by_source.get(self.screen.id) if self.screen else None

    def of_role(self, role: Role) -> list[Heard]:
        """Return what is heard of the sources of one role."""
        return [heard for heard in self.by_source.values() if heard.source.role is role]


def hear(setup: Setup, observations: Mapping[str, Observation], now: float) -> Scene:
    """Leave out what says nothing and what a source said longer ago than it holds."""
    by_source: dict[str, Heard] = {}
    screen = last = None
    for source in setup.sources:
        said = observations.get(source.id)
        if source.role is Role.SCREEN and screen is None:
            screen, last = source, said
        if said is None or said.status is Status.UNKNOWN:
            continue
        if source.fresh is None or now - said.at <= source.fresh:
            by_source[source.id] = Heard(source, said)
    return Scene(setup=setup, by_source=by_source, screen=screen, last=last)


def stale_at(setup: Setup, observations: Mapping[str, Observation], now: float) -> float | None:
    """Return when the next thing that still counts will be too old to count, None where nothing will be."""
    ends = (
        said.at + source.fresh
        for source in setup.sources
        if source.fresh is not None and (said := observations.get(source.id)) and said.status is not Status.UNKNOWN
    )
    return min((end for end in ends if end >= now), default=None)


class Lit(NamedTuple):
    """Whether the panel is on, and who said so."""

    status: Status  # OFF, ART, ON or UNKNOWN
    by: str | None


def power(scene: Scene) -> Lit:
    """Tell whether the panel is on: the screen itself if it can know, then a plug or HDMI-CEC, then what the screen thinks."""
    own, screen = scene.own, scene.screen
    if own is not None and own.said.status is Status.ART:
        return Lit(Status.ART, own.source.id)
    if own is not None and Knows.POWER in own.source.knows and own.said.status is Status.OFF:
        return Lit(Status.OFF, own.source.id)
    if (art := _art(scene)) is not None:
        return art
    if own is not None and Knows.POWER in own.source.knows:
        return Lit(Status.ON, own.source.id)
    for source, said in scene.of_role(Role.POWER):
        return Lit(_on_or_off(said.status), source.id)
    if own is not None:
        return Lit(_on_or_off(own.said.status), own.source.id)
    if screen is not None and scene.last is not None and scene.last.status is Status.OFF:
        return Lit(Status.OFF, screen.id)  # what was off long ago is off, but for what says otherwise
    return Lit(Status.UNKNOWN, None)


def _art(scene: Scene) -> Lit | None:
    """Take art from who tells the channel, where the screen itself cannot know it."""
    if scene.screen is not None and Knows.ART in scene.screen.knows:
        return None
    told = (heard for heard in scene.of_role(Role.CHANNEL) if heard.said.status is Status.ART)
    return next((Lit(Status.ART, heard.source.id) for heard in told), None)


def is_certain(scene: Scene, lit: Lit) -> bool:
    """Say whether nothing that plays can speak against it that the panel is off."""
    heard = scene.by_source.get(lit.by or "")
    return heard is not None and (heard.source.role is Role.POWER or Knows.POWER in heard.source.knows)


def _on_or_off(status: Status) -> Status:
    return Status.OFF if status is Status.OFF else Status.ON
