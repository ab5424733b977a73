"""The media renderer on 9197: volume and mute over SOAP, and events about them."""

from collections.abc import Awaitable, Callable
import re

from aiohttp import web

from .events import Subscriptions, asked_seconds
from .log import Requested
from .soap import SoapError, answer, called_with, fault
from .state import Settings, TVState, UpnpFault
from .television import Television
from .transport import Player, transport_change
from .upnp_services import (
    AV_TRANSPORT,
    NOTHING_PUSHED,
    RENDERING_CONTROL,
    SERVICES,
    Action,
    Service,
    device_description,
    service_description,
)

type Handler = Callable[[web.Request], Awaitable[web.Response]]

_TRUE = frozenset({"1", "true", "yes"})
_FALSE = frozenset({"0", "false", "no"})


def heard_volume(state: TVState, settings: Settings) -> tuple[int, bool]:
    """Return volume and mute as UPnP tells them: with a soundbar the TV's own, silent or as it was left."""
    return (settings.soundbar_volume, False) if settings.soundbar else (state.volume, state.mute)


def last_change(state: TVState, settings: Settings, before: TVState | None) -> str | None:
    """Return what changed as LastChange, or None; everything if there was nothing before."""
    volume, mute = heard_volume(state, settings)
    was = heard_volume(before, settings) if before is not None else (None, None)
    changes = f'<Volume channel="Master" val="{volume}"/>' if was[0] != volume else ""
    if was[1] != mute:
        changes += f'<Mute channel="Master" val="{int(mute)}"/>'
    if not changes:
        return None
    return f'<Event xmlns="urn:schemas-upnp-org:metadata-1-0/RCS/"><InstanceID val="0">{changes}</InstanceID></Event>'


def _xml(text: str, status: int = 200) -> web.Response:
    """Return an XML answer."""
    return web.Response(text=text, status=status, content_type="text/xml", charset="utf-8")


