"""What was watched, kept in an SQLite file that one thread writes and others read beside it."""

from .errors import HistoryClosed, HistoryError, HistoryTooNew, HistoryUnwritable
from .history import Erased, History
from .wanted import By, Imported, Known, LeftOff, Origin, Total, Wanted

__all__ = [
    "By",
    "Erased",
    "History",
    "HistoryClosed",
    "HistoryError",
    "HistoryTooNew",
    "HistoryUnwritable",
    "Imported",
    "Known",
    "LeftOff",
    "Origin",
    "Total",
    "Wanted",
]
