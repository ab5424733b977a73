"""A PIN that is asked for before what is guarded: kept only as a salted, slow hash."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import hashlib
import hmac
import secrets
from typing import Any, Final, Self

CONF_SALT: Final = "salt"
CONF_HASH: Final = "hash"
# 16 MB and some 50 ms a try (RFC 7914's parameters for interactive use).
_COST: Final = 2**14
_BLOCK: Final = 8


@dataclass(frozen=True, slots=True)
class Pin:
    """What is kept of a PIN."""

    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)

    @classmethod
    def made_of(cls, digits: str) -> Self:
        """Return what is to be kept of a new PIN; blocks on computing."""
        salt = secrets.token_bytes(16)
        return cls(salt, _digest(digits, salt))

    @classmethod
    def from_data(cls, data: Mapping[str, Any] | None) -> Self | None:
        """Return a PIN as it was kept, or None where there is none."""
        return cls(bytes.fromhex(data[CONF_SALT]), bytes.fromhex(data[CONF_HASH])) if data else None

    def as_data(self) -> dict[str, str]:
        """Return it as it is kept."""
        return {CONF_SALT: self.salt.hex(), CONF_HASH: self.digest.hex()}

    def is_right(self, digits: str) -> bool:
        """Say whether digits are the PIN; blocks on computing."""
        return hmac.compare_digest(self.digest, _digest(digits, self.salt))


def _digest(digits: str, salt: bytes) -> bytes:
    """Return the slow hash of some digits."""
    return hashlib.scrypt(digits.encode(), salt=salt, n=_COST, r=_BLOCK, p=1, dklen=32)
