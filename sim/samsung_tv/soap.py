"""SOAP as UPnP devices speak it: calls in, answers and faults out."""

from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException, ElementTree  # type: ignore[import-untyped]  # it ships no types

from .upnp_services import Service

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


class SoapError(Exception):
    """What an action failed with: UPnP's own number and words."""

    def __init__(self, code: int, description: str) -> None:
        """Keep the number and the words."""
        super().__init__(description)
        self.code = code


def called_with(body: bytes, action: str) -> dict[str, str]:
    """Return the arguments of a call; raises SoapError if it is none."""
    try:
        root = ElementTree.fromstring(body)
    except (ElementTree.ParseError, DefusedXmlException) as error:
        raise SoapError(402, "Invalid Args") from error
    call = next((item for item in root.iter() if item.tag.rpartition("}")[2] == action), None)
    if call is None:
        raise SoapError(401, "Invalid Action")
    return {item.tag.rpartition("}")[2]: (item.text or "").strip() for item in call}


def _envelope(body: str) -> str:
    """Return a SOAP message."""
    style = 's:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"'
    return f'{_HEAD}<s:Envelope xmlns:s="{_SOAP}" {style}><s:Body>{body}</s:Body></s:Envelope>'


def answer(service: Service, action: str, values: dict[str, str]) -> str:
    """Return the answer of an action."""
    given = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())
    return _envelope(f'<u:{action}Response xmlns:u="{service.urn}">{given}</u:{action}Response>')


def fault(error: SoapError) -> str:
    """Return a fault."""
    detail = (
        '<UPnPError xmlns="urn:schemas-upnp-org:control-1-0">'
        f"<errorCode>{error.code}</errorCode><errorDescription>{error}</errorDescription></UPnPError>"
    )
    words = "<faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring>"
    return _envelope(f"<s:Fault>{words}<detail>{detail}</detail></s:Fault>")
