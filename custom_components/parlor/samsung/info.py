"""The TV's device information (`GET /api/v2/`) as a record. Pure: every field is optional and type-checked."""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Self

from .errors import NotASamsungTV, TooOld
from .frames import parse_json, printable

# The fifth letter of a model is its year; H (2014) and J (2015) sets encrypt their remote control.
ENCRYPTED_YEARS = ("H", "J")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceInfo:
    """Who the TV is and what it can; None where it does not say. `panel` is its width and height in pixels.

    `power_state` is "on", "standby" or "" (seen in short wake-ups); sets of 2015-2018 leave it out.
    """

    udn: str | None = None
    name: str | None = None
    model: str | None = None
    mac: str | None = None
    network: str | None = None
    firmware: str | None = None
    power_state: str | None = None
    has_token: bool | None = None
    is_frame: bool | None = None
    panel: tuple[int, int] | None = None

    @classmethod
    def parse(cls, body: str | bytes) -> Self:
        """Return the information in an answer; raises NotASamsungTV where it is none."""
        try:
            answer = parse_json(body)
        except ValueError as error:
            raise NotASamsungTV("the answer is not JSON") from error
        device = answer.get("device") if isinstance(answer, Mapping) else None
        if not isinstance(answer, Mapping) or not isinstance(device, Mapping) or not _is_samsung(device, answer):
            raise NotASamsungTV("the answer is not that of a Samsung TV")
        support = _support(answer.get("isSupport"))
        return cls(
            udn=_udn(device.get("udn")) or _udn(device.get("duid")) or _udn(answer.get("id")),
            name=_name(device.get("name")) or _name(answer.get("name")),
            model=_text(device.get("modelName")),
            mac=parse_mac(device.get("wifiMac")),
            network=_text(device.get("networkType")),
            firmware=_text(device.get("firmwareVersion")),
            power_state=_power_state(device.get("PowerState")),
            has_token=_first(_flag(device.get("TokenAuthSupport")), _flag(support.get("TokenAuthSupport"))),
            is_frame=_first(_flag(device.get("FrameTVSupport")), _flag(support.get("FrameTVSupport"))),
            panel=_panel(device.get("resolution")),
        )

    def check_is_supported(self) -> None:
        """Raise TooOld for a set whose remote control is another, encrypted one."""
        if self.model is not None and self.model[4:5] in ENCRYPTED_YEARS and not self.has_token:
            raise TooOld(self.model)


def parse_mac(value: object) -> str | None:
    """Return a MAC address as `aa:bb:cc:dd:ee:ff`; sets also send "none" and zeros."""
    if not isinstance(value, str):
        return None
    digits = re.sub(r"[:.\-]", "", value.strip()).lower()
    if not re.fullmatch(r"[0-9a-f]{12}", digits) or set(digits) == {"0"}:
        return None
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2))


def _is_samsung(device: Mapping[str, object], answer: Mapping[str, object]) -> bool:
    """Say whether the answer names itself a Samsung TV: soundbars and monitors serve the same interface."""
    return device.get("type", answer.get("type")) == "Samsung SmartTV"


def _text(value: object) -> str | None:
    """Return a text that is not empty."""
    return printable(value) or None if isinstance(value, str) else None


def _power_state(value: object) -> str | None:
    """Return the PowerState; the empty one says something too."""
    return printable(value).lower() if isinstance(value, str) else None


def _flag(value: object) -> bool | None:
    """Return a flag, which sets write as text."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None


def _first(*flags: bool | None) -> bool | None:
    """Return the first flag that is known."""
    return next((flag for flag in flags if flag is not None), None)


def _udn(value: object) -> str | None:
    """Return an identity without its `uuid:`."""
    text = _text(value)
    return text.removeprefix("uuid:") or None if text else None


def _name(value: object) -> str | None:
    """Return the name its owner gave the TV."""
    text = _text(value)
    return text.removeprefix("[TV]").strip() or None if text else None


def _support(value: object) -> Mapping[str, object]:
    """Return the abilities, which are JSON in a text."""
    try:
        support = parse_json(value) if isinstance(value, str) else value
    except ValueError:
        return {}
    return support if isinstance(support, Mapping) else {}


def _panel(value: object) -> tuple[int, int] | None:
    """Return the pixels of the panel, `3840x2160`; a Frame of 32 inches has 1920x1080."""
    found = re.fullmatch(r"([0-9]{3,5})x([0-9]{3,5})", value) if isinstance(value, str) else None
    if found is None:
        return None
    width, height = int(found[1]), int(found[2])
    return (width, height) if 1280 <= width <= 15360 and 720 <= height <= 8640 and height < width else None
