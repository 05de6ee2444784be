"""The short address of a message leads to the ticket, in the language of who it was sent to."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from maillage.appointments.telling import links, wording
from maillage.core.access import public
from maillage.core.languages import in_language


@public
@never_cache
@require_safe
def short(request, word):
    found = links.named(word)
    row = found and found.model.objects.filter(pk=found.pk).first()
    if not row:
        raise Http404
    with translation.override("fr"):
        path = reverse("booking:ticket", args=[word])
    return redirect(in_language(path, wording.spoken(row.language)))
