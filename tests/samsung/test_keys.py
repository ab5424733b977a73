"""Keys as people write them, and chains of them."""

import pytest

from custom_components.parlor.samsung.remote.keys import (
    ALIASES,
    SHORT,
    KeyPress,
    KeyUnknown,
    TakesTooLong,
    TooManyKeys,
    channel_keys,
    channel_number,
    parse_key,
    parse_keys,
)

HOME, RIGHT, ENTER = "KEY_HOME", "KEY_RIGHT", "KEY_ENTER"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("home", HOME),
        ("HOME", HOME),
        (" KEY_HDMI1 ", "KEY_HDMI1"),
        ("Key_volup", "KEY_VOLUP"),
        ("7", "KEY_7"),
        ("ok", ENTER),
        ("blue", "KEY_CYAN"),
        ("channel-up", "KEY_CHUP"),
        # What a set may know that no list has is taken in full.
        ("KEY_FACTORY", "KEY_FACTORY"),
    ],
)
def test_names(name: str, key: str) -> None:
    assert parse_key(name) == key


@pytest.mark.parametrize("name", ["", "KEY_", "a b", "KEY_ö", "KEY_" + "A" * 99, 'KEY_"}', "hoem", "factory", "²"])
def test_no_names(name: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        parse_key(name)


def test_every_short_name_is_a_key() -> None:
    assert {parse_key(name) for name in SHORT | ALIASES.keys()} >= set(ALIASES.values())


@pytest.mark.parametrize(
    ("chain", "keys"),
    [
        ("home", [KeyPress(HOME)]),
        ("KEY_HOME+KEY_RIGHT", [KeyPress(HOME), KeyPress(RIGHT)]),
        (" home , right\nenter ", [KeyPress(HOME), KeyPress(RIGHT), KeyPress(ENTER)]),
        ("KEY_HOME+400ms+KEY_RIGHT", [KeyPress(HOME, pause=0.4), KeyPress(RIGHT)]),
        ("home 1.5s right", [KeyPress(HOME, pause=1.5), KeyPress(RIGHT)]),
        ("right*3 1s ok", [KeyPress(RIGHT), KeyPress(RIGHT), KeyPress(RIGHT, pause=1), KeyPress(ENTER)]),
        ("enter:2s", [KeyPress(ENTER, hold=2)]),
        ("enter:250ms*2", [KeyPress(ENTER, hold=0.25)] * 2),
        # A pause after the last key is a pause before nothing.
        ("home 1s", [KeyPress(HOME)]),
    ],
)
def test_chains(chain: str, keys: list[KeyPress]) -> None:
    assert list(parse_keys(chain)) == keys


def test_what_the_chain_says_itself_comes_first() -> None:
    keys = parse_keys("home:1s right 200ms enter", hold=0.5, pause=0.1)
    assert keys == (KeyPress(HOME, 1, 0.1), KeyPress(RIGHT, 0.5, 0.2), KeyPress(ENTER, 0.5))


def test_repeated_as_a_whole() -> None:
    assert parse_keys("home 1s", repeats=2) == (KeyPress(HOME, pause=1), KeyPress(HOME))
    assert parse_keys("home", repeats=0) == ()


@pytest.mark.parametrize(
    ("chain", "word"),
    [
        ("", ""),
        ("+", "+"),
        ("400ms home", "400ms"),
        ("home hoem", "hoem"),
        ("home:", "home:"),
        ("home:x", "home:x"),
        ("home:1s:2s", "home:1s:2s"),
        ("home*0", "home*0"),
        ("home*1000", "home*1000"),
        ("home*-1", "home*-1"),
        # A number alone may be a channel as well as a pause: neither is guessed.
        ("home 500 right", "500"),
        ("home 1e3s", "1e3s"),
        ("home -1s", "-1s"),
        ("home ٣s", "٣s"),
    ],
)
def test_no_chains(chain: str, word: str) -> None:
    with pytest.raises(KeyUnknown) as error:
        parse_keys(chain)
    assert error.value.word == word


@pytest.mark.parametrize("chain", ["home*201", "home " * 201, "up*999 down*999", "home*150 up*51"])
def test_too_many(chain: str) -> None:
    with pytest.raises(TooManyKeys):
        parse_keys(chain)


def test_too_often() -> None:
    with pytest.raises(TooManyKeys):
        parse_keys("home", repeats=10**9)


@pytest.mark.parametrize("chain", ["home 8s up 1ms up", "home:9s", "home:99s", "home 5s up:4s", "up:100ms*81"])
def test_too_long(chain: str) -> None:
    with pytest.raises(TakesTooLong):
        parse_keys(chain)


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_no_times(seconds: float) -> None:
    with pytest.raises(TakesTooLong):
        parse_keys("home", hold=seconds)
    with pytest.raises(TakesTooLong):
        parse_keys("home", pause=seconds)


def test_channels() -> None:
    assert channel_keys(" 12 ") == (KeyPress("KEY_1"), KeyPress("KEY_2"), KeyPress("KEY_ENTER"))
    assert channel_keys("5-1")[1] == KeyPress("KEY_PLUS100")


@pytest.mark.parametrize("number", ["", "ARD", "-1", "123456", "1.2.3", "²", "١٢"])
def test_no_channels(number: str) -> None:
    with pytest.raises(ValueError, match="no channel"):
        channel_keys(number)


@pytest.mark.parametrize(("told", "number"), [(" 7 ", "7"), ("007", "7"), ("5.1", "5-1"), ("05-01", "5-1"), ("0", "0")])
def test_channels_that_are_the_same(told: str, number: str) -> None:
    assert channel_number(told) == number
