"""What can be asked of a TV by more than one of its entities."""

from .asked import checked_content
from .entity import SHOWN, TVEntity, tv_command
from .samsung.frames import App
from .samsung.remote.keys import KeyPress
from .samsung.shown import Shown, look
from .sources import Input, find_app, find_source, source_names


class TVCommands(TVEntity):
    """An entity that shows and chooses what is on the TV."""

    @property
    def shown(self) -> Shown:
        """Return what the TV shows."""
        state = self.tv_state
        source, channel = (state.control.source, state.control.channel) if state.control else (None, None)
        return look(state.power, state.app, has_media=state.media is not None, source=source, channel=channel)

    @property
    def shown_source(self) -> str | None:
        """Return the app in the foreground, else the input as its owner calls it; None where nobody knows."""
        shown = self.shown
        if shown.app:
            return shown.app.name
        return self.settings.input_name(shown.source) if shown.source else None

    @property
    def sources(self) -> list[str]:
        """Return the inputs that their owner wants to see, and the apps of this TV."""
        return source_names(self.settings, self.tv_state.apps)

    def app(self, wanted: str) -> App:
        """Return the app of that id or name; one that is not known may be there all the same, by its id."""
        return find_app(wanted, self.tv_state.apps) or App(wanted.strip(), wanted)

    def source_of(self, wanted: str) -> Input | App:
        """Return the input or app of a name; raises ServiceValidationError for one that there is not."""
        if (found := find_source(wanted, self.settings, self.tv_state.apps)) is None:
            raise self.invalid("tv_source_unknown", source=wanted[:SHOWN])
        return found

    async def async_choose(self, source: Input | App) -> None:
        """Switch to an input, or open an app."""
        match source:
            case Input(key):
                await self._async_select_input(key)
            case App():
                await self.async_open_app(source)

    async def async_tune(self, channel: str) -> None:
        """Tune to a channel by its number."""
        try:
            await self._async_tune(channel)
        except ValueError as error:
            raise self.invalid("tv_channel_invalid", channel=channel[:SHOWN]) from error

    async def async_press(self, chain: str) -> None:
        """Press the keys of a chain, in order."""
        await self.async_send(*self.parsed_keys(chain))

    @tv_command
    async def async_send(self, *keys: KeyPress) -> None:
        """Press keys, in order."""
        await self.coordinator.tv.send_keys(keys)

    @tv_command
    async def _async_select_input(self, key: str) -> None:
        """Switch to an input, and see it where the TV tells."""
        await self.coordinator.tv.select_input(key)

    @tv_command
    async def _async_tune(self, channel: str) -> None:
        """Tune to a channel, and see it where the TV tells."""
        await self.coordinator.tv.tune(channel)

    async def async_open_app(self, app: App, content_id: str = "") -> None:
        """Open an app, at something in it, and see it come to the front."""
        try:
            checked_content(content_id)
        except ValueError as error:
            raise self.invalid("tv_invalid") from error
        await self._async_launch(app, content_id)

    @tv_command
    async def _async_launch(self, app: App, content_id: str) -> None:
        """Open an app, and see it come to the front."""
        await self.coordinator.tv.launch_app(app.id, content_id)
