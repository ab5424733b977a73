"""`python -m bench.fuzz_set HOST...`: simulated Frames behind relays, in a process of their own, told what to do line by line.

Its own faults, its memory and its tasks are thus never taken for Parlor's.
"""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
import ipaddress
import json
import sys
from typing import Any

from sim.samsung_tv import ArtApi, ArtSettings, SamsungTV, Settings

from .fuzz_madness import Madness
from .fuzz_relay import Relay

TOKEN = "10916644"
CONTROL_TOKEN = "0916644109"
MODEL = "QE55LS03DAUXXN"
_APIS = (ArtApi.OF_2022, ArtApi.OF_2025, ArtApi.OF_2021, ArtApi.OF_2019)


class Set:
    """One Frame and its relay."""

    def __init__(self, host: str, place: int) -> None:
        """Describe it; the Frame itself is at the next address."""
        behind = str(ipaddress.ip_address(host) + 1)
        art = ArtSettings(api=_APIS[place % len(_APIS)], secured=False, transfer_seconds=2, only_in_art=False)
        self.mind = Madness()
        self.tv = SamsungTV(behind, model=MODEL, control_port=0, settings=Settings(art=art))
        self.relay = Relay(host, behind, self.mind)

    async def do(self, order: Mapping[str, Any]) -> object:
        """Carry out an order: mad, sane or look; returns what the set shows, and the cases of each channel."""
        match order["do"]:
            case "mad":
                self.mind.begin(order["channels"], order["cases"], order["seed"])
            case "sane":
                self.mind.end()
                self.tv.change(**order["state"])
        state = self.tv.state
        # Of a native app, as the browser, no set tells that it is in front: then nobody can know.
        is_told = state.menu == "none" and state.app is not None and self.tv.set.app_status(state.app) is not None
        shows = {
            "power": state.power,
            "volume": state.volume,
            "app": state.app if is_told else None,
            "input": state.input,
            "picture": state.gallery.current,
        }
        return {"counts": self.mind.counts, "left": self.mind.left, "shows": shows}


async def _serve(hosts: list[str]) -> None:
    """Serve until the input ends."""
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    async with AsyncExitStack() as stack:
        sets: list[Set] = []
        for place, host in enumerate(hosts):
            one = await asyncio.to_thread(Set, host, place)
            await stack.enter_async_context(one.tv)
            one.tv.pairing.tokens["Parlor"] = TOKEN
            one.tv.ip_control.tokens.append(CONTROL_TOKEN)
            await one.relay.start()
            stack.push_async_callback(one.relay.close)
            sets.append(one)
        print(json.dumps({"hosts": hosts}), flush=True)
        while line := await orders.readline():
            order = json.loads(line)
            print(json.dumps(await sets[order["tv"]].do(order)), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1:]))
