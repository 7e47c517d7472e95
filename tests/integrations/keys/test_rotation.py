"""A new key takes over without a restart; what the old one signed goes on to verify."""

import subprocess
import sys
from pathlib import Path

import pytest

from domain.errors import ConfigurationError
from integrations.keys.keyring import PublicKeys, SigningKey
from integrations.keys.rotation import Keyring, KeyStatus, list_keys, rotate


def test_a_running_signer_takes_the_new_key_up(tmp_path: Path) -> None:
    keyring, keys = Keyring(tmp_path), PublicKeys(tmp_path)
    old = keyring.current()
    signature = old.sign(b"yes")
    new = rotate(tmp_path)
    assert keyring.current().kid == new.kid != old.kid
    assert keys.verify(kid=old.kid, data=b"yes", signature=signature)
    assert keys.verify(kid=new.kid, data=b"yes", signature=keyring.current().sign(b"yes"))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [f"{old.kid}.pub", f"{old.kid}.retired", f"{new.kid}.key", f"{new.kid}.pub"]
    )
    assert SigningKey.load_or_create(tmp_path).kid == new.kid


def test_the_list_says_what_each_key_is_for(tmp_path: Path) -> None:
    assert list_keys(tmp_path) == []
    other = SigningKey.generate()
    (tmp_path / f"{other.kid}.pub").write_bytes(other.public_pem())  # another receiver's
    first = SigningKey.load_or_create(tmp_path)
    second = rotate(tmp_path)
    found = {key.kid: key for key in list_keys(tmp_path)}
    assert {kid: key.status for kid, key in found.items()} == {
        other.kid: KeyStatus.PUBLIC,
        first.kid: KeyStatus.RETIRED,
        second.kid: KeyStatus.ACTIVE,
    }
    assert found[first.kid].retired is not None
    assert found[second.kid].retired is None


def test_rotations_at_once_leave_one_key_that_signs(tmp_path: Path) -> None:
    SigningKey.load_or_create(tmp_path)
    code = (
        "import sys; from pathlib import Path; from integrations.keys.rotation import rotate; "
        "rotate(Path(sys.argv[1]))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(3)]
    assert [process.wait(30) for process in running] == [0, 0, 0]
    assert len(list(tmp_path.glob("*.key"))) == 1
    assert len(list(tmp_path.glob("*.pub"))) == 4
    statuses = sorted(key.status for key in list_keys(tmp_path))
    assert statuses == [KeyStatus.ACTIVE, *[KeyStatus.RETIRED] * 3]


def test_a_folder_without_a_usable_key_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ConfigurationError, match="no signing key"):
        rotate(tmp_path)
    with pytest.raises(ConfigurationError, match="cannot be rotated"):
        rotate(tmp_path / "nowhere")
    keyring = Keyring(tmp_path)
    kid = keyring.current().kid
    (tmp_path / f"{'f' * 16}.key").write_text("no key")
    assert keyring.current().kid == kid
    assert "stays" in caplog.text
    for path in tmp_path.glob("*.key"):
        path.unlink()
    assert keyring.current().kid == kid
