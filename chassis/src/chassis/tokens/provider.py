"""What an OpenID provider says about itself (OpenID Connect Discovery 1.0)."""

from __future__ import annotations

from typing import Any

from aiohttp import ClientSession, ClientTimeout

from chassis.tokens.strict_json import parse_object

_TIMEOUT = ClientTimeout(total=3)
_LARGEST_DOCUMENT_BYTES = 262_144


class ProviderAway(Exception):
    """The provider does not answer, or not with what a provider answers."""


class Provider:
    """Reads a provider's documents. back_channel_url: where services reach an issuer that browsers reach elsewhere."""

    def __init__(self, session: ClientSession, issuer: str, back_channel_url: str | None = None) -> None:
        self.issuer = issuer
        self._session = session
        self._back_channel_url = (back_channel_url or issuer).rstrip("/")
        self._metadata: dict[str, Any] | None = None

    async def metadata(self) -> dict[str, Any]:
        """Its discovery document, read once. Raises ProviderAway."""
        if self._metadata is None:
            address = self.issuer.rstrip("/") + "/.well-known/openid-configuration"
            metadata = parse_object(await self.get(address))
            if metadata.get("issuer") != self.issuer:
                raise ProviderAway(f"the document at {address} is another issuer's")
            self._metadata = metadata
        return self._metadata

    async def key_set(self) -> bytes:
        """Its JWK set, as it stands now. Raises ProviderAway."""
        return await self.get(str((await self.metadata())["jwks_uri"]))

    def from_here(self, address: str) -> str:
        """An address that the provider names, as this service reaches it."""
        issuer = self.issuer.rstrip("/")
        if address == issuer or address.startswith(issuer + "/"):
            return self._back_channel_url + address.removeprefix(issuer)
        return address

    async def get(self, address: str) -> bytes:
        """At most 256 KiB within 3 s; redirects are not followed."""
        try:
            async with self._session.get(
                self.from_here(address), timeout=_TIMEOUT, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise ProviderAway(f"{address} answers {response.status}")
                body = await response.content.read(_LARGEST_DOCUMENT_BYTES)
                while len(body) < _LARGEST_DOCUMENT_BYTES and not response.content.at_eof():
                    body += await response.content.read(_LARGEST_DOCUMENT_BYTES - len(body))
                return body
        except (OSError, TimeoutError) as error:
            raise ProviderAway(f"{address}: {error!r}") from None
