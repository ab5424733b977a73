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
    def line(self) -> str:
        """Return it as the model reads it: `light.turn_on(brightness_pct): switch on, dim`."""
        return f"{self.name}({', '.join(self.fields)}): {self.purpose}"


_TABLE = """
alarm_control_panel.alarm_arm_away(code): arm when everybody leaves
alarm_control_panel.alarm_arm_home(code): arm with people at home
alarm_control_panel.alarm_arm_night(code): arm for the night
alarm_control_panel.alarm_disarm(code): disarm
automation.turn_off(): disable an automation
automation.turn_on(): enable an automation
automation.trigger(): run an automation now
button.press(): press
climate.set_fan_mode(fan_mode): fan of a heater or air conditioner
climate.set_hvac_mode(hvac_mode=off|heat|cool|heat_cool|auto|dry|fan_only): mode
climate.set_preset_mode(preset_mode): preset, such as eco or away
climate.set_temperature(temperature, target_temp_low, target_temp_high, hvac_mode): target temperature
climate.turn_off(): switch off
climate.turn_on(): switch on
cover.close_cover(): close, lower, shut
cover.open_cover(): open, raise
cover.set_cover_position(position=0-100): 100 is open
cover.set_cover_tilt_position(tilt_position=0-100): tilt the slats
cover.stop_cover(): stop moving
fan.oscillate(oscillating=true|false): swing
fan.set_direction(direction=forward|reverse): direction
fan.set_percentage(percentage=0-100): speed
fan.set_preset_mode(preset_mode): preset
fan.turn_off(): switch off
fan.turn_on(percentage, preset_mode): switch on
humidifier.set_humidity(humidity=0-100): target humidity
humidifier.set_mode(mode): mode
humidifier.turn_off(): switch off
humidifier.turn_on(): switch on
input_boolean.turn_off(): switch off
input_boolean.turn_on(): switch on
input_button.press(): press
input_number.set_value(value): set
input_select.select_option(option): choose
lawn_mower.dock(): go home
lawn_mower.pause(): pause
lawn_mower.start_mowing(): start or resume
light.turn_off(): switch off
light.turn_on(brightness_pct=0-100, color_name, color_temp_kelvin, effect): switch on, dim, colour
lock.lock(): lock
lock.unlock(): unlock
media_player.media_next_track(): next, skip
media_player.media_pause(): pause
media_player.media_play(): play, resume, unpause
media_player.media_previous_track(): previous, back
media_player.media_seek(seek_position=seconds): jump to; where an intro ends nobody knows
media_player.media_stop(): stop playing
media_player.play_media(media_content_type=channel|app|url|music, media_content_id): play this, channel number
media_player.play_title(title, start=resume|beginning|next): film or series by name; without title, what was watched last; next episode
media_player.repeat_set(repeat=off|all|one): repeat
media_player.select_sound_mode(sound_mode): sound mode
media_player.select_source(source): app or input, such as Netflix or HDMI 2
media_player.shuffle_set(shuffle=true|false): shuffle
media_player.turn_off(): switch off
media_player.turn_on(): switch on
media_player.volume_down(): quieter
media_player.volume_mute(is_volume_muted=true|false): mute, unmute
media_player.volume_set(volume_level=0.0-1.0): volume; 50% is 0.5
media_player.volume_up(): louder
number.set_value(value): set
remote.send_command(command): press a key of a remote
scene.turn_on(): activate a scene
script.turn_on(): run a script
select.select_option(option): choose
siren.turn_off(): silence
siren.turn_on(): sound
switch.turn_off(): switch off
switch.turn_on(): switch on
text.set_value(value): set
todo.add_item(item, due_date): add to a list
todo.remove_item(item): remove from a list
todo.update_item(item, rename, status=completed|needs_action): change or tick off
vacuum.locate(): find it
vacuum.pause(): pause
vacuum.return_to_base(): stop and go to the dock
vacuum.set_fan_speed(fan_speed): suction
vacuum.start(): start or resume cleaning
vacuum.stop(): stop where it is
valve.close_valve(): close
valve.open_valve(): open
valve.set_valve_position(position=0-100): 100 is open
valve.stop_valve(): stop moving
water_heater.set_operation_mode(operation_mode): mode
water_heater.set_temperature(temperature): target temperature
"""


def _parse(table: str) -> Mapping[str, Action]:
    """Read the table; `field=values` tells the model what a field takes."""
    actions = {}
    for line in table.strip().splitlines():
        head, _, purpose = line.partition("): ")
        name, _, fields = head.partition("(")
        domain, _, service = name.partition(".")
        actions[name] = Action(domain, service, purpose, tuple(field.strip() for field in fields.split(",") if field))
    return actions


ACTIONS: Mapping[str, Action] = _parse(_TABLE)
# What is no service: it stands alone in a plan, and its target is everything that the last one changed.
UNDO = Action("home", "undo", "take back what was done last")


def actions_of(domains: Iterable[str]) -> list[Action]:
    """Return the actions for the domains that a home has, in the table's order."""
    wanted = set(domains)
    return [action for action in ACTIONS.values() if action.domain in wanted]


def field_names(action: Action) -> tuple[str, ...]:
    """Return the names of an action's fields, without what they take."""
    return tuple(field.partition("=")[0] for field in action.fields)
