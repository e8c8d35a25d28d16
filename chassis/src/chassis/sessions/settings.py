"""What a service must be told to keep sessions."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class SessionSettings:
    """portal: names the cookies, since cookies ignore ports. public_url: where browsers open the portal. keys: secrets
    of 32 characters or more; the first one seals, the others still open. seconds: after which people sign in anew."""

    portal: str
    public_url: str
    client_id: str
    client_secret: str
    keys: tuple[str, ...]
    roles_claim: str = "roles"
    scope: str = "openid profile"
    seconds: int = 12 * 3600

    def __post_init__(self) -> None:
        if not self.keys or min(map(len, self.keys)) < 32:
            raise ValueError("a session key has 32 characters or more")
        if urlsplit(self.public_url).path not in ("", "/"):
            raise ValueError("the public URL has no path")

    @property
    def secure(self) -> bool:
        return self.public_url.startswith("https:")

    @property
    def session_cookie(self) -> str:
        return f"{'__Host-' if self.secure else ''}waybill-{self.portal}-session"

    @property
    def sign_in_cookie(self) -> str:
        return f"{'__Host-' if self.secure else ''}waybill-{self.portal}-sign-in"

    @property
    def callback_url(self) -> str:
        return self.public_url.rstrip("/") + "/api/session/callback"
