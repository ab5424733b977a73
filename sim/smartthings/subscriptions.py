"""Who is told of events: subscriptions, of which the cloud allows few, and the streams that are open on them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
import uuid

from .errors import malformed, sinks_full
from .stream import Stream

MOST = 2

type Json = dict[str, Any]


@dataclass(slots=True)
class Subscription:
    """What somebody wants to be told; the streams on it are told the same."""

    id: str
    body: Json
    streams: list[Stream] = field(default_factory=list)

    def wants(self, kind: str, location_id: str) -> bool:
        """Return whether one of its filters lets an event through."""
        return any(
            kind in each.get("eventType", ()) and location_id in each.get("value", ())
            for each in self.body["subscriptionFilters"]
        )


@dataclass(slots=True)
class Subscriptions:
    """All subscriptions of the account; `most` is the sink limit."""

    most: int = MOST
    known: dict[str, Subscription] = field(default_factory=dict)

    def create(self, body: object, host: str) -> Json:
        """Make a subscription, and return how it is answered. Raises Refused where there are enough, or the body makes no sense."""
        if not isinstance(body, Mapping) or not _makes_sense(body):
            raise malformed("subscriptionFilters", "must not be empty")
        if len(self.known) >= self.most:
            raise sinks_full(self.most)
        made = Subscription(str(uuid.uuid4()), dict(body))
        self.known[made.id] = made
        return {
            "subscriptionId": made.id,
            "registrationUrl": f"http://{host}/filters/{made.id}/activate?filterRegion=eu-west-1",
            "name": body.get("name"),
            "version": body.get("version"),
            "subscriptionFilters": [
                {"attribute": None, "capability": None, "component": None, **each}
                for each in body["subscriptionFilters"]
            ],
        }

    def delete(self, subscription_id: str) -> int:
        """End a subscription, and return how many that were: one, or none."""
        gone = self.known.pop(subscription_id, None)
        if gone is None:
            return 0
        for stream in list(gone.streams):
            stream.goodbye()
        return 1

    def publish(self, kind: str, location_id: str, body: Json) -> None:
        """Tell everyone who wants to know."""
        for subscription in self.known.values():
            if subscription.wants(kind, location_id):
                for stream in subscription.streams:
                    stream.send(kind, body)

    @property
    def streams(self) -> Iterator[Stream]:
        """Return the streams that are open."""
        for subscription in self.known.values():
            yield from subscription.streams

    def cut(self, *, in_event: bool = False) -> int:
        """Break every stream as a lost connection does, in the middle of an event on demand; return how many there were."""
        streams = list(self.streams)
        for stream in streams:
            stream.cut(in_event=in_event)
        return len(streams)

    def goodbye(self) -> int:
        """Let the cloud end every stream in good order, as it does now and then; return how many there were."""
        streams = list(self.streams)
        for stream in streams:
            stream.goodbye()
        return len(streams)


def _makes_sense(body: Mapping[str, Any]) -> bool:
    """Return whether a body has filters that say what of."""
    filters = body.get("subscriptionFilters")
    return isinstance(filters, list) and bool(filters) and all(isinstance(each, dict) for each in filters)
