"""What an OpenID provider says about itself (OpenID Connect Discovery 1.0)."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chassis.tokens.errors import ProviderAway
from chassis.tokens.strict_json import parse_object

if TYPE_CHECKING:
    from chassis.tokens.provider_wire import ProviderWire


class Provider:
    """Reads a provider's documents and sends it forms. back_channel_url: where services reach an issuer that browsers
    reach elsewhere. Every method raises ProviderAway when it does not answer as a provider does."""

    def __init__(self, issuer: str, back_channel_url: str | None = None) -> None:
        self.issuer = issuer
        self._back_channel_url = (back_channel_url or issuer).rstrip("/")
        self._metadata: dict[str, Any] | None = None
        self._wire: ProviderWire | None = None

    async def metadata(self) -> dict[str, Any]:
        """Its discovery document, read once."""
        if self._metadata is None:
            address = self.issuer.rstrip("/") + "/.well-known/openid-configuration"
            metadata = parse_object(await self.get(address))
            if metadata.get("issuer") != self.issuer:
                raise ProviderAway(f"the document at {address} is another issuer's")
            self._metadata = metadata
        return self._metadata

    async def key_set(self) -> bytes:
        """Its JWK set, as it stands now."""
        return await self.get(str((await self.metadata())["jwks_uri"]))

    async def get(self, address: str) -> bytes:
        """The document at an address that the provider names."""
        status, body = await (await self._connected()).get(self.from_here(address))
        if status != 200:
            raise ProviderAway(f"{address} answers {status}")
        return body

    async def post(
        self, address: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        """Status and body of what the form is answered, at an address that the provider names."""
        return await (await self._connected()).post(self.from_here(address), form, headers)

    def from_here(self, address: str) -> str:
        """An address that the provider names, as this service reaches it."""
        issuer = self.issuer.rstrip("/")
        if address == issuer or address.startswith(issuer + "/"):
            return self._back_channel_url + address.removeprefix(issuer)
        return address

    async def prepare(self) -> None:
        """Returns when the HTTP client is there, which the first request would otherwise wait for."""
        await self._connected()

    async def close(self) -> None:
        """Closes the connections."""
        if self._wire is not None:
            await self._wire.close()

    async def _connected(self) -> ProviderWire:
        if self._wire is None:
            wire = await asyncio.to_thread(importlib.import_module, "chassis.tokens.provider_wire")
            if self._wire is None:  # several may have come this way
                self._wire = wire.ProviderWire()
        return self._wire
