"""The diagnosis, in French: /diagnostic/ for everyone, /espace/diagnostic/… for members."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.diagnosis.showing.urls")),
    path("", include("maillage.diagnosis.following.urls")),
    path("", include("maillage.diagnosis.reporting.urls")),
    path("", include("maillage.diagnosis.funders.urls")),
]
