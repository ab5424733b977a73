"""Keys as people write them."""

import pytest

from custom_components.parlor.samsung.keys import KeyPress, channel_keys, parse_key


@pytest.mark.parametrize(
    ("name", "key"), [("home", "KEY_HOME"), (" KEY_HDMI1 ", "KEY_HDMI1"), ("Key_volup", "KEY_VOLUP")]
)
def test_names(name: str, key: str) -> None:
    assert parse_key(name) == key


@pytest.mark.parametrize("name", ["", "KEY_", "a b", "KEY_ö", "KEY_" + "A" * 99, 'KEY_"}'])
def test_no_names(name: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        parse_key(name)


def test_channels() -> None:
    assert channel_keys(" 12 ") == (KeyPress("KEY_1"), KeyPress("KEY_2"), KeyPress("KEY_ENTER"))
    assert channel_keys("5-1")[1] == KeyPress("KEY_PLUS100")


@pytest.mark.parametrize("number", ["", "ARD", "-1", "123456", "1.2.3", "²"])
def test_no_channels(number: str) -> None:
    with pytest.raises(ValueError, match="no channel"):
        channel_keys(number)
