"""A Samsung TV that speaks the real wire on loopback: `SamsungTV`, or `python -m sim.samsung_tv`."""

from .merge import BadValueError
from .state import (
    AppList,
    Dark,
    Faults,
    FirstFrame,
    Input,
    Launch,
    Menu,
    NetworkFault,
    Pairing,
    Power,
    RemoteFault,
    Reports,
    RestFault,
    Settings,
    StaleToken,
    TVState,
    UpnpFault,
)
from .tv import SamsungTV

__all__ = [
    "AppList",
    "BadValueError",
    "Dark",
    "Faults",
    "FirstFrame",
    "Input",
    "Launch",
    "Menu",
    "NetworkFault",
    "Pairing",
    "Power",
    "RemoteFault",
    "Reports",
    "RestFault",
    "SamsungTV",
    "Settings",
    "StaleToken",
    "TVState",
    "UpnpFault",
]
