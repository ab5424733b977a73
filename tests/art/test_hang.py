"""Pictures hung on a simulated Frame: each once, whatever happens on the way, and nobody's film is interrupted."""

import asyncio
from pathlib import Path

import aiohttp
from PIL import Image
import pytest

from custom_components.parlor.art.errors import (
    Abandoned,
    FileUnreadable,
    MatteUnfit,
    NotAPicture,
    PictureDamaged,
    WallBusy,
)
from custom_components.parlor.art.form import Fit, Form
from custom_components.parlor.art.hang import Order, Wall
from custom_components.parlor.art.ledger import Ledger
from custom_components.parlor.samsung.art import pictures
from custom_components.parlor.samsung.errors import NotConfirmed, SamsungError
from custom_components.parlor.samsung.power.verdict import Power
from sim.samsung_tv import SamsungTV as SimulatedTV
from sim.samsung_tv.art_state import Artwork
from sim.samsung_tv.log import ArtRequested
from tests.samsung.watching import until, watched

from .files import markers, saved
from .walls import ORDER, Kept, everything, folder, painted, uploads


@pytest.mark.parametrize("api", ["0.97", "2.03", "4.3.4.0", "5.0.1.0"])
async def test_hung_once(session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept, api: str) -> None:
    frame.configure(art={"api": api})
    async with kept.wall(session, frame) as wall:
        first = await wall.hang(painted(1), ORDER, "one.jpg")
        assert first.content_id and not first.is_duplicate and first.name == "one.jpg"
        hung = frame.art.stock.get(first.content_id)
        assert hung is not None and hung.mine and not hung.grey
        sent = markers(frame.art.stock.data(first.content_id))
        assert sent.frame == 0xC0 and sent.sampling[0] == (2, 2)
        again = await wall.hang(painted(1), ORDER)
        assert again.is_duplicate and again.content_id == first.content_id
        assert uploads(frame) == 1
    # After a restart it is known again.
    async with kept.wall(session, frame) as wall:
        assert (await wall.hang(painted(1), ORDER)).is_duplicate
        other = await wall.hang(painted(2), ORDER)
        assert not other.is_duplicate and uploads(frame) == 2


async def test_the_same_picture_in_another_file(session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept) -> None:
    async with kept.wall(session, frame) as wall:
        first = await wall.hang(painted(1, "PNG"), ORDER)
        again = await wall.hang(painted(1, "TIFF"), ORDER)
        assert again.is_duplicate and again.content_id == first.content_id
        other_form = Order(form=Form(fit=Fit.CONTAIN, panel=(90, 90)))
        assert not (await wall.hang(painted(1, "PNG"), other_form)).is_duplicate


async def test_what_is_watched_stays(
    session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept, tmp_path: Path
) -> None:
    frame.change(power="on")
    async with watched(session, frame.host) as tv:
        await until(tv, lambda state: state.power is Power.ON)
        powers = {tv.state.power}
        tv.subscribe(lambda state: powers.add(state.power))
        wall = Wall(tv.art, Ledger(), run=asyncio.to_thread, save=kept.ledgers.append, pause=0.01)
        assert (await wall.hang(painted(1), ORDER)).content_id
        outcomes = await wall.hang_all(
            folder(tmp_path, painted(2), painted(1), painted(3)), ORDER, is_allowed=everything
        )
        assert [outcome.is_duplicate for outcome in outcomes] == [False, True, False]
        assert powers == {Power.ON} and frame.state.power == "on" and frame.state.gallery.current == "SAM-S0100001"
    asked = {requested.request for requested in frame.log.of(ArtRequested)}
    assert not asked & {"select_image", "set_artmode_status"}


async def test_a_folder(session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept, tmp_path: Path) -> None:
    files = folder(tmp_path, painted(1), b"no picture", painted(2), painted(1), painted(3)[:-200], painted(4))
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "absent")
    progress: list[int] = []

    async with kept.wall(session, frame) as wall:

        def told() -> None:
            progress.append(len(wall.job.outcomes) if wall.job else -1)

        outcomes = await wall.hang_all([*files, tmp_path / "gone.jpg"], ORDER, is_allowed=everything, on_progress=told)
        assert [type(outcome.error) for outcome in outcomes] == [
            type(None), NotAPicture, type(None), type(None), PictureDamaged, type(None), FileUnreadable,
        ]  # fmt: skip
        assert [outcome.is_duplicate for outcome in outcomes] == [False, False, False, True, False, False, False]
        assert outcomes[3].content_id == outcomes[0].content_id and outcomes[1].name == "001.jpg"
        assert uploads(frame) == 3 and progress == [0, 1, 2, 3, 4, 5, 6, -1] and wall.job is None
        again = await wall.hang_all(files, ORDER, is_allowed=everything)
        assert [outcome.is_duplicate for outcome in again] == [True, False, True, True, False, True]
        assert uploads(frame) == 3


