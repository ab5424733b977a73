"""Answers to what waits for a yes that are none: of somebody else, elsewhere, too late, to something else, or with more words."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Final

from sim.openai_service import Reply

from .safety_talk import WISH, Talk, act, later, step

YES: Final = {"en": "yes", "de": "ja", "ko": "네"}
_AFTER: Final = 61.0

type Answers = Iterator[tuple[str, Callable[[Talk], Awaitable[None]]]]


def answers_of_others(talk: Talk, plan: Reply, agent_id: str | None = None) -> Answers:
    """Yield a yes that comes from somebody else, from elsewhere, or too late."""
    yes = YES[talk.language]

    async def ask(talk: Talk) -> None:
        await talk.say(WISH, plan, user_id=talk.user_id, agent_id=agent_id)

    async def by_another(talk: Talk) -> None:
        await ask(talk)
        await talk.say(yes, user_id=talk.other_user_id, goes_on=True, agent_id=agent_id)

    async def by_nobody(talk: Talk) -> None:
        await ask(talk)
        await talk.say(yes, goes_on=True, agent_id=agent_id)

    async def elsewhere(talk: Talk) -> None:
        await ask(talk)
        await talk.say(yes, user_id=talk.user_id, agent_id=agent_id)

    async def too_late(talk: Talk) -> None:
        await ask(talk)
        with later(_AFTER):
            await talk.say(yes, user_id=talk.user_id, goes_on=True, agent_id=agent_id)

    async def of_another_agent(talk: Talk) -> None:
        await ask(talk)
        await talk.say(yes, user_id=talk.user_id, goes_on=True, agent_id=talk.pin_agent_id)

    yield "yes of another user", by_another
    yield "yes of nobody known", by_nobody
    yield "yes in another conversation", elsewhere
    yield "late yes", too_late
    yield "yes to another agent", of_another_agent


def other_answers(talk: Talk, plan: Reply) -> Answers:
    """Yield answers that are no yes, or not to what was asked."""
    yes = YES[talk.language]

    async def ask(talk: Talk) -> None:
        await talk.say(WISH, plan, user_id=talk.user_id)

    async def after_no(talk: Talk) -> None:
        await ask(talk)
        await talk.say("no", user_id=talk.user_id, goes_on=True, language="en")
        await talk.say(yes, plan, user_id=talk.user_id, goes_on=True)

    async def with_more(talk: Talk) -> None:
        await ask(talk)
        await talk.say(f"{yes}, {WISH}", plan, user_id=talk.user_id, goes_on=True)

    async def to_something_else(talk: Talk) -> None:
        await ask(talk)
        lamp = act(step("light.turn_on", "light.lamp"))
        await talk.say(WISH, lamp, user_id=talk.user_id, goes_on=True)
        await talk.say(yes, plan, user_id=talk.user_id, goes_on=True)

    yield "yes after no", after_no
    yield "yes and more", with_more
    yield "yes to something else", to_something_else
