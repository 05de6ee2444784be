"""The security log: one line of JSON for each thing a watchman reads. Numbers, addresses of pages without their query;
never what somebody typed."""

import json
import logging

from django.contrib.auth.base_user import AbstractBaseUser

log = logging.getLogger("maillage.security")


def record(what: str, *, user: AbstractBaseUser | None = None, **told) -> None:
    line = {"what": what, "user": getattr(user, "pk", None), **told}
    log.info(json.dumps(line, ensure_ascii=False, default=str))