async def test_what_may_not_be_read_is_not(
    session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept, tmp_path: Path
) -> None:
    files = folder(tmp_path, painted(1), painted(2))
    async with kept.wall(session, frame) as wall:
        outcomes = await wall.hang_all(files, ORDER, is_allowed=lambda path: path.endswith("001.jpg"))
        assert isinstance(outcomes[0].error, FileUnreadable) and outcomes[1].content_id


async def test_a_tv_that_goes_deaf_ends_a_folder(
    session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept, tmp_path: Path
) -> None:
    files = folder(tmp_path, *map(painted, range(8)))

    async with kept.wall(session, frame) as wall:

        def deafen() -> None:
            if wall.job and len(wall.job.outcomes) == 2:
                frame.configure(art={"transfer": "fails"})

        outcomes = await wall.hang_all(files, ORDER, is_allowed=everything, on_progress=deafen)
        assert [bool(outcome.content_id) for outcome in outcomes] == [True, True, *[False] * 6]
        assert all(isinstance(outcome.error, SamsungError) for outcome in outcomes[2:5])
        assert all(isinstance(outcome.error, Abandoned) for outcome in outcomes[5:])
        frame.configure(art={"transfer": "none"})
        again = await wall.hang_all(files, ORDER, is_allowed=everything)
        assert [outcome.is_duplicate for outcome in again] == [True, True, *[False] * 6]
        assert all(outcome.content_id for outcome in again)


async def test_one_failure_of_the_tv_does_not_end_a_folder(
    session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept, tmp_path: Path
) -> None:
    files = folder(tmp_path, *map(painted, range(4)))

    async with kept.wall(session, frame) as wall:

        def stumble() -> None:
            is_second = wall.job is not None and len(wall.job.outcomes) == 1
            frame.configure(art={"transfer": "cut" if is_second else "none"})

        outcomes = await wall.hang_all(files, ORDER, is_allowed=everything, on_progress=stumble)
        assert [bool(outcome.content_id) for outcome in outcomes] == [True, False, True, True]


async def test_stopped(session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept, tmp_path: Path) -> None:
    files = folder(tmp_path, *map(painted, range(5)))
    async with kept.wall(session, frame) as wall:
        assert not wall.stop()

        def enough() -> None:
            if wall.job and len(wall.job.outcomes) == 2:
                assert wall.stop()

        outcomes = await wall.hang_all(files, ORDER, is_allowed=everything, on_progress=enough)
        assert len(outcomes) == 2 and uploads(frame) == 2


async def test_cancelled(session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept, tmp_path: Path) -> None:
    files = folder(tmp_path, *map(painted, range(5)))
    async with kept.wall(session, frame) as wall:
        task = asyncio.create_task(wall.hang_all(files, ORDER, is_allowed=everything))
        await frame.until(lambda: uploads(frame) >= 1)
        with pytest.raises(WallBusy):
            await wall.hang_all(files, ORDER, is_allowed=everything)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert wall.job is None
        outcomes = await wall.hang_all(files, ORDER, is_allowed=everything)
        assert all(outcome.content_id for outcome in outcomes)


async def test_two_at_once_hang_once(session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept) -> None:
    async with kept.wall(session, frame) as wall:
        outcomes = await asyncio.gather(*(wall.hang(painted(1), ORDER) for _ in range(3)))
        assert sorted(outcome.is_duplicate for outcome in outcomes) == [False, True, True] and uploads(frame) == 1


async def test_a_matte_that_does_not_fit(session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept) -> None:
    async with kept.wall(session, frame) as wall:
        order = Order(
            form=Form(fit=Fit.KEEP), matte_id="modern_polar", fits=lambda matte, width, height: width * 9 == height * 16
        )
        with pytest.raises(MatteUnfit):
            await wall.hang(saved(Image.new("RGB", (100, 100))), order)
        hung = (await wall.hang(painted(1), order)).content_id
        found = frame.art.stock.get(hung)
        assert found is not None and found.matte_id == "modern_polar"


async def test_a_full_frame_says_so(session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept) -> None:
    frame.configure(art={"most_photos": 3})
    async with kept.wall(session, frame) as wall:
        assert (await wall.hang(painted(1), ORDER)).content_id
        with pytest.raises(SamsungError):
            await wall.hang(painted(2), ORDER)
        assert len(wall.ledger.hung) == 1


@pytest.mark.parametrize("others", [0, 1])
async def test_a_picture_that_the_tv_took_in_silence(
    session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    monkeypatch.setattr(pictures, "ADDED", 0.2)  # seconds
    frame.configure(art={"transfer": "unconfirmed"})
    async with kept.wall(session, frame) as wall:
        task = asyncio.create_task(wall.hang(painted(1), ORDER))
        await frame.until(lambda: any(each.request == "send_image" for each in frame.log.of(ArtRequested)))
        for _ in range(others):  # somebody else's
            frame.art.stock.add(painted(9), Artwork(content_id="", category_id="", width=160, height=90))
        if others:
            with pytest.raises(NotConfirmed):
                await task
            assert wall.ledger == Ledger()
        else:
            hung = await task
            assert frame.art.stock.get(hung.content_id) and (await wall.hang(painted(1), ORDER)).is_duplicate
