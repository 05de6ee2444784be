"""From news to rows of the outbox, in the reader's language, by each way they left."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation

from maillage.appointments.enums import Audience
from maillage.appointments.models import Told
from maillage.appointments.telling import links, queries, wording
from maillage.appointments.telling.facts import Meeting, News
from maillage.appointments.telling.reach import ways
from maillage.core import outbox, texting
from maillage.core.letters import BadAddress
from maillage.core.models import Revision
from maillage.core.templatetags.addresses import absolute

TEMPLATE = "mails/appointments/told"


def prefix(row: Told) -> str:
    """Of all the messages of one news, and of its reminders."""
    return f"{queries.PREFIX}:{row.pk}:{row.number}:"


def post(row: Told, news: News, meetings: list[Meeting], until: str = "") -> None:
    """Nothing when nothing of it is still to come. No use any more once the moment has come, or the offer ends."""
    if not meetings:
        return
    key = f"{prefix(row)}{news}-{meetings[0].at}"
    if row.audience == Audience.STAFF:
        _to_staff(row, news, meetings, key)
    else:
        _to_person(row, news, meetings, key, datetime.fromisoformat(until) if until else None)


def _to_person(row: Told, news: News, meetings: list[Meeting], key: str, until: datetime | None) -> None:
    subject, reach = row.subject, ways(row.subject.email, row.subject.phone)
    language, useful = wording.spoken(subject.language), until or meetings[0].start
    names, link = queries.names_of({one.place for one in meetings}), links.short(subject)
    with translation.override(language):
        where = [(one.start, names[one.place][1]) for one in meetings]
        said = wording.mail(news, where, subject.code, until)
        text = wording.sms(news, meetings[0].start, names[meetings[0].place][0], link, until)
    if reach.mail:
        _mail(f"{key}:mail", reach.mail, said, link, useful, language)
    if reach.sms and _may_cost():
        outbox.post_sms(key=f"{key}:sms", to=reach.sms, text=text, useful_until=useful, language=language)


def _may_cost() -> bool:
    """The month's ceiling, one after the other."""
    Revision.advance("sms")
    return texting.month().left > 0


def _to_staff(row: Told, news: News, meetings: list[Meeting], key: str) -> None:
    """A quiet word, without a name: the day's page says the rest."""
    subject = row.appointment
    if not subject or not subject.practice.user or not subject.practice.user.email:
        return
    names = queries.names_of({one.place for one in meetings})
    where = [(one.start, names[one.place][0]) for one in meetings]
    with translation.override("fr"):
        said = wording.mail(news, where, subject.code, None)._replace(action="Voir ma journée")
    link = absolute(reverse("mediating:day"))
    _mail(f"{key}:mail", subject.practice.user.email, said, link, meetings[0].start, "fr")


def _mail(key: str, to: str, said: wording.Said, link: str, useful: datetime, language: str) -> None:
    context = {"said": said, "link": link}
    try:
        outbox.post(key=key, to=to, template=TEMPLATE, context=context, useful_until=useful, language=language)
    except BadAddress:
        return  # what was typed is no address: the ticket was shown
