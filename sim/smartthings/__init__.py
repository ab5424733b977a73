"""A SmartThings cloud on loopback: its REST, its events, its tokens, its limits and its faults, with machines that run."""

from .cloud import SmartThingsCloud
from .device import Device, Freeze, Health, Reported
from .event_faults import EventFault
from .faults import RequestFault, Trouble
from .household import DISHWASHER, DRYER, OVEN, SOUNDBAR, TV, WASHER, household
from .machines import Order
from .oauth import Client, OAuth
from .population import LOCATION, at_home, load_folder, multiplied

__all__ = [
    "DISHWASHER",
    "DRYER",
    "LOCATION",
    "OVEN",
    "SOUNDBAR",
    "TV",
    "WASHER",
    "Client",
    "Device",
    "EventFault",
    "Freeze",
    "Health",
    "OAuth",
    "Order",
    "Reported",
    "RequestFault",
    "SmartThingsCloud",
    "Trouble",
    "at_home",
    "household",
    "load_folder",
    "multiplied",
]
