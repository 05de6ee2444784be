from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.appointments.recurrence import local_day
from maillage.appointments.week import filters, queries
from maillage.appointments.week.asking import DAY, TABLE, WEEK, Asked
from maillage.core.access import public


@public
@require_safe
def week(request):
    """Everything in every structure: a list by day first, a table for wide screens."""
    today = local_day(timezone.now())
    asked = Asked.of(request.GET, today)
    shown = queries.week(asked)
    fields = filters.fields(asked)
    chips, quick = filters.chips(asked, fields), filters.quick(asked, today)
    context = {
        "asked": asked,
        "week": shown,
        "today": asked.since == today,
        "is_day": asked.view == DAY,
        "is_table": asked.view == TABLE,
        "fields": fields,
        "chips": chips,
        "quick": quick,
        "opened": chips and not any(link.current for link in quick),  # one tap leads to the answer, not to the form
        "later": asked.url(since=filters.after(asked)),
        "earlier": asked.url(since=filters.before(asked, today)) if asked.since > today else "",
        "as_table": asked.url(view=TABLE),
        "as_list": asked.url(view=WEEK),
        "everything": Asked(since=asked.since, view=asked.view).url(),
    }
    response = render(request, "appointments/week/week.html", context)
    response["Cache-Control"] = "no-cache"  # what a desk says holds for an hour, a free moment for less
    return response
