"""Pages with a sheet: kept by nobody, listed nowhere, their addresses in no log."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


def private(view):
    """`no-store`; and a refusal is not written in the log, where the address holds a token."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        if response.status_code >= 400:
            response._has_been_logged = True  # what Django looks at before it logs an address
        return response

    return never_cache(guarded)
