"""Media pushed to the TV: asked for, and pushed."""

from collections.abc import Mapping

from .media import didl
from .soap import AV_TRANSPORT, SoapClient, text, value


class Transport:
    """The media player of one TV's renderer; raises TVUnreachable or BadAnswer within 2 seconds a call."""

    def __init__(self, soap: SoapClient) -> None:
        """Know whom to ask."""
        self._soap = soap

    async def state(self) -> str:
        """Return what it does, as `PLAYING`."""
        return value("CurrentTransportState", r"\w{1,40}", await self._call("GetTransportInfo"))

    async def position(self) -> Mapping[str, str]:
        """Return what plays and where in it, under the names that events use."""
        answer = await self._call("GetPositionInfo")
        told = {
            "CurrentTrackURI": "TrackURI",
            "CurrentTrackMetaData": "TrackMetaData",
            "CurrentTrackDuration": "TrackDuration",
            "RelativeTimePosition": "RelTime",
        }
        return {name: text(element, answer) for name, element in told.items()}

    async def load(self, uri: str, title: str, mime: str) -> None:
        """Hand over a medium, which does not play yet."""
        await self._call("SetAVTransportURI", CurrentURI=uri, CurrentURIMetaData=didl(uri, title, mime))

    async def play(self) -> None:
        """Play what was handed over."""
        await self._call("Play", Speed="1")

    async def pause(self) -> None:
        """Pause what plays."""
        await self._call("Pause")

    async def stop(self) -> None:
        """Stop what plays."""
        await self._call("Stop")

    async def seek(self, seconds: float) -> None:
        """Go to a place in what plays."""
        whole = int(seconds)
        target = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
        await self._call("Seek", Unit="REL_TIME", Target=target)

    async def _call(self, action: str, **arguments: str) -> str:
        """Call an action of the player."""
        return await self._soap.call(AV_TRANSPORT, action, arguments)
