"""Hangs pictures on one Frame: each one once, slowly, and never in place of what is watched."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from ..samsung.art.state import MY_PHOTOS, NO_MATTE
from ..samsung.errors import NotConfirmed, SamsungError
from .errors import Abandoned, ArtError, MatteUnfit, NotOurs, WallBusy
from .files import read
from .form import Form
from .ledger import MAX_NAME, Hung, Ledger

if TYPE_CHECKING:
    from ..samsung.art.channel import ArtChannel
    from .picture import Picture

PAUSE: Final = 2.0  # seconds between two uploads of a folder: a set that gets them in a row stops to answer
MAX_FAILURES: Final = 3  # of the TV in a row, after which the rest of a folder is not tried


class Run(Protocol):
    """Runs what blocks, off the event loop."""

    def __call__[*Ts, T](self, target: Callable[[*Ts], T], /, *args: *Ts) -> Awaitable[T]:
        """Return what `target` returns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How pictures are to be hung; `fits` says whether a matte may be around a picture of that width and height."""

    form: Form
    matte_id: str = NO_MATTE
    portrait_matte_id: str = NO_MATTE
    fits: Callable[[str, int, int], bool] = lambda *_: True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one picture: its id on the TV, whether it hung there before, or what went wrong."""

    name: str = ""
    content_id: str | None = None
    is_duplicate: bool = False
    error: ArtError | SamsungError | None = None


@dataclass(slots=True, kw_only=True)
class Job:
    """A folder being hung: how far it is."""

    total: int
    outcomes: list[Outcome] = field(default_factory=list)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Listed:
    """The photographs that the TV says it has, None where it does not say, and how many we had hung until then."""

    content_ids: frozenset[str] | None
    hung: int


