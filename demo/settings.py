"""What was asked for on the command line and in the environment."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent

USERNAME = "demo"
PASSWORD = "demo"


class DemoError(Exception):
    """Something that ends the demo; the text is for the person who started it."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where and how the demo runs."""

    config: Path
    port: int = 8123
    lan: bool = False
    fresh: bool = False
    detach: bool = False
    stop: bool = False
    tv_host: str = "127.0.0.1"
    tv_port: int = 8090
    cloud_host: str = "127.0.0.1"
    cloud_port: int = 8095

    @property
    def url(self) -> str:
        """Where Home Assistant answers on this machine."""
        return f"http://localhost:{self.port}"

    @property
    def tv_url(self) -> str:
        """Where the TV's screen is shown."""
        return f"http://{self.tv_host}:{self.tv_port}"

    @property
    def cloud_url(self) -> str:
        """Where the simulated SmartThings cloud answers, and its appliances are operated by hand."""
        return f"http://{self.cloud_host}:{self.cloud_port}"

    @property
    def cloud_memory(self) -> Path:
        """The tokens that the simulated SmartThings cloud has given."""
        return self.config / "demo-cloud.json"

    @property
    def log(self) -> Path:
        """What Home Assistant wrote."""
        return self.config / "demo-home-assistant.log"


def settings_from(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """Return what was asked for; exits with a usage text where that cannot be understood."""
    parser = argparse.ArgumentParser(
        prog="scripts/demo", description="Start Home Assistant with Parlor and a home to play with."
    )
    parser.add_argument("--port", type=_port, default=8123, help="port of Home Assistant (default: %(default)s)")
    parser.add_argument("--lan", action="store_true", help="let other machines in; the password is known to everyone")
    parser.add_argument("--fresh", action="store_true", help="forget everything and start anew")
    parser.add_argument("--detach", action="store_true", help="run in the background; --stop ends it")
    parser.add_argument("--stop", action="store_true", help="stop what was started")
    parser.add_argument(
        "--tv-host", default="127.0.0.1", help="loopback address of the simulated TV (default: %(default)s)"
    )
    parser.add_argument("--tv-port", type=_port, default=8090, help="port of the TV's page (default: %(default)s)")
    parser.add_argument(
        "--cloud-host",
        type=_loopback,
        help="loopback address of the simulated SmartThings cloud (default: that of the TV)",
    )
    parser.add_argument("--cloud-port", type=_port, default=8095, help="port of that cloud (default: %(default)s)")
    given = parser.parse_args(arguments)
    folder = Path(environment.get("PARLOR_DEMO_CONFIG") or ROOT / "config").expanduser().resolve()
    if given.cloud_host is None:
        given.cloud_host = given.tv_host if given.tv_host.startswith("127.") else "127.0.0.1"
    return Settings(config=folder, **vars(given))


def _loopback(text: str) -> str:
    """Return a loopback address: Home Assistant sends its commands there without encryption."""
    if not text.startswith("127."):
        raise argparse.ArgumentTypeError(f"{text} is not a loopback address")
    return text


def _port(text: str) -> int:
    """Return a port number."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text} is not a port")
    return int(text)
