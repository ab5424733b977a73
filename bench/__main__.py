"""`python -m bench SUITE [--quick]`: measure one suite and print what it found."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module

from .report import Report

SUITES = ("crash", "fuzz", "history", "keys", "local", "prompt", "safety", "soak", "turn", "viewing")


def main() -> None:
    """Run the suite that was asked for."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measure Parlor beside Home Assistant's own.")
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, the same keys")
    options = parser.parse_args()
    run: Callable[..., Awaitable[Report]] = import_module(f"bench.{options.suite}").run
    asyncio.run(_run(run(quick=options.quick)))


async def _run(report: Awaitable[Report]) -> None:
    """Run a suite and print its report."""
    (await report).print()


if __name__ == "__main__":
    main()
