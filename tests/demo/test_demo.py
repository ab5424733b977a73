"""What scripts/demo is made of: what it is asked for, its folder, its parts, and what it finds to answer."""

import asyncio
from collections.abc import AsyncIterator
import json
from pathlib import Path
import socket
import subprocess
import sys

from aiohttp import web
import pytest

from demo import running
from demo.folder import make_folder
from demo.memory import Memory
from demo.models import Service, find_service
from demo.parts import Part, check_ports, watch
from demo.place import country, time_zone
from demo.settings import DemoError, Settings, settings_from

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a folder that is not there yet."""
    return Settings(config=tmp_path / "config", port=18200)


def test_settings(tmp_path: Path) -> None:
    given = settings_from(["--port", "9000", "--lan", "--fresh"], {"PARLOR_DEMO_CONFIG": str(tmp_path)})
    assert (given.port, given.lan, given.fresh, given.stop, given.config) == (9000, True, True, False, tmp_path)
    assert given.url == "http://localhost:9000"
    assert settings_from([], {}).config.name == "config"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_what_is_no_port(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        settings_from([f"--port={port}"], {})
    assert f"{port} is not a port" in capsys.readouterr().err


def test_folder(settings: Settings) -> None:
    make_folder(settings)
    folder = settings.config
    assert "http:" not in (folder / "configuration.yaml").read_text()
    for domain in ("parlor", "sim_home"):
        manifest = json.loads((folder / "custom_components" / domain / "manifest.json").read_text())
        assert manifest["domain"] == domain
    server = json.loads((folder / ".storage/http").read_text())["data"]
    assert (server["stable"]["server_port"], server["stable"]["server_host"]) == (18200, ["127.0.0.1"])


def test_second_start_keeps_what_is_there(settings: Settings) -> None:
    make_folder(settings)
    (settings.config / "automations.yaml").write_text("- mine")
    stored = json.loads((settings.config / ".storage/http").read_text())
    stored["version"], stored["data"]["pending"] = 3, {"server_port": 1}
    (settings.config / ".storage/http").write_text(json.dumps(stored))
    make_folder(Settings(config=settings.config, port=18201, lan=True))
    assert (settings.config / "automations.yaml").read_text() == "- mine"
    server = json.loads((settings.config / ".storage/http").read_text())
    assert (server["version"], server["data"]["pending"]) == (3, None)
    assert (server["data"]["stable"]["server_port"], server["data"]["stable"]["server_host"]) == (18201, ["0.0.0.0"])
    make_folder(Settings(config=settings.config, fresh=True))
    assert (settings.config / "automations.yaml").read_text() == "[]\n"


def test_foreign_folder_is_left_alone(settings: Settings) -> None:
    settings.config.mkdir()
    mine = settings.config / "configuration.yaml"
    mine.write_text("mine:")
    with pytest.raises(DemoError, match="was not made by scripts/demo"):
        make_folder(Settings(config=settings.config, fresh=True))
    assert mine.read_text() == "mine:"


def test_stop(settings: Settings) -> None:
    make_folder(settings)
    assert running.running(settings) is None
    assert not running.stop(settings)
    with subprocess.Popen(SLEEP) as process:
        birth = running.birth_of(process.pid)
        assert birth is not None
        # The second has the number of a living process, but another birth.
        record = {"processes": {str(process.pid): birth, "1": "never"}, "url": "http://x", "ready": True}
        (settings.config / "demo.pid").write_text(json.dumps(record))
        found = running.running(settings)
        assert found is not None
        assert (found.alive, found.url, found.ready) == ([process.pid], "http://x", True)
        assert running.stop(settings)
        assert process.wait(10) != 0
    assert running.running(settings) is None


def test_own_record(settings: Settings) -> None:
    make_folder(settings)
    running.write_down(settings, [], ready=False)
    found = running.running(settings)
    assert found is not None and found.alive and not found.ready
    running.cross_out(settings)
    assert running.running(settings) is None
    (settings.config / "demo.pid").write_text("{")
    assert running.running(settings) is None


def test_memory(tmp_path: Path) -> None:
    memory = Memory.read(tmp_path)
    memory.made.append("a")
    memory.base_url = "http://x"
    memory.keep()
    assert Memory.read(tmp_path) == memory
    (tmp_path / "demo.json").write_text("[]")
    assert Memory.read(tmp_path) == Memory(tmp_path)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "de_DE.UTF-8"}, "DE"),
        ({"LC_ALL": "ko_KR", "LANG": "de_DE"}, "KR"),
        ({"LANG": "C.UTF-8"}, "GB"),
        ({}, "GB"),
    ],
)
def test_country(environment: dict[str, str], expected: str) -> None:
    assert country(environment) == expected


def test_time_zone(tmp_path: Path) -> None:
    zone = tmp_path / "zoneinfo/Asia/Seoul"
    zone.parent.mkdir(parents=True)
    zone.touch()
    (tmp_path / "localtime").symlink_to(zone)
    assert time_zone({}, tmp_path / "localtime") == "Asia/Seoul"
    assert time_zone({"TZ": ":Europe/Berlin"}, tmp_path / "localtime") == "Europe/Berlin"
    assert time_zone({"TZ": "CET-1"}, tmp_path / "localtime") is None
    assert time_zone({}, tmp_path / "nothing") is None


async def test_end_of_one_part_is_told(tmp_path: Path) -> None:
    failing = [sys.executable, "-c", "import sys; print('the reason'); sys.exit(3)"]
    parts = [Part("Good", SLEEP, tmp_path / "good.log", tmp_path), Part("Bad", failing, tmp_path / "bad.log", tmp_path)]
    for part in parts:
        await part.start()
    with pytest.raises(DemoError, match=r"Bad ended with status 3(?s:.)*the reason"):
        await watch(parts)
    for part in parts:
        await part.stop()
    assert parts[0].process is not None and parts[0].process.returncode is not None


async def test_restart_is_no_end(tmp_path: Path) -> None:
    restarts = f"import pathlib, sys; p = pathlib.Path({str(tmp_path / 'seen')!r}); seen = p.exists(); p.touch(); sys.exit(5 if seen else 100)"
    part = Part("Server", [sys.executable, "-c", restarts], tmp_path / "log", tmp_path)
    await part.start()
    with pytest.raises(DemoError, match="Server ended with status 5"):
        await watch([part])


async def test_part_that_ends_or_dawdles_is_not_waited_for(tmp_path: Path) -> None:
    async def never() -> bool:
        return False

    ends = Part("Short", [sys.executable, "-c", ""], tmp_path / "short.log", tmp_path)
    await ends.start()
    with pytest.raises(DemoError, match="Short ended with status 0"):
        await ends.until(never, 20)
    lasts = Part("Long", SLEEP, tmp_path / "long.log", tmp_path)
    await lasts.start()
    with pytest.raises(DemoError, match="Long was not ready"):
        await lasts.until(never, 0.3)
    await lasts.stop()


def test_taken_port(loopback_host: str) -> None:
    with socket.socket() as taken:
        taken.bind((loopback_host, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(DemoError, match=f"Port {port} of {loopback_host} cannot be used .* Try another"):
            check_ports(loopback_host, [(port, "Try another.")])
    check_ports(loopback_host, [(port, "Try another.")])


@pytest.fixture
async def servers(loopback_host: str) -> AsyncIterator[dict[str, str]]:
    """Serve what may listen on a known port: one service with a model, and others that are none."""

    async def has_model(request: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [{"id": "llama", "object": "model"}]})

    async def has_none(request: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": None})

    async def is_web_page(request: web.Request) -> web.Response:
        return web.Response(text="<html>", content_type="text/html")

    async def hangs(request: web.Request) -> web.Response:
        await end.wait()
        return web.Response()

    end = asyncio.Event()
    app = web.Application()
    handlers = {"hangs": hangs, "page": is_web_page, "none": has_none, "good": has_model, "later": has_model}
    for name, handler in handlers.items():
        app.router.add_get(f"/{name}/v1/models", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, loopback_host, 0)
    await site.start()
    port = runner.addresses[0][1]
    yield {name: f"http://{loopback_host}:{port}/{name}/v1" for name in ("missing", *handlers)}
    end.set()
    await runner.cleanup()


async def test_first_server_with_a_model(servers: dict[str, str]) -> None:
    assert await find_service({}, servers) == Service(name="good", base_url=servers["good"])


async def test_no_server(servers: dict[str, str]) -> None:
    without = {name: url for name, url in servers.items() if name not in {"good", "later"}}
    assert await find_service({}, without) is None


@pytest.mark.parametrize(
    ("environment", "service"),
    [
        (
            {"OPENAI_API_KEY": "sk-1"},
            Service(name="OpenAI", base_url="https://api.openai.com/v1", api_key="sk-1"),
        ),
        (
            {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "http://box:1/v1/"},
            Service(name="http://box:1/v1", base_url="http://box:1/v1", api_key="k"),
        ),
        ({"OPENAI_BASE_URL": "http://box:1/v1"}, Service(name="http://box:1/v1", base_url="http://box:1/v1")),
    ],
)
async def test_environment_comes_first(environment: dict[str, str], service: Service) -> None:
    assert await find_service(environment, {"bad": "http://127.0.0.1:9/v1"}) == service
