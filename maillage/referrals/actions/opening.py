"""To open with the short code and its PIN, and to print another paper."""

import json

from django.db import transaction
from django.db.models import F

from maillage.accounts.secrets import digits_typed
from maillage.referrals import codes, journal
from maillage.referrals.actions.errors import PinWrong, Void
from maillage.referrals.actions.steps import Doer, _tell
from maillage.referrals.enums import Verb, Who
from maillage.referrals.models import PIN_TRIES, Held, Referral


def open_with_pin(kind: type[Held], code: str, pin: str) -> Held | None:
    """The sheet or the pathway; None for a code that is not one. Raises PinWrong, then Void.

    The wrong try is counted and logged even though an error is raised: it is committed first.
    """
    found, wrong = _try(kind, codes.typed(code), digits_typed(pin))
    if wrong:
        raise wrong
    return found


@transaction.atomic
def _try(kind: type[Held], code: str, pin: str) -> tuple[Held | None, Exception | None]:
    row = kind.objects.select_for_update(of=("self",)).filter(code=code, erased_at=None).first()
    if row is None:
        journal.note(journal.What.GUESS, None, who=Who.PERSON, why="code inconnu")
        return None, None
    if row.locked:
        journal.note(journal.What.GUESS, row, who=Who.PERSON, why="papier à refaire")
        return None, Void()
    if codes.pin_digest(code, pin) == row.pin_hash:
        if row.pin_left < PIN_TRIES:
            kind.objects.filter(pk=row.pk).update(pin_left=PIN_TRIES)
        return row, None
    kind.objects.filter(pk=row.pk).update(pin_left=F("pin_left") - 1)
    journal.note(journal.What.GUESS, row, who=Who.PERSON, why="PIN faux")
    return None, (PinWrong(row.pin_left - 1) if row.pin_left > 1 else Void())


@transaction.atomic
def renew(row: Held, doer: Doer) -> dict[str, str]:
    """Another paper: the code stays, the former scan and PIN open nothing. What is printed: token and pin."""
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    columns, printed = codes.columns(row.code)
    kept = {name: token for name, token in json.loads(row.paper or "{}").items() if name == "receiver"}
    columns |= {"pin_left": PIN_TRIES, "papers": row.papers + 1, "paper": json.dumps(printed | kept)}
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    if isinstance(row, Referral):
        _tell(row, Verb.RENEWED, doer)
    else:
        about = {"who": doer.who, "user": doer.user, "organisation": doer.organisation}
        journal.note(journal.What.WRITE, row, why="papier", **about)
    return printed
