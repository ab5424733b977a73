"""Run the service from a shell: `python -m sim.openai_service --port 8090`, then `POST /sim/script`."""

import argparse
import asyncio

from .mode import MODELS, Mode
from .server import OpenAIService


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sim.openai_service", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--key", help="the API key to ask for; none is needed without it")
    parser.add_argument("--no-responses", action="store_true", help="have no /v1/responses")
    parser.add_argument("--no-models", action="store_true", help="have no /v1/models")
    parser.add_argument("--no-streaming", action="store_true", help="answer whole, whatever is asked")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    mode = Mode(
        responses=not arguments.no_responses,
        models=None if arguments.no_models else MODELS,
        streaming=not arguments.no_streaming,
        key=arguments.key,
    )
    async with OpenAIService(host=arguments.host, port=arguments.port, mode=mode) as service:
        print(f"Listening at {service.url}", flush=True)
        await asyncio.Event().wait()


def main() -> None:
    """Serve until interrupted."""
    try:
        asyncio.run(_run(_arguments()))
    except KeyboardInterrupt:
        print("Stopped")


if __name__ == "__main__":
    main()
