"""A hundred thousand viewings: how long each question takes, how long a write waits while others read, and how long erasing takes."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
import logging
from pathlib import Path
import shutil
import statistics
import tempfile
import threading
import time
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from custom_components.parlor.viewing.history import By, History, Wanted
from custom_components.parlor.viewing.history.rows import title_row, viewing_row
from custom_components.parlor.viewing.history.schema import SPANS, TITLES, VIEWINGS
from custom_components.parlor.viewing.history.store import Store
from custom_components.parlor.viewing.history.wanted import Origin
from custom_components.parlor.viewing.history.writing import days
from custom_components.parlor.viewing.title import TitleKind
from custom_components.parlor.viewing.viewing import Viewing

from .history_years import SCREENS, UNTIL, Years, titles_of
from .report import Report

VIEWINGS_KEPT: Final = 100_000
ZONE: Final = ZoneInfo("Europe/Berlin")
DAY: Final = 86400.0

_LISTS: Final = ("totals of a year by title", "totals of a ever by title")

_NOTES: Final = (
    "title_list_ms: the sums of every single title in a year or in ten, which no assistant asks for, only parlor.get_history",
    "erase_ms: the slowest of everything, a person, a series, a title, a year, a screen; the file is rid of it by then",
    "write_beside_reads_ms: the median of a checkpoint while two readers read the whole history without a pause",
)

type Ask = Callable[[], Awaitable[object]]


async def run(*, quick: bool) -> Report:
    """Fill a history, and ask, write, export and erase."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        years = Years()
        last = await asyncio.to_thread(_fill, path, years)
        copy = path.with_name("copy.db")
        history = await History.open(path, zone=ZONE)
        try:
            await history.settle()
            answers = await _questions(history, years, 9 if quick else 41)
            waits, alone = await _writes(history, last, 40 if quick else 200)
            exported = await _export(history)
        finally:
            await history.close()
        size = path.stat().st_size
        erasing = [await _erase(path, copy, wanted) for wanted in _erased(years) for _ in range(2 if quick else 5)]
    slowest = sorted(answers, key=lambda name: -answers[name])
    lists = [name for name in slowest if name in _LISTS]
    told = [name for name in slowest if name not in _LISTS]
    return Report(
        suite="history",
        ours={
            "viewings": VIEWINGS_KEPT,
            "question_ms": answers[told[0]],
            "title_list_ms": answers[lists[0]],
            "erase_ms": max(erasing),
            "write_ms": alone,
            "write_beside_reads_ms": waits,
            "export_s": exported,
            "file_mb": size / 1e6,
        },
        notes=(
            f"question_ms: the slowest of {len(told)} that assistants and actions ask; each is the median of its repetitions",
            *_NOTES,
            *(f"{answers[name]:7.2f} ms  {name}" for name in slowest),
        ),
    )


def _fill(path: Path, years: Years) -> Viewing:
    """Write viewings as the history itself would have, many at a time; return the last."""
    viewings = list(years.viewings(VIEWINGS_KEPT))
    store = Store(path)
    rows: list[dict[str, object]] = []
    spans: list[dict[str, object]] = []
    numbers: dict[tuple[str, int | None], int] = {key: number for number, key in enumerate(titles_of(viewings), 1)}
    for number, viewing in enumerate(viewings, 1):
        title = None if viewing.title is None else numbers[viewing.title.key, viewing.title.year]
        kind = None if viewing.title is None else viewing.title.kind.value
        rows.append(
            {
                "number": number,
                **viewing_row(viewing, title, kind, Origin.WATCHED),
            }
        )
        share = viewing.watched / max(0.001, viewing.as_of - viewing.started)
        for day, since, until in days(viewing.started, viewing.as_of, ZONE):
            seconds = (until - since) * share
            one: dict[str, object] = {
                "viewing": number,
                "day": day.toordinal(),
                "since": since,
                "until": until,
                "seconds": seconds,
            }
            spans.append(one)
    with store.write() as connection:
        known = [{"id": numbers[key], **title_row(title)} for key, title in titles_of(viewings).items()]
        for table, values in ((TITLES, known), (VIEWINGS, rows), (SPANS, spans)):
            connection.execute(insert(table), values)
    store.close()
    return viewings[-1]


async def _questions(history: History, years: Years, times: int) -> Mapping[str, float]:
    """Ask what assistants and actions ask; return the median of each in milliseconds."""
    return {name: await _median(ask, times) for name, ask in _asked(history, years).items()}


