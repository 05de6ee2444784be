class ConsentMissing(ValueError):
    """Nothing leaves before the person said yes."""


class Incomplete(ValueError):
    """A part is missing; the argument names it ("mandate", "autonomy"…)."""


class NotAllowed(PermissionError):
    """This actor never does that."""


class NotNow(ValueError):
    """Somebody else was quicker, or it is over. `referral` is as it is now."""

    def __init__(self, referral):
        super().__init__(referral.state)
        self.referral = referral


class PinWrong(ValueError):
    """`left` tries before the short code is void."""

    def __init__(self, left: int):
        super().__init__(left)
        self.left = left


class Void(ValueError):
    """Too many wrong PINs: the paper must be renewed."""
