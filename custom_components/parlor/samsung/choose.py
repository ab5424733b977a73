"""Chooses the input or the channel: through IP Control where its owner allowed that, else by keys, and seen where told.

A Frame does not take an input through IP Control, and recent ones ignore the keys of inputs as well: then IP Control at
least tells that nothing happened. Without it nothing tells.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from .apps.watch import AppWatch
from .errors import ControlClosed, ControlRefused, NotAvailable, NotConfirmed, Rejected
from .ip_control.control import IPControl
from .remote.keys import KeyPress, channel_number
from .shown import TUNER
from .state import Facts, Timing, TVState

type Press = Callable[[Sequence[KeyPress]], Awaitable[None]]


class Chooser:
    """Chooses what one TV shows, apps aside; each way returns whether it was seen to happen."""

    def __init__(self, facts: Facts, timing: Timing, apps: AppWatch, control: IPControl | None, press: Press) -> None:
        """Know the ways."""
        self._facts = facts
        self._timing = timing
        self._apps = apps
        self._control = control
        self._press = press

    async def select_input(self, key: str) -> bool:
        """Switch to an input (`HDMI1`, `TV`), out of any app; raises NotConfirmed where the TV tells another one."""

        def is_shown(state: TVState) -> bool:
            return state.app is None and state.control is not None and state.control.source == key

        control = self._control_with("source")
        if control is None or not await _is_taken(control.select_source(key)):
            await self._press([KeyPress(f"KEY_{key}")])
        return await self._seen(is_shown)

    async def tune(self, number: str, keys: Sequence[KeyPress]) -> bool:
        """Tune to a channel ("12", "5-1"), by these keys where need be; raises NotConfirmed where it is not shown."""
        wanted = channel_number(number)

        def is_shown(state: TVState) -> bool:
            told = state.control
            if state.app is not None or told is None or told.source != TUNER:
                return False
            return channel_number(told.channel or "") == wanted

        control = self._control_with("channel")
        if control is None or not await _is_taken(control.set_channel(wanted)):
            await self._press(keys)
        return await self._seen(is_shown)

    async def step(self, key: str) -> bool:
        """Press the key of the next or the previous channel; raises NotConfirmed where the TV tells the same one as before."""
        state = self._facts.state
        before = state.control
        await self._press([KeyPress(key)])
        if before is None or before.source != TUNER or before.channel is None or state.app is not None:
            return False
        return await self._seen(lambda state: state.control is not None and state.control.channel != before.channel)

    async def open_page(self, url: str) -> bool:
        """Open a page in the TV's browser, through IP Control alone, and return whether it did."""
        control = self._control_with("browser")
        is_open = control is not None and await _is_taken(control.open_url(url))
        self._apps.hint()
        return is_open

    def _control_with(self, feature: str) -> IPControl | None:
        """Return IP Control where it answers and has something."""
        told = self._facts.state.control
        return self._control if told and told.source is not None and feature in told.has else None

    async def _seen(self, is_shown: Callable[[TVState], bool]) -> bool:
        """Wait until it is shown, and return whether anything tells that; raises NotConfirmed where it tells otherwise."""
        self._apps.hint()
        if (told := self._facts.state.control) is None or told.source is None or self._control is None:
            return False
        self._control.look_soon()
        changed = asyncio.Event()
        end = self._facts.subscribe(lambda _: changed.set())
        try:
            async with asyncio.timeout(self._timing.choice_wait):
                while not is_shown(self._facts.state):
                    changed.clear()
                    await changed.wait()
        except TimeoutError as error:
            raise NotConfirmed("the TV tells that it shows something else") from error
        finally:
            end()
        return True


async def _is_taken(asking: Awaitable[None]) -> bool:
    """Ask through IP Control, and return whether the TV took that; what it did not take by that way a key may do.

    A TV that does not answer at all is not asked by another way: whoever waits should hear of it soon.
    """
    try:
        await asking
    except ControlClosed, ControlRefused, NotAvailable, Rejected:
        return False
    return True
