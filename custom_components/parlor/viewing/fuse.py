"""From all observations of a screen to what it shows. Pure: the same observations at the same time, the same answer.

The screen's own power comes first. Then the app in front, which beats the input; an app leads to the player that plays inside it. The
input leads to the box plugged into it, and the box to its own app and player. A screen that is on and cannot say what it shows is
known by the one box that plays. What nobody can tell is still watched, with an unknown title.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from .claims import Titles, best_claim
from .heard import HAS_STARTED, PLAYS, SHOWS_NOTHING, Heard, Lit, Scene, hear, is_certain, power
from .names import is_inside, is_named_after, is_tuner, socket, tuner_app
from .observation import App, Knows, Medium, Observation, Role, Setup, Source, Status, Use
from .seen import Activity, Seen
from .titles import is_ad

_MUSIC: Final = frozenset({"music", "album", "artist", "track", "song", "playlist", "audio", "radio", "podcast"})
_GAMES: Final = frozenset({"game", "games"})
_BY_USE: Final = {Use.GAMES: Activity.GAMING, Use.MUSIC: Activity.LISTENING}
_ORDER: Final = {
    status: place
    for place, status in enumerate((Status.PLAYING, Status.BUFFERING, Status.PAUSED, Status.ON, Status.IDLE))
}


class Shown(NamedTuple):
    """What is in front: the source that counts, what it and its peers say, and what is seen around it."""

    heard: Heard | None
    peers: tuple[Heard, ...] = ()
    app: App | None = None
    input: str | None = None
    channel: str | None = None
    is_silent: bool = False  # somebody who would know says nothing for the moment


def fuse(
    setup: Setup, observations: Mapping[str, Observation], now: float, titles: Titles, before: Observation | None = None
) -> Seen:
    """Return what a screen shows at a time, in Unix seconds, from the last observation of each of its sources.

    `before` is what the screen itself said until a moment ago, where it says nothing now: what it did not show then is not
    guessed to be on it.
    """
    scene = hear(setup, observations, now)
    lit = power(scene)
    if lit.status is Status.ART:
        return Seen(activity=Activity.ART, by=lit.by)
    if lit.status is Status.OFF:
        shown = None if is_certain(scene, lit) else _only_one(scene, _carriers(scene), PLAYS)
        return _told(scene, shown, lit, titles) if shown else Seen(activity=Activity.OFF, by=lit.by)
    if lit.status is Status.UNKNOWN:
        shown = _only_one(scene, _carriers(scene), HAS_STARTED)
        if shown is None or shown.heard is None:
            return Seen(activity=Activity.UNKNOWN)
        if before is not None:
            was = fuse(setup, {**observations, before.source: before}, now, titles)
            if was.by != shown.heard.source.id:
                return Seen(activity=Activity.UNKNOWN)
        return _told(scene, shown, lit, titles)
    return _told(scene, _in_front(scene), lit, titles)


def _in_front(scene: Scene) -> Shown:
    """Return what a screen shows that is on: its app, else what is at its input, else its tuner, else what plays on it."""
    own = scene.own
    if own is None:
        return _guess(scene)
    said = own.said
    name = said.input if said.app is None else tuner_app(said.app)
    if said.app is not None and name is None:
        return _through(scene, own)
    if name and not is_tuner(name):
        return _at_input(scene, own, name)
    told = _channel(scene)
    if told and told.app and not said.channel:
        return _through(scene, own._replace(said=replace(said, app=told.app)))
    if name or said.channel or (told and told.channel):
        return Shown(own, input=name, channel=said.channel or (told.channel if told else None))
    if said.status in HAS_STARTED:
        return _through(scene, own)
    return _guess(scene)


def _through(scene: Scene, carrier: Heard, name: str | None = None) -> Shown:
    """Return what a screen or box shows whose app may have a player inside."""
    said = carrier.said
    app, channel = said.app, said.channel
    if said.status is Status.OFF:
        return Shown(carrier, (), app, name, channel)
    inside = _inside(scene, carrier)
    if not inside or (inside[0].said.status is Status.IDLE and said.status in HAS_STARTED):
        return Shown(carrier, (), app, name, channel, _is_silent(scene, app))
    best = inside[0]
    peers = (carrier, *(one for one in inside[1:] if one.said.status in HAS_STARTED))
    return Shown(best, peers, app or best.said.app, name, channel)


def _inside(scene: Scene, carrier: Heard) -> list[Heard]:
    """Return the players inside what a screen or box shows, the one that plays first; where no app is told, the only one that plays."""
    source, said = carrier
    players = [one for one in scene.of_role(Role.PLAYER) if one.source.id != source.id]
    if said.app is not None:
        found = [one for one in players if is_inside(one.source, one.said.app, said.app)]
        return sorted((one for one in found if one.said.status is not Status.OFF), key=_by_status)
    if Knows.APP in source.knows or said.medium is not None or said.status in SHOWS_NOTHING:
        return []
    playing = [one for one in players if one.said.status in PLAYS]
    return playing if len(playing) == 1 else []


def _by_status(heard: Heard) -> tuple[int, str]:
    return _ORDER.get(heard.said.status, len(_ORDER)), heard.source.id


def _is_silent(scene: Scene, app: App | None) -> bool:
    """Say whether a player that would be inside the app says nothing."""
    if app is None:
        return False
    players = (source for source in scene.setup.sources if source.role is Role.PLAYER)
    return any(source.id not in scene.by_source and is_inside(source, None, app) for source in players)


def _at_input(scene: Scene, own: Heard, name: str) -> Shown:
    """Return what the box at an input shows; an input with no box that is known may be where the only player plays."""
    box = box_at(scene.setup, name)
    if box is not None:
        heard = scene.by_source.get(box.id)
        return _through(scene, heard, name) if heard else Shown(own, input=name, is_silent=True)
    playing = [one for one in scene.of_role(Role.PLAYER) if one.said.status in PLAYS]
    if len(playing) == 1:
        return _through(scene, playing[0], name)
    if own.said.status in HAS_STARTED or own.said.medium is not None:
        return Shown(own, input=name, channel=own.said.channel)
    return Shown(own._replace(said=_on(own.said)), input=name)


def _on(said: Observation) -> Observation:
    """Read a screen's claim that it plays nothing as what it is while it shows an input: it cannot know."""
    return Observation(source=said.source, at=said.at, status=Status.ON, input=said.input, person=said.person)


