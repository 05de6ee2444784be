"""What makes the site installable, and usable with the network cut."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse, HttpResponseNotFound, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from maillage.core.access import public
from maillage.orientation.queries import tiles
from maillage.territory.models import Zone
from maillage.website.offline import queries

WORKER = "js/service-worker.js"
SHELL = (
    "css/maillage.css", "css/assistance.css", "css/website.css", "css/orientation.css", "css/places.css",
    "js/listen.js", "js/offline.js", "js/kiosk.js", "js/offline-journey.js", "js/orientation-here.js", "img/icon.svg",
)  # fmt: skip
DOORS = (  # kept beside a visitor's notebook only
    "css/doors.css", "js/doors.js", "js/doors-store.js", "js/doors-sending.js", "js/doors-questions.js",
)  # fmt: skip
ICONS = (("img/icon-192.png", "192x192"), ("img/icon-512.png", "512x512"))


@public
@require_safe
@cache_control(no_cache=True)
def worker(request):
    """At the root, so that it serves the whole site; a new version as soon as a static file changes."""
    script = Path(finders.find(WORKER)).read_text()
    files, doors = [static(name) for name in SHELL], [static(name) for name in DOORS]
    version = sha256("\n".join([script, *files, *doors]).encode()).hexdigest()[:12]
    known = {
        "version": version,
        "static": settings.STATIC_URL,
        "files": files,
        "doors": doors,
        "prefixes": [f"/{code}" for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE],
        **french_addresses(),
    }
    head = f"const KNOWN = {queries.json.encode(known)};\n"
    return HttpResponse(head + script, content_type="text/javascript; charset=utf-8")


def french_addresses() -> dict[str, str]:
    """Other languages put their code before."""
    names = {"home": "website:home", "journey": "orientation:search", "offline": "website:offline"}
    names |= {"list": "places:search", "directory": "website:offline_directory"}
    with override(settings.LANGUAGE_CODE):
        return {name: reverse(address) for name, address in names.items()}


@public
@require_safe
@cache_control(max_age=3600)
def manifest(request):
    return JsonResponse(
        {
            "id": "/",
            "name": f"Maillage {settings.MAILLAGE_TERRITORY}",
            "short_name": "Maillage",
            "description": _("Trouver près de chez vous une aide pour le numérique."),
            "lang": get_language(),
            "dir": "rtl" if get_language_bidi() else "ltr",
            "start_url": reverse("website:home"),
            "scope": "/",
            "display": "standalone",
            "theme_color": "#0a5c60",
            "background_color": "#fffdf9",
            "icons": [
                {"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
                *({"src": static(name), "sizes": sizes, "type": "image/png"} for name, sizes in ICONS),
                {"src": static(ICONS[1][0]), "sizes": ICONS[1][1], "type": "image/png", "purpose": "maskable"},
            ],
        },
        content_type="application/manifest+json",
    )


@public
@require_safe
def offline(request):
    """Shown instead of a page that was not kept; its script does what it can with what was."""
    response = render(request, "website/offline.html", {"needs": tiles()})
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
def directory(request):
    """The places seen from a zone; all of them by name without one."""
    code = request.GET.get("zone", "")
    if len(code) > 60 or "\x00" in code:
        return HttpResponseNotFound()
    zone = get_object_or_404(Zone, pk=code) if code else None
    return HttpResponse(queries.kept_directory(zone, timezone.localtime()), content_type="application/json")
