"""Asking, hearing, doubting: each verb is one transaction and leaves an event."""

from maillage.census.verifying.actions.doubting import doubt, trust_again

__all__ = ["doubt", "trust_again"]
