"""Who speaks: known where Home Assistant knows the user, unknown behind a satellite that anybody can talk to."""

from dataclasses import dataclass

from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import LLMContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The one who said something; `person` is an entity id, `name` what to call them; both None where nobody is known."""

    user_id: str | None = None
    person: str | None = None
    name: str | None = None

    @property
    def is_known(self) -> bool:
        """Say whether it is known who speaks."""
        return self.user_id is not None


async def async_speaker(hass: HomeAssistant, llm_context: LLMContext) -> Speaker:
    """Return who speaks in a context, as a person of the home where one belongs to the user."""
    user_id = llm_context.context.user_id if llm_context.context else None
    if user_id is None or (user := await hass.auth.async_get_user(user_id)) is None:
        return Speaker()
    for state in hass.states.async_all("person"):
        if state.attributes.get("user_id") == user_id:
            return Speaker(user_id=user_id, person=state.entity_id, name=state.name)
    return Speaker(user_id=user_id, name=user.name)
