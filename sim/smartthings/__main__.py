"""Run the cloud as a program of its own: `python -m sim.smartthings --port 8095 --speed 10`."""

import argparse
import asyncio
import contextlib
from pathlib import Path
import signal
import sys

from .cloud import SmartThingsCloud
from .device import Device
from .population import load_folder, multiplied


def _described() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m sim.smartthings", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8095)
    parser.add_argument("--speed", type=float, default=1.0, help="how many times faster the machines are")
    parser.add_argument("--data", type=Path, help="folder with devices/ and device_status/ instead of the household")
    parser.add_argument("--devices", type=int, help="how many devices to make of those in the folder")
    return parser.parse_args()


def _devices(given: argparse.Namespace) -> list[Device] | None:
    """Return the devices of a folder, None for the household's own."""
    if given.data is None:
        return None
    found = list(load_folder(given.data).values())
    return found if given.devices is None else multiplied(found, given.devices)


async def _run(given: argparse.Namespace) -> None:
    """Run until a signal says to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    devices = await asyncio.to_thread(_devices, given)
    async with SmartThingsCloud(devices, host=given.host, port=given.port, speed=given.speed) as cloud:
        print(f"Listening at {cloud.url} with {len(cloud.home.devices)} devices", flush=True)
        print(f"Access token: {cloud.oauth.issue()['access_token']}", flush=True)
        await stop.wait()


def main() -> int:
    """Run, and say what stood in the way if the port is taken."""
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_run(_described()))
    except OSError as error:
        print(f"The simulated cloud cannot start: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
