"""The TV and the soundbar of the household."""

from datetime import datetime

from ..device import Device
from .shapes import LIVING_ROOM, Attributes, made

_MODES: dict[str, Attributes] = {
    "custom.picturemode": {
        "pictureMode": "Standard",
        "supportedPictureModes": ["Dynamic", "Standard", "Movie", "FILMMAKER MODE"],
        "supportedPictureModesMap": [
            {"id": "modeDynamic", "name": "Dynamic"},
            {"id": "modeStandard", "name": "Standard"},
            {"id": "modeMovie", "name": "Movie"},
            {"id": "modeFilmmaker", "name": "FILMMAKER MODE"},
        ],
    },
    "custom.soundmode": {
        "soundMode": "Standard",
        "supportedSoundModes": ["Standard", "Amplify", "Adaptive Sound"],
        "supportedSoundModesMap": [
            {"id": "modeStandard", "name": "Standard"},
            {"id": "modeAmplify", "name": "Amplify"},
            {"id": "modeAdaptive", "name": "Adaptive Sound"},
        ],
    },
}


def tv(device_id: str, now: datetime) -> Device:
    """Return a TV with picture and sound modes."""
    about = {
        "label": "The Frame",
        "kind": "tv",
        "category": "Television",
        "room": LIVING_ROOM,
        "ocf": "oic.d.tv",
        "model": "QE55LS03DAUXXU",
        "vendor": "VD-STV-2022",
    }
    capabilities: dict[str, Attributes] = {
        "switch": {"switch": "on"},
        "audioVolume": {"volume": 12},
        "audioMute": {"mute": "unmuted"},
        "tvChannel": {"tvChannel": "", "tvChannelName": "art"},
        "mediaPlayback": {
            "supportedPlaybackCommands": ["play", "pause", "stop", "fastForward", "rewind"],
            "playbackStatus": None,
        },
        "mediaInputSource": {"supportedInputSources": [], "inputSource": "digitalTv"},
        "samsungvd.mediaInputSource": {
            "supportedInputSourcesMap": [
                {"id": "dtv", "name": "TV"},
                {"id": "HDMI1", "name": "Console"},
                {"id": "HDMI2", "name": "PC"},
            ],
            "inputSource": "dtv",
        },
        **_MODES,
        "custom.launchapp": {},
        "samsungvd.remoteControl": {},
        "samsungvd.deviceCategory": {"category": "frametv"},
        "samsungvd.thingStatus": {"updatedTime": 1748700000, "status": "Idle"},
        "custom.disabledCapabilities": {"disabledCapabilities": ["samsungvd.ambient"]},
        "samsungvd.ambient": {},
        "refresh": {},
        "execute": {"data": None},
    }
    return made(device_id, now, about, capabilities)


def soundbar(device_id: str, now: datetime) -> Device:
    """Return a soundbar of the kind whose sound mode is set by `execute`."""
    about = {
        "label": "Soundbar",
        "kind": "AV",
        "category": "NetworkAudio",
        "room": LIVING_ROOM,
        "ocf": "oic.d.networkaudio",
        "model": "HW-Q990C",
        "vendor": "VD-NetworkAudio-002S",
    }
    capabilities: dict[str, Attributes] = {
        "switch": {"switch": "on"},
        "audioVolume": {"volume": 17},
        "audioMute": {"mute": "unmuted"},
        "mediaPlayback": {"supportedPlaybackCommands": ["play", "pause", "stop"], "playbackStatus": "stopped"},
        "samsungvd.audioInputSource": {
            "supportedInputSources": ["digital", "HDMI1", "bluetooth", "wifi", "HDMI2"],
            "inputSource": "HDMI1",
        },
        "samsungvd.soundFrom": {"mode": 3, "detailName": "External Device"},
        "samsungvd.thingStatus": {"updatedTime": 1748700000, "status": "Idle"},
        "audioTrackData": {
            "totalTime": 0,
            "audioTrackData": {"title": "", "artist": "", "album": ""},
            "elapsedTime": 0,
        },
        "audioNotification": {},
        "refresh": {},
        "execute": {"data": None},
    }
    return made(device_id, now, about, capabilities)
