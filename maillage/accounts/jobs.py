from maillage.accounts import actions, trying
from maillage.core.jobs import every


@every(hours=24, name="accounts.forget")
def forget() -> None:
    """Used links and old counts of tries."""
    actions.forget_expired()
    trying.forget_old()
