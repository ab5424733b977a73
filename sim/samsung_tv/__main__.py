"""Run a simulated TV as a program of its own."""

import argparse
import asyncio
import contextlib
import signal
import sys

from .state import Power, TVState
from .tv import CONTROL_PORT, MODEL, SamsungTV


def _described() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m sim.samsung_tv", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address of the TV; its ports are fixed")
    parser.add_argument("--name", default="Living Room TV")
    parser.add_argument("--model", default=MODEL, help="a model with LS03 in it is a Frame")
    parser.add_argument("--frame", action=argparse.BooleanOptionalAction, default=None)
    parser.add_argument("--control-port", type=int, default=CONTROL_PORT)
    parser.add_argument("--power", choices=list(Power), default=Power.ON, type=Power)
    return parser.parse_args()


async def _run(given: argparse.Namespace) -> None:
    """Run until a signal says to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    tv = SamsungTV(
        given.host,
        name=given.name,
        model=given.model,
        frame=given.frame,
        control_port=given.control_port,
        state=TVState(power=given.power),
    )
    async with tv:
        for what, why in tv.skipped.items():
            print(f"Without {what}: {why}", file=sys.stderr)
        print(f"{tv.identity.name} is ready at {tv.host}; its screen is at {tv.control_url}/", flush=True)
        await stop.wait()


def main() -> int:
    """Run, and say what stood in the way if a port is taken."""
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_run(_described()))
    except OSError as error:
        print(f"The simulated TV cannot start: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
