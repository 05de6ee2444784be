"""The two ways in of a paper: a long code to scan, a short one to say with its PIN."""

import secrets

from maillage.accounts.secrets import LETTERS, digest, new_token

CODE, PIN = 8, 4


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


def new_pin() -> str:
    return f"{secrets.randbelow(10**PIN):0{PIN}}"


def after(code: str, rank: int) -> str:
    """The code of a sheet sent elsewhere keeps its trail: ABCDEFGH-2."""
    return f"{code.partition('-')[0]}-{rank}"


def typed(text: str) -> str:
    """As said or written: `abcd efgh`, `ABCD-EFGH`, `ABCDEFGH-2`, `/fiche/ABCDEFGH/` pasted whole stays unknown."""
    signs = "".join(sign for sign in text.upper() if sign in LETTERS + "0123456789")
    return signs[:CODE] + (f"-{signs[CODE:]}" if len(signs) > CODE else "")


def token_digest(token: str) -> str:
    return digest("referral", token)


def receiver_digest(token: str) -> str:
    return digest("referral.receiver", token)


def pin_digest(code: str, pin: str) -> str:
    return digest("referral.pin", code, pin)


def columns(code: str = "") -> tuple[dict, dict]:
    """(columns of a new paper, what is printed on it: token and pin)."""
    code, token, pin = code or new_code(), new_token(), new_pin()
    printed = {"token": token, "pin": pin}
    return {"code": code, "token_hash": token_digest(token), "pin_hash": pin_digest(code, pin)}, printed