class Wall:
    """The wall of one TV: what we hung on it, and what hangs more.

    `run` runs what blocks elsewhere; `save` is told every new ledger. Raises ArtError and SamsungError alone.
    """

    def __init__(
        self,
        art: ArtChannel,
        ledger: Ledger,
        *,
        run: Run,
        save: Callable[[Ledger], None],
        pause: float = PAUSE,
    ) -> None:
        """Hang nothing yet."""
        self.ledger = ledger
        self._art = art
        self._run = run
        self._save = save
        self._pause = pause
        self._one_at_a_time = asyncio.Lock()
        self._hung: list[str] = []  # since we began, in order
        self._job: Job | None = None

    @property
    def job(self) -> Job | None:
        """Return the folder being hung now."""
        return self._job

    async def hang(self, data: bytes, order: Order, name: str = "") -> Outcome:
        """Hang one picture, unless it hangs; raises PictureError, MatteUnfit, or SamsungError."""
        return await self._hang(data, order, name, await self._listed())

    async def hang_all(
        self,
        paths: Sequence[Path],
        order: Order,
        *,
        is_allowed: Callable[[str], bool],
        on_progress: Callable[[], None] = lambda: None,
    ) -> tuple[Outcome, ...]:
        """Hang files one after the other and return what became of each; what is wrong with one does not stop the others.

        Raises WallBusy alone. Told to stop (`stop`), it returns what is done until then.
        """
        if self._job is not None:
            raise WallBusy("a folder is being hung")
        job = self._job = Job(total=len(paths))
        try:
            await self._work(job, paths, order, is_allowed, on_progress)
        finally:
            self._job = None
            on_progress()
        return tuple(job.outcomes)

    def stop(self) -> bool:
        """End the folder being hung after the picture that is on its way, and return whether there was one."""
        if self._job is None:
            return False
        self._job.stopping.set()
        return True

    async def take_down(self, content_ids: Iterable[str]) -> None:
        """Delete pictures of ours; raises NotOurs, and then deletes none."""
        wanted = tuple(dict.fromkeys(content_ids))
        listed = (await self._listed()).content_ids
        if any(self.ledger.get(content_id) is None for content_id in wanted):
            raise NotOurs("not hung from here")
        there = [content_id for content_id in wanted if listed is None or content_id in listed]
        if there:
            await self._art.delete(there)
        self._take(self.ledger.without(wanted))

    async def _work(
        self,
        job: Job,
        paths: Sequence[Path],
        order: Order,
        is_allowed: Callable[[str], bool],
        on_progress: Callable[[], None],
    ) -> None:
        """Hang each file, with a pause after each that was sent."""
        listed = await self._listed()
        failures = 0
        for path in paths:
            on_progress()
            if job.stopping.is_set():
                return
            if failures >= MAX_FAILURES:
                job.outcomes.append(Outcome(name=path.name, error=Abandoned("the TV failed before")))
                continue
            outcome = await self._hang_file(path, order, listed, is_allowed)
            job.outcomes.append(outcome)
            failures = failures + 1 if isinstance(outcome.error, SamsungError) else 0
            if outcome.content_id and not outcome.is_duplicate:
                await self._rest(job)

    async def _rest(self, job: Job) -> None:
        """Leave the TV alone for a while."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._pause):
                await job.stopping.wait()

    async def _hang_file(self, path: Path, order: Order, listed: Listed, is_allowed: Callable[[str], bool]) -> Outcome:
        """Return what became of one file."""
        try:
            return await self._hang(await self._run(read, path, is_allowed), order, path.name, listed)
        except (ArtError, SamsungError) as error:
            return Outcome(name=path.name, error=error)

    async def _hang(self, data: bytes, order: Order, name: str, listed: Listed) -> Outcome:
        """Hang one picture; `listed` is what the TV says it has, None where it does not say."""
        source = await self._run(_digest, data)
        async with self._one_at_a_time:
            known = self.ledger.of_source(source, order.form.name)
            if known and self._hangs(known, listed):
                return Outcome(name=name, content_id=known.content_id, is_duplicate=True)
            picture = await self._run(_prepare, data, order.form)
            known = self.ledger.of_picture(picture.digest)
            if known and self._hangs(known, listed):
                return Outcome(name=name, content_id=known.content_id, is_duplicate=True)
            matte = order.portrait_matte_id if picture.is_portrait else order.matte_id
            if not order.fits(matte, *picture.size):
                raise MatteUnfit("the TV has no such matte for a picture of this shape")
            content_id = await self._upload(picture, order, listed)
            hung = Hung(
                content_id=content_id, source=source, picture=picture.digest, form=order.form.name, name=name[:MAX_NAME]
            )
            self._hung.append(content_id)
            self._take(self.ledger.with_hung(hung))
        return Outcome(name=name, content_id=content_id)

    async def _upload(self, picture: Picture, order: Order, listed: Listed) -> str:
        """Send a picture and return its id; where the TV took it in silence, find it."""
        try:
            return await self._art.upload(
                picture.data, "jpg", matte_id=order.matte_id, portrait_matte_id=order.portrait_matte_id
            )
        except NotConfirmed:
            if listed.content_ids is None:
                raise
            before = listed.content_ids.union(self._hung[listed.hung :])
            new = [work for work in await self._art.artworks(MY_PHOTOS) if work.content_id not in before]
            if [(work.width, work.height) for work in new] != [picture.size]:
                raise
            return new[0].content_id

    async def _listed(self) -> Listed:
        """Return the photographs that the TV has; some tell only while they show art."""
        before, hung = self.ledger, len(self._hung)
        try:
            listed = frozenset(each.content_id for each in await self._art.artworks(MY_PHOTOS))
        except SamsungError:
            return Listed(None, hung)
        # Only of what hung when it was asked: another picture may have been hung since.
        self._take(self.ledger.without(before.lost(listed)))
        return Listed(listed or None, hung)

    def _hangs(self, known: Hung, listed: Listed) -> bool:
        """Say whether a picture that we hung hangs: the TV did not say otherwise before we hung it."""
        ids = listed.content_ids
        return ids is None or known.content_id in ids or known.content_id in self._hung[listed.hung :]

    def _take(self, ledger: Ledger) -> None:
        """Take over a ledger, and have it kept."""
        if ledger != self.ledger:
            self.ledger = ledger
            self._save(ledger)


def _digest(data: bytes) -> str:
    """Return what a file is known by; what this imports is heavy."""
    from .picture import digest_of

    return digest_of(data)


def _prepare(data: bytes, form: Form) -> Picture:
    """Return the picture of a file; what this imports is heavy."""
    from .picture import prepare

    return prepare(data, form)
