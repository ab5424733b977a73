"""What is set of what the household watches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from .const import CONF_ASSISTANTS, CONF_GUIDE_URL, CONF_LOOK_UP_TITLES, CONF_REMEMBER, CONF_RETENTION_DAYS

DEFAULT_DAYS: Final = 365
MOST_DAYS: Final = 36500


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdSettings:
    """The options of the household's entry; nothing is kept, looked up or told before somebody wants it.

    `retention_days` are the days for which viewings are kept, 0 for ever; `guide_url` is the address or the path of an XMLTV file.
    """

    remember: bool = False
    retention_days: int = DEFAULT_DAYS
    look_up_titles: bool = False
    guide_url: str | None = None
    assistants: bool = False

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> Self:
        """Return what options say."""
        return cls(
            remember=bool(options.get(CONF_REMEMBER)),
            retention_days=int(options.get(CONF_RETENTION_DAYS, DEFAULT_DAYS)),
            look_up_titles=bool(options.get(CONF_LOOK_UP_TITLES)),
            guide_url=options.get(CONF_GUIDE_URL) or None,
            assistants=bool(options.get(CONF_ASSISTANTS)),
        )

    @property
    def options(self) -> dict[str, Any]:
        """Return these as options of an entry."""
        options = {
            CONF_REMEMBER: self.remember,
            CONF_RETENTION_DAYS: self.retention_days,
            CONF_LOOK_UP_TITLES: self.look_up_titles,
            CONF_ASSISTANTS: self.assistants,
        }
        return options | ({CONF_GUIDE_URL: self.guide_url} if self.guide_url else {})
