"""What the notices, the register and the impact analysis say, from the settings and the table of what is personal."""

from django.conf import settings

from maillage.core import retention
from maillage.core.models import Event
from maillage.core.retention import Kind
from maillage.network.enums import Role
from maillage.referrals.models import Access

RESIDENTS = ("referrals.sheets", "referrals.pathways", "appointments.contacts", "census.reporters", "core.messages")
SHOWN = 10


def who_answers() -> dict[str, str]:
    return {"controller": settings.MAILLAGE_CONTROLLER, "officer": settings.MAILLAGE_DPO}


def notice() -> dict:
    """For residents: what is about them."""
    found = {kind.name: kind for kind in retention.kinds()}
    days = {"kept": settings.MAILLAGE_REFERRAL_KEPT_DAYS, "opened": settings.MAILLAGE_ACCESSES_KEPT_DAYS}
    return who_answers() | days | {"kinds": [found[name] for name in RESIDENTS]}


def home() -> dict:
    """What is past its time now, what the last purges did."""
    due = retention.purge(dry_run=True)
    done = Event.objects.filter(verb="purged").order_by("-at")[:SHOWN]
    words = {kind.name: kind.words for kind in retention.kinds()}
    told = [(event.at, words.get(event.told["kind"], event.told["kind"]), event.told["rows"]) for event in done]
    return {"due": [one for one in due if one.due], "done": told, "lines": Access.objects.count()}


def register() -> dict:
    """One entry of the register (GDPR, article 30)."""
    return who_answers() | measures() | {"kinds": retention.kinds(), "people": _people(retention.kinds())}


def impact() -> dict:
    return register() | {
        "expires": settings.MAILLAGE_REFERRAL_EXPIRES_DAYS,
        "smallest": settings.MAILLAGE_SMALLEST_COUNT,
    }


def measures() -> dict:
    """How it is set here, today."""
    roles = [Role(role).label for role in settings.MAILLAGE_SECOND_FACTOR_ROLES if role in Role.values]
    return {
        "second_factor": [str(role).partition(" :")[0] for role in roles] if settings.MAILLAGE_SECOND_FACTOR else [],
        "keys_outside": bool(settings.MAILLAGE_KEYS), "https": settings.HTTPS,
        "accesses": settings.MAILLAGE_ACCESSES_KEPT_DAYS, "kept": settings.MAILLAGE_REFERRAL_KEPT_DAYS,
    }  # fmt: skip


def _people(kinds: list[Kind]) -> list[str]:
    return list(dict.fromkeys(str(kind.whose) for kind in kinds))
