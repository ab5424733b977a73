"""Answers from the history, and plays titles, that were asked for without a model."""

from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..viewing.history import History, HistoryError
from ..viewing.history.words import spelt
from ..viewing.seen import Activity
from ..viewing.title import TitleKind
from ..viewing.viewing import Viewing
from .acting.execute import Actor, async_run_plan
from .home import Home, async_get_home
from .plan.steps import Step
from .prompt.describe import plain
from .replies import Replies
from .speech import name_of, speech_of
from .understand.parts import AskPart, TitlePart
from .watched.ask import Ask, NotTold, Question, async_ask, history_of
from .watched.library import is_titled
from .watched.play import NEXT
from .watched.screens import screens_of
from .watched.spans import span_of
from .watched.words import said

LEAST_ALIKE: Final = 88.0  # of 100, for words to be the name of a title that is played without a model


async def async_answer(hass: HomeAssistant, part: AskPart, actor: Actor, replies: Replies) -> str:
    """Return the answer to a question about what was watched, or why there is none."""
    history = history_of(hass)
    if isinstance(history, NotTold):
        return replies.say(history.value)
    question = Question(
        ask=part.ask,
        title=part.title,
        span=span_of(part.span, dt_util.now()),
        person=part.person,
        place=part.place,
    )
    home = async_get_home(hass, actor.llm_context.assistant)
    try:
        answer = await async_ask(hass, home, history, question)
        if question.ask is Ask.TIME and question.title and not answer.seconds:
            # Any words can be a title: of one that nobody ever watched not how long is told, but that.
            ever = await async_ask(hass, home, history, replace(question, ask=Ask.TITLE, span=None))
            answer = answer if ever.stop else ever
    except HistoryError:
        return replies.say(NotTold.BROKEN.value)
    if answer.is_place_unknown:
        return replies.say("no_such_screen", {"place": plain(part.place, 40)})
    return said(replies, answer)


async def async_play(hass: HomeAssistant, part: TitlePart, actor: Actor, replies: Replies) -> str | None:
    """Play a title that is on or is known from the history; None where it is neither, or nobody can tell where to play it."""
    step = await async_title_step(hass, part, actor)
    if not isinstance(step, Step):
        return step and replies.say(step)
    results = await async_run_plan(hass, [step], actor)
    title = str(step.data.get("title", ""))
    told = {"title": plain(title), "name": name_of(hass, step.entity_ids[0])}
    key = "next_played" if part.start == NEXT else "gone_on" if title else "played"
    return speech_of(hass, replies, replies.say(key, told), results)


async def async_title_step(hass: HomeAssistant, part: TitlePart, actor: Actor) -> Step | str | None:
    """Return the step that plays a title, or the key of what is said instead; None where nobody can tell what or where."""
    home, history = async_get_home(hass, actor.llm_context.assistant), history_of(hass)
    try:
        last = await _async_last(hass, home, history, part) if isinstance(history, History) else None
    except HistoryError:
        last = None
    title = part.title or (last.title.series or last.title.name if part.span and last and last.title else "")
    if part.span and not title:
        return "play_nothing_left" if isinstance(history, History) else history.value
    if part.title and not _is_on(hass, home, part.title) and not _is_it(last, part.title):
        return None
    if not (target := part.target or _where(hass, home, last, part)):
        return None
    data = {"title": title, "start": part.start} if title else {"start": part.start}
    return Step(domain="media_player", service="play_title", entity_ids=(target,), data=data)


async def _async_last(hass: HomeAssistant, home: Home, history: History, part: TitlePart) -> Viewing | None:
    """Return the last viewing of the title, or of a series in the span, or of anything that can be gone on with."""
    if part.title:
        stop = (await async_ask(hass, home, history, Question(ask=Ask.TITLE, title=part.title))).stop
        return stop.viewing if stop else None
    if part.span:
        question = Question(ask=Ask.WATCHED, span=span_of(part.span, dt_util.now()))
        found = (await async_ask(hass, home, history, question)).viewings
        return next((one for one in found if one.title and one.title.kind is TitleKind.EPISODE), None)
    unfinished = (await async_ask(hass, home, history, Question(ask=Ask.UNFINISHED))).unfinished
    return unfinished[0].viewing if unfinished else None


def _is_it(last: Viewing | None, words: str) -> bool:
    """Say whether words are the name of the film or the series, but for a slip: a part of a name is too little to act on."""
    if last is None or last.title is None or last.title.kind not in (TitleKind.FILM, TitleKind.EPISODE):
        return False
    name = last.title.series or last.title.name
    return fuzz.ratio(spelt(name), spelt(words)) >= LEAST_ALIKE


def _is_on(hass: HomeAssistant, home: Home, title: str) -> bool:
    """Say whether a title is on a screen."""
    shown = (screen.title for screen in screens_of(hass, home))
    return any(is_titled(one, title) for one in shown if one)


def _where(hass: HomeAssistant, home: Home, last: Viewing | None, part: TitlePart) -> str:
    """Return the screen that is meant: of what is on, the one where it is, else where it was watched last, else the only one."""
    screens = [screen for screen in screens_of(hass, home) if screen.thing.domain == "media_player"]
    on = [screen for screen in screens if screen.activity in (Activity.WATCHING, Activity.PAUSED)]
    if part.title:
        on = [screen for screen in on if screen.title and is_titled(screen.title, part.title)]
    there = [screen for screen in screens if last is not None and screen.id == last.screen]
    chosen = on if on and not part.span else there or screens
    return chosen[0].thing.entity_id if len(chosen) == 1 else ""  # of several nobody knows which
