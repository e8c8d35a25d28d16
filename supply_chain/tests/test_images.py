"""The check of the images, over archives as `docker save` writes them, with faults planted."""

import io
import json
import secrets
import tarfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from supply_chain.images import faults

pytestmark = pytest.mark.process

PRIVATE_KEY = (
    ec.generate_private_key(ec.SECP256R1())
    .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    .decode()
)
FINGERPRINT = (
    "GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305"  # kingfisher:ignore, of the key that signs Python
)
GOOD = {"User": "10001", "Env": ["PATH=/usr/bin", FINGERPRINT]}
PACKAGES = "opt/venv/lib/python3.13/site-packages"


def tar(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return packed.getvalue()


def saved(
    folder: Path,
    *layers: dict[str, str],
    configuration: dict[str, Any] = GOOD,
    history: str = "COPY src src",
) -> Path:
    """An archive of one image, shop."""
    file = folder / "images.tar"
    blobs = {f"blobs/sha256/{number}": tar(files) for number, files in enumerate(layers)}
    config = {"config": configuration, "history": [{"created_by": history}]}
    manifest = [{"Config": "blobs/sha256/c", "RepoTags": ["shop:latest"], "Layers": list(blobs)}]
    with tarfile.open(file, "w") as archive:
        for name, content in {
            **blobs,
            "blobs/sha256/c": json.dumps(config).encode(),
            "manifest.json": json.dumps(manifest).encode(),
        }.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file


def test_an_image_without_a_fault_passes(tmp_path: Path) -> None:
    """Certificates, public keys and the digests of packages are no secrets."""
    record = f"shop/app.py,sha256={secrets.token_urlsafe(32)},12\n"
    certificates = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
    layer = {f"{PACKAGES}/shop.dist-info/RECORD": record, "etc/ssl/certs/ca-certificates.crt": certificates}
    assert list(faults(saved(tmp_path, layer))) == []


def test_what_never_belongs_into_an_image_is_named(tmp_path: Path) -> None:
    """Whatever it holds."""
    names = [
        ".git/HEAD",
        "app/.env",
        "app/.env.local",
        "run/SESSION_KEYS",
        "var/lib/identity/signing-keys.json",
    ]
    found = list(faults(saved(tmp_path, dict.fromkeys(names, ""))))
    assert found == [f"shop:latest: {name} is out of place" for name in names]


@pytest.mark.parametrize("text", [PRIVATE_KEY, f'KEY = "development-{secrets.token_hex(32)}"\n'])
def test_a_secret_is_found_wherever_it_lies(tmp_path: Path, text: str) -> None:
    """A private key, or what was made for development; also among the installed packages."""
    names = [f"{PACKAGES}/shop/key.py", "app/node_modules/shop/key.js", "etc/key.pem"]
    found = list(faults(saved(tmp_path, {name: f"{text}\n# {name}" for name in names})))
    for name in names:
        assert any(fault.startswith(f"shop:latest: {name} holds a secret") for fault in found)


def test_a_later_layer_does_not_hide_a_secret(tmp_path: Path) -> None:
    """A removed file is still in the layer that brought it."""
    [fault] = faults(saved(tmp_path, {"build/key.pem": PRIVATE_KEY}, {"build/.wh.key.pem": ""}))
    assert "build/key.pem" in fault


def test_a_secret_in_the_environment_or_the_history_is_found(tmp_path: Path) -> None:
    """By its name, or by what it looks like; its value is not repeated."""
    token = secrets.token_urlsafe(32)
    environment = {**GOOD, "Env": ["SESSION_KEYS=short", f"SALT={token}"]}
    found = list(faults(saved(tmp_path, {}, configuration=environment, history=f"RUN curl --header {token}")))
    assert "shop:latest: sets SESSION_KEYS" in found
    assert "shop:latest: its configuration or history holds a secret: waybill.random-key" in found
    assert token not in "".join(found)


@pytest.mark.parametrize("user", ["", "0:0", "waybill"])
def test_an_image_runs_as_a_number_that_is_not_roots(tmp_path: Path, user: str) -> None:
    """A cluster that refuses root can't tell whose a name is."""
    [fault] = faults(saved(tmp_path, {}, configuration={**GOOD, "User": user}))
    assert "runs as" in fault
