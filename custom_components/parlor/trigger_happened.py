"""Triggers for what happens at a moment, and where that is asked for stays so: on a screen, with a job."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import override

from homeassistant.core import CALLBACK_TYPE, callback

from .targeted import ALL
from .trigger_following import Firing, Followable, Followed, FollowingTrigger, Run, Timers


class HappenedTrigger[KnownT: Followed, ChangeT, EventT](FollowingTrigger[KnownT]):
    """Fires when something happens."""

    @override
    def run(self, firing: Firing) -> CALLBACK_TYPE:
        """Begin to wait for it."""
        return HappenedRun(self, firing).end

    @abstractmethod
    def followable(self) -> Followable[KnownT, ChangeT]:
        """Return where those are that it may happen with."""

    @abstractmethod
    def awaited(self, change: ChangeT) -> Iterable[EventT]:
        """Return what of that which happened is what is waited for."""

    def why_not(self, one: KnownT, event: EventT) -> str | None:
        """Return which filter something does not pass, None where it passes all."""
        return None

    @abstractmethod
    def holds(self, one: KnownT) -> bool:
        """Say whether it is still so with one: what several are compared by, and what `for` is about."""

    @abstractmethod
    def fire(self, firing: Firing, one: KnownT, event: EventT, *, stayed: bool) -> None:
        """Run the actions, at once or after it has stayed so."""


class HappenedRun[KnownT: Followed, ChangeT, EventT](Run[KnownT, ChangeT]):
    """Waits for it to happen, and then, where that is asked for, for it to stay so."""

    def __init__(self, trigger: HappenedTrigger[KnownT, ChangeT, EventT], firing: Firing) -> None:
        """Begin to wait."""
        self._trigger = trigger
        self._firing = firing
        self._pending = Timers(firing.hass)
        super().__init__(trigger.followable())

    @callback
    @override
    def heard(self, one: KnownT, change: ChangeT) -> None:
        """Look whether it is what is waited for, and whether what was so still is."""
        trigger = self._trigger
        for event in trigger.awaited(change):
            if not trigger.is_meant(one):
                continue
            if (reason := trigger.why_not(one, event)) is not None:
                self._firing.refuse("filter_not_passed", filter=reason)
            elif trigger.is_all_or_first(one, trigger.holds):
                self._happened(one, event)
        if self._pending.names and not self._still_holds(one):
            self._forget(one)

    @callback
    def _still_holds(self, one: KnownT) -> bool:
        trigger = self._trigger
        asked = trigger.meant() if trigger.behavior == ALL else (one,)
        return all(trigger.holds(each) for each in asked)

    @callback
    def _forget(self, one: KnownT) -> None:
        """Wait no longer for it to stay so with one; where all are meant, with any."""
        if self._trigger.behavior == ALL:
            self._pending.stop_all()
        else:
            self._pending.stop(one.id)

    @callback
    def _happened(self, one: KnownT, event: EventT) -> None:
        """Fire now, or when it has stayed so."""
        trigger = self._trigger
        if trigger.duration is None:
            trigger.fire(self._firing, one, event, stayed=False)
            return
        self._forget(one)

        @callback
        def stayed() -> None:
            if self._still_holds(one):
                trigger.fire(self._firing, one, event, stayed=True)

        self._pending.start(one.id, trigger.duration.total_seconds(), stayed)

    @callback
    @override
    def gone(self, one_id: str) -> None:
        """Wait no longer for one that has gone."""
        self._pending.stop(one_id)

    @callback
    @override
    def end(self) -> None:
        """Wait for nothing any more."""
        super().end()
        self._pending.stop_all()
