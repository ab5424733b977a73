"""A Samsung TV that speaks the real wire on loopback: `SamsungTV`, or `python -m sim.samsung_tv`."""

from .ip_settings import IpControlSettings, IpFault, StaleControl
from .merge import BadValueError
from .picture import Picture, Tuner
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
    "IpControlSettings",
    "IpFault",
    "Launch",
    "Menu",
    "NetworkFault",
    "Pairing",
    "Picture",
    "Power",
    "RemoteFault",
    "Reports",
    "RestFault",
    "SamsungTV",
    "Settings",
    "StaleControl",
    "StaleToken",
    "TVState",
    "Tuner",
    "UpnpFault",
]
