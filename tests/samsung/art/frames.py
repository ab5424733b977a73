"""A simulated Frame of any generation, watched at the pace of a test."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
import io
from typing import Any

import aiohttp
from PIL import Image

from custom_components.parlor.samsung.art.state import ArtState
from custom_components.parlor.samsung.state import Timing
from custom_components.parlor.samsung.tv import SamsungTV
from sim.samsung_tv import ArtApi, ArtSettings, Power, SamsungTV as SimulatedTV, Settings, TVState as Shown
from sim.samsung_tv.log import Connected

from ..conftest import TOKEN
from ..watching import SLOW, until, watched

CHANNEL = "com.samsung.art-app"
FRAME = "QE55LS03DAUXXN"
APIS = [api for api in ArtApi if api is not ArtApi.NONE]
OLD = (ArtApi.OF_2019, ArtApi.OF_2021)
NEW = (ArtApi.OF_2022, ArtApi.OF_2025)
QUICK = replace(SLOW, art_poll=60, art_settings_poll=60, art_wait=1, art_retry_most=0.2)


@asynccontextmanager
async def simulated(
    host: str, api: ArtApi = ArtApi.OF_2025, *, power: Power = Power.ART, **art: Any
) -> AsyncIterator[SimulatedTV]:
    """Run a Frame that was paired with us before."""
    settings = Settings(art=ArtSettings(api=api, **art))
    async with SimulatedTV(host, model=FRAME, control_port=0, state=Shown(power=power), settings=settings) as tv:
        tv.pairing.tokens["Parlor"] = TOKEN
        yield tv


@asynccontextmanager
async def hung(
    session: aiohttp.ClientSession,
    host: str,
    api: ArtApi = ArtApi.OF_2025,
    *,
    power: Power = Power.ART,
    timing: Timing = QUICK,
    **art: Any,
) -> AsyncIterator[tuple[SimulatedTV, SamsungTV]]:
    """Run a Frame and watch it, until its channel is open and the mode is known."""
    async with simulated(host, api, power=power, **art) as tv, watched(session, host, timing=timing) as seen:
        await until(seen, lambda state: state.art and state.art.is_connected and state.art.mode is not None)
        yield tv, seen


async def settled(seen: SamsungTV, fact: Callable[[ArtState], object] = lambda art: art.filters) -> ArtState:
    """Wait until what is known of the art fits; the filters are read among the last."""
    state = await until(seen, lambda state: state.art and fact(state.art), 10)
    assert state.art is not None
    return state.art


def painted(size: tuple[int, int] = (640, 360), kind: str = "JPEG") -> bytes:
    """Return a picture that every Frame shows."""
    written = io.BytesIO()
    picture = Image.effect_noise(size, 60).convert("RGB")
    if kind == "JPEG":
        picture.save(written, kind, quality=85, subsampling="4:2:0")
    else:
        picture.save(written, kind)
    return written.getvalue()


def art_connections(tv: SimulatedTV) -> list[Connected]:
    """Return how often the art channel was opened."""
    return [entry for entry in tv.log.of(Connected) if CHANNEL in entry.path]
