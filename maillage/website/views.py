from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.core.access import public


@public
@require_safe
def home(request):
    return render(request, "website/home.html")


@public
@require_safe
def help(request):
    return render(request, "website/help.html")


@public
@require_safe
def legal(request):
    return render(request, "website/legal.html")


@public
@require_safe
def accessibility(request):
    return render(request, "website/accessibility.html")


@public
@require_safe
def components(request):
    return render(request, "website/components.html")


@public
@require_safe
def health(request):
    return JsonResponse({"status": "ok"})


@public
@require_safe
def robots(request):
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain")


def bad_request(request, exception=None):
    return render(request, "website/error.html", {"code": 400}, status=400)


def forbidden(request, exception=None):
    return render(request, "website/error.html", {"code": 403}, status=403)


def not_found(request, exception=None):
    return render(request, "website/error.html", {"code": 404}, status=404)


def server_error(request):
    return render(request, "website/error.html", {"code": 500}, status=500)
