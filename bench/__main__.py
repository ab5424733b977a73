"""`python -m bench SUITE [--quick]`: measure one suite and print what it found."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module

from .report import Report

SUITES = (
    "crash",
    "fuzz",
    "history",
    "jobs",
    "keys",
    "local",
    "model",
    "oracle",
    "prompt",
    "safety",
    "soak",
    "turn",
    "viewing",
)


def main() -> None:
    """Run the suite that was asked for."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Measure Parlor beside Home Assistant's own.")
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, the same keys")
    parser.add_argument("--fetch", action="store_true", help="model: get the server and the model's files first")
    options = parser.parse_args()
    run: Callable[..., Awaitable[Report]] = import_module(f"bench.{options.suite}").run
    more = {"fetched": True} if options.fetch and options.suite == "model" else {}
    asyncio.run(_run(run(quick=options.quick, **more)))


async def _run(report: Awaitable[Report]) -> None:
    """Run a suite and print its report."""
    (await report).print()


if __name__ == "__main__":
    main()
