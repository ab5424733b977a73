"""A PIN is kept as a hash, and wrong ones close it for longer and longer."""

from unittest.mock import patch

from custom_components.parlor.assistant.confirming.pin import Pin
from custom_components.parlor.assistant.confirming.waiting import MOST_TRIES, Tries

NOW = "custom_components.parlor.assistant.confirming.waiting.monotonic"


def test_a_pin_is_kept_as_a_hash_of_its_own() -> None:
    pin, same = Pin.made_of("2580"), Pin.made_of("2580")
    assert pin != same
    assert "2580" not in str(pin.as_data())
    assert pin.salt.hex() not in repr(pin)
    kept = Pin.from_data(pin.as_data())
    assert kept is not None
    assert kept.is_right("2580")
    assert not kept.is_right("2581")
    assert Pin.from_data(None) is None


def test_wrong_pins_close_it_for_longer_each_time() -> None:
    tries = Tries()
    lengths = []
    with patch(NOW, return_value=1000.0):
        for _ in range(MOST_TRIES * 8):
            tries.note_wrong()
            lengths.append(tries.seconds_locked)
        assert lengths[MOST_TRIES - 1 :: MOST_TRIES] == [60, 120, 240, 480, 960, 1920, 3600, 3600]
        tries.note_right()
        assert tries.seconds_locked == 0
    assert lengths[:2] == [0, 0]
