"""What waits for a member today: one line, one action. Apps tell theirs; the workspace gathers them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """`words` say what to do ("Confirmer 2 lieux"), `why` says why today; the smallest `rank` comes first."""

    words: str
    url: str
    pictogram: str
    why: str = ""
    rank: int = 50