def _asked(history: History, years: Years) -> dict[str, Ask]:
    """Return the questions by what they are called."""
    spans = {"week": 7, "month": 31, "year": 365}
    wanted = {name: Wanted(since=UNTIL - length * DAY, until=UNTIL) for name, length in spans.items()}
    wanted["ever"] = Wanted()
    ada, kids = frozenset({"ada"}), frozenset({"Cleo", "Dan"})
    one = frozenset({SCREENS[2]})
    found: dict[str, Ask] = {}
    for name, span in wanted.items():
        for by in By:
            found[f"totals of a {name} by {by}"] = partial(history.totals, span, by)
        for who, persons in (("Ada", ada), ("the children", kids)):
            meant = replace(span, persons=persons)
            found[f"how long {who} watched in a {name}"] = partial(history.totals, meant, By.KIND)
            shown = replace(meant, limit=50)
            found[f"what {who} watched in a {name}"] = partial(history.viewings, shown)
        filtered = replace(span, screens=one, kinds=frozenset({TitleKind.FILM}), limit=50)
        found[f"films on a screen in a {name}"] = partial(history.viewings, filtered)
        found[f"how long films on a screen in a {name}"] = partial(history.totals, filtered, By.KIND)
        of_series = replace(span, title=years.series[3])
        found[f"how long a series in a {name}"] = partial(history.totals, of_series, By.KIND)
        listed = replace(span, limit=50)
        found[f"what was watched in a {name}"] = partial(history.viewings, listed)
    series, film = years.series[5], years.films[17].name
    found |= {
        "where did we stop in a series": lambda: history.left_off(series),
        "where did Ada stop in a series": lambda: history.left_off(series, person="Ada"),
        "where did we stop in a film": lambda: history.left_off(film),
        "a name with a mistake": lambda: history.left_off(_mistaken(film)),
        "a name that nobody knows": lambda: history.left_off("Zwölf Äpfel im Schnee"),
        "what can be gone on with": lambda: history.continue_watching(limit=10),
        "what can Ada go on with": lambda: history.continue_watching(Wanted(persons=ada), limit=10),
        "what was left open": history.left_open,
    }
    return found


def _mistaken(name: str) -> str:
    return name[:4] + name[5:]


async def _median(ask: Ask, times: int) -> float:
    await ask()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        await ask()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


async def _writes(history: History, last: Viewing, times: int) -> tuple[float, float]:
    """Write checkpoints while others read everything, and while nobody does; return both medians in milliseconds."""
    viewing = replace(last, id="going-on", started=UNTIL, as_of=UNTIL, watched=0.0, ended=None, outcome=None)

    async def write() -> None:
        nonlocal viewing
        viewing = replace(viewing, as_of=viewing.as_of + 30.0, watched=viewing.watched + 30.0)
        await history.keep(viewing)

    alone = await _median(write, times)
    done = threading.Event()

    def read_on() -> None:
        store = Store(history.path)
        with store.read() as connection, connection.begin():
            while not done.is_set():
                connection.exec_driver_sql("SELECT count(*), sum(watched), max(source) FROM viewings").all()
        store.close()

    readers = [asyncio.create_task(asyncio.to_thread(read_on)) for _ in range(2)]
    await asyncio.sleep(0.2)
    try:
        beside = await _median(write, times)
    finally:
        done.set()
        await asyncio.gather(*readers)
    return beside, alone


async def _export(history: History) -> float:
    began = time.perf_counter()
    count = 0
    async for page in history.pages():
        count += len(page)
    assert count >= VIEWINGS_KEPT, count
    return time.perf_counter() - began


def _erased(years: Years) -> list[Wanted | None]:
    """Return what is erased, each from a history that is whole."""
    return [
        None,
        Wanted(persons=frozenset({"Ada"})),
        Wanted(series=years.series[0]),
        Wanted(title=years.films[0].name),
        Wanted(since=UNTIL - 365 * DAY, until=UNTIL),
        Wanted(screens=frozenset({SCREENS[0]})),
    ]


async def _erase(path: Path, copy: Path, wanted: Wanted | None) -> float:
    """Erase something from a copy; return how long that took, in milliseconds."""
    await asyncio.to_thread(shutil.copyfile, path, copy)
    history = await History.open(copy, zone=ZONE)
    try:
        began = time.perf_counter()
        await history.erase(wanted)
        return (time.perf_counter() - began) * 1000
    finally:
        await history.close()
