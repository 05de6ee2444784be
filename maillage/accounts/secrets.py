"""Codes, links, digests. A digest needs the site's key: six digits cannot be found again from the base alone."""

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing one reads for something else on paper: no I, L, O, 0, 1
GROUPS, GROUP = 3, 4  # 31 ** 12: 59 bits
DIGITS = 6


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_digits() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def new_paper_code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def digest(kind: str, *parts: str) -> str:
    """Of a secret, in one role only: the digest of a login link is not that of an invitation."""
    return salted_hmac(f"maillage.{kind}", "\x00".join(parts), algorithm="sha256").hexdigest()


def digits_typed(text: str) -> str:
    """`123 456`, `123-456` and digits of another script are the same code."""
    return "".join(str(unicodedata.digit(sign)) for sign in text if unicodedata.digit(sign, None) is not None)


def paper_code_typed(text: str) -> str:
    """In groups, whatever the case and the marks between them."""
    signs = "".join(sign for sign in text.upper() if sign in LETTERS)
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def name_typed(text: str) -> str:
    """Without accents, case or doubled spaces."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().replace("-", " ").replace("’", "'").split())
