"""Sets up one assistant: a model service, or none. What can be understood without a model never waits for one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import CONF_API_KEY, CONF_MODEL, CONF_PROMPT, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.httpx_client import get_async_client
from homeassistant.util import dt as dt_util

from .agent_terms import terms_of
from .assistant.audit.kept import async_audit
from .assistant.confirming.terms import Terms
from .assistant.later.keeping import Later, async_forget_all
from .assistant.memory.kept import async_memory
from .assistant_memory import ServiceMemory, async_forget_service, async_remembered_service, models_in_use
from .assistant_options import AssistantOptions
from .assistant_settings import CONF_ALLOW_SENSITIVE, CONF_BASE_URL, CONF_PIN, CONF_RULES, public_url
from .assistant_spending import Spending, async_forget_spending, async_open_spending
from .assistant_troubles import async_clear_models, async_tell_models
from .const import CONF_KIND, DOMAIN, LOGGER, Kind
from .gpt.connection import Timeouts, is_openai
from .gpt.errors import ErrorKind, ServiceError
from .gpt.service import Service, ServiceFacts
from .gpt.spending.ledger import Period

if TYPE_CHECKING:
    from . import ParlorConfigEntry

PLATFORMS: Final = (Platform.CALENDAR, Platform.CONVERSATION, Platform.EVENT, Platform.SENSOR)
# How often it is looked whether models are gone or will be.
LOOK_EVERY: Final = timedelta(days=1)

# A small computer reads the first prompt of a conversation at about 100 tokens a second: local-first services may take their time.
OWN_TIMEOUTS: Final = Timeouts(first_event=60, between_events=60)
# What is a fault of the service, and not of one request.
DOWN: Final = frozenset(
    {
        ErrorKind.UNREACHABLE,
        ErrorKind.TIMEOUT,
        ErrorKind.SERVER_ERROR,
        ErrorKind.NOT_OPENAI,
        ErrorKind.WRONG_PATH,
        ErrorKind.FORBIDDEN,
        ErrorKind.UNAUTHORIZED,
        ErrorKind.QUOTA,
    }
)


@dataclass(slots=True, kw_only=True)
class AssistantData:
    """What an assistant's entry holds while it is loaded; `facts` are known once the service was reached.

    Without a service nothing is spent and nothing is to be remembered of one.
    """

    service: Service | None
    later: Later
    options: AssistantOptions = field(default_factory=lambda: AssistantOptions.parse({}))
    spending: Spending | None = None
    memory: ServiceMemory | None = None
    facts: ServiceFacts | None = None
    platforms: tuple[Platform, ...] = PLATFORMS

    async def async_models(self) -> tuple[str, ...]:
        """Return the models that the service lists now, or else those that it listed before."""
        if self.service is None:
            return ()
        try:
            return tuple(await self.service.list_models())
        except ServiceError:
            return (self.facts and self.facts.models) or ()


class ServiceWatch:
    """Tells of a service's transitions: each once in the log, and a refused key by asking for another one."""

    def __init__(self, hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
        """Begin with a service of which nothing is known."""
        self._hass = hass
        self._entry = entry
        self._is_down = False

    @callback
    def on_outcome(self, error: ServiceError | None) -> None:
        """Take how a check or an answer ended."""
        if error is not None and error.kind is ErrorKind.UNAUTHORIZED:
            self._entry.async_start_reauth(self._hass)
        if error is not None and error.kind not in DOWN:
            return
        if error is not None and not self._is_down:
            LOGGER.warning("The model service of %s cannot be used: %s", self._entry.title, error)
        if error is None and self._is_down:
            LOGGER.info("The model service of %s can be used again", self._entry.title)
        self._is_down = error is not None


def make_service(
    hass: HomeAssistant,
    data: Mapping[str, Any],
    watch: ServiceWatch | None = None,
    memory: ServiceMemory | None = None,
) -> Service | None:
    """Return the client for what an entry's data say; None where they name no service."""
    base_url, api_key = data.get(CONF_BASE_URL), data.get(CONF_API_KEY)
    if not (base_url or api_key):
        return None
    return Service(
        get_async_client(hass),
        api_key=api_key,
        base_url=base_url,
        timeouts=Timeouts() if is_openai(base_url) else OWN_TIMEOUTS,
        on_outcome=watch.on_outcome if watch else None,
        learned=memory.learned if memory else None,
        on_learned=memory.learn if memory else None,
    )


async def async_try_service(
    hass: HomeAssistant, data: Mapping[str, Any]
) -> tuple[ServiceFacts | None, ErrorKind | None]:
    """Return what the service in such data has, or the kind of what is wrong with it; neither where they name none."""
    service = make_service(hass, data)
    if service is None:
        return None, None
    try:
        return await service.check(), None
    except ServiceError as error:
        return None, error.kind


async def async_set_up(hass: HomeAssistant, entry: ParlorConfigEntry) -> AssistantData:
    """Set up at once, and look after the service meanwhile: plain commands work without it."""
    options = AssistantOptions.parse(entry.options)
    memory = await async_remembered_service(hass, entry)
    service = make_service(hass, entry.data, ServiceWatch(hass, entry), memory)
    later = await _async_later(hass, entry)
    if service is None:
        return AssistantData(service=None, later=later, options=options)
    spending = await async_open_spending(hass, entry, options)
    data = AssistantData(service=service, later=later, options=options, spending=spending, memory=memory)
    entry.async_on_unload(service.close)
    _take_models(hass, entry, data, ())  # what is known without asking
    entry.async_create_background_task(hass, _async_check(hass, entry, data), f"parlor check of {entry.title}")

    async def look_again(_: datetime) -> None:
        """Look whether models are gone or will be."""
        await _async_look(hass, entry, data)

    entry.async_on_unload(async_track_time_interval(hass, look_again, LOOK_EVERY))
    return data


async def async_removed(hass: HomeAssistant, entry: ParlorConfigEntry) -> None:
    """Forget what was planned, spent and learned, and once no assistant is left what was kept: it is that of all of them."""
    await async_forget_all(hass, entry.entry_id)
    await async_forget_spending(hass, entry)
    await async_forget_service(hass, entry)
    async_clear_models(hass, entry)
    others = hass.config_entries.async_entries(DOMAIN)
    if any(other is not entry and other.data.get(CONF_KIND) == Kind.ASSISTANT for other in others):
        return
    await (await async_audit(hass)).async_erase()
    await (await async_memory(hass)).async_erase()


async def _async_later(hass: HomeAssistant, entry: ParlorConfigEntry) -> Later:
    """Wait for what is planned through an assistant, while it is loaded."""

    @callback
    def terms(agent_id: str) -> Terms:
        known = er.async_get(hass).async_get(agent_id)
        agent = entry.subentries.get(known.config_subentry_id or "") if known else None
        return terms_of(agent.data) if agent else Terms()

    later = Later(hass, entry.entry_id, terms)
    await later.async_start()
    entry.async_on_unload(later.stop)
    return later


async def _async_check(hass: HomeAssistant, entry: ParlorConfigEntry, data: AssistantData) -> None:
    """Learn what the service has; what goes wrong is told by its watch, and met again by the turn that needs it."""
    assert data.service is not None
    try:
        data.facts = await data.service.check()
    except ServiceError as error:
        LOGGER.debug("Check of the model service failed: %s", error)
    _take_models(hass, entry, data, (data.facts and data.facts.models) or ())


async def _async_look(hass: HomeAssistant, entry: ParlorConfigEntry, data: AssistantData) -> None:
    """Learn which models the service lists now."""
    assert data.service is not None
    try:
        listed = tuple(await data.service.list_models())
    except ServiceError:
        listed = ()
    _take_models(hass, entry, data, listed)


@callback
def _take_models(hass: HomeAssistant, entry: ParlorConfigEntry, data: AssistantData, listed: tuple[str, ...]) -> None:
    """Tell which models in use are gone or will be; a service that lists none says nothing of that."""
    assert data.service is not None and data.memory is not None
    used = models_in_use(entry)
    gone = data.memory.gone(listed, used)
    if listed and data.memory.take_list(listed, used):
        data.service.forget()
    async_tell_models(hass, entry, gone, dt_util.now().date())


def diagnostics(entry: ParlorConfigEntry) -> dict[str, Any]:
    """Return what is set and what is known of the service, without key, credentials or the user's words."""
    data = entry.runtime_data
    assert isinstance(data, AssistantData)
    base_url = entry.data.get(CONF_BASE_URL)
    return {
        "entry": {
            CONF_KIND: entry.data[CONF_KIND],
            CONF_BASE_URL: base_url and public_url(base_url),
            "has_key": bool(entry.data.get(CONF_API_KEY)),
        },
        "service": data.facts and asdict(data.facts),
        "planned": len(data.later.jobs),
        "wire": data.service and data.service.wire,
        "outages": data.service and dict(data.service.outages),
        "learned": data.service and {model: known.stored for model, known in data.service.learned.items()},
        **_spending_diagnostics(data),
        "agents": [
            {
                CONF_MODEL: subentry.data.get(CONF_MODEL),
                "has_prompt": bool(subentry.data.get(CONF_PROMPT)),
                CONF_ALLOW_SENSITIVE: subentry.data.get(CONF_ALLOW_SENSITIVE, False),
                CONF_RULES: len(subentry.data.get(CONF_RULES, ())),
                "has_pin": CONF_PIN in subentry.data,
            }
            for subentry in entry.subentries.values()
        ],
    }


def _spending_diagnostics(data: AssistantData) -> dict[str, Any]:
    """Return what was spent and what may be, by role: neither agents' names nor words are in it."""
    options = data.options
    told: dict[str, Any] = {
        "limits": asdict(options.limits),
        "roles": asdict(options.roles),
        "budget": {mark.key: limit for mark, limit in options.budget.limits.items()},
        "priced_models": sorted(options.prices),
    }
    if data.spending is not None:
        ledger = data.spending.purse.ledger
        told["spent"] = {
            period.value: {role: spent.stored for role, spent in ledger.by_role(period).items()} for period in Period
        }
    return told