def box_at(setup: Setup, name: str) -> Source | None:
    """Return the box that is plugged into an input, by the input's name or, where the input is called so, by the box's."""
    boxes = [source for source in setup.sources if source.role is Role.INPUT]
    for box in boxes:
        if box.input and socket(box.input) == socket(name):
            return box
    named = [box for box in boxes if is_named_after(name, box.brand)]
    return named[0] if len(named) == 1 else None


def _channel(scene: Scene) -> Observation | None:
    """Return what one says who tells the channel, and in place of it an app."""
    return next((said for _, said in scene.of_role(Role.CHANNEL) if said.channel or said.app), None)


def _carriers(scene: Scene) -> list[Shown]:
    """Return what each box, and each player that is inside no box, would show if it were in front."""
    shown = [_through(scene, box, box.source.input) for box in scene.of_role(Role.INPUT)]
    inside = {heard.source.id for one in shown for heard in (one.heard, *one.peers) if heard}
    for player in scene.of_role(Role.PLAYER):
        one = _through(scene, player)
        if one.heard is not None and inside.isdisjoint((player.source.id, one.heard.source.id)):
            inside.update(heard.source.id for heard in (one.heard, *one.peers))
            shown.append(one)
    return shown


def _only_one(scene: Scene, carriers: list[Shown], wanted: frozenset[Status]) -> Shown | None:
    """Return the one that plays, else the one that is paused, None where it is none or more than one."""
    for statuses in (PLAYS, wanted - PLAYS):
        found = [one for one in carriers if one.heard and one.heard.said.status in statuses]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _guess(scene: Scene) -> Shown:
    """Return what a screen shows that cannot say it."""
    carriers = _carriers(scene)
    one = _only_one(scene, carriers, HAS_STARTED)
    if one is not None:
        return one
    boxes = scene.of_role(Role.INPUT)
    if boxes and all(box.said.status in SHOWS_NOTHING for box in boxes):
        return Shown(boxes[0])
    return Shown(scene.own)


def _told(scene: Scene, shown: Shown, lit: Lit, titles: Titles) -> Seen:
    """Say what is in front, with the best title that anybody claims for it."""
    heard = shown.heard
    if heard is None:  # a plug says that the panel is on, and nobody says more
        return Seen(activity=Activity.WATCHING, by=lit.by, person=scene.setup.person)
    activity = _activity(heard, shown)
    by = heard.source.id
    if not activity.is_active:
        return Seen(activity=activity, by=by, app=shown.app, input=shown.input, channel=shown.channel)
    is_buffering = heard.said.status is Status.BUFFERING
    claim = best_claim((heard, *shown.peers), shown.app, shown.channel, titles)
    medium, title = (claim.medium, claim.title) if claim else (None, None)
    if shown.channel and (medium is None or medium.title is None):
        medium = Medium(content_type="channel", content_id=shown.channel, is_live=True)
        title = titles(medium, app=shown.app, channel=shown.channel)
    return Seen(
        activity=activity,
        by=by,
        app=shown.app,
        input=shown.input,
        channel=shown.channel,
        medium=medium,
        title=title,
        title_by=(claim.by if claim else by) if title else None,
        person=_person(scene, heard, claim.by if claim else None),
        is_interrupted=shown.is_silent or is_buffering or (medium is not None and is_ad(medium)),
        is_buffering=is_buffering,
    )


def _person(scene: Scene, heard: Heard, claimed_by: str | None) -> str | None:
    """Return who watches: as the source of the title says, else as the one that counts, else whose screen it is."""
    for one in (scene.by_source.get(claimed_by or ""), heard):
        if one and (person := one.said.person or one.source.person):
            return person
    return scene.setup.person


def _activity(heard: Heard, shown: Shown) -> Activity:
    """Return what it means that the source in front says what it says."""
    source, said = heard
    app = shown.app
    if said.status in SHOWS_NOTHING or (app is not None and app.use is Use.NOTHING):
        return Activity.IDLE
    if said.status is Status.PAUSED:
        return Activity.PAUSED
    content = (said.medium.content_type or "") if said.medium else ""
    if content in _MUSIC:
        return Activity.LISTENING
    if content in _GAMES:
        return Activity.GAMING
    use = app.use if app is not None and app.use is not Use.UNKNOWN else source.use
    return _BY_USE.get(use, Activity.WATCHING)
