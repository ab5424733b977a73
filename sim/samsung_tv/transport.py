"""AVTransport: media that somebody pushes to the TV by DLNA, played by a clock, with what sets tell of it."""

import asyncio
from collections.abc import Callable
from enum import StrEnum
import re
from xml.sax.saxutils import escape, quoteattr

from .log import MediaPushed
from .soap import SoapError
from .state import Launch, Menu, Power, TVState
from .television import Television

MOST = 10_000  # characters of metadata
_TIME = re.compile(r"(\d{1,3}):([0-5]?\d):([0-5]?\d)(?:\.\d+)?")


class Transport(StrEnum):
    """What the player does."""

    NO_MEDIA = "NO_MEDIA_PRESENT"
    STOPPED = "STOPPED"
    PLAYING = "PLAYING"
    PAUSED = "PAUSED_PLAYBACK"


_ACTIONS = {
    Transport.NO_MEDIA: "",
    Transport.STOPPED: "Play,Seek",
    Transport.PLAYING: "Pause,Stop,Seek",
    Transport.PAUSED: "Play,Stop,Seek",
}


class Player:
    """The DLNA player of one TV; `changed` is told the variables that an event would carry."""

    def __init__(self, tv: Television, changed: Callable[[dict[str, str]], None]) -> None:
        """Play nothing."""
        self.state = Transport.NO_MEDIA
        self._tv = tv
        self._changed = changed
        self._uri = self._meta = ""
        self._base = 0.0
        self._since: float | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._unobserve = tv.observe(self._follow)

    def close(self) -> None:
        """Stop following the TV."""
        self._unobserve()
        self._stop_clock()

    @property
    def position(self) -> float:
        """Return how far the medium is, in seconds."""
        running = asyncio.get_running_loop().time() - self._since if self._since is not None else 0.0
        return min(self._base + running, self.duration or self._base + running)

    @property
    def duration(self) -> float:
        """Return how long the medium is, as its metadata says; 0 where it does not."""
        found = re.search(r'duration="([^"]{1,20})"', self._meta)
        return _seconds(found[1]) or 0.0 if found else 0.0

    def act(self, action: str, arguments: dict[str, str]) -> None:
        """Carry out an action of the service; raises SoapError where it cannot be now."""
        match action:
            case "SetAVTransportURI":
                self._take(arguments["CurrentURI"], arguments["CurrentURIMetaData"])
            case "Play" if self.state in (Transport.STOPPED, Transport.PAUSED):
                self._play()
            case "Pause" if self.state is Transport.PLAYING:
                self._become(Transport.PAUSED, self.position)
            case "Stop" if self.state is not Transport.NO_MEDIA:
                self._become(Transport.STOPPED, 0.0)
            case "Seek" if self.state is not Transport.NO_MEDIA:
                self._seek(arguments["Unit"], arguments["Target"])
            case "Play" | "Pause" | "Stop" | "Seek":
                raise SoapError(701, "Transition not available")

    def told(self) -> dict[str, str]:
        """Return all that the service's questions are answered with."""
        if self.state is Transport.NO_MEDIA:
            return {}
        position, duration = _clock(self.position), _clock(self.duration)
        return {
            "CurrentTransportState": self.state, "Track": "1", "NrTracks": "1", "TrackDuration": duration,
            "MediaDuration": duration, "TrackMetaData": self._meta, "CurrentURIMetaData": self._meta,
            "TrackURI": self._uri, "CurrentURI": self._uri, "RelTime": position, "AbsTime": position,
            "Actions": _ACTIONS[self.state],
        }  # fmt: skip

    def event(self) -> dict[str, str]:
        """Return all variables of an event."""
        return {
            "TransportState": self.state, "TransportStatus": "OK", "CurrentTransportActions": _ACTIONS[self.state],
            "AVTransportURI": self._uri, "CurrentTrackURI": self._uri, "AVTransportURIMetaData": self._meta,
            "CurrentTrackMetaData": self._meta, "CurrentTrackDuration": _clock(self.duration),
        }  # fmt: skip

    def _take(self, uri: str, meta: str) -> None:
        """Take a medium, and stop the one before."""
        if not re.fullmatch(r"https?://[^\s]{1,2000}", uri) or len(meta) > MOST:
            raise SoapError(716, "Resource not found")
        self._tv.log.add(MediaPushed(uri=uri, meta=meta))
        self._uri, self._meta = uri, meta
        self._become(Transport.STOPPED, 0.0)

    def _play(self) -> None:
        """Play, in front of everything; a set that only says ok does nothing."""
        if self._tv.settings.plays_media is Launch.WORKS:
            self._tv.change(app=None, menu=Menu.NONE)
            self._become(Transport.PLAYING, self._base)

    def _seek(self, unit: str, target: str) -> None:
        """Go to a position."""
        seconds = _seconds(target)
        if unit not in {"REL_TIME", "ABS_TIME"} or seconds is None:
            raise SoapError(710, "Seek mode not supported")
        self._become(self.state, seconds)

    def _become(self, state: Transport, position: float) -> None:
        """Go over to a state, from a position on."""
        self._stop_clock()
        self.state, self._base = state, position
        loop = asyncio.get_running_loop()
        if state is Transport.PLAYING:
            self._since = loop.time()
            if self.duration:
                left = max(0.0, self.duration - position)
                self._ending = loop.call_later(left, self._become, Transport.STOPPED, 0.0)
        self._changed(self.event())

    def _stop_clock(self) -> None:
        """Let time stand still."""
        if self._ending is not None:
            self._ending.cancel()
        self._since = self._ending = None

    def _follow(self, before: TVState, after: TVState) -> None:
        """Stop when something else comes to the front; some sets go on saying that they play, with the clock at rest."""
        if self.state is Transport.NO_MEDIA:
            return
        covered = after.app is not None or after.input is not before.input or after.menu is Menu.HOME
        if after.power is not Power.ON:
            self._stop_clock()
            self._uri = self._meta = ""
            self.state, self._base = Transport.NO_MEDIA, 0.0
        elif covered and self._tv.settings.forgets_to_stop:
            self._base = self.position
            self._stop_clock()
        elif covered and self.state is not Transport.STOPPED:
            self._become(Transport.STOPPED, 0.0)


def transport_change(variables: dict[str, str]) -> str:
    """Return variables as LastChange."""
    values = "".join(f"<{name} val={quoteattr(value)}/>" for name, value in variables.items())
    space = "urn:schemas-upnp-org:metadata-1-0/AVT/"
    return f'<Event xmlns="{escape(space)}"><InstanceID val="0">{values}</InstanceID></Event>'


def _clock(seconds: float) -> str:
    """Return a time span as UPnP writes it."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _seconds(text: str) -> float | None:
    """Return a time span in seconds, None where it is none."""
    found = _TIME.fullmatch(text)
    return int(found[1]) * 3600.0 + int(found[2]) * 60 + int(found[3]) if found else None
