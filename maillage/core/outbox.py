"""Mails leave through here. Posting writes a row, in the caller's transaction; the worker sends it, once.

A template is two files: `<name>.txt`, whose first line is "Objet : …", and `<name>.html` if wanted, which extends
`mails/layout.html`. Both know `territory`, `site_url`, and the filter `absolute` for links.
"""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from maillage.core import letters
from maillage.core.models import Message
from maillage.core.transactions import inside_transaction


@inside_transaction
def post(
    *,
    key: str,
    to: str,
    template: str,
    context: dict,
    by: AbstractBaseUser | None = None,
    send_after: datetime | None = None,
    useful_until: datetime | None = None,
    language: str = "fr",
) -> Message:
    """The message of that key: written now, or the one already there."""
    if known := Message.objects.filter(key=key).first():
        return known
    letter = letters.write(template, context, language)
    columns = {
        "to": letters.address(to),
        "template": template,
        "language": language,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "by": by,
        "send_after": send_after or timezone.now(),
        "useful_until": useful_until,
    }
    return Message.objects.get_or_create(key=key, defaults=columns)[0]
