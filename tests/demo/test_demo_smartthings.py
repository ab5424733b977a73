"""The demo's appliances: signed in before Home Assistant starts, running by themselves, with tokens that stay good."""

import asyncio
import json
from pathlib import Path
import stat
import sys
from typing import Any

from aiohttp import ClientSession
import pytest

from demo.cloud import get_ready, keep, remembered, wash
from demo.folder import make_folder
from demo.memory import Memory
from demo.settings import ROOT, DemoError, Settings, settings_from
from demo.smartthings import sign_in
import homeassistant.const
from sim.smartthings import DISHWASHER, OVEN, WASHER, OAuth, SmartThingsCloud

HASS = ROOT / "sim/smartthings/hass.py"


@pytest.fixture
def settings(tmp_path: Path, loopback_host: str) -> Settings:
    """Settings in a folder that was just made."""
    settings = Settings(config=tmp_path / "config", cloud_host=loopback_host)
    make_folder(settings)
    return settings


def stored(settings: Settings, name: str) -> dict[str, Any]:
    """Return a document that Home Assistant will read."""
    document: dict[str, Any] = json.loads((settings.config / ".storage" / name).read_text())
    return document


def test_settings() -> None:
    given = settings_from(["--cloud-host", "127.9.8.10", "--cloud-port", "18412"], {})
    assert given.cloud_url == "http://127.9.8.10:18412"
    assert settings_from([], {}).cloud_url == "http://127.0.0.1:8095"
    assert settings_from(["--tv-host", "127.9.8.10"], {}).cloud_url == "http://127.9.8.10:8095"
    assert settings_from(["--tv-host", "192.168.1.2"], {}).cloud_url == "http://127.0.0.1:8095"


def test_only_on_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        settings_from(["--cloud-host", "192.168.1.2"], {})
    assert "192.168.1.2 is not a loopback address" in capsys.readouterr().err


def test_signed_in_once(settings: Settings) -> None:
    sign_in(settings)
    (entry,) = stored(settings, "core.config_entries")["data"]["entries"]
    (credential,) = stored(settings, "application_credentials")["data"]["items"]
    assert (entry["domain"], entry["version"], entry["minor_version"]) == ("smartthings", 3, 3)
    assert entry["data"]["auth_implementation"] == credential["auth_domain"]
    assert entry["entry_id"] in Memory.read(settings.config).made
    assert entry["data"]["token"]["refresh_token"] in remembered(settings.cloud_memory).refresh
    assert stat.S_IMODE(settings.cloud_memory.stat().st_mode) == 0o600
    # What the user takes away stays away.
    (settings.config / ".storage/core.config_entries").unlink()
    sign_in(settings)
    assert not (settings.config / ".storage/core.config_entries").exists()


def test_signed_in_beside_what_is_there(settings: Settings) -> None:
    known = {"version": 1, "minor_version": 4, "key": "core.config_entries", "data": {"entries": [{"domain": "sun"}]}}
    (settings.config / ".storage/core.config_entries").write_text(json.dumps(known))
    sign_in(settings)
    document = stored(settings, "core.config_entries")
    assert document["minor_version"] == 4
    assert [entry["domain"] for entry in document["data"]["entries"]] == ["sun", "smartthings"]


def test_storage_that_makes_no_sense(settings: Settings) -> None:
    (settings.config / ".storage/core.config_entries").write_text("[]")
    with pytest.raises(DemoError, match="cannot be understood"):
        sign_in(settings)


@pytest.mark.parametrize("text", ["", "[]", '{"access": 1}', '{"access": {}, "refresh": 5, "installed_app_id": ""}'])
def test_memory_that_makes_no_sense(tmp_path: Path, text: str) -> None:
    (tmp_path / "memory").write_text(text)
    oauth = remembered(tmp_path / "memory")
    assert (oauth.access, oauth.refresh) == ({}, set())


def test_memory(tmp_path: Path) -> None:
    oauth = OAuth()
    token = oauth.issue()
    keep(tmp_path / "memory", oauth)
    again = remembered(tmp_path / "memory")
    again.check(f"Bearer {token['access_token']}")
    assert again.installed_app_id == oauth.installed_app_id


async def test_appliances_run(loopback: None) -> None:
    async with SmartThingsCloud() as cloud:
        get_ready(cloud)
        find = cloud.home.find
        assert find(WASHER).get("washerOperatingState", "machineState") == "run"
        for device in (WASHER, DISHWASHER, OVEN):
            assert find(device).get("remoteControlStatus", "remoteControlEnabled") == "true"
        run = cloud.home.machine(WASHER).run
        wash(cloud)
        assert cloud.home.machine(WASHER).run is run  # it is left alone while it runs
        await cloud.advance(2 * 3600)
        assert find(WASHER).get("washerOperatingState", "machineState") == "stop"
        wash(cloud)
        assert find(WASHER).get("washerOperatingState", "machineState") == "run"


async def test_program(settings: Settings) -> None:
    sign_in(settings)
    token = stored(settings, "core.config_entries")["data"]["entries"][0]["data"]["token"]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "demo.cloud", "--host", settings.cloud_host),
        *("--port", str(settings.cloud_port), "--memory", str(settings.cloud_memory)),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        ready = await asyncio.wait_for(process.stderr.readline(), 30)
        assert settings.cloud_url in ready.decode()
        headers = {"Authorization": f"Bearer {token['access_token']}"}
        async with ClientSession(headers=headers) as session:
            response = await session.get(f"{settings.cloud_url}/v1/devices")
            labels = {device["label"] for device in (await response.json())["items"]}
            page = await (await session.get(f"{settings.cloud_url}/sim/")).text()
        assert labels == {"Washing Machine", "Dishwasher", "Oven"}
        assert "Smart Control" in page
    finally:
        process.terminate()
        assert await process.wait() == 0


async def test_home_assistant_sees_nothing_of_the_repository(tmp_path: Path) -> None:
    probe = (
        "import runpy, sys\n"
        f"sys.path.insert(0, {str(ROOT)!r}); sys.path.insert(0, {str(HASS.parent)!r})\n"
        "sys.argv = ['hass.py', 'http://127.0.0.1:9', '--version']\n"
        f"try: runpy.run_path({str(HASS)!r}, run_name='__main__')\n"
        "except SystemExit as end: print(end.code)\n"
        "import pysmartthings.smartthings as library\n"
        "print(library.URL.build(host='api.smartthings.com'))\n"
        f"print([entry for entry in sys.path if entry.rstrip('/') in {[str(ROOT), str(HASS.parent)]!r}])\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", probe, cwd=tmp_path, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    assert said.decode().splitlines() == [homeassistant.const.__version__, "0", "http://127.0.0.1:9", "[]"]


async def test_an_address_is_needed() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(HASS), "https://api.smartthings.com", "--version"), stderr=asyncio.subprocess.PIPE
    )
    _, said = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 2
    assert said.decode().startswith("usage: hass.py")
