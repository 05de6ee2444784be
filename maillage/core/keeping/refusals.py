"""What stops a backup or a restore, as a French sentence for who runs it."""


class Refused(Exception):
    """Nothing was changed; the text says why and what to do."""
