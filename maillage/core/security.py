"""The security log: one line of JSON for each thing a watchman reads. Numbers, addresses of pages without their query;
never what somebody typed."""

import json
import logging

from django.contrib.auth.base_user import AbstractBaseUser

log = logging.getLogger("maillage.security")
WATCHED = {  # verbs of core.events that are lines of this log too
    "role changed", "member joined", "member removed", "member restored", "account closed", "second factor changed",
    "paper code made", "paper code stopped", "invited", "purged", "merged",
}  # fmt: skip
NUMBERS = ("user", "role", "before", "invitation", "kind", "rows")  # what may be told: numbers and closed words


def record(what: str, *, user: AbstractBaseUser | None = None, **told) -> None:
    line = {"what": what, "user": getattr(user, "pk", None), **told}
    log.info(json.dumps(line, ensure_ascii=False, default=str))


def watch(verb: str, subject: str, *, by: AbstractBaseUser | None, told: dict) -> None:
    """An event that a watchman should know of."""
    if verb in WATCHED:
        said = {("about" if name == "user" else name): told[name] for name in NUMBERS if name in told}
        record(verb, user=by, subject=subject, **said)
