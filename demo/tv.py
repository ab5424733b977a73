"""The simulated TV with a memory: like a real set it still knows after a restart who may control it."""

import argparse
import asyncio
import json
from pathlib import Path
import signal
import sys

from sim.samsung_tv import Power, SamsungTV, TVState

from .tell import complain, say

_MODEL = "QE55LS03DAUXXU"  # a Frame, which has everything that a TV here can have
_LOOK_SECONDS = 1.0

type Known = dict[str, list[str] | dict[str, str]]


def main() -> int:
    """Run the TV until a signal says to stop; the ports of a TV that was never paired stand open with the screen on."""
    parser = argparse.ArgumentParser(prog="python -m demo.tv", description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--control-port", type=int, required=True)
    parser.add_argument("--memory", type=Path, required=True, help="file of the tokens that the TV has given")
    given = parser.parse_args()
    try:
        asyncio.run(_run(given))
    except OSError as error:
        complain(f"The simulated TV cannot start: {error}")
        return 1
    return 0


async def _run(given: argparse.Namespace) -> None:
    """Run, and write tokens down as they are given."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    tokens, control_tokens = await asyncio.to_thread(_remembered, given.memory)
    state = TVState(power=Power.STANDBY if tokens else Power.ON)
    tv = SamsungTV(given.host, name=given.name, model=_MODEL, control_port=given.control_port, state=state)
    tv.pairing.tokens.update(tokens)
    tv.ip_control.tokens.extend(control_tokens)
    known = _known(tv)
    waiting = asyncio.ensure_future(stop.wait())
    async with tv:
        say(f"{given.name} is at {tv.control_url}/")
        for what, why in tv.skipped.items():
            say(f"Without {what}: {why}")
        while not stop.is_set():
            await asyncio.wait([waiting], timeout=_LOOK_SECONDS)
            if (now := _known(tv)) != known:
                known = now
                await asyncio.to_thread(_remember, given.memory, known)


def _known(tv: SamsungTV) -> Known:
    """Return who may control the TV: tokens of the remote control by client name, and those of IP Control."""
    return {"remote": dict(tv.pairing.tokens), "control": list(tv.ip_control.tokens)}


def _remembered(file: Path) -> tuple[dict[str, str], list[str]]:
    """Return the tokens by client name, and those of IP Control; none where the file cannot be read."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): str(token) for name, token in stored["remote"].items()}, [
            str(each) for each in stored["control"]
        ]
    except OSError, ValueError, KeyError, TypeError, AttributeError:
        return {}, []


def _remember(file: Path, known: Known) -> None:
    """Write the tokens down, readable for nobody else."""
    file.touch(mode=0o600)
    file.write_text(json.dumps(known), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
