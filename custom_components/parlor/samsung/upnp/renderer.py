"""Volume and mute of the TV's own speakers, asked and set."""

from dataclasses import dataclass

from .soap import RENDERING_CONTROL, SoapClient, value


@dataclass(frozen=True, slots=True)
class Sound:
    """Volume in 0-100, and whether it is muted."""

    volume: int
    muted: bool


class Renderer:
    """Asks one TV's renderer; raises TVUnreachable or BadAnswer within 2 seconds a question."""

    def __init__(self, soap: SoapClient) -> None:
        """Know whom to ask."""
        self._soap = soap

    async def sound(self) -> Sound:
        """Return volume and mute."""
        volume = value("CurrentVolume", r"\d{1,3}", await self._call("GetVolume"))
        muted = value("CurrentMute", r"0|1|true|false", await self._call("GetMute"))
        return Sound(min(int(volume), 100), muted in ("1", "true"))

    async def set_volume(self, volume: int) -> None:
        """Set the volume, 0-100."""
        await self._call("SetVolume", DesiredVolume=volume)

    async def set_muted(self, muted: bool) -> None:
        """Mute or unmute."""
        await self._call("SetMute", DesiredMute=int(muted))

    async def _call(self, action: str, **arguments: int) -> str:
        """Call an action on the TV's speakers."""
        return await self._soap.call(RENDERING_CONTROL, action, {"Channel": "Master", **arguments})
