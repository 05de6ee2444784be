from django.shortcuts import render
from django.views.decorators.http import require_http_methods

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


def sent(request):
    """The data of a form that was sent; None when one only reads."""
    return request.POST if request.method == "POST" else None


def page(request, template: str, context: dict):
    """A form that comes back with its faults says so to programs as well."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)
