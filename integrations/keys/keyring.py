"""Ed25519 keys as files: private ones with the receivers of decisions, public ones kept for ever."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from domain.errors import ConfigurationError
from domain.models import sha256_hex
from integrations.keys.files import locked, write_whole


def key_id(public: Ed25519PublicKey) -> str:
    """The first 16 hex digits of ``sha256`` of the raw public key."""
    return sha256_hex(public.public_bytes_raw())[:16]


class SigningKey:
    """Implements :class:`domain.approvals.decisions.Signer`."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self._kid = key_id(private.public_key())

    @classmethod
    def generate(cls) -> "SigningKey":
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def load(cls, path: Path) -> "SigningKey":
        """Raises :class:`~domain.errors.ConfigurationError` for a file that is not the key its name says."""
        return cls(_load_private(path))

    @classmethod
    def load_or_create(cls, folder: Path) -> "SigningKey":
        """The key in ``<kid>.key`` of the folder, the newest of several; made where there is none.

        Two processes that start at once get the same key.
        Raises :class:`~domain.errors.ConfigurationError` for a folder or a file that cannot be used.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with locked(folder):
                path = newest_key(folder)
                key = cls.generate() if path is None else cls.load(path)
                key.save(folder)
        except OSError as error:
            raise ConfigurationError(f"the keys in {folder} cannot be used: {error}") from error
        return key

    @property
    def kid(self) -> str:
        return self._kid

    @property
    def private(self) -> Ed25519PrivateKey:
        """For libraries that sign by themselves."""
        return self._private

    def sign(self, data: bytes) -> str:
        return urlsafe_b64encode(self._private.sign(data)).decode().rstrip("=")

    def save(self, folder: Path) -> None:
        """Write what is not there yet; the public half first, for whoever verifies."""
        public, private = folder / f"{self.kid}.pub", folder / f"{self.kid}.key"
        if not public.exists():
            write_whole(public, self.public_pem(), mode=0o644)
        if not private.exists():
            folder.chmod(0o700)
            write_whole(private, self._private_pem(), mode=0o600)

    def public_pem(self) -> bytes:
        return self._private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def _private_pem(self) -> bytes:
        return self._private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


class PublicKeys:
    """Implements :class:`domain.ledger.receipts.KeyDirectory` over every ``*.pub`` of a folder.

    The folder is read again when an unknown key id comes: a receiver may have made its key since.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: dict[str, Ed25519PublicKey] = {}

    def knows(self, kid: str) -> bool:
        return self.find(kid) is not None

    def verify(self, *, kid: str, data: bytes, signature: str) -> bool:
        key = self.find(kid)
        if key is None:
            return False
        try:
            key.verify(urlsafe_b64decode(signature + "=" * (-len(signature) % 4)), data)
        except (InvalidSignature, ValueError):
            return False
        return True

    def find(self, kid: str) -> Ed25519PublicKey | None:
        """The key of that id, if it is here."""
        if kid not in self._keys:
            self._keys = _load_public_keys(self._folder)
        return self._keys.get(kid)


def newest_key(folder: Path) -> Path | None:
    """The private key that signs, of those in the folder; None where there is none."""
    return max(folder.glob("*.key"), key=lambda path: (path.stat().st_mtime_ns, path.name), default=None)


def _load_private(path: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ConfigurationError(f"{path}: no private key: {error}") from error
    if not isinstance(key, Ed25519PrivateKey) or key_id(key.public_key()) != path.stem:
        raise ConfigurationError(f"{path}: not the Ed25519 key that its name says")
    return key


def _load_public_keys(folder: Path) -> dict[str, Ed25519PublicKey]:
    """A file that is no key, or not the one its name says, is left out: nothing is trusted by its name."""
    keys: dict[str, Ed25519PublicKey] = {}
    for path in folder.glob("*.pub"):
        try:
            key = serialization.load_pem_public_key(path.read_bytes())
        except (OSError, ValueError, UnsupportedAlgorithm):
            continue
        if isinstance(key, Ed25519PublicKey) and key_id(key) == path.stem:
            keys[path.stem] = key
    return keys
