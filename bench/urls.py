"""The site, and a page that does nothing."""

from django.http import HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns
from maillage.core.access import public

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@public
def nothing(request):
    return HttpResponse("rien")


urlpatterns = [path("rien/", nothing), *urlpatterns]
