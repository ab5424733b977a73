"""The three services of the media renderer as tables, and the XML that describes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from .identity import Identity

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True)
class Variable:
    """A state variable; `limits` is its smallest and largest number."""

    name: str
    data_type: str = "string"
    evented: bool = False
    allowed: tuple[str, ...] = ()
    limits: tuple[int, int] | None = None


@dataclass(frozen=True)
class Action:
    """An action: arguments in and out, each a name and the variable it is related to."""

    name: str
    takes: tuple[tuple[str, str], ...] = ()
    gives: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Service:
    """A service with its actions."""

    name: str
    variables: tuple[Variable, ...]
    actions: tuple[Action, ...]

    @property
    def urn(self) -> str:
        """Return the type of the service."""
        return f"urn:schemas-upnp-org:service:{self.name}:1"

    def action(self, name: str) -> Action | None:
        """Return an action by its name."""
        return next((action for action in self.actions if action.name == name), None)


_INSTANCE = ("InstanceID", "A_ARG_TYPE_InstanceID")
_CHANNEL = ("Channel", "A_ARG_TYPE_Channel")
_INSTANCE_ID = Variable("A_ARG_TYPE_InstanceID", "ui4")

RENDERING_CONTROL = Service(
    "RenderingControl",
    (
        Variable("LastChange", evented=True),
        Variable("Volume", "ui2", limits=(0, 100)),
        Variable("Mute", "boolean"),
        Variable("PresetNameList"),
        _INSTANCE_ID,
        Variable("A_ARG_TYPE_Channel", allowed=("Master",)),
    ),
    (
        Action("ListPresets", (_INSTANCE,), (("CurrentPresetNameList", "PresetNameList"),)),
        Action("GetVolume", (_INSTANCE, _CHANNEL), (("CurrentVolume", "Volume"),)),
        Action("SetVolume", (_INSTANCE, _CHANNEL, ("DesiredVolume", "Volume"))),
        Action("GetMute", (_INSTANCE, _CHANNEL), (("CurrentMute", "Mute"),)),
        Action("SetMute", (_INSTANCE, _CHANNEL, ("DesiredMute", "Mute"))),
    ),
)

CONNECTION_MANAGER = Service(
    "ConnectionManager",
    (
        Variable("SourceProtocolInfo", evented=True),
        Variable("SinkProtocolInfo", evented=True),
        Variable("CurrentConnectionIDs", evented=True),
    ),
    (
        Action("GetProtocolInfo", gives=(("Source", "SourceProtocolInfo"), ("Sink", "SinkProtocolInfo"))),
        Action("GetCurrentConnectionIDs", gives=(("ConnectionIDs", "CurrentConnectionIDs"),)),
    ),
)

AV_TRANSPORT = Service(
    "AVTransport",
    (
        Variable("LastChange", evented=True),
        Variable("TransportState", allowed=("STOPPED", "PLAYING", "PAUSED_PLAYBACK", "NO_MEDIA_PRESENT")),
        Variable("TransportStatus", allowed=("OK", "ERROR_OCCURRED")),
        Variable("TransportPlaySpeed", allowed=("1",)),
        Variable("CurrentTrack", "ui4"),
        Variable("CurrentTrackDuration"),
        Variable("CurrentTrackMetaData"),
        Variable("CurrentTrackURI"),
        Variable("RelativeTimePosition"),
        Variable("AbsoluteTimePosition"),
        Variable("RelativeCounterPosition", "i4"),
        Variable("AbsoluteCounterPosition", "i4"),
        Variable("NumberOfTracks", "ui4"),
        Variable("CurrentMediaDuration"),
        Variable("AVTransportURI"),
        Variable("AVTransportURIMetaData"),
        Variable("NextAVTransportURI"),
        Variable("NextAVTransportURIMetaData"),
        Variable("PlaybackStorageMedium", allowed=("NONE", "NETWORK")),
        Variable("RecordStorageMedium", allowed=("NOT_IMPLEMENTED",)),
        Variable("RecordMediumWriteStatus", allowed=("NOT_IMPLEMENTED",)),
        Variable("CurrentTransportActions"),
        Variable("A_ARG_TYPE_SeekMode", allowed=("REL_TIME", "ABS_TIME")),
        Variable("A_ARG_TYPE_SeekTarget"),
        _INSTANCE_ID,
    ),
    (
        Action(
            "GetTransportInfo",
            (_INSTANCE,),
            (
                ("CurrentTransportState", "TransportState"),
                ("CurrentTransportStatus", "TransportStatus"),
                ("CurrentSpeed", "TransportPlaySpeed"),
            ),
        ),
        Action(
            "GetPositionInfo",
            (_INSTANCE,),
            (
                ("Track", "CurrentTrack"),
                ("TrackDuration", "CurrentTrackDuration"),
                ("TrackMetaData", "CurrentTrackMetaData"),
                ("TrackURI", "CurrentTrackURI"),
                ("RelTime", "RelativeTimePosition"),
                ("AbsTime", "AbsoluteTimePosition"),
                ("RelCount", "RelativeCounterPosition"),
                ("AbsCount", "AbsoluteCounterPosition"),
            ),
        ),
        Action(
            "GetMediaInfo",
            (_INSTANCE,),
            (
                ("NrTracks", "NumberOfTracks"),
                ("MediaDuration", "CurrentMediaDuration"),
                ("CurrentURI", "AVTransportURI"),
                ("CurrentURIMetaData", "AVTransportURIMetaData"),
                ("NextURI", "NextAVTransportURI"),
                ("NextURIMetaData", "NextAVTransportURIMetaData"),
                ("PlayMedium", "PlaybackStorageMedium"),
                ("RecordMedium", "RecordStorageMedium"),
                ("WriteStatus", "RecordMediumWriteStatus"),
            ),
        ),
        Action("GetCurrentTransportActions", (_INSTANCE,), (("Actions", "CurrentTransportActions"),)),
        Action(
            "SetAVTransportURI",
            (_INSTANCE, ("CurrentURI", "AVTransportURI"), ("CurrentURIMetaData", "AVTransportURIMetaData")),
        ),
        Action("Play", (_INSTANCE, ("Speed", "TransportPlaySpeed"))),
        Action("Pause", (_INSTANCE,)),
        Action("Stop", (_INSTANCE,)),
        Action("Seek", (_INSTANCE, ("Unit", "A_ARG_TYPE_SeekMode"), ("Target", "A_ARG_TYPE_SeekTarget"))),
    ),
)

SERVICES = {service.name: service for service in (RENDERING_CONTROL, CONNECTION_MANAGER, AV_TRANSPORT)}

# A set to which nobody has pushed media; "NETWORK,NONE" breaks the table of allowed values, as real sets do.
NOTHING_PUSHED = {
    "CurrentPresetNameList": "FactoryDefaults",
    "Source": "",
    "Sink": "http-get:*:image/jpeg:DLNA.ORG_PN=JPEG_LRG,http-get:*:audio/mpeg:DLNA.ORG_PN=MP3,http-get:*:video/mp4:*",
    "ConnectionIDs": "0",
    "CurrentTransportState": "NO_MEDIA_PRESENT",
    "CurrentTransportStatus": "OK",
    "CurrentSpeed": "1",
    "Track": "0",
    "TrackDuration": "00:00:00",
    "RelTime": "00:00:00",
    "AbsTime": "00:00:00",
    "RelCount": "2147483647",
    "AbsCount": "2147483647",
    "NrTracks": "0",
    "MediaDuration": "00:00:00",
    "PlayMedium": "NETWORK,NONE",
    "RecordMedium": "NOT_IMPLEMENTED",
    "WriteStatus": "NOT_IMPLEMENTED",
}


def device_description(identity: Identity) -> str:
    """Return the document behind LOCATION."""
    services = "".join(_service_entry(service) for service in SERVICES.values())
    return (
        f'{_HEAD}<root xmlns="urn:schemas-upnp-org:device-1-0" xmlns:sec="http://www.sec.co.kr/dlna">'
        "<specVersion><major>1</major><minor>0</minor></specVersion><device>"
        "<deviceType>urn:schemas-upnp-org:device:MediaRenderer:1</deviceType>"
        f"<friendlyName>{escape(identity.name)}</friendlyName>"
        "<manufacturer>Samsung Electronics</manufacturer><manufacturerURL>http://www.samsung.com</manufacturerURL>"
        "<modelDescription>Samsung TV DMR</modelDescription>"
        f"<modelName>{escape(identity.model)}</modelName><modelNumber>AllShare1.0</modelNumber>"
        f"<serialNumber>{identity.mac.replace(':', '').upper()}</serialNumber><UDN>{identity.udn}</UDN>"
        f"<sec:deviceID>{identity.udn[-12:].upper()}</sec:deviceID>"
        "<sec:ProductCap>Resolution:3840X2160,Tizen,Y2021</sec:ProductCap>"
        f"<serviceList>{services}</serviceList></device></root>"
    )


def _service_entry(service: Service) -> str:
    """Return a service as the device's description lists it."""
    name = service.name
    return (
        f"<service><serviceType>{service.urn}</serviceType><serviceId>urn:upnp-org:serviceId:{name}</serviceId>"
        f"<controlURL>/upnp/control/{name}1</controlURL><eventSubURL>/upnp/event/{name}1</eventSubURL>"
        f"<SCPDURL>/{name}_1.xml</SCPDURL></service>"
    )


