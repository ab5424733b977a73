"""The simulated SmartThings cloud with a memory: tokens that it gave stay good, and three appliances that run by themselves."""

import argparse
import asyncio
from datetime import UTC, datetime
import json
from pathlib import Path
import signal
import sys
import time

from sim.smartthings import DISHWASHER, OVEN, WASHER, OAuth, SmartThingsCloud, household

from .tell import complain, say

SPEED = 10.0
"""A wash of 103 minutes takes ten."""
_LOOK_SECONDS = 1.0
_REST_SECONDS = 900.0

type Known = dict[str, object]


def main() -> int:
    """Run the cloud until a signal says to stop."""
    parser = argparse.ArgumentParser(prog="python -m demo.cloud", description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--memory", type=Path, required=True, help="file of the tokens that the cloud has given")
    given = parser.parse_args()
    try:
        asyncio.run(_run(given))
    except OSError as error:
        complain(f"The simulated SmartThings cloud cannot start: {error}")
        return 1
    return 0


async def _run(given: argparse.Namespace) -> None:
    """Run, write tokens down as they are given, and wash again after a while."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    oauth = await asyncio.to_thread(remembered, given.memory)
    devices = household(datetime.now(UTC), WASHER, DISHWASHER, OVEN)
    known: Known = {}
    waiting = asyncio.ensure_future(stop.wait())
    async with SmartThingsCloud(devices, host=given.host, port=given.port, speed=SPEED, oauth=oauth) as cloud:
        say(f"The SmartThings cloud is at {cloud.url}")
        get_ready(cloud)
        started = time.monotonic()
        while not stop.is_set():
            await asyncio.wait([waiting], timeout=_LOOK_SECONDS)
            if time.monotonic() - started > _REST_SECONDS:
                started = time.monotonic()
                wash(cloud)
            if (now := _known(oauth)) != known:
                known = now
                await asyncio.to_thread(_remember, given.memory, known)


def get_ready(cloud: SmartThingsCloud) -> None:
    """Press Smart Control on everything, and wash."""
    for machine in cloud.home.machines.values():
        machine.press_smart_control(on=True, now=cloud.clock.now())
    wash(cloud)


def wash(cloud: SmartThingsCloud) -> None:
    """Let the washer run where it does nothing: somebody has emptied it and filled it again."""
    washer, now = cloud.home.machine(WASHER), cloud.clock.now()
    if washer.stage in {"idle", "finished"}:
        washer.open_door(now)
        washer.close_door()
        washer.press_smart_control(on=True, now=now)
        washer.start(now)
    cloud.home.tick()


def remembered(file: Path) -> OAuth:
    """Return what a file says was given out; nothing where it cannot be read."""
    oauth = OAuth()
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        access = {str(token): float(end) for token, end in stored["access"].items()}
        refresh = {str(token) for token in stored["refresh"]}
        oauth.installed_app_id = str(stored["installed_app_id"])
    except OSError, ValueError, KeyError, TypeError, AttributeError:
        return oauth
    oauth.access.update(access)
    oauth.refresh.update(refresh)
    return oauth


def _known(oauth: OAuth) -> Known:
    """Return what was given out."""
    return {
        "access": dict(oauth.access),
        "refresh": sorted(oauth.refresh),
        "installed_app_id": oauth.installed_app_id,
    }


def keep(file: Path, oauth: OAuth) -> None:
    """Write down what was given out, readable for nobody else."""
    _remember(file, _known(oauth))


def _remember(file: Path, known: Known) -> None:
    """Write it down."""
    file.touch(mode=0o600)
    file.write_text(json.dumps(known), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
