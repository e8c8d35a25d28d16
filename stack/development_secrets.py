"""Makes the secrets of development, once: each service's in a folder of its own, named as its settings are.

`python stack/development_secrets.py FOLDER` makes what is missing, in `FOLDER/<service>/`, for the user that
SECRETS_OWNER names, if it names one; docker compose runs it so.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from chassis.passports import new_private_key, public_half
from chassis.settings import MADE_FOR_DEVELOPMENT

CLIENTS = {"customer-bff": "shop-portal", "ops-bff": "ops-portal"}
"""What each BFF is to the identity provider."""


def make(folder: Path) -> None:
    """What is there stays as it is: sessions and cursors outlive a restart. Nobody but the owner may read any."""
    public_keys = {}
    for bff, client in CLIENTS.items():
        secret = _kept(folder / "identity" / client, _token)
        _write(folder / bff / "OIDC_CLIENT_SECRET", secret)
        _kept(folder / bff / "SESSION_KEYS", lambda: json.dumps([_token()]))
        private = _kept(folder / bff / "PASSPORT_PRIVATE_KEY", lambda: _marked(new_private_key()))
        public_keys[bff] = _marked(public_half(private))
    _write(folder / "backend" / "PASSPORT_PUBLIC_KEYS", json.dumps(public_keys))
    for service in ("customer-bff", "ops-bff", "backend"):
        _kept(folder / service / "CURSOR_SIGNING_KEY", _token)
    _kept(folder / "ops-bff" / "OPERATION_SIGNING_KEY", _token)
    _kept(folder / "backend" / "WEBHOOK_SIGNING_KEY", _token)


def _token() -> str:
    return MADE_FOR_DEVELOPMENT + secrets.token_hex(32)


def _marked(pem: str) -> str:
    # What stands before a key in PEM is for people (RFC 7468, section 2).
    return f"{MADE_FOR_DEVELOPMENT}key\n{pem}"


def _kept(file: Path, made: Callable[[], str]) -> str:
    if not file.exists():
        _write(file, made())
    return file.read_text()


def _write(file: Path, text: str) -> None:
    if file.exists() and file.read_text() == text:
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = file.with_name(f".{file.name}.new")
    aside.touch(mode=0o600)
    aside.write_text(text)
    aside.replace(file)


def give(folder: Path, owner: int) -> None:
    """Makes it all the user's `owner`: in containers, services run as another one than who makes their secrets."""
    for path in folder.rglob("*"):
        os.chown(path, owner, owner)


if __name__ == "__main__":
    made = Path(sys.argv[1])
    make(made)
    if owner := os.environ.get("SECRETS_OWNER"):
        give(made, int(owner))
