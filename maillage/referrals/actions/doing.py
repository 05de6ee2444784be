from dataclasses import dataclass

from maillage.accounts.models import User


@dataclass(frozen=True)
class Doer:
    """Who acts: by role, with the account and the organisation when there is one."""

    who: str
    user: User | None = None
    organisation: int | None = None
    sure: bool = False  # by an account of the place or by the link mailed to it; the paper alone is anybody's