class Upnp:
    """One renderer; it is there while the TV is on."""

    def __init__(self, tv: Television) -> None:
        """Render for one TV."""
        self._tv = tv
        self._subscriptions = Subscriptions(tv)
        self._player = Player(tv, lambda event: self._tell(AV_TRANSPORT, transport_change(event)))
        self._unobserve = tv.observe(self._changed)

    async def start(self) -> None:
        """Get ready to send events."""
        await self._subscriptions.start()

    async def close(self) -> None:
        """Forget every subscriber."""
        self._unobserve()
        self._player.close()
        await self._subscriptions.close()

    def application(self) -> web.Application:
        """Return what port 9197 serves."""
        app = web.Application()
        app.router.add_get("/dmr", self._faulty(self._describe))
        app.router.add_get("/{service}_1.xml", self._faulty(self._describe_service))
        app.router.add_post("/upnp/control/{service}1", self._faulty(self._control))
        app.router.add_route("SUBSCRIBE", "/upnp/event/{service}1", self._faulty(self._subscribe))
        app.router.add_route("UNSUBSCRIBE", "/upnp/event/{service}1", self._faulty(self._unsubscribe))
        return app

    def _faulty(self, handler: Handler) -> Handler:
        """Log every request, and answer it as wrongly as the fault says."""

        async def handle(request: web.Request) -> web.Response:
            port = request.get_extra_info("sockname")[1]
            self._tv.log.add(Requested(method=request.method, path=request.path, port=port))
            match self._tv.settings.faults.upnp:
                case UpnpFault.ERROR:
                    return web.Response(status=500, text="Internal Server Error")
                case UpnpFault.GARBAGE:
                    return _xml('<?xml version="1.0"?><s:Envelope><s:Body>')
            return await handler(request)

        return handle

    async def _describe(self, request: web.Request) -> web.Response:
        """Answer what the renderer is."""
        return _xml(device_description(self._tv.identity))

    async def _describe_service(self, request: web.Request) -> web.Response:
        """Answer what a service can do."""
        return _xml(service_description(_service(request)))

    async def _control(self, request: web.Request) -> web.Response:
        """Carry out an action."""
        service = _service(request)
        try:
            action = _action(service, request.headers.get("SOAPAction", ""))
            arguments = called_with(await request.read(), action.name)
            return _xml(answer(service, action.name, self._carry_out(service, action, arguments)))
        except SoapError as error:
            return _xml(fault(error), 500)

    def _carry_out(self, service: Service, action: Action, arguments: dict[str, str]) -> dict[str, str]:
        """Return what an action gives; raises SoapError."""
        if any(name not in arguments for name, _ in action.takes):
            raise SoapError(402, "Invalid Args")
        if arguments.get("InstanceID", "0") != "0":
            raise SoapError(718 if service is AV_TRANSPORT else 702, "Invalid InstanceID")
        if arguments.get("Channel", "Master") != "Master":
            raise SoapError(402, "Invalid Args")
        match action.name:
            case "SetVolume":
                self._set_volume(arguments["DesiredVolume"])
            case "SetMute":
                self._set_mute(arguments["DesiredMute"])
            case name if service is AV_TRANSPORT:
                self._player.act(name, arguments)
        volume, mute = heard_volume(self._tv.state, self._tv.settings)
        values = {**NOTHING_PUSHED, "CurrentVolume": str(volume), "CurrentMute": str(int(mute))}
        values |= self._player.told()
        return {name: values.get(name, "") for name, _ in action.gives}

    def _set_volume(self, desired: str) -> None:
        """Set the volume of the TV's own speakers, which ends a mute."""
        if not desired.isdecimal() or int(desired) > 100:
            raise SoapError(601, "Argument Value Out of Range")
        if not self._tv.settings.soundbar:
            self._tv.change(volume=int(desired))

    def _set_mute(self, desired: str) -> None:
        """Set the mute of the TV's own speakers."""
        if desired.lower() not in _TRUE | _FALSE:
            raise SoapError(402, "Invalid Args")
        if not self._tv.settings.soundbar:
            self._tv.change(mute=desired.lower() in _TRUE)

    async def _subscribe(self, request: web.Request) -> web.Response:
        """Start or renew a subscription."""
        service = _service(request)
        if self._tv.settings.faults.upnp is UpnpFault.NO_SUBSCRIPTION:
            return web.Response(status=500)
        seconds = asked_seconds(request.headers.get("TIMEOUT"))
        sid = request.headers.get("SID")
        if sid is not None:
            if "CALLBACK" in request.headers or "NT" in request.headers:
                return web.Response(status=400)
            if not self._subscriptions.renew(service.name, sid, seconds):
                return web.Response(status=412)
        else:
            callback = re.fullmatch(r"<(http://[^<>\s]+)>.*", request.headers.get("CALLBACK", ""))
            if callback is None or request.headers.get("NT") != "upnp:event":
                return web.Response(status=412)
            sid = self._subscriptions.add(service.name, callback[1], seconds, self._first_event(service))
            if sid is None:
                return web.Response(status=503)
        headers = {"SID": sid, "TIMEOUT": f"Second-{seconds}", "SERVER": "SHP, UPnP/1.0, Samsung UPnP SDK/1.0"}
        return web.Response(headers=headers)

    async def _unsubscribe(self, request: web.Request) -> web.Response:
        """End a subscription."""
        known = self._subscriptions.forget(request.headers.get("SID", ""))
        return web.Response(status=200 if known else 412)

    def _first_event(self, service: Service) -> dict[str, str]:
        """Return what a new subscriber hears first."""
        if service is RENDERING_CONTROL:
            return {"LastChange": last_change(self._tv.state, self._tv.settings, None) or ""}
        if service is AV_TRANSPORT:
            return {"LastChange": transport_change(self._player.event())}
        return {
            "SourceProtocolInfo": NOTHING_PUSHED["Source"],
            "SinkProtocolInfo": NOTHING_PUSHED["Sink"],
            "CurrentConnectionIDs": NOTHING_PUSHED["ConnectionIDs"],
        }

    def _changed(self, before: TVState, after: TVState) -> None:
        """Tell subscribers of the volume, and forget them when the TV goes to sleep."""
        if not after.renders:
            self._subscriptions.forget_all()
        elif (change := last_change(after, self._tv.settings, before)) is not None:
            self._tell(RENDERING_CONTROL, change)

    def _tell(self, service: Service, change: str) -> None:
        """Send an event."""
        self._subscriptions.publish(service.name, {"LastChange": change})


def _action(service: Service, header: str) -> Action:
    """Return the action that a SOAPAction header names; raises SoapError."""
    named = re.search(r"#(\w+)", header)
    action = service.action(named[1]) if named else None
    if action is None:
        raise SoapError(401, "Invalid Action")
    return action


def _service(request: web.Request) -> Service:
    """Return the service that a request is about; raises 404."""
    service = SERVICES.get(request.match_info["service"])
    if service is None:
        raise web.HTTPNotFound
    return service
