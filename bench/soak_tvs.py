"""Simulated TVs in a process of their own: `python -m bench.soak_tvs HOST…`; each line read is a power they go to."""

import asyncio
from contextlib import AsyncExitStack
import json
import sys

from sim.samsung_tv import SamsungTV

TOKEN = "10916644"


async def main(hosts: list[str]) -> None:
    """Run the TVs until the other process ends."""
    async with AsyncExitStack() as stack:
        tvs = [await stack.enter_async_context(SamsungTV(host, control_port=0)) for host in hosts]
        for tv in tvs:
            tv.pairing.tokens["Parlor"] = TOKEN
        print("ready", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            for tv in tvs:
                tv.change(power=json.loads(line))
                await tv.settle()
            print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