def service_description(service: Service) -> str:
    """Return what a service can do."""
    return (
        f'{_HEAD}<scpd xmlns="urn:schemas-upnp-org:service-1-0">'
        "<specVersion><major>1</major><minor>0</minor></specVersion>"
        f"<actionList>{_joined(_action_entry(action) for action in service.actions)}</actionList>"
        f"<serviceStateTable>{_joined(_variable_entry(item) for item in service.variables)}</serviceStateTable></scpd>"
    )


def _joined(parts: Iterable[str]) -> str:
    """Return the parts in a row."""
    return "".join(parts)


def _action_entry(action: Action) -> str:
    """Return an action as a service's description lists it."""
    arguments = [(name, "in", variable) for name, variable in action.takes]
    arguments += [(name, "out", variable) for name, variable in action.gives]
    listed = _joined(
        f"<argument><name>{name}</name><direction>{direction}</direction>"
        f"<relatedStateVariable>{variable}</relatedStateVariable></argument>"
        for name, direction, variable in arguments
    )
    return f"<action><name>{action.name}</name><argumentList>{listed}</argumentList></action>"


def _variable_entry(variable: Variable) -> str:
    """Return a variable as a service's description lists it."""
    extra = ""
    if variable.allowed:
        values = _joined(f"<allowedValue>{value}</allowedValue>" for value in variable.allowed)
        extra = f"<allowedValueList>{values}</allowedValueList>"
    if variable.limits is not None:
        low, high = variable.limits
        extra = (
            f"<allowedValueRange><minimum>{low}</minimum><maximum>{high}</maximum><step>1</step></allowedValueRange>"
        )
    return (
        f'<stateVariable sendEvents="{"yes" if variable.evented else "no"}"><name>{variable.name}</name>'
        f"<dataType>{variable.data_type}</dataType>{extra}</stateVariable>"
    )
