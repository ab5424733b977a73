"""The self-signed certificates of a TV: of port 8002 made anew at every start, of IP Control once."""

from datetime import UTC, datetime, timedelta
import functools
from pathlib import Path
import ssl
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

# 1,024 bits, as on the sets of which OpenSSL says "dh key too small"; it goes no lower at any level.
_WEAK_GROUP = """-----BEGIN DH PARAMETERS-----
MIGHAoGBANPh5BB6y1qfT/zU8f3hLKc7SSUMh5+kpzM8UgK8YiYzmEEsXkLYnrs6
wxa2jZORgMr7I39vJ1H6OvSbYAYHY905U8WQGvRFW1lb/db3x1WVR+rE+q1t+PBF
KnAiCJkO39V4kV/XUf1sCkRUf73KnFrhjPI+913rC2Ys0ZR9iH/fAgEC
-----END DH PARAMETERS-----
"""
_WEAK_CIPHERS = "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"
_CIPHERS = "DEFAULT:@SECLEVEL=0"


def server_context(common_name: str) -> ssl.SSLContext:
    """Return a server's TLS settings with a certificate that nobody vouches for, as on real sets; blocks on files."""
    return _context(_chain(common_name, ec.generate_private_key(ec.SECP256R1())))


def control_context() -> ssl.SSLContext:
    """Return the TLS settings of IP Control, strong ones; blocks on files."""
    context = _context(_control_chain())
    with tempfile.TemporaryDirectory() as folder:
        group = Path(folder, "group.pem")
        group.write_text(_WEAK_GROUP)
        context.set_ciphers(_CIPHERS)
        context.load_dh_params(str(group))
    return context


def weaken(context: ssl.SSLContext, *, weak: bool) -> None:
    """Have IP Control insist on the small group of old sets, or not."""
    context.maximum_version = ssl.TLSVersion.TLSv1_2 if weak else ssl.TLSVersion.MAXIMUM_SUPPORTED
    context.set_ciphers(_WEAK_CIPHERS if weak else _CIPHERS)


@functools.cache
def _control_chain() -> bytes:
    """Return key and certificate of IP Control; making an RSA key takes its time."""
    return _chain("Samsung IP Control G2", rsa.generate_private_key(65_537, 2_048))


def _chain(common_name: str, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    """Return a key with the certificate that it signed for itself, as PEM."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _context(chain: bytes) -> ssl.SSLContext:
    """Return a server's TLS settings with this key and certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # A client that closes with a ticket unread resets the connection, and what it had sent may be lost with it.
    context.num_tickets = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "tv.pem")
        file.write_bytes(chain)
        context.load_cert_chain(file)
    return context
