"""Where a set may send us for a picture: to itself."""

from typing import Any

import pytest

from custom_components.parlor.samsung.art.transfer import target
from custom_components.parlor.samsung.errors import BadAnswer

TOLD = {"ip": "192.168.1.20", "port": "41234", "key": "abc", "secured": True}


@pytest.mark.parametrize(
    ("told", "address"),
    [
        (TOLD, "192.168.1.20"),
        ('{"ip":"192.168.1.20","port":41234,"key":"abc","secured":"true"}', "192.168.1.20"),
        (TOLD, "::ffff:192.168.1.20"),
        (TOLD | {"ip": "fe80::1"}, "fe80::1%eth0"),
    ],
)
def test_the_tv_itself(told: object, address: str) -> None:
    found = target({"conn_info": told}, address)
    assert (found.host, found.port, found.key, found.secured) == (address, 41234, "abc", True)


@pytest.mark.parametrize(
    "change",
    [
        {"ip": "192.168.1.21"}, {"ip": "127.0.0.1"}, {"ip": "localhost"}, {"ip": None}, {"ip": ["192.168.1.20"]},
        {"ip": "0.0.0.0"}, {"ip": 3232235796}, {"port": 0}, {"port": 65536}, {"port": "x"}, {"port": None}, {"port": True},
    ],
)  # fmt: skip
def test_anywhere_else(change: dict[str, Any]) -> None:
    with pytest.raises(BadAnswer):
        target({"conn_info": TOLD | change}, "192.168.1.20")


@pytest.mark.parametrize("told", [None, "{", 7, "[]"])
def test_nowhere(told: object) -> None:
    with pytest.raises(BadAnswer):
        target({"conn_info": told}, "192.168.1.20")
