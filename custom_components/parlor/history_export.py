"""The history as a file that others can read: JSON with everything, or CSV for a spreadsheet."""

import csv
from enum import StrEnum
import io
import json
import os
from pathlib import Path
from typing import IO, Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util, raise_if_invalid_filename

from .const import DOMAIN
from .entry_household import EXPORTS, household_folder
from .history_fields import told_viewing
from .viewing.history import History, Wanted
from .viewing.household import Household
from .viewing.viewing import Viewing

COLUMNS: Final = (
    "started",
    "ended",
    "title",
    "kind",
    "series",
    "season",
    "episode",
    "year",
    "artist",
    "screen",
    "app",
    "channel",
    "person",
    "activity",
    "watched",
    "position",
    "duration",
    "outcome",
    "key",
    "id",
)
# What a spreadsheet would take for a formula: titles are others' words.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
MOST_NAME: Final = 128  # characters of a file's name


class ExportFormat(StrEnum):
    """How an export is written."""

    JSON = "json"
    CSV = "csv"


async def async_export(
    hass: HomeAssistant, household: Household, history: History, wanted: Wanted, form: ExportFormat, name: str | None
) -> tuple[Path, int]:
    """Write what is wanted to a file in the folder for exports, and return where, and how many viewings are in it.

    The file is there once it is whole; one of the same name is replaced. Raises HomeAssistantError.
    """
    path = household_folder(hass) / EXPORTS / _checked_name(name, form)
    count = 0
    try:
        file, partial = await hass.async_add_executor_job(_begun, path)
        try:
            await hass.async_add_executor_job(file.write, _head(form))
            async for viewings in history.pages(wanted):
                rows = _rows(household, viewings)
                await hass.async_add_executor_job(file.write, _written(form, rows, is_first=count == 0))
                count += len(rows)
            await hass.async_add_executor_job(
                _finish, file, partial, path, "\n]\n" if form is ExportFormat.JSON else ""
            )
        except BaseException:
            await hass.async_add_executor_job(_give_up, file, partial)
            raise
    except OSError as error:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="history_not_written") from error
    return path, count


def _checked_name(name: str | None, form: ExportFormat) -> str:
    """Return the name of a file; raises ServiceValidationError for one that leads elsewhere."""
    if name is None:
        return f"history-{dt_util.now():%Y-%m-%d-%H%M%S}.{form.value}"
    try:
        raise_if_invalid_filename(name)
    except ValueError:
        name = ""
    if not name.strip(" .") or name.startswith(".") or len(name) > MOST_NAME or not name.isprintable():
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="history_filename")
    return name if name.lower().endswith(f".{form.value}") else f"{name}.{form.value}"


def _begun(path: Path) -> tuple[IO[str], Path]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(descriptor, "w", encoding="utf-8", newline=""), partial


def _finish(file: IO[str], partial: Path, path: Path, tail: str) -> None:
    file.write(tail)
    file.close()
    partial.replace(path)


def _give_up(file: IO[str], partial: Path) -> None:
    file.close()
    partial.unlink(missing_ok=True)


def _rows(household: Household, viewings: tuple[Viewing, ...]) -> list[dict[str, Any]]:
    return [
        told_viewing(household, viewing) | {"id": viewing.id} | ({"key": viewing.title.key} if viewing.title else {})
        for viewing in viewings
    ]


def _head(form: ExportFormat) -> str:
    return "[" if form is ExportFormat.JSON else _csv([dict(zip(COLUMNS, COLUMNS, strict=True))])


def _written(form: ExportFormat, rows: list[dict[str, Any]], *, is_first: bool) -> str:
    if form is ExportFormat.CSV:
        return _csv([{key: _cell(value) for key, value in row.items()} for row in rows])
    written = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"{'' if is_first else ','}\n{written}"


def _csv(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO(newline="")
    csv.DictWriter(text, COLUMNS, restval="").writerows(rows)
    return text.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
