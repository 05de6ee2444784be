"""The log of accesses: every read, write and export of a sheet or a pathway is a line, chained to the one before.

Reading leaves a line: it is the only thing a page that is only looked at writes (ADR 28).
"""

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from maillage.core import security
from maillage.referrals.models import Access, AccessHead


class What(StrEnum):
    READ = "lecture"
    WRITE = "écriture"
    PRINT = "impression"
    EXPORT = "export"
    GUESS = "code faux"
    DENIED = "refus"
    ERASE = "effacement"


WATCHED = (What.EXPORT, What.GUESS, What.DENIED)  # lines of the security log too


@transaction.atomic
def note(
    what: What, subject: models.Model | None, *, who: str, user=None, organisation: int | None = None, why: str = ""
) -> Access:
    """One more line. `why` is the page or the verb; never a word that somebody typed."""
    head, _ = AccessHead.objects.get_or_create(pk=1)
    head = AccessHead.objects.select_for_update().get(pk=1)
    line = Access(
        number=head.number + 1, at=timezone.now(), what=what, who=str(who), why=why[:60], previous=head.digest,
        subject=named(subject), organisation_number=organisation,
        user_number=user.pk if user is not None and user.is_authenticated else None,
    )  # fmt: skip
    line.digest = digest_of(line)
    line.save(force_insert=True)
    AccessHead.objects.filter(pk=1).update(number=line.number, digest=line.digest)
    if what in WATCHED:
        security.record(f"sheet: {what}", user=user, organisation=organisation, subject=line.subject, why=line.why)
    return line


def named(subject: models.Model | None) -> str:
    return f"{subject._meta.label_lower} {subject.pk}" if subject is not None else ""


def digest_of(line: Access) -> str:
    told = (line.number, line.at.timestamp(), line.what, line.subject, line.who, line.user_number,
            line.organisation_number, line.why, line.previous)  # fmt: skip
    return sha256("\x1f".join(map(str, told)).encode()).hexdigest()


def about(subject: models.Model) -> models.QuerySet[Access]:
    return Access.objects.filter(subject=named(subject))


def broken_at() -> int | None:
    """The number of the first line that does not follow the one before it; None when the chain holds."""
    previous = None
    for line in Access.objects.order_by("number").iterator():
        follows = previous is None or (line.previous == previous.digest and line.number == previous.number + 1)
        if not follows or line.digest != digest_of(line):
            return line.number
        previous = line
    head = AccessHead.objects.filter(pk=1).first()
    if head and head.number and (previous is None or previous.digest != head.digest):
        return head.number
    return None


@transaction.atomic
def forget_old(before: datetime | None = None) -> int:
    """The oldest lines go after MAILLAGE_ACCESSES_KEPT_DAYS; the chain then begins at the first one kept."""
    before = before or timezone.now() - timedelta(days=settings.MAILLAGE_ACCESSES_KEPT_DAYS)
    AccessHead.objects.select_for_update().filter(pk=1).first()
    first_kept = Access.objects.filter(at__gte=before).order_by("number").values_list("number", flat=True).first()
    last = AccessHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    ended = Access.objects.filter(number__lt=first_kept if first_kept is not None else last)  # the head's line stays
    return ended._raw_delete(ended.db)
