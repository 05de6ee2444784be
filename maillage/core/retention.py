"""What is personal, why it is kept, how long, and what happens then: one table, declared in each app's personal.py.

    declare(Kind("accounts.members", _("Comptes des membres"), fields=("accounts.User.email", …), …))

A column that looks personal and stands in no kind fails a test (`undeclared`). The same table is read by the purge, by
the register, by the notices and by docs/donnees-personnelles.md.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from maillage.core.events import tell
from maillage.core.models import JobRun
from maillage.core.sealing import SealedField

LOOKS_PERSONAL = re.compile(
    r"(^|_)(phone|telephone|mobile|e?mail|courriels?|called|person|first_?name|last_?name|surname|username|birth\w*"
    r"|adresse|address|contacts?|contact_hash|nir)$"
)


@dataclass(frozen=True)
class Kind:
    """`kept` says how long, with %(days)s for the setting's days; without a setting it says until when."""

    name: str
    words: str
    whose: str
    why: str
    fields: tuple[str, ...]  # "referrals.Referral.called"
    kept: str
    then: str
    setting: str = ""
    due: Callable[[], int] | None = None  # how many rows would go now
    purge: Callable[[], object] | None = None

    @property
    def days(self) -> int | None:
        return getattr(settings, self.setting) if self.setting else None

    @property
    def duration(self) -> str:
        return str(self.kept) % {"days": self.days} if self.setting else str(self.kept)


@dataclass(frozen=True)
class Purged:
    kind: Kind
    due: int
    done: int = 0


_KINDS: dict[str, Kind] = {}
_NOT_PERSONAL: dict[str, str] = {}  # field → why not


def declare(*kinds: Kind) -> None:
    for kind in kinds:
        _KINDS[kind.name] = kind


def not_personal(why: str, *fields: str) -> None:
    for field in fields:
        _NOT_PERSONAL[field] = why


def kinds() -> list[Kind]:
    autodiscover_modules("personal")
    return sorted(_KINDS.values(), key=lambda kind: kind.name)


def kind_of(field: str) -> Kind | None:
    return next((kind for kind in kinds() if field in kind.fields), None)


def limit(setting: str) -> datetime:
    """What is older than that goes."""
    return timezone.now() - timedelta(days=getattr(settings, setting))


# -- which columns are personal


def personal_fields() -> Iterator[models.Field]:
    """Every column of ours that looks personal: sealed, an e-mail, or named so."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("maillage.") and not model._meta.proxy:
            yield from (field for field in model._meta.concrete_fields if looks_personal(field))


def looks_personal(field: models.Field) -> bool:
    if isinstance(field, SealedField | models.EmailField):
        return True
    holds_words = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return holds_words and bool(LOOKS_PERSONAL.search(field.name))


def label(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def undeclared() -> list[str]:
    """Columns that look personal and of which nobody said how long they are kept."""
    known = {field for kind in kinds() for field in kind.fields} | set(_NOT_PERSONAL)
    return sorted(name for name in map(label, personal_fields()) if name not in known)


def declared_in_vain() -> list[str]:
    """Columns of the table that are in no model."""
    there = {label(field) for model in apps.get_models() for field in model._meta.concrete_fields}
    known = {field for kind in kinds() for field in kind.fields} | set(_NOT_PERSONAL)
    return sorted(known - there)


# -- the purge


def purge(*, dry_run: bool = False) -> list[Purged]:
    """Each kind in its turn; what was done before an interruption stays done, the rest is due again."""
    return [_purged(kind, dry_run) for kind in kinds() if kind.purge and kind.due]


def _purged(kind: Kind, dry_run: bool) -> Purged:
    due = kind.due()
    if dry_run or not due:
        return Purged(kind, due)
    kind.purge()
    done = due - kind.due()
    with transaction.atomic():
        tell("purged", JobRun.objects.get_or_create(name="core.purge")[0], kind=kind.name, rows=done, days=kind.days)
    return Purged(kind, due, done)


def table() -> str:
    """The same in Markdown, for docs/donnees-personnelles.md."""
    lines = ["| Données | De qui | Pourquoi | Durée | Ensuite | Réglage |", "|---|---|---|---|---|---|"]
    for kind in kinds():
        setting = f"`{kind.setting}`" if kind.setting else "—"
        lines.append(f"| {kind.words} | {kind.whose} | {kind.why} | {kind.duration} | {kind.then} | {setting} |")
    return "\n".join(lines) + "\n"
