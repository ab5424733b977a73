"""Rules: the first that fits decides, the strictest verdict holds."""

import pytest

from custom_components.parlor.assistant.policy.rule import (
    SENSITIVE_ALLOWED,
    Deed,
    Guard,
    Rule,
    Verdict,
    built_in,
    strictest,
    verdict_on,
)
from custom_components.parlor.assistant.speaker import Speaker

ANNA = Speaker(user_id="1", person="person.anna", name="Anna")
NOBODY = Speaker()
UNLOCK = Deed(action="lock.unlock", entity_id="lock.front", guard=Guard.ENTRY, labels=frozenset({"outside"}))
LAMP = Deed(action="light.turn_on", entity_id="light.hall")
THROUGH = Deed(action="lock.unlock", entity_id="lock.front", guard=Guard.ENTRY, via=("script.let_in",))


def rule(verdict: Verdict, **named: object) -> Rule:
    """Return a rule that names sets."""
    sets = {name: frozenset([value]) if isinstance(value, str) else value for name, value in named.items()}
    return Rule(verdict=verdict, **sets)  # type: ignore[arg-type]  # each field's own set


@pytest.mark.parametrize(
    ("fitting", "deed", "speaker", "fits"),
    [
        (rule(Verdict.REFUSE, domains="lock"), UNLOCK, ANNA, True),
        (rule(Verdict.REFUSE, domains="light"), UNLOCK, ANNA, False),
        (rule(Verdict.REFUSE, actions="lock.unlock"), UNLOCK, ANNA, True),
        (rule(Verdict.REFUSE, actions="lock.lock"), UNLOCK, ANNA, False),
        (rule(Verdict.REFUSE, labels="outside"), UNLOCK, ANNA, True),
        (rule(Verdict.REFUSE, labels="inside"), UNLOCK, ANNA, False),
        (rule(Verdict.REFUSE, entities="lock.front"), UNLOCK, ANNA, True),
        (rule(Verdict.REFUSE, entities="script.let_in"), THROUGH, ANNA, True),
        (rule(Verdict.REFUSE, entities="script.let_in"), UNLOCK, ANNA, False),
        (rule(Verdict.REFUSE, guards=frozenset({Guard.ENTRY})), UNLOCK, ANNA, True),
        (rule(Verdict.REFUSE, guards=frozenset({Guard.ENTRY})), LAMP, ANNA, False),
        (rule(Verdict.REFUSE, persons="person.anna"), LAMP, ANNA, True),
        (rule(Verdict.REFUSE, persons="person.anna"), LAMP, NOBODY, False),
        (rule(Verdict.REFUSE, is_known=False), LAMP, NOBODY, True),
        (rule(Verdict.REFUSE, is_known=False), LAMP, ANNA, False),
        (rule(Verdict.REFUSE, domains="lock", persons="person.ben"), UNLOCK, ANNA, False),
        (rule(Verdict.REFUSE, device_classes="garage"), UNLOCK, ANNA, False),
    ],
)
def test_what_a_rule_is_about(fitting: Rule, deed: Deed, speaker: Speaker, fits: bool) -> None:
    assert fitting.fits(deed, speaker) is fits


@pytest.mark.parametrize("guard", [each for each in Guard if each is not Guard.HEAT])
def test_what_comes_with_parlor(guard: Guard) -> None:
    deed = Deed(action="x.y", guard=guard)
    strange = {Guard.ENTRY, Guard.ALARM, Guard.PURCHASE, Guard.UNCLEAR}
    assert verdict_on(deed, ANNA, built_in(has_pin=False)) is Verdict.CONFIRM
    assert verdict_on(deed, NOBODY, built_in(has_pin=True)) is Verdict.CONFIRM
    expected = Verdict.REFUSE if guard in strange else Verdict.CONFIRM
    assert verdict_on(deed, NOBODY, built_in(has_pin=False)) is expected
    assert verdict_on(deed, NOBODY, (SENSITIVE_ALLOWED, *built_in(has_pin=False))) is Verdict.ALLOW
    assert verdict_on(LAMP, NOBODY, built_in(has_pin=False)) is Verdict.ALLOW


START = Deed(action="switch.turn_on", entity_id="switch.oven", guard=Guard.HEAT)


@pytest.mark.parametrize("speaker", [ANNA, NOBODY])
@pytest.mark.parametrize("has_pin", [True, False])
def test_what_heats_is_refused_to_everybody(speaker: Speaker, has_pin: bool) -> None:
    assert verdict_on(START, speaker, built_in(has_pin=has_pin)) is Verdict.REFUSE


@pytest.mark.parametrize(
    ("own", "verdict"),
    [
        ((rule(Verdict.ALLOW, guards=frozenset({Guard.HEAT})),), Verdict.CONFIRM),
        ((rule(Verdict.CONFIRM, guards=frozenset({Guard.HEAT})),), Verdict.CONFIRM),
        ((rule(Verdict.REFUSE, guards=frozenset({Guard.HEAT})),), Verdict.REFUSE),
        ((rule(Verdict.ALLOW, entities="switch.oven"),), Verdict.CONFIRM),
        ((rule(Verdict.ALLOW, entities="lock.front"),), Verdict.REFUSE),
        ((rule(Verdict.ALLOW, guards=frozenset({Guard.ENTRY})),), Verdict.REFUSE),
        ((rule(Verdict.ALLOW, persons="person.ben"),), Verdict.REFUSE),
        ((SENSITIVE_ALLOWED,), Verdict.CONFIRM),
        ((rule(Verdict.REFUSE, domains="switch"), SENSITIVE_ALLOWED), Verdict.REFUSE),
    ],
)
def test_what_heats_is_never_done_at_once(own: tuple[Rule, ...], verdict: Verdict) -> None:
    assert verdict_on(START, ANNA, (*own, *built_in(has_pin=False))) is verdict


def test_the_users_rules_come_first_and_in_their_order() -> None:
    allow, refuse = rule(Verdict.ALLOW, entities="lock.front"), rule(Verdict.REFUSE, domains="lock")
    built = built_in(has_pin=False)
    assert verdict_on(UNLOCK, NOBODY, (allow, refuse, *built)) is Verdict.ALLOW
    assert verdict_on(UNLOCK, NOBODY, (refuse, allow, *built)) is Verdict.REFUSE


def test_the_strictest_holds() -> None:
    assert strictest([Verdict.ALLOW, Verdict.REFUSE, Verdict.CONFIRM]) is Verdict.REFUSE
    assert strictest([Verdict.ALLOW, Verdict.CONFIRM]) is Verdict.CONFIRM
    assert strictest([]) is Verdict.ALLOW


def test_a_rule_about_everything_is_empty() -> None:
    assert Rule(verdict=Verdict.ALLOW).is_empty
    assert not rule(Verdict.ALLOW, is_known=True).is_empty
