"""Members' pages: /espace/…, always in French. Each part has its own names."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.surveys.collecting.urls")),
    path("", include("maillage.surveys.campaigns.urls")),
    path("", include("maillage.surveys.building.urls")),
    path("", include("maillage.surveys.outreach.urls")),
]
