from maillage.core.jobs import every
from maillage.network.team import actions


@every(hours=24, name="network.forget_invitations")
def forget_invitations() -> None:
    """The address of somebody who never came is not kept."""
    actions.forget_invitations()
