"""The actions a home offers: services as `domain.service(fields)`, each with a word on what it is for.

A table, because a model needs the few that people speak of, in their words, not the hundred that exist. What a home does
not have is left out of what the model sees.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One service that may be asked for."""

    domain: str
    service: str
    purpose: str
    fields: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return it as the model names it: `light.turn_on`."""
        return f"{self.domain}.{self.service}"

    @property
    def told(self) -> str:
        """Return it as the model reads it behind its domain: `turn_on(brightness_pct): on, dim`; bare where its name says it all."""
        fields = f"({', '.join(self.fields)})" if self.fields else ""
        return f"{self.service}{fields}: {self.purpose}" if self.purpose else f"{self.service}{fields}"


_TABLE = """
alarm_control_panel.alarm_arm_away(code)
alarm_control_panel.alarm_arm_home(code)
alarm_control_panel.alarm_arm_night(code)
alarm_control_panel.alarm_disarm(code)
automation.trigger(): run now
automation.turn_off(): disable
automation.turn_on(): enable
button.press()
climate.set_fan_mode(fan_mode)
climate.set_hvac_mode(hvac_mode)
climate.set_preset_mode(preset_mode)
climate.set_temperature(temperature)
climate.turn_off()
climate.turn_on()
cover.close_cover(): close, lower, shut
cover.open_cover(): open, raise
cover.set_cover_position(position): 100 is open
cover.set_cover_tilt_position(tilt_position)
cover.stop_cover()
fan.oscillate(oscillating)
fan.set_direction(direction)
fan.set_percentage(percentage): speed
fan.set_preset_mode(preset_mode)
fan.turn_off()
fan.turn_on()
humidifier.set_humidity(humidity)
humidifier.set_mode(mode)
humidifier.turn_off()
humidifier.turn_on()
input_boolean.turn_off()
input_boolean.turn_on()
input_button.press()
input_number.set_value(value)
input_select.select_option(option)
lawn_mower.dock(): go home
lawn_mower.pause()
lawn_mower.start_mowing(): start, resume
light.turn_off(): off
light.turn_on(brightness_pct, color_name): on, dim, colour
lock.lock()
lock.unlock()
media_player.media_next_track(): next, skip
media_player.media_pause()
media_player.media_play(): play, resume, unpause
media_player.media_previous_track()
media_player.media_seek(seek_position): seconds; nobody knows where an intro ends
media_player.media_stop()
media_player.play_media(media_content_type=channel|app|url|music, media_content_id): channel number, app
media_player.play_title(title, start=resume|beginning|next): a film or series by its name
media_player.repeat_set(repeat=off|all|one)
media_player.select_sound_mode(sound_mode)
media_player.select_source(source): app or input
media_player.shuffle_set(shuffle)
media_player.turn_off()
media_player.turn_on()
media_player.volume_down(): quieter
media_player.volume_mute(is_volume_muted): mute, unmute
media_player.volume_set(volume_level): 50% is 0.5
media_player.volume_up(): louder
number.set_value(value)
remote.send_command(command)
scene.turn_on()
script.turn_on(): run
select.select_option(option)
siren.turn_off()
siren.turn_on()
switch.turn_off()
switch.turn_on()
text.set_value(value)
todo.add_item(item)
todo.remove_item(item)
todo.update_item(item, status=completed|needs_action): tick off
vacuum.locate(): find it
vacuum.pause()
vacuum.return_to_base(): stop and dock
vacuum.set_fan_speed(fan_speed)
vacuum.start(): start, resume cleaning
vacuum.stop(): stop where it is
valve.close_valve()
valve.open_valve()
valve.set_valve_position(position): 100 is open
valve.stop_valve()
water_heater.set_operation_mode(operation_mode)
water_heater.set_temperature(temperature)
"""


def _parse(table: str) -> Mapping[str, Action]:
    """Read the table; `field=values` tells the model what a field takes."""
    actions = {}
    for line in table.strip().splitlines():
        head, _, purpose = line.partition(")")
        name, _, fields = head.partition("(")
        domain, _, service = name.partition(".")
        told = tuple(field.strip() for field in fields.split(",") if field)
        actions[name] = Action(domain, service, purpose.removeprefix(": "), told)
    return actions


ACTIONS: Mapping[str, Action] = _parse(_TABLE)
PLAY_TITLE = "media_player.play_title"
# What is no service: it stands alone in a plan, and its target is everything that the last one changed.
UNDO = Action("home", "undo", "take back what was done last")


def actions_of(domains: Iterable[str]) -> list[Action]:
    """Return the actions for the domains that a home has, in the table's order."""
    wanted = set(domains)
    return [action for action in ACTIONS.values() if action.domain in wanted]


def told_actions(actions: Iterable[Action]) -> str:
    """Return actions as the model reads them, a line for each domain."""
    by_domain: dict[str, list[str]] = {}
    for action in actions:
        by_domain.setdefault(action.domain, []).append(action.told)
    return "\n".join(f"{domain}: {'; '.join(told)}" for domain, told in by_domain.items())


def field_names(action: Action) -> tuple[str, ...]:
    """Return the names of an action's fields, without what they take."""
    return tuple(field.partition("=")[0] for field in action.fields)
