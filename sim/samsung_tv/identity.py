"""Who a simulated TV is: the part of its REST document that never changes."""

from dataclasses import dataclass
import ipaddress
import json
import uuid

_SPACE = uuid.UUID("0cf0a5d6-0000-4000-8000-7c0a3fb1bd2d")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Name, model and addresses; `frame` is whether it can hang as a picture."""

    host: str
    name: str
    model: str
    platform: str
    frame: bool
    udn: str
    mac: str
    wifi_mac: str
    network: str = "wireless"
    firmware: str = "Unknown"


def identify(host: str, name: str, model: str, *, frame: bool | None = None) -> Identity:
    """Return an identity that follows from the address, so that TVs on different addresses are different TVs."""
    is_frame = "LS03" in model if frame is None else frame
    mac = ":".join(("7c", "0a", "3f", *(f"{part:02x}" for part in ipaddress.ip_address(host).packed[-3:])))
    return Identity(
        host=host,
        name=name,
        model=model,
        platform="24_PONTUSM_FTV" if is_frame else "21_NIKEM2_QTV",
        frame=is_frame,
        udn=f"uuid:{uuid.uuid5(_SPACE, host)}",
        mac=mac,
        wifi_mac=mac,
    )


def _flag(value: bool) -> str:
    """Return a flag as the TV writes it."""
    return "true" if value else "false"


def rest_document(identity: Identity, *, power: str | None, token_auth: bool) -> dict[str, object]:
    """Return what `GET /api/v2/` answers: every flag a string, `isSupport` a JSON text that ends in a new line."""
    device = _device(identity, power, _flag(token_auth))
    return {
        "device": device,
        "id": identity.udn,
        "isSupport": json.dumps(_support(identity, token_auth), separators=(",", ":")) + "\n",
        "name": identity.name,
        "remote": "1.0",
        "type": "Samsung SmartTV",
        "uri": f"https://{identity.host}:8002/api/v2/",
        "version": "2.0.25",
    }


def _device(identity: Identity, power: str | None, token_auth: str) -> dict[str, object]:
    """Return the inner part of the document."""
    device: dict[str, object] = {
        "FrameTVSupport": _flag(identity.frame),
        "GamePadSupport": "true",
        "ImeSyncedSupport": "true",
        "Language": "en_GB",
        "OS": "Tizen",
        "TokenAuthSupport": token_auth,
        "VoiceSupport": "true",
        "WallScreenRatio": "-1",
        "WallService": "false",
        "countryCode": "GB",
        "description": "Samsung DTV RCR",
        "developerIP": "0.0.0.0",
        "developerMode": "0",
        "duid": identity.udn,
        "firmwareVersion": identity.firmware,
        "id": identity.udn,
        "ip": identity.host,
        "model": identity.platform,
        "modelName": identity.model,
        "name": identity.name,
        "networkType": identity.network,
        "resolution": "3840x2160",
        "smartHubAgreement": "true",
        "type": "Samsung SmartTV",
        "udn": identity.udn,
        "wifiMac": identity.wifi_mac,
    }
    if identity.network == "wireless":
        device["ssid"] = "a4:2b:b0:c1:00:01"
    if power is not None:
        device["PowerState"] = power
    return device


def _support(identity: Identity, token_auth: bool) -> dict[str, str]:
    """Return the abilities listed in `isSupport`."""
    return {
        "DMP_DRM_PLAYREADY": "false",
        "DMP_DRM_WIDEVINE": "false",
        "DMP_available": "true",
        "EDEN_available": "true",
        "FrameTVSupport": _flag(identity.frame),
        "ImeSyncedSupport": "true",
        "TokenAuthSupport": _flag(token_auth),
        "remote_available": "true",
        "remote_fourDirections": "true",
        "remote_touchPad": "true",
        "remote_voiceControl": "true",
    }
