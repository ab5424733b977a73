"""What every test may use."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
import itertools
import os
from pathlib import Path
import random

from hypothesis import HealthCheck, settings
import pytest
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
import pytest_socket
from syrupy.assertion import SnapshotAssertion
from syrupy.filters import props

import custom_components

REPOSITORY = Path(__file__).parent.parent
# Home Assistant looks for integrations in every folder of this namespace: the simulated home lies beside its simulators.
custom_components.__path__.append(str(REPOSITORY / "sim/home/custom_components"))

# The machines that run the tests are busy: how long something took says nothing of it.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

_NEXT_HOST = itertools.count(random.randrange(250))


@pytest.fixture(autouse=True)
def _every_integration(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load custom integrations, where a test has a Home Assistant."""
    if "recorder_mock" in request.fixturenames:  # has to be there before Home Assistant is
        request.getfixturevalue("recorder_mock")
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture(autouse=True)
async def enable_event_loop_debug(request: pytest.FixtureRequest) -> None:
    """Have asyncio look for misuse, on the Home Assistant of the test package: it takes a fifth of the time."""
    asyncio.get_running_loop().set_debug(not request.config.pluginmanager.hasplugin("tests.ha_first"))


@pytest.fixture
def loopback(socket_enabled: None) -> Iterator[None]:
    """Allow sockets on every loopback address, and nowhere else."""
    pytest_socket.socket_allow_hosts(["127.0.0.0/8", "::1"], allow_unix_socket=True)
    yield
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture
def loopback_host(loopback: None) -> str:
    """Return a loopback address of this test's own: a TV's ports are fixed, its address is not."""
    return _own_address()


@pytest.fixture
def second_host(loopback: None) -> str:
    """Return another loopback address of this test's own."""
    return _own_address()


def _own_address() -> str:
    """Return a loopback address that no test that runs at the same time has."""
    return f"127.{os.getpid() % 250 + 1}.{random.randrange(1, 250)}.{next(_NEXT_HOST) % 250 + 1}"


@pytest.fixture
async def silent_url(loopback: None) -> AsyncGenerator[str]:
    """Accept connections and say nothing."""
    writers: list[asyncio.StreamWriter] = []

    async def accept(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    server.close()
    for writer in writers:
        writer.close()


@pytest.fixture
def data_folder() -> Path:
    """Return the folder of public data sets, or skip the test where it is absent."""
    folder = Path(os.environ.get("PARLOR_DATA", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"public data sets not found at {folder}")
    return folder


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare Home Assistant's objects in snapshots, without the fields that only one version has."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension).with_defaults(exclude=props("compat_name"))
