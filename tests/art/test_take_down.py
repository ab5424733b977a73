"""Pictures taken down: only our own, also when somebody else took them down or the Frame gave away their ids."""

import aiohttp
import pytest

from custom_components.parlor.art.errors import NotOurs
from custom_components.parlor.art.ledger import Ledger
from sim.samsung_tv import SamsungTV as SimulatedTV

from .walls import ORDER, Kept, painted


async def test_only_ours_are_taken_down(session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept) -> None:
    async with kept.wall(session, frame) as wall:
        ours = (await wall.hang(painted(1), ORDER)).content_id
        assert ours
        for others in (["MY_F0001"], [ours, "MY_F0001"], ["SAM-S0100001"]):
            with pytest.raises(NotOurs):
                await wall.take_down(others)
        assert frame.art.stock.get(ours) and frame.art.stock.get("MY_F0001")
        await wall.take_down([ours, ours])
        assert frame.art.stock.get(ours) is None and wall.ledger == Ledger()
        with pytest.raises(NotOurs):
            await wall.take_down([ours])


async def test_an_id_that_the_tv_gave_away_is_no_longer_ours(
    session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept
) -> None:
    async with kept.wall(session, frame) as wall:
        ours = (await wall.hang(painted(1), ORDER)).content_id
        frame.art.stock.clear()  # as after a factory reset
        with pytest.raises(NotOurs):
            await wall.take_down([str(ours)])


async def test_taken_down_at_the_tv_it_is_hung_again(
    session: aiohttp.ClientSession, frame: SimulatedTV, kept: Kept
) -> None:
    async with kept.wall(session, frame) as wall:
        first = await wall.hang(painted(1), ORDER)
        assert first.content_id
        frame.art.stock.remove([first.content_id])
        again = await wall.hang(painted(1), ORDER)
        assert not again.is_duplicate and again.content_id != first.content_id
        assert [hung.content_id for hung in wall.ledger.hung] == [again.content_id]
