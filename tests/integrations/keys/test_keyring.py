"""Keys: one for all who start at once, private to us, and old ones go on to verify."""

import subprocess
import sys
from pathlib import Path

import pytest

from domain.errors import ConfigurationError
from integrations.keys.keyring import PublicKeys, SigningKey

_START = """
import pathlib, sys
from integrations.keys.keyring import SigningKey
print(SigningKey.load_or_create(pathlib.Path(sys.argv[1])).kid)
"""


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    starting = [
        subprocess.Popen([sys.executable, "-c", _START, str(folder)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    kids = {process.communicate(timeout=30)[0].strip() for process in starting}
    assert kids == {SigningKey.load_or_create(folder).kid}
    (kid,) = kids
    assert sorted(path.name for path in folder.iterdir()) == [f"{kid}.key", f"{kid}.pub"]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / f"{kid}.key").stat().st_mode & 0o777 == 0o600


def test_a_signature_holds_for_its_key_and_its_bytes_only(tmp_path: Path) -> None:
    keys = PublicKeys(tmp_path)
    signer = SigningKey.load_or_create(tmp_path)
    signature = signer.sign(b"yes")
    assert "=" not in signature
    assert keys.verify(kid=signer.kid, data=b"yes", signature=signature)
    assert not keys.verify(kid=signer.kid, data=b"no", signature=signature)
    assert not keys.verify(kid="0" * 16, data=b"yes", signature=signature)
    assert not keys.verify(kid=signer.kid, data=b"yes", signature="not base64 \u00e9")


def test_a_new_key_is_found_and_the_old_ones_signatures_still_hold(tmp_path: Path) -> None:
    keys, old = PublicKeys(tmp_path), SigningKey.load_or_create(tmp_path)
    signature = old.sign(b"yes")
    assert keys.verify(kid=old.kid, data=b"yes", signature=signature)
    (tmp_path / f"{old.kid}.key").unlink()
    new = SigningKey.load_or_create(tmp_path)
    assert new.kid != old.kid
    assert keys.verify(kid=new.kid, data=b"yes", signature=new.sign(b"yes"))
    assert keys.verify(kid=old.kid, data=b"yes", signature=signature)


def test_a_key_under_anothers_name_is_not_trusted(tmp_path: Path) -> None:
    signer = SigningKey.load_or_create(tmp_path)
    (tmp_path / f"{'0' * 16}.pub").write_bytes(signer.public_pem())
    assert not PublicKeys(tmp_path).verify(kid="0" * 16, data=b"yes", signature=signer.sign(b"yes"))
    (tmp_path / f"{signer.kid}.key").write_text("no key")
    with pytest.raises(ConfigurationError, match=f"{signer.kid}.key"):
        SigningKey.load_or_create(tmp_path)
