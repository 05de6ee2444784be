from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from maillage.core import answers
from maillage.core.access import public
from maillage.core.languages import french_only
from maillage.orientation.queries import tiles
from maillage.website import queries
from maillage.website import source as code


@public
@require_safe
def home(request):
    return render(
        request, "website/home.html", {"needs": tiles(), "open": queries.open_places(), "total": queries.total()}
    )


@public
@require_safe
def help(request):
    return render(request, "website/help.html")


@public
@require_safe
@french_only
def legal(request):
    return render(request, "website/legal.html")


@public
@require_safe
@french_only
def accessibility(request):
    return render(request, "website/accessibility.html")


@public
@require_safe
def source(request):
    return render(request, "website/source.html", {"elsewhere": settings.MAILLAGE_SOURCE_URL})


@public
@require_safe
def source_archive(request):
    if settings.MAILLAGE_SOURCE_URL:
        raise Http404("the source is told to be elsewhere")
    return answers.download(code.archive(), "maillage.tar.gz", "application/gzip")


@public
@require_safe
def licence(request):
    return HttpResponse(code.licence(), content_type="text/plain; charset=utf-8")


@public
@require_safe
@french_only
def components(request):
    response = render(request, "website/components.html")
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
@never_cache
def health(request):
    told = queries.health()
    return JsonResponse(told, status=200 if told["status"] == "ok" else 503)


@public
@require_safe
def robots(request):
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", f"Disallow: {reverse('website:components')}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def bad_request(request, exception=None):
    return render(request, "website/error.html", {"code": 400}, status=400)


def forbidden(request, exception=None):
    return render(request, "website/error.html", {"code": 403}, status=403)


def not_found(request, exception=None):
    return render(request, "website/error.html", {"code": 404}, status=404)


def server_error(request):
    """The page may fail for the very reason we are here: then plain words."""
    try:
        return render(request, "website/error.html", {"code": 500}, status=500)
    except Exception:  # whatever broke the page may break its layout too
        words = "Un problème est survenu. Réessayez dans un instant."
        return HttpResponse(words, status=500, content_type="text/plain; charset=utf-8")
