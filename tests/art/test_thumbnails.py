"""Small pictures: few are kept, the TV is asked for one at a time, and not again for what it did not give."""

import asyncio

import pytest

from custom_components.parlor.art.thumbnails import FAILED_FOR, MAX_BYTES, MAX_KEPT, MAX_WAITING, Thumbnails
from custom_components.parlor.samsung.errors import TVUnreachable


class Source:
    """Gives small pictures, as long as it is well."""

    def __init__(self, size: int = 10) -> None:
        """Give pictures of a size."""
        self.size = size
        self.asked: list[str] = []
        self.at_once = self.most_at_once = 0
        self.is_deaf = False
        self.now = 0.0

    async def fetch(self, content_id: str) -> bytes:
        """Give one, after a while."""
        self.asked.append(content_id)
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        if self.is_deaf:
            raise TVUnreachable("deaf")
        return content_id.encode().ljust(self.size)

    def clock(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def thumbnails(source: Source) -> Thumbnails:
    return Thumbnails(source.fetch, pause=0, clock=source.clock)


async def test_fetched_once(source: Source, thumbnails: Thumbnails) -> None:
    got = await asyncio.gather(*(thumbnails.get(each) for each in ("a", "b", "a", "a")))
    assert got[0] == got[2] == got[3] == b"a".ljust(10) != got[1]
    assert source.asked == ["a", "b"] and source.most_at_once == 1
    thumbnails.forget("a")
    thumbnails.forget("unknown")
    await thumbnails.get("a")
    assert source.asked == ["a", "b", "a"]


async def test_what_is_not_given_is_not_asked_for_again_at_once(source: Source, thumbnails: Thumbnails) -> None:
    source.is_deaf = True
    assert await asyncio.gather(*(thumbnails.get("a") for _ in range(5))) == [None] * 5
    assert source.asked == ["a"]
    source.is_deaf = False
    assert await thumbnails.get("a") is None
    source.now += FAILED_FOR
    assert await thumbnails.get("a")


async def test_few_are_kept(source: Source, thumbnails: Thumbnails) -> None:
    for number in range(MAX_KEPT):
        await thumbnails.get(str(number))
    await thumbnails.get("0")
    await thumbnails.get("new")
    assert thumbnails.size == 10 * MAX_KEPT
    source.asked.clear()
    await thumbnails.get("0")
    await thumbnails.get("1")
    assert source.asked == ["1"]


async def test_bounded_in_bytes(source: Source, thumbnails: Thumbnails) -> None:
    source.size = MAX_BYTES // 3
    for number in range(9):
        await thumbnails.get(str(number))
        assert thumbnails.size <= MAX_BYTES
    source.size = MAX_BYTES + 1
    assert len(await thumbnails.get("huge") or b"") > MAX_BYTES
    assert thumbnails.size <= MAX_BYTES


async def test_not_all_may_wait(source: Source, thumbnails: Thumbnails) -> None:
    got = await asyncio.gather(*(thumbnails.get(str(number)) for number in range(MAX_WAITING + 50)))
    assert got.count(None) == 50 and len(source.asked) == MAX_WAITING


async def test_who_stops_waiting_blocks_nobody(source: Source, thumbnails: Thumbnails) -> None:
    tasks = [asyncio.create_task(thumbnails.get(str(number))) for number in range(9)]
    await asyncio.sleep(0)
    for task in tasks[:5]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await thumbnails.get("last")


async def test_asked_slowly(source: Source) -> None:
    thumbnails = Thumbnails(source.fetch, pause=0.05)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await asyncio.gather(*(thumbnails.get(str(number)) for number in range(5)))
    assert loop.time() - started >= 0.2
