"""Signing in for real, as a program does: at the development provider, with no browser."""

from __future__ import annotations

from httpx_aiohttp import HttpxAiohttpClient

GRANT = "urn:waybill:params:oauth:grant-type:development-person"
_LASTS_SECONDS = 4 * 3600


class SignIns:
    """Bearer tokens of people by name, each asked for once."""

    def __init__(self, identity_url: str) -> None:
        self._identity_url = identity_url
        self._headers: dict[str, dict[str, str]] = {}

    async def bearer(self, *people: str) -> dict[str, str]:
        """The header of a call that the last of `people` makes; all of them are then signed in."""
        unknown = [person for person in people if person not in self._headers]
        if unknown:
            async with HttpxAiohttpClient(base_url=self._identity_url, timeout=30) as client:
                for person in unknown:
                    form = {
                        "grant_type": GRANT,
                        "client_id": "cli",
                        "person": person,
                        "lifetime_seconds": str(_LASTS_SECONDS),
                    }
                    answer = await client.post("/token", data=form)
                    assert answer.status_code == 200, answer.text
                    token = answer.json()["access_token"]
                    self._headers[person] = {"Authorization": f"Bearer {token}"}
        return self._headers[people[-1]]
