"""The demo as a user starts it, and Chromium to look at it with; screenshots go to `artifacts/`."""

from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
import os
from pathlib import Path
import random
import shutil
import socket
import subprocess
import sys

from playwright.async_api import Page, async_playwright
import pytest

REPOSITORY = Path(__file__).parents[2]
ARTIFACTS = REPOSITORY / "artifacts"
START_SECONDS = 240
# Chromium asks its maker's hosts for much at every start; a test has no business there.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
_ENVIRONMENT_OF_MODELS = ("OPENAI_API_KEY", "OPENAI_BASE_URL")


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo."""

    url: str
    tv_url: str


def _chromium() -> str | None:
    """Return the browser's program, or None where there is none."""
    names = (os.environ.get("PARLOR_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def _free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, ports: tuple[int, int]) -> Iterator[Demo]:
    """Start the demo in an empty folder, without a model, and stop it at the end."""
    if _chromium() is None:
        pytest.skip("no Chromium was found (PARLOR_CHROMIUM names one)")
    tv_host = f"127.{random.randrange(2, 250)}.{random.randrange(250)}.{random.randrange(2, 250)}"
    port, tv_port = ports
    environment = {key: value for key, value in os.environ.items() if key not in _ENVIRONMENT_OF_MODELS}
    environment["PARLOR_DEMO_CONFIG"] = str(tmp_path_factory.mktemp("demo"))

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "demo", *arguments],
            cwd=REPOSITORY,
            env=environment,
            check=True,
            timeout=START_SECONDS,
        )

    run("--detach", "--port", str(port), "--tv-host", tv_host, "--tv-port", str(tv_port))
    yield Demo(f"http://localhost:{port}", f"http://{tv_host}:{tv_port}")
    run("--stop")


@pytest.fixture(scope="session")
def ports() -> tuple[int, int]:
    """Return two free ports; taken while sockets are still allowed."""
    return _PORTS


_PORTS = (_free_port(), _free_port())


@pytest.fixture
async def page(loopback: None, demo: Demo) -> AsyncGenerator[Page]:
    """Return a page of Chromium, signed in as the demo's user."""
    ARTIFACTS.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_chromium(), args=_FLAGS)
        # Home Assistant's service worker reloads the page when it takes over, whatever is being done in it.
        page = await browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-US", service_workers="block")
        page.set_default_timeout(30_000)
        await page.goto(demo.url)
        await page.fill('input[name="username"]', "demo")
        await page.fill('input[name="password"]', "demo")
        await page.get_by_role("button", name="Log in").click()
        await page.wait_for_selector("home-assistant-main")
        yield page
        await browser.close()
