"""What can go wrong with the history."""


class HistoryError(Exception):
    """The history cannot do what was asked; nothing that was written before is lost by it."""


class HistoryTooNew(HistoryError):
    """The file was written by a later version; it is left as it is."""


class HistoryUnwritable(HistoryError):
    """The file cannot be written now: the disk is full, read-only or busy. What was to be kept is held, and tried again."""


class HistoryClosed(HistoryError):
    """The history was closed."""
