"""Links nobody can guess: the base keeps their digest only. Pure."""

import secrets
from hashlib import sha256

BYTES = 24  # 192 bits


def new() -> str:
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
