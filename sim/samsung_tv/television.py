"""The set itself, without wires: what it shows, what keys and apps do to it, how it sleeps and wakes."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

from .apps import CATALOGUE, App, find_app
from .identity import Identity
from .keys import POWER_KEYS, after_key, closed, committed, off, opened
from .log import KeyReceived, Launched, Log, TextReceived, Woken
from .merge import BadValueError, accepts, merged
from .state import Launch, Menu, Power, Reports, Settings, TVState

type Observer = Callable[[TVState, TVState], None]

REMOTE_IN_HAND = "remote in hand"


class Television:
    """One TV whose state changes only through `change` and `configure`, so that everything hears of it."""

    def __init__(self, identity: Identity, *, state: TVState, settings: Settings) -> None:
        """Make a TV; nothing runs until it is used inside an event loop."""
        self.identity = identity
        self.apps: tuple[App, ...] = CATALOGUE
        self.log = Log(self.heard)
        self._state = state
        self._settings = settings
        self._observers: list[Observer] = []
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._waiting: set[asyncio.Event] = set()
        self.launched_directly: str | None = None

    @property
    def state(self) -> TVState:
        """Return what the TV shows right now."""
        return self._state

    @property
    def settings(self) -> Settings:
        """Return how the TV behaves right now."""
        return self._settings

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Call with the state before and after every change; returns how to stop that."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def _show(self, after: TVState) -> None:
        """Make this the state, and tell everyone if it differs."""
        before, self._state = self._state, after
        if before != after:
            self._tell(before)

    def _tell(self, before: TVState) -> None:
        """Tell everyone what changed."""
        for observer in tuple(self._observers):
            observer(before, self._state)
        self.heard()

    def heard(self) -> None:
        """Let everyone look again who waits for something to become true."""
        for event in self._waiting:
            event.set()

    async def until(self, fact: Callable[[], bool], seconds: float = 3.0) -> None:
        """Wait until something is true; raises TimeoutError if it does not become so."""
        looked = asyncio.Event()
        self._waiting.add(looked)
        try:
            async with asyncio.timeout(seconds):
                while not fact():
                    await looked.wait()
                    looked.clear()
        finally:
            self._waiting.discard(looked)

    def change(self, **facts: object) -> None:
        """Set facts of `TVState` at once, as if they had always been so; raises BadValueError."""
        after = merged(self._state, facts)
        if "app" in facts and after.app is not None:
            if (app := find_app(self.apps, after.app)) is None:
                raise BadValueError("app: not installed")
            after = opened(after, app.app_id, after.deep_link)
        if "power" in facts and after.power is not self._state.power:
            self.stop_timers()
            after = replace(after, lagging=False, maintenance=None)
            if after.power is not Power.ON:
                after = off(after, after.power)
        self._show(after)

    def configure(self, **settings: object) -> None:
        """Set fields of `Settings`, `faults` being a mapping of its own; raises BadValueError."""
        self._settings = merged(self._settings, settings)
        self._tell(self._state)

    def merge(self, changes: Mapping[str, object]) -> None:
        """Set facts and settings from one JSON object, all of them or none; raises BadValueError."""
        facts = {name: value for name, value in changes.items() if name in accepts(TVState)}
        settings = {name: value for name, value in changes.items() if name not in facts}
        merged(self._settings, settings)
        self.change(**facts)
        self.configure(**settings)

    def _later(self, name: str, seconds: float, action: Callable[[], None]) -> None:
        """Do something after a while, in place of what was planned under this name."""
        self._cancel(name)
        if seconds <= 0:
            action()
            return

        def due() -> None:
            self._timers.pop(name, None)
            action()

        self._timers[name] = asyncio.get_running_loop().call_later(seconds, due)

    def _cancel(self, name: str) -> bool:
        """Drop what was planned under a name, and return whether there was such a thing."""
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()
        return timer is not None

    def stop_timers(self) -> None:
        """Drop everything that was planned."""
        for name in tuple(self._timers):
            self._cancel(name)

    def press(self, key: str, command: str = "Click", client: str = REMOTE_IN_HAND) -> None:
        """Take a key: `Click`, or `Press` and later `Release`; there is no answer, as on real sets."""
        self.log.add(KeyReceived(client=client, command=command, key=key))
        if not self._state.networked and client != REMOTE_IN_HAND:
            return
        if key in POWER_KEYS:
            self._power_key(key, command)
        elif command != "Release":
            self._show(after_key(self._state, key, self.apps, takes_hdmi_keys=self._settings.takes_hdmi_keys))
            if self._state.digits:
                self._later("digits", self._settings.digit_seconds, lambda: self._show(committed(self._state)))

    def _power_key(self, key: str, command: str) -> None:
        """Take the power key: a hold turns off, a click toggles art on a Frame and power elsewhere."""
        if command == "Press":
            self._later("hold", self._settings.hold_seconds, self.turn_off)
            return
        if command == "Release" and not self._cancel("hold"):
            return
        if not self._state.renders or self._state.lagging:
            if key != "KEY_POWEROFF":
                self.wake(key)
        elif key == "KEY_POWEROFF":
            if self._settings.takes_off_key:
                self.turn_off()
        elif self._state.power is Power.ART:
            self._show(replace(self._state, power=Power.ON))
        elif key == "KEY_POWER" and self.identity.frame:
            self._show(off(self._state, Power.ART))
        elif key == "KEY_POWER":
            self.turn_off()

    def turn_off(self) -> None:
        """Go to standby; REST goes on saying `on` for `off_lag` seconds, and the network may go `dark_after` it."""
        if self._state.power not in {Power.ON, Power.ART}:
            return
        self.stop_timers()
        self._show(replace(off(self._state, Power.STANDBY), lagging=True))
        self._later("lag", self._settings.off_lag, self._asleep)

    def _asleep(self) -> None:
        """End the lag after off."""
        self._show(replace(self._state, lagging=False))
        if self._settings.dark_after is not None:
            self._later("dark", self._settings.dark_after, lambda: self._show(replace(self._state, power=Power.OFF)))

    def wake(self, by: str) -> None:
        """Turn on, after `wake_seconds`; what wakes it once more meanwhile makes that neither longer nor shorter."""
        if self._state.power in {Power.ON, Power.ART} or "wake" in self._timers:
            return
        self.log.add(Woken(by=by))
        self.stop_timers()
        self._later("wake", self._settings.wake_seconds, self._awake)

    def _awake(self) -> None:
        """Show a picture again."""
        power = Power.ART if self._settings.wakes_to_art and self.identity.frame else Power.ON
        self._show(replace(self._state, power=power, lagging=False, maintenance=None))

    def reboot(self, seconds: float) -> None:
        """Lose picture and network, and come back on after a while."""
        self.stop_timers()
        self._show(replace(off(self._state, Power.OFF), lagging=False, maintenance=None))
        self._later("wake", seconds, self._awake)

    def wake_network(self, seconds: float, reports: Reports) -> None:
        """Bring the network up for a while as sleeping TVs do every half an hour, saying `reports` as PowerState."""
        if self._state.power in {Power.ON, Power.ART}:
            return
        self._show(replace(self._state, maintenance=reports))
        self._later("maintenance", seconds, lambda: self._show(replace(self._state, maintenance=None)))

    def launch(self, app_id: str, through: str, action_type: str = "", meta_tag: str = "") -> bool:
        """Start an app, if `through` (rest, socket or control) does more than say so; returns whether it is installed."""
        self.log.add(Launched(through=through, app_id=app_id, action_type=action_type, meta_tag=meta_tag))
        app = find_app(self.apps, app_id)
        if app is None:
            return False
        settings = self._settings
        ways = {"rest": settings.rest_launch, "control": settings.control_launch}
        works = ways.get(through, settings.socket_launch)
        if works is Launch.WORKS and self._state.power in {Power.ON, Power.ART}:
            found = app.app_id
            self._later("app", settings.app_start_seconds, lambda: self._start(found, meta_tag))
        return True

    def launch_directly(self, app_id: str, deep_link: str) -> None:
        """Start an app as IP Control does, which remembers that it was the one to start it."""
        self.log.add(Launched(through="ip_control", app_id=app_id, meta_tag=deep_link))
        self.launched_directly = app_id
        self._start(app_id, deep_link)

    def _start(self, app_id: str, deep_link: str) -> None:
        """Bring an app to the front."""
        if self._state.power in {Power.ON, Power.ART}:
            self._show(opened(replace(self._state, power=Power.ON), app_id, deep_link))

    def close(self, app_id: str) -> bool:
        """End an app; returns whether it is installed."""
        app = find_app(self.apps, app_id)
        if app is not None:
            self._show(closed(self._state, app.app_id))
        return app is not None

    def app_status(self, app_id: str) -> dict[str, object] | None:
        """Return an app as REST and the control channel tell it, or None for unknown and native ones."""
        app = find_app(self.apps, app_id)
        if app is None or app.native:
            return None
        in_front = self._state.app == app.app_id and self._state.lit and self._state.menu is not Menu.HOME
        return {
            "id": app_id,
            "name": app.name,
            "running": app.app_id in self._state.running,
            "version": app.version,
            "visible": in_front and app.app_id not in self._settings.never_visible,
        }

    def type_text(self, text: str, client: str) -> None:
        """Replace what stands in the open text field; without one the text is lost."""
        accepted = self._state.text_field is not None and self._state.lit
        self.log.add(TextReceived(client=client, text=text, accepted=accepted))
        if accepted:
            self._show(replace(self._state, text_field=text))

    def end_text(self) -> None:
        """Close the text field."""
        self._show(replace(self._state, text_field=None))

    def reset(self, state: TVState, settings: Settings) -> None:
        """Go back to a state and settings, and forget what was received."""
        self.stop_timers()
        self._settings = settings
        self.log.clear()
        before, self._state = self._state, state
        self._tell(before)
